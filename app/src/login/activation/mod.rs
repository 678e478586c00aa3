//! Activeren: the invitation's page (R1, D5), the end of the activation (R114, S15), and joining an invitation to the
//! account one has (D23).

mod api;
mod consent;
mod finish_page;
mod invitation_page;
mod join_page;
#[cfg(feature = "ssr")]
mod server;
mod words;

pub use finish_page::FinishPage;
pub use invitation_page::InvitationPage;
pub use join_page::JoinPage;
