//! Words that passwords may not hold, whatever the policy (D1).

use crate::{forms::FormState, platform::fields::LongField};
use leptos::prelude::*;

#[component]
pub fn WordsFields(form: FormState) -> impl IntoView {
    view! {
        <LongField
            form
            name="woorden"
            label="Woorden"
            help="Eén per regel: de naam van de organisatie, de plaats, de straat. Hoofdletters maken niet uit. Woorden van minder dan 4 letters tellen niet mee."
        />
    }
}

#[cfg(feature = "ssr")]
pub fn facts(words: &[String]) -> Vec<crate::platform::views::Fact> {
    let listed = if words.is_empty() { "Geen eigen woorden".to_owned() } else { words.join(", ") };
    vec![super::fact("Woorden", listed)]
}
