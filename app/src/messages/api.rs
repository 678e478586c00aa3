//! What the pages of messages ask of the server: each is who, rule, verb, commit in `server`.

use super::views::{ConversationView, ListView, NewView};
use crate::fault::Fault;
use leptos::prelude::*;
use portiek_domain::{
    actor::Context,
    forms::Answer,
    ids::{ConversationId, FormKey},
    messages::Folder,
};

/// A page of a folder. `seen` is the seal of what the browser shows already, when it only refreshes.
#[server(ListConversations, "/api", endpoint = "messages/list")]
pub async fn list_conversations(
    at: Context,
    folder: Folder,
    after: Option<String>,
    seen: Option<String>,
) -> Result<ListView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::list(&request, &at, (folder, after, seen)).await
}

/// A conversation's newest messages, or those before a number; opening it reads it (R28).
#[server(OpenConversation, "/api", endpoint = "messages/open")]
pub async fn open_conversation(
    at: Context,
    conversation: ConversationId,
    before: Option<i64>,
    refused: Option<FormKey>,
    seen: Option<String>,
) -> Result<ConversationView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::open(&request, &at, super::server::Opening { conversation, before, refused, seen }).await
}

/// What the form for a new conversation offers.
#[server(NewConversation, "/api", endpoint = "messages/new")]
pub async fn new_conversation(at: Context, refused: Option<FormKey>) -> Result<NewView, Fault> {
    let request = crate::request::Request::current()?;
    super::server::new(&request, &at, refused).await
}

/// "Gesprek starten" (R25).
#[server(StartConversation, "/api", endpoint = "messages/start")]
pub async fn start_conversation(
    at: Context,
    key: FormKey,
    onderwerp: String,
    behandelaar: Option<String>,
    dossier: Option<String>,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    let typed = super::server::Started { key, onderwerp, behandelaar, dossier };
    super::server::start(&request, &at, typed).await
}

/// "Plaatsen" (R26).
#[server(PlaceMessage, "/api", endpoint = "messages/place")]
pub async fn place_message(
    at: Context,
    key: FormKey,
    conversation: ConversationId,
    tekst: String,
) -> Result<Answer, Fault> {
    let request = crate::request::Request::current()?;
    super::server::place(&request, &at, super::server::Typed { key, conversation, tekst }).await
}

/// Keeps what is being typed (S12).
#[server(KeepDraft, "/api", endpoint = "messages/keep_draft")]
pub async fn keep_draft(at: Context, conversation: ConversationId, tekst: String) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::keep_draft(&request, &at, (conversation, &tekst)).await
}

/// "Archiveren", through the dots (R29).
#[server(ArchiveConversation, "/api", endpoint = "messages/archive")]
pub async fn archive_conversation(at: Context, conversation: ConversationId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::archive(&request, &at, conversation).await
}

/// "Terug naar inbox" (D28).
#[server(RestoreConversation, "/api", endpoint = "messages/restore")]
pub async fn restore_conversation(at: Context, conversation: ConversationId) -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    super::server::restore(&request, &at, conversation).await
}
