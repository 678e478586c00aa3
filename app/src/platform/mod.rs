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

pub use invite_page::InvitePage;
pub use list_page::ListPage;
pub use new_page::NewPage;
pub use organisation_page::OrganisationPage;
pub use provider_page::ProviderPage;
pub use readers_page::ReadersPage;
pub use section_page::SectionPage;
pub use state_page::StatePage;
pub use withdraw_page::WithdrawPage;
