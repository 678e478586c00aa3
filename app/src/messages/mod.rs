//! Berichten: conversations between a client and the care team (R23-R30).

mod api;
mod compose_form;
mod list_pane;
mod new_page;
mod page;
#[cfg(feature = "ssr")]
mod server;
mod thread_pane;
mod views;
mod words;

pub use api::{
    ArchiveConversation, KeepDraft, ListConversations, NewConversation, OpenConversation, PlaceMessage,
    RestoreConversation, StartConversation,
};
pub use new_page::New;
pub use page::{Messages, Nothing};
pub use thread_pane::Conversation;
