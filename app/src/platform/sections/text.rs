//! Privacy statement and terms (S15): each publication is a version of its own.

use crate::{forms::FormState, platform::fields::LongField};
use leptos::prelude::*;

#[component]
pub fn TextFields(form: FormState) -> impl IntoView {
    view! {
        <LongField
            form
            name="tekst"
            label="Tekst"
            help="Laat een regel wit tussen alinea's. Een regel die met # en een spatie begint, is een kop. Wie daarna een account activeert, ziet deze tekst."
        />
    }
}

#[cfg(feature = "ssr")]
pub fn facts(body: &str, since: Option<chrono::DateTime<chrono::Utc>>) -> Vec<crate::platform::views::Fact> {
    use super::fact;
    use portiek_domain::time;
    let Some(since) = since else { return vec![fact("Gepubliceerd", "Nog niet")] };
    let words = body.split_whitespace().count();
    vec![fact("Gepubliceerd", format!("Sinds {}", time::stamp(since))), fact("Lengte", format!("{words} woorden"))]
}
