//! `/platform/organisaties/:number/beheerders/nieuw`: whom to invite to administer an organisation.

use super::{
    api::{InviteAdministrator, open_invite},
    fields::TextField,
    head::Head,
    views::InviteView,
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::problem,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

#[component]
pub fn InvitePage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let number = params.read().get("number").and_then(|number| number.parse::<i64>().ok());
        (number.unwrap_or_default(), query.read().get("formulier").and_then(|key| key.parse().ok()))
    });
    let load =
        |(at, (number, refused))| async move { open_invite(at, number, refused).await.map(|page| (number, page)) };
    let page = Resource::new(move || (here.context(), wanted.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<(i64, InviteView), Fault>, here: Here) -> AnyView {
    match page {
        Ok((number, page)) => view! { <InviteForm number page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn InviteForm(number: i64, page: InviteView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form.refused, || None);
    let back = move || here.href(&format!("/organisaties/{number}"), "");
    let within = match page.mail_domain.as_str() {
        "" => "Hier gaat de uitnodiging naartoe.".to_owned(),
        domain => format!("Hier gaat de uitnodiging naartoe. Eindigt op @{domain}."),
    };
    view! {
        <Head title="Beheerder uitnodigen" here of=(number, page.organisation) />
        <div class="sections">
            <ErrorSummary form title="Er is nog niemand uitgenodigd" words />
            <form class="card form" method="post" action=InviteAdministrator::url()>
                <FormFields key=page.form.key at=Some(here.context_untracked()) />
                <input type="hidden" name="number" value=number.to_string() />
                <TextField form name="voorletters" label="Voorletters" class="input short" />
                <TextField form name="voornaam" label="Voornaam (niet verplicht)" class="input medium" />
                <TextField form name="tussenvoegsel" label="Tussenvoegsel (niet verplicht)" class="input short" />
                <TextField form name="achternaam" label="Achternaam" class="input medium" />
                <TextField form name="mail" label="E-mailadres" class="input medium" kind="email" help=within />
                <TextField
                    form
                    name="mobiel"
                    label="Mobiel nummer"
                    class="input phone"
                    kind="tel"
                    help="Hier gaat de sms-code naartoe bij het activeren."
                />
                <div class="buttons">
                    <button class="button primary" type="submit">
                        "Uitnodigen"
                    </button>
                    <a class="button quiet" href=back>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}
