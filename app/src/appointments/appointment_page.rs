//! `/afspraken/:id`: one appointment, what is asked about it, and the form to ask.

use super::{
    api::{WithdrawQuestion, open_appointment},
    ask_form::AskForm,
    views::{AppointmentView, Outcome, QuestionView, State},
    words::words,
};
use crate::{
    fault::Fault,
    forms::{ContextFields, ErrorSummary, FormState},
    here::{Here, use_here},
    ui::{Icon, PageTitle, Success, problem},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use portiek_domain::{appointments::Timing, ids::AppointmentId};
use server_fn::ServerFn;

#[component]
pub fn AppointmentPage() -> impl IntoView {
    let (here, params, query) = (use_here(), use_params_map(), use_query_map());
    let id = Memo::new(move |_| params.read().get("id").unwrap_or_default());
    let refused = Memo::new(move |_| query.read().get("formulier").and_then(|key| key.parse().ok()));
    let page = Resource::new(
        move || (here.context(), id.get(), refused.get()),
        |(at, id, refused)| async move {
            let id = id.parse().map_err(|_| Fault::NotFound)?;
            open_appointment(at, id, refused).await
        },
    );
    view! { <Transition>{move || Suspend::new(async move { draw(page.await, here) })}</Transition> }
}

fn draw(page: Result<AppointmentView, Fault>, here: Here) -> AnyView {
    match page {
        Ok(view) => view! { <Appointment view here /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Appointment(view: AppointmentView, here: Here) -> impl IntoView {
    let form = FormState::new(view.refused.clone(), || None);
    let may_ask = may_ask(&view);
    let title = format!("Afspraak op {}", view.day);
    let asks = may_ask.then(|| {
        view! { <AskForm form key=view.key id=view.id timing=view.timing hours=view.notice_hours here /> }
    });
    let question = view.question.clone().map(|question| view! { <Question question id=view.id here /> });
    view! {
        <PageTitle text=format!("{title} - Afspraken") />
        <nav class="trail" aria-label="Kruimelpad">
            <a href=move || here.href("/afspraken", "")>"Afspraken"</a>
        </nav>
        <header class="page-header">
            <h1>{title}</h1>
        </header>
        <div class="sections appointment">
            <ErrorSummary form title="Uw vraag is nog niet verstuurd" words />
            <Said />
            <StateNotice state=view.state hours=view.notice_hours />
            {question}
            <Facts view=view.clone() here />
            {asks}
            <ByTelephone view here />
        </div>
    }
}

fn may_ask(view: &AppointmentView) -> bool {
    view.state.is_none() && view.timing.may_ask()
}

/// What was just done, once.
#[component]
fn Said() -> impl IntoView {
    let query = use_query_map();
    let says = move |word: &str| query.read().get(word).is_some();
    view! {
        <Show when=move || says("gevraagd")>
            <Success text="Uw vraag is verstuurd. U krijgt een mail zodra de praktijk heeft geantwoord." />
        </Show>
        <Show when=move || says("ingetrokken")>
            <Success text="Uw vraag is ingetrokken. De afspraak blijft zoals hij was." />
        </Show>
    }
}

#[component]
fn StateNotice(state: Option<State>, hours: i64) -> impl IntoView {
    let text = match state {
        Some(State::Cancelled) => "Deze afspraak is geannuleerd.".to_owned(),
        Some(State::CancelledLate) => {
            format!("Deze afspraak is laat geannuleerd: minder dan {hours} uur van tevoren.")
        }
        _ => return None,
    };
    let notice = view! {
        <div class="notice warning">
            <Icon of=Icon::CircleAlert />
            <p>{text}</p>
        </div>
    };
    Some(notice)
}

#[component]
fn Facts(view: AppointmentView, here: Here) -> impl IntoView {
    let fact = |name: &'static str, value: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let file = format!("/afspraken/{}/afspraak.ics", view.id);
    let video = view.video.map(|link| {
        view! {
            <a class="button primary" href=link target="_blank" rel="noopener noreferrer">
                <Icon of=Icon::Video />
                "Naar het videogesprek"
            </a>
        }
    });
    let later = view.video_later.then(
        || view! { <p class="help">"Vanaf 15 minuten voor het begin staat hier de link naar het videogesprek."</p> },
    );
    view! {
        <section class="card" aria-label="Gegevens van de afspraak">
            <dl class="facts">
                {fact("Dag", view.day)} {fact("Tijd", view.time)} {fact("Soort", view.kind)}
                {fact("Behandelaar", view.practitioner)} {fact("Waar", view.place)}
            </dl>
            {later}
            <div class="buttons">
                {video}
                <a class="button" href=move || here.href(&file, "") download rel="external">
                    <Icon of=Icon::CalendarPlus />
                    "In mijn agenda zetten"
                </a>
            </div>
        </section>
    }
}

/// What was asked, and what became of it.
#[component]
fn Question(question: QuestionView, id: AppointmentId, here: Here) -> impl IntoView {
    let title = match (question.outcome, question.to_move) {
        (Outcome::Open, true) => "U hebt gevraagd om te verzetten",
        (Outcome::Open, false) => "U hebt gevraagd om te annuleren",
        (Outcome::Accepted, true) => "De praktijk heeft de afspraak verzet",
        (Outcome::Accepted, false) => "De praktijk heeft de afspraak geannuleerd",
        (Outcome::Declined, true) => "De praktijk kan de afspraak niet verzetten",
        (Outcome::Declined, false) => "De praktijk heeft de afspraak niet geannuleerd",
    };
    let fact = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd class="words">{value}</dd>
                </div>
            }
        })
    };
    let withdraw = (question.outcome == Outcome::Open).then(|| {
        view! {
            <p class="help">"De praktijk laat weten of het kan. Tot dan gaat de afspraak gewoon door."</p>
            <form class="buttons" method="post" action=WithdrawQuestion::url()>
                <ContextFields at=here.context_untracked() />
                <input type="hidden" name="appointment" value=id.to_string() />
                <button class="button" type="submit">
                    "Vraag intrekken"
                </button>
            </form>
        }
    });
    view! {
        <section class="card question" aria-labelledby="vraag">
            <h2 id="vraag">{title}</h2>
            <dl class="facts">
                {fact("Antwoord", question.answer)} {fact("Gevraagd op", question.asked_at)}
                {fact("Uw reden", question.reason)} {fact("Wat u past", question.suits)}
            </dl>
            {withdraw}
        </section>
    }
}

/// Too late to ask here (D11): whom to call.
#[component]
fn ByTelephone(view: AppointmentView, here: Here) -> impl IntoView {
    let too_late = view.state.is_none() && view.timing == Timing::TooLate;
    let hours = view.notice_hours;
    too_late.then(|| {
        view! {
            <div class="notice warning">
                <Icon of=Icon::CircleAlert />
                <p>
                    {format!(
                        "De afspraak is al binnen {hours} uur. Verzetten of annuleren kan hier niet meer. Bel de praktijk: ",
                    )} <Phone here /> "."
                </p>
            </div>
        }
    })
}

/// The practice's number.
#[component]
pub fn Phone(here: Here) -> impl IntoView {
    let phone = move || here.place().map(|place| place.phone).unwrap_or_default();
    view! {
        <a class="figure" href=move || format!("tel:{}", phone().replace(' ', ""))>
            {phone}
        </a>
    }
}
