//! "Verzetten of annuleren" (D11): what, why and, for moving, when it would suit.

use super::{api::AskAppointment, appointment_page::Phone, words::words};
use crate::{
    forms::{FieldError, FormFields, FormState, as_textarea_shows, described_by, invalid},
    here::Here,
    ui::Icon,
};
use leptos::prelude::*;
use portiek_domain::{
    appointments::{DAYS, PARTS, Timing, Wish},
    ids::{AppointmentId, FormKey},
};
use server_fn::ServerFn;

#[component]
pub fn AskForm(
    form: FormState,
    key: FormKey,
    id: AppointmentId,
    timing: Timing,
    hours: i64,
    here: Here,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="vragen">
            <h2 id="vragen">"Verzetten of annuleren"</h2>
            <p class="intro">"U vraagt het hier. De praktijk laat weten of het kan; tot dan gaat de afspraak door."</p>
            {(timing == Timing::Late).then(|| view! { <Late hours here /> })}
            <form class="form ask" method="post" action=AskAppointment::url()>
                <FormFields key at=Some(here.context_untracked()) />
                <input type="hidden" name="appointment" value=id.to_string() />
                <WishField form />
                <Reason form />
                <Suits form />
                <button class="button primary" type="submit">
                    "Vraag versturen"
                </button>
            </form>
        </section>
    }
}

#[component]
fn Late(hours: i64, here: Here) -> impl IntoView {
    view! {
        <div class="notice warning">
            <Icon of=Icon::CircleAlert />
            <p>
                {format!("De afspraak is al binnen {hours} uur. Bel liever de praktijk: ")} <Phone here />
                ". Wordt hij geannuleerd, dan staat er \"laat geannuleerd\" in uw agenda."
            </p>
        </div>
    }
}

#[component]
fn WishField(form: FormState) -> impl IntoView {
    let chosen = form.value("wens");
    let option = |wish: Wish, label: &'static str| {
        let (value, id) = (wish.as_str(), format!("wens-{}", wish.as_str()));
        view! {
            <div class="check">
                <input type="radio" id=id.clone() name="wens" value=value checked=chosen == value />
                <label for=id>{label}</label>
            </div>
        }
    };
    view! {
        <fieldset class="field" id="wens" tabindex="-1" aria-describedby=described_by(form, "wens", None)>
            <legend class="label">"Wat wilt u?"</legend>
            {option(Wish::Move, "Verzetten naar een ander moment")}
            {option(Wish::Cancel, "Annuleren")}
            <FieldError form field="wens" words />
        </fieldset>
    }
}

#[component]
fn Reason(form: FormState) -> impl IntoView {
    let help = "reden-hulp";
    view! {
        <div class="field">
            <label for="reden">"Waarom?"</label>
            <p class="help" id=help>
                "Een paar woorden zijn genoeg, hooguit 500 tekens. Uw behandelteam leest dit."
            </p>
            <textarea
                class="input long"
                id="reden"
                name="reden"
                rows="3"
                aria-invalid=invalid(form, "reden")
                aria-describedby=described_by(form, "reden", Some(help.into()))
            >
                {as_textarea_shows(form.value("reden"))}
            </textarea>
            <FieldError form field="reden" words />
        </div>
    }
}

/// The parts of the week as a small table of boxes; only shown to who wants to move, where the browser can tell.
#[component]
fn Suits(form: FormState) -> impl IntoView {
    let parts = PARTS.map(|part| view! { <th scope="col">{part}</th> }).collect_view();
    let row = |(key, day): (&'static str, &'static str)| {
        let boxes = PARTS.map(|part| {
            let name = format!("{key}-{part}");
            let checked = !form.value(&name).is_empty();
            view! {
                <td>
                    <label>
                        <input type="checkbox" name=format!("v[{name}]") value="1" checked=checked />
                        <span class="visually-hidden">{day} {part}</span>
                    </label>
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{day}</th>
                {boxes.collect_view()}
            </tr>
        }
    };
    view! {
        <fieldset class="field suits" id="voorkeur" tabindex="-1">
            <legend class="label">"Wanneer past het u wel? (niet verplicht)"</legend>
            <table class="parts">
                <thead>
                    <tr>
                        <td></td>
                        {parts}
                    </tr>
                </thead>
                <tbody>{DAYS.map(row).collect_view()}</tbody>
            </table>
            <FieldError form field="voorkeur" words />
        </fieldset>
    }
}
