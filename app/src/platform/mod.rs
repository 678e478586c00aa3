//! Platformbeheer (S9): organisations with what they set and who administers them, and how the installation does. Never
//! clinical content.

mod administrators;
mod api;
mod fields;
mod head;
mod invite_page;
mod list_page;
mod new_page;
mod organisation_page;
mod provider_fields;
mod provider_page;
mod provider_parts;
mod providers;
mod readers;
mod readers_page;
mod section_page;
mod sections;
#[cfg(feature = "ssr")]
mod server;
mod state_page;
mod views;
mod withdraw_page;
mod words;

use crate::areas::area;
use invite_page::InvitePage;
use list_page::ListPage;
use new_page::NewPage;
use organisation_page::OrganisationPage;
use provider_page::ProviderPage;
use readers_page::ReadersPage;
use section_page::SectionPage;
use state_page::StatePage;
use withdraw_page::WithdrawPage;

area!(
    Platform = platform:
    ListPage,
    NewPage,
    OrganisationPage,
    SectionPage,
    InvitePage,
    WithdrawPage,
    ProviderPage,
    ReadersPage,
    StatePage
);
