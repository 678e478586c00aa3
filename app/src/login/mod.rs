//! Inloggen: name and password, then a second factor (R5, D3, D29), or a passkey alone; step-up; the ways to a new
//! password (R7-R13); activating an account (R1, D5). Plain forms and full page loads, so that the person in context is
//! never stale.

pub mod activation;
mod api;
mod code_page;
mod confirm;
#[cfg(feature = "ssr")]
mod device;
mod entrance;
mod known_page;
mod name_page;
pub mod oidc;
mod over;
mod passkey;
pub mod password;
pub mod pin;
mod ways;
mod words;

pub use api::{FinishLogIn, LogIn, LogOut, SendCodeAgain};

use crate::areas::area;
use activation::{FinishPage, InvitationPage, JoinPage};
use code_page::CodePage;
use confirm::ConfirmPage;
use known_page::KnownPage;
use name_page::NamePage;
use oidc::LinksPage;
use password::{ChangePage, ChoosePage, ExpiryPage, LinkPage, RequestPage};
use pin::{DonePage, NewPinPage, PinPage};

#[rustfmt::skip]
area!(
    Login = login: NamePage, CodePage, KnownPage, ConfirmPage, FinishPage, InvitationPage, JoinPage, LinksPage,
    RequestPage, LinkPage, ChoosePage, ChangePage, ExpiryPage, PinPage, NewPinPage, DonePage
);
