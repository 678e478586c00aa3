//! `/platform/organisaties/:number/beheerders/:member/intrekken`: why somebody's access ends (R69, R72).

use super::{
    api::{Withdraw, open_withdrawal},
    fields::TextField,
    head::Head,
    views::WithdrawView,
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
use portiek_domain::ids::MembershipId;
use server_fn::ServerFn;

#[component]
pub fn WithdrawPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let wanted = Memo::new(move |_| {
        let params = params.read();
        let number = params.get("number").and_then(|number| number.parse::<i64>().ok());
        let member = params.get("member").and_then(|member| member.parse::<MembershipId>().ok());
        (number.zip(member), query.read().get("formulier").and_then(|key| key.parse().ok()))
    });
    let load = |(at, (whom, refused))| async move {
        match whom {
            Some((number, member)) => {
                open_withdrawal(at, number, member, refused).await.map(|page| ((number, member), page))
            }
            None => Err(Fault::NotFound),
        }
    };
    let page = Resource::new(move || (here.context(), wanted.get()), load);
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

type Whom = (i64, MembershipId);

fn draw(page: Result<(Whom, WithdrawView), Fault>, here: Here) -> AnyView {
    match page {
        Ok((whom, page)) => view! { <WithdrawForm whom page here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn WithdrawForm(whom: Whom, page: WithdrawView, here: Here) -> impl IntoView {
    let form = FormState::new(page.form.refused, || None);
    let (number, member) = whom;
    let back = move || here.href(&format!("/organisaties/{number}"), "");
    let name = if page.name.is_empty() { "deze beheerder".to_owned() } else { page.name };
    view! {
        <Head title="Toegang intrekken" here of=(number, page.organisation.clone()) />
        <div class="sections">
            <ErrorSummary form title="De toegang is nog niet ingetrokken" words />
            <form class="card form" method="post" action=Withdraw::url()>
                <FormFields key=page.form.key at=Some(here.context_untracked()) />
                <input type="hidden" name="number" value=number.to_string() />
                <input type="hidden" name="member" value=member.to_string() />
                <p>
                    "U trekt de toegang in van " <strong>{name}</strong> " tot " <strong>{page.organisation}</strong>
                    ". Een uitnodiging die nog open staat, werkt dan niet meer. Dit kan niet ongedaan gemaakt worden; u kunt \
                     later wel opnieuw uitnodigen."
                </p>
                <TextField form name="reden" label="Reden" help="Waarom trekt u dit in? Andere platformbeheerders zien dit." />
                <div class="buttons">
                    <button class="button danger" type="submit">
                        "Toegang intrekken"
                    </button>
                    <a class="button quiet" href=back>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}
