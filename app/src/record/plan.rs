//! Behandelplan: goals, what is done for each, versions compared, and "Ik ga akkoord" (R47); and its form.

use super::{
    api::{AgreeToPlan, SavePlan},
    fields::{Line, Text},
    views::{ComparedView, DraftOf, EditView, GoalView, PlanView, VersionView},
    words::words,
};
use crate::{
    forms::{ContextFields, ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::Icon,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use portiek_domain::record::plan::{Line as Compared, field};
use server_fn::ServerFn;

const PAGE: &str = "/dossier/behandelplan";

#[component]
pub fn Plan(plan: Option<PlanView>, writes: bool) -> impl IntoView {
    match plan {
        Some(plan) => view! { <Published plan /> }.into_any(),
        None if writes => view! { <Nothing text="De cliënt ziet hier het plan zodra u of een collega het publiceert." /> }.into_any(),
        None => view! { <Nothing text="Uw behandelaar maakt dit plan samen met u. U krijgt bericht zodra u het kunt lezen." /> }.into_any(),
    }
}

#[component]
fn Nothing(text: &'static str) -> impl IntoView {
    view! {
        <div class="card empty">
            <h2>"Er is nog geen behandelplan"</h2>
            <p>{text}</p>
        </div>
    }
}

#[component]
fn Published(plan: PlanView) -> impl IntoView {
    let renewed = use_query_map().with_untracked(|query| query.get("vernieuwd").is_some());
    let PlanView {
        id,
        number,
        published,
        request,
        goals,
        evaluated_on,
        expected,
        agreed,
        may_agree,
        newest,
        others,
        compared,
    } = plan;
    let fact = |name: &'static str, value: String| {
        (!value.is_empty()).then(|| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
    };
    view! {
        <div class="sections">
            {renewed.then(|| view! { <Renewed /> })}
            {newest.map(|newest| view! { <Older newest /> })}
            {compared.map(|compared| view! { <Changes compared number /> })}
            <article class="card plan">
                <p class="muted">{published}</p>
                <dl class="facts">{fact("Hulpvraag", request)}</dl>
                <ol class="goals">{goals.into_iter().enumerate().map(goal).collect_view()}</ol>
                <dl class="facts">
                    {fact("Verwachte behandelinzet", expected)} {fact("Evaluatie van het plan", evaluated_on)}
                </dl>
                {agreed
                    .map(|agreed| {
                        view! {
                            <p class="agreement">
                                <Icon of=Icon::CircleCheck />
                                {agreed}
                            </p>
                        }
                    })}
                {may_agree
                    .then(|| {
                        let at = use_here().context_untracked();
                        view! {
                            <form class="agree" method="post" action=AgreeToPlan::url()>
                                <ContextFields at />
                                <input type="hidden" name="plan" value=id.to_string() />
                                <input type="hidden" name="versie" value=number.to_string() />
                                <p>
                                    "Bent u het eens met dit plan? U kunt er altijd op terugkomen in een gesprek met uw behandelaar."
                                </p>
                                <button class="button primary" type="submit">
                                    "Ik ga akkoord"
                                </button>
                            </form>
                        }
                    })}
            </article>
            {(!others.is_empty()).then(|| view! { <Versions others newest=newest.unwrap_or(number) /> })}
        </div>
    }
}

fn goal((place, goal): (usize, GoalView)) -> impl IntoView {
    let actions = goal.actions.into_iter().map(|action| view! { <li>{action}</li> }).collect_view();
    let evaluated = (!goal.evaluated_on.is_empty())
        .then(|| view! { <p class="muted">"We bespreken dit doel op " {goal.evaluated_on}</p> });
    view! {
        <li class="goal">
            <h2>{format!("Doel {}: {}", place + 1, goal.text)}</h2>
            <ul class="actions-of-goal">{actions}</ul>
            {evaluated}
        </li>
    }
}

/// Somebody agreed to a version while a newer one was published.
#[component]
fn Renewed() -> impl IntoView {
    view! {
        <div class="notice warning" role="status">
            <Icon of=Icon::Info />
            <p>"Uw plan is intussen vernieuwd. Lees hieronder de nieuwe versie voordat u akkoord gaat."</p>
        </div>
    }
}

#[component]
fn Older(newest: i64) -> impl IntoView {
    let here = use_here();
    view! {
        <div class="notice">
            <Icon of=Icon::Info />
            <p>
                "Dit is een oudere versie. " <a href=move || here.href(PAGE, "")>{format!("Naar versie {newest}")}</a>
            </p>
        </div>
    }
}

#[component]
fn Versions(others: Vec<VersionView>, newest: i64) -> impl IntoView {
    let here = use_here();
    let item = move |version: VersionView| {
        let number = version.number;
        let compare = (number != newest).then(|| {
            view! {
                <a href=move || {
                    here.href(PAGE, &format!("vergelijk={number}"))
                }>{format!("Wat is er veranderd sinds versie {number}?")}</a>
            }
        });
        view! {
            <li>
                <a href=move || here.href(PAGE, &format!("versie={number}"))>{version.published}</a>
                {compare}
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="versies">
            <h2 id="versies">"Andere versies"</h2>
            <ul class="versions">{others.into_iter().map(item).collect_view()}</ul>
        </section>
    }
}

#[component]
fn Changes(compared: ComparedView, number: i64) -> impl IntoView {
    let line = |line: Compared| match line {
        Compared::Kept(text) => view! { <li>{text}</li> }.into_any(),
        Compared::Added(text) => view! {
            <li>
                <ins>
                    <span class="change">"Nieuw: "</span>
                    {text}
                </ins>
            </li>
        }
        .into_any(),
        Compared::Removed(text) => view! {
            <li>
                <del>
                    <span class="change">"Vervallen: "</span>
                    {text}
                </del>
            </li>
        }
        .into_any(),
    };
    view! {
        <section class="card compared" aria-labelledby="veranderd">
            <h2 id="veranderd">{format!("Veranderd van versie {} naar versie {number}", compared.with)}</h2>
            <ul>{compared.lines.into_iter().map(line).collect_view()}</ul>
        </section>
    }
}

#[component]
pub fn PlanForm(page: EditView, draft: DraftOf<usize>, here: Here) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    let overtaken = form.code("versie").is_some();
    let goals = (0..draft.draft).map(|place| view! { <GoalFields form place /> }).collect_view();
    view! {
        <div class="sections">
            <ErrorSummary form title="Het behandelplan is nog niet opgeslagen" words />
            {overtaken.then(|| view! { <Meanwhile /> })}
            <form class="card form" method="post" action=SavePlan::url()>
                <FormFields key=page.key at=Some(here.context_untracked()) />
                <input type="hidden" name="gezien" value=page.seen />
                {draft.drafted.map(|state| view! { <p class="muted">{state}</p> })}
                <Text form id="hulpvraag".to_owned() name="plan[hulpvraag]".to_owned() label="Hulpvraag van de cliënt" rows=3 />
                {goals}
                <button class="button" type="submit" name="doe" value="doel">
                    <Icon of=Icon::Plus />
                    "Nog een doel"
                </button>
                <Line
                    form
                    id="minuten".to_owned()
                    name="plan[minuten]".to_owned()
                    label="Verwachte behandelinzet in minuten"
                    class="input short"
                />
                <Line
                    form
                    id="evaluatie".to_owned()
                    name="plan[evaluatie]".to_owned()
                    label="Evaluatie van het plan (bijvoorbeeld 18-04-2022)"
                    class="input short"
                />
                <div class="buttons">
                    <button class="button primary" type="submit" name="doe" value="publiceren">
                        "Publiceren voor de cliënt"
                    </button>
                    <button class="button" type="submit" name="doe" value="bewaren">
                        "Bewaren als concept"
                    </button>
                    <a class="button quiet" href=move || here.href(PAGE, "")>
                        "Annuleren"
                    </a>
                </div>
            </form>
        </div>
    }
}

#[component]
fn GoalFields(form: FormState, place: usize) -> impl IntoView {
    let name = move |part: &str| format!("plan[doelen][{place}][{part}]");
    view! {
        <fieldset class="part">
            <legend>{format!("Doel {}", place + 1)}</legend>
            <Line form id=field(place, "doel") name=name("doel") label="Doel" class="input long" />
            <Text form id=field(place, "acties") name=name("acties") label="Wat wij daarvoor doen, één actie per regel" rows=4 />
            <Line
                form
                id=field(place, "evaluatie")
                name=name("evaluatie")
                label="Wanneer wij dit doel bespreken (bijvoorbeeld 18-04-2022)"
                class="input short"
            />
        </fieldset>
    }
}

/// What a colleague saved meanwhile (quality.md §4).
#[component]
fn Meanwhile() -> impl IntoView {
    let here = use_here();
    view! {
        <section class="card" id="versie" tabindex="-1" aria-labelledby="intussen">
            <h2 id="intussen">"Een collega bewaarde intussen een ander concept"</h2>
            <p class="intro">
                <a href=move || here.href("/dossier/behandelplan/wijzigen", "") target="_blank" rel="external">
                    "Bekijk dat concept in een nieuw tabblad"
                </a>
                " en neem eruit over wat erbij hoort. Bewaart u dan nog een keer, dan vervangt uw tekst het."
            </p>
        </section>
    }
}
