//! What a page says when something it asked for is not there or does not work. Carries no data about people: without
//! scripts it may travel in an address.

use serde::{Deserialize, Serialize};
use server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Fault {
    /// It does not exist, or not for who asks.
    #[error("niet gevonden")]
    NotFound,
    /// Nobody is logged in any more.
    #[error("uitgelogd")]
    LoggedOut,
    /// The database is away for a moment.
    #[error("even niet beschikbaar")]
    Unavailable,
    /// Our mistake; the reference stands in the server's log.
    #[error("fout {reference}")]
    Broken { reference: String },
    /// The server was not reached or did not understand.
    #[error("geen verbinding")]
    Unreachable,
}

#[cfg(feature = "ssr")]
impl Fault {
    /// What an answer that could not be given is, to the browser.
    pub fn status(&self) -> http::StatusCode {
        use http::StatusCode;
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::LoggedOut => StatusCode::UNAUTHORIZED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken { .. } | Self::Unreachable => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl FromServerFnError for Fault {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                #[cfg(feature = "ssr")]
                crate::request::set_status(http::StatusCode::BAD_REQUEST);
                Self::NotFound
            }
            ServerFnErrorErr::Request(_) => Self::Unreachable,
            other => Self::Broken { reference: reference_of(&other) },
        }
    }
}

/// A short name for what went wrong on the way, so that it can be found back.
fn reference_of(error: &ServerFnErrorErr) -> String {
    match error {
        ServerFnErrorErr::Serialization(_) => "L2".into(),
        ServerFnErrorErr::Response(_) => "L3".into(),
        _ => "L0".into(),
    }
}
