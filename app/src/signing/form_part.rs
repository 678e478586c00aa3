//! The end of a form that is signed: what that says, the PIN, and the button.

use crate::{
    forms::{FormState, escaped},
    pin::{PinField, words},
};
use leptos::prelude::*;

/// In a form whose `FormState` may be refused at `pincode`. What is signed stands in it, as its children.
#[component]
pub fn SignPart(
    form: FormState,
    /// As whom: "Kas Hoekstra, opleider".
    #[prop(into)]
    signer: String,
    /// The page that the form is on, to come back to from "Pincode vergeten?".
    #[prop(into)]
    page: String,
    /// What is signed, in a few facts.
    children: Children,
) -> impl IntoView {
    let forgotten = format!("/profiel/pincode/nieuw?naar={}", escaped(&page));
    view! {
        <fieldset class="signing">
            <legend>"Ondertekenen"</legend>
            <div class="signing-what">{children()}</div>
            <p class="help">
                "U ondertekent als " <strong>{signer}</strong>
                ". Verandert de inhoud daarna, dan is dat te zien."
            </p>
            <PinField form words />
            <button class="button primary" type="submit">
                "Ondertekenen"
            </button>
            <p>
                <a href=forgotten rel="external">
                    "Pincode vergeten?"
                </a>
            </p>
        </fieldset>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use portiek_domain::{
        forms::RefusedForm,
        refusal::{Code, Refusal},
    };

    fn drawn(refusals: Vec<Refusal>) -> String {
        let html = Owner::new().with(|| {
            let form = FormState::new(RefusedForm { refusals, ..RefusedForm::default() }, || None);
            view! {
                <SignPart form signer="Kas Hoekstra, opleider" page="/opleiding/kpb/7?bij=13">
                    <p>"Anamnese: goed"</p>
                </SignPart>
            }
            .to_html()
        });
        html.replace("<!>", "")
    }

    #[test]
    fn r17_what_is_signed_and_as_whom_stands_above_the_pin() {
        let html = drawn(Vec::new());
        let places = [
            "Anamnese: goed",
            "Kas Hoekstra, opleider",
            "<label for=\"pincode\">Pincode</label>",
            "Ondertekenen</button>",
        ];
        let found = places.map(|part| html.find(part));
        assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?} in {html}");
        assert!(html.contains("href=\"/profiel/pincode/nieuw?naar=/opleiding/kpb/7%3Fbij%3D13\""), "{html}");
    }

    #[test]
    fn a_wrong_pin_is_said_at_its_field() {
        let html = drawn(vec![Refusal::new("pincode", Code::WrongPin { left: 3 })]);
        assert!(html.contains("id=\"pincode-fout\"") && html.contains("nog 3 keer proberen"), "{html}");
        assert!(html.contains("aria-describedby=\"pincode-fout\""), "{html}");
    }
}
