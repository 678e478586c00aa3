//! Inloggen met …: OpenID Connect at a provider that an organisation trusts. Here is what is kept of it; who speaks with
//! the provider is the server.

pub mod arrival;
pub mod attempt;
pub mod links;
pub mod providers;

pub use arrival::{Arrival, Identity, arrive};
pub use attempt::{Begun, Pending, begin, take};
pub use providers::{NewProvider, Provider};
