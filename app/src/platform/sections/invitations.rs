//! For how long an invitation is valid (D5).

use crate::{forms::FormState, platform::fields::NumberField};
use leptos::prelude::*;

#[component]
pub fn InvitationsFields(form: FormState) -> impl IntoView {
    view! {
        <NumberField
            form
            name="dagen"
            label="Geldigheid in dagen"
            help="1 tot en met 90 dagen. Geldt voor uitnodigingen die u of de organisatie vanaf nu verstuurt."
        />
    }
}

#[cfg(feature = "ssr")]
pub fn facts(days: i64) -> Vec<crate::platform::views::Fact> {
    let days = if days == 1 { "1 dag".to_owned() } else { format!("{days} dagen") };
    vec![super::fact("Geldig", days)]
}
