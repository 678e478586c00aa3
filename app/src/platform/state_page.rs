//! `/platform/toestand`: how the installation does. Numbers and moments, nothing about people.

use super::{
    api::look_at_state,
    fields::{Facts, State},
    views::{ChannelView, Fact, JobView, StateView},
};
use crate::{
    fault::Fault,
    here::use_here,
    ui::{Icon, PageTitle, problem},
};
use leptos::prelude::*;

#[component]
pub fn StatePage() -> impl IntoView {
    let here = use_here();
    let page = Resource::new(move || here.context(), look_at_state);
    view! {
        <PageTitle text="Toestand".to_owned() />
        <header class="page-header">
            <h1>"Toestand"</h1>
        </header>
        <Transition>{move || Suspend::new(async move { draw(page.await) })}</Transition>
    }
}

fn draw(page: Result<StateView, Fault>) -> AnyView {
    match page {
        Ok(page) => view! { <Sections page /> }.into_any(),
        Err(fault) => problem(fault),
    }
}

#[component]
fn Sections(page: StateView) -> impl IntoView {
    view! {
        <p class="page-intro">
            "Zoals het was op " <time>{page.as_of}</time> ". Laad de pagina opnieuw voor de stand van nu."
        </p>
        <div class="sections">
            <Attention sentences=page.attention />
            <Post channels=page.channels held_up=page.held_up given_up=page.given_up />
            <Jobs jobs=page.jobs />
            <div class="columns">
                <Card id="wachten" title="Wat nog wacht" facts=page.waiting />
                <Card id="opslag" title="Opslag" facts=page.storage />
                <Card id="programma" title="Programma" facts=page.program />
            </div>
        </div>
    }
}

#[component]
fn Attention(sentences: Vec<String>) -> impl IntoView {
    if sentences.is_empty() {
        return view! {
            <div class="notice success">
                <Icon of=Icon::CircleCheck />
                <p>"Alles werkt: er is niets dat aandacht vraagt."</p>
            </div>
        }
        .into_any();
    }
    let item = |sentence| view! { <li>{sentence}</li> };
    view! {
        <div class="notice warning">
            <Icon of=Icon::CircleAlert />
            <ul>{sentences.into_iter().map(item).collect_view()}</ul>
        </div>
    }
    .into_any()
}

#[component]
fn Post(channels: Vec<ChannelView>, held_up: Vec<Fact>, given_up: Vec<Fact>) -> impl IntoView {
    let row = |channel: ChannelView| {
        view! {
            <tr>
                <th scope="row">{channel.name}</th>
                <td class="number" data-name="Wachten">
                    {channel.waiting}
                </td>
                <td data-name="Oudste sinds">{channel.since}</td>
                <td class="number" data-name="Deze week opgegeven">
                    {channel.given_up}
                </td>
            </tr>
        }
    };
    view! {
        <section class="card" aria-labelledby="post">
            <h2 id="post">"Mail en sms"</h2>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Kanaal"</th>
                        <th scope="col" class="number">
                            "Wachten"
                        </th>
                        <th scope="col">"Oudste sinds"</th>
                        <th scope="col" class="number">
                            "Deze week opgegeven"
                        </th>
                    </tr>
                </thead>
                <tbody>{channels.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
        {(!held_up.is_empty()).then(|| view! { <Card id="opgehouden" title="Waarom nog niet bezorgd" facts=held_up /> })}
        {(!given_up.is_empty()).then(|| view! { <Card id="redenen" title="Waarom opgegeven, deze week" facts=given_up /> })}
    }
}

#[component]
fn Jobs(jobs: Vec<JobView>) -> impl IntoView {
    let is_empty = jobs.is_empty();
    let row = |job: JobView| {
        view! {
            <tr>
                <th scope="row">{job.name}</th>
                <td data-name="Laatst gedraaid">{job.ran}</td>
                <td data-name="Uitkomst">
                    <State of=job.outcome />
                    {job.succeeded.map(|at| view! { <small class="why">"Ging het laatst goed op " {at}</small> })}
                </td>
            </tr>
        }
    };
    view! {
        <section class="card" aria-labelledby="taken">
            <h2 id="taken">"Taken op de achtergrond"</h2>
            <Show when=move || is_empty>
                <p class="muted">"Er heeft nog geen taak gedraaid."</p>
            </Show>
            <table class="table" hidden=is_empty>
                <thead>
                    <tr>
                        <th scope="col">"Taak"</th>
                        <th scope="col">"Laatst gedraaid"</th>
                        <th scope="col">"Uitkomst"</th>
                    </tr>
                </thead>
                <tbody>{jobs.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Card(id: &'static str, title: &'static str, facts: Vec<Fact>) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            <Facts facts />
        </section>
    }
}
