//! The sections of an organisation, one file each: what is set, in facts, and the fields to change it. A section that is
//! added gets a file here, a `Section` and a `Setting` in the domain, and its column in `store/organisations/settings.rs`.

mod desk;
mod details;
mod factor;
mod factors;
mod invitations;
mod modules;
mod password_policy;
mod password_words;
mod text;

pub use details::DetailsFields;

#[cfg(feature = "ssr")]
use super::views::Fact;
use crate::forms::FormState;
use leptos::prelude::*;
use portiek_domain::organisation::Section;

/// The fields of a section's form.
pub fn fields(section: Section, form: FormState) -> AnyView {
    match section {
        Section::Details => view! { <details::DetailsFields form /> }.into_any(),
        Section::Modules => view! { <modules::ModulesFields form /> }.into_any(),
        Section::Policy => view! { <password_policy::PolicyFields form /> }.into_any(),
        Section::Words => view! { <password_words::WordsFields form /> }.into_any(),
        Section::Factor => view! { <factor::FactorFields form /> }.into_any(),
        Section::Factors => view! { <factors::AllowedFields form /> }.into_any(),
        Section::Desk => view! { <desk::DeskFields form /> }.into_any(),
        Section::Invitations => view! { <invitations::InvitationsFields form /> }.into_any(),
        Section::Privacy | Section::Terms => view! { <text::TextFields form /> }.into_any(),
    }
}

#[cfg(feature = "ssr")]
pub use server::{facts, warning};

#[cfg(feature = "ssr")]
mod server {
    use super::{Fact, desk, details, factor, factors, invitations, modules, password_policy, password_words, text};
    use chrono::{DateTime, Utc};
    use portiek_domain::organisation::Setting;

    /// What a section says; `since` is when its text was published.
    pub fn facts(setting: &Setting, since: Option<DateTime<Utc>>) -> Vec<Fact> {
        match setting {
            Setting::Details(details) => details::facts(details),
            Setting::Modules(on) => modules::facts(on),
            Setting::Policy(policy) => password_policy::facts(policy),
            Setting::Words(words) => password_words::facts(words),
            Setting::Factor(factor) => factor::facts(*factor),
            Setting::Factors(allowed) => factors::facts(allowed),
            Setting::Desk(desk) => desk::facts(desk),
            Setting::Invitations(days) => invitations::facts(*days),
            Setting::Text(_, body) => text::facts(body, since),
        }
    }

    /// What speaks against it.
    pub fn warning(setting: &Setting) -> Option<String> {
        match setting {
            Setting::Policy(policy) => policy.is_outdated().then(|| crate::platform::words::OUTDATED.to_owned()),
            _ => None,
        }
    }
}

/// A name and its value.
#[cfg(feature = "ssr")]
fn fact(name: &str, value: impl Into<String>) -> Fact {
    Fact { name: name.into(), value: value.into() }
}
