//! Behandelteam: as a table and as cards (R48).

use super::views::{MemberView, TeamGroup, TeamView};
use crate::{here::use_here, ui::Icon};
use leptos::prelude::*;

#[component]
pub fn Team(team: TeamView) -> impl IntoView {
    let cards = team.cards;
    let group = move |group: TeamGroup| {
        let id = group.name.to_lowercase();
        let heading = id.clone();
        let members = if cards {
            view! { <Cards group=group.clone() /> }.into_any()
        } else {
            view! { <Table group=group.clone() /> }.into_any()
        };
        view! {
            <section aria-labelledby=id>
                <h2 id=heading>{group.name}</h2>
                {members}
            </section>
        }
    };
    view! {
        <Views cards />
        <div class="team">{team.groups.into_iter().map(group).collect_view()}</div>
    }
}

/// "Knoppen om de weergave van het behandelteam aan te passen".
#[component]
fn Views(cards: bool) -> impl IntoView {
    let here = use_here();
    let link = move |word: &'static str, is_cards: bool, icon: Icon| {
        let query = if is_cards { "weergave=kaarten" } else { "weergave=tabel" };
        view! {
            <a href=move || here.href("/dossier/behandelteam", query) aria-current=(cards == is_cards).then_some("true")>
                <Icon of=icon />
                {word}
            </a>
        }
    };
    view! {
        <nav class="switch" aria-label="Weergave">
            {link("Tabel", false, Icon::Rows)} {link("Kaarten", true, Icon::Grid)}
        </nav>
    }
}

#[component]
fn Table(group: TeamGroup) -> impl IntoView {
    let row = |member: MemberView| {
        view! {
            <tr>
                <th scope="row">
                    <span class="who">
                        <span class="avatar" aria-hidden="true">
                            {member.badge}
                        </span>
                        {member.name}
                    </span>
                </th>
                <td class="day" data-name="Van">{member.from}</td>
                <td class="day" data-name="Tot">{member.until}</td>
                <td data-name="Tel.">{phone(member.phone)}</td>
                <td data-name="E-mailadres">{mail(member.mail)}</td>
                <td data-name="Rol">{member.role}</td>
                <td data-name="Status">{status(member.active)}</td>
            </tr>
        }
    };
    let deputy = group.lacks_deputy.then(|| {
        view! {
            <tr>
                <th scope="row" class="muted">
                    "Nog niet toegewezen"
                </th>
                <td colspan="4"></td>
                <td data-name="Rol">"Waarnemend regiebehandelaar"</td>
                <td></td>
            </tr>
        }
    });
    let heads = ["Behandelaar", "Van", "Tot", "Tel.", "E-mailadres", "Rol", "Status"];
    view! {
        <div class="card">
            <table class="table">
                <thead>
                    <tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr>
                </thead>
                <tbody>{group.members.into_iter().map(row).collect_view()} {deputy}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Cards(group: TeamGroup) -> impl IntoView {
    let fact = |name: &'static str, value: AnyView| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value}</dd>
            </div>
        }
    };
    let card = move |member: MemberView| {
        view! {
            <li class="card member">
                <div class="member-head">
                    <span class="avatar" aria-hidden="true">
                        {member.badge}
                    </span>
                    <div>
                        <h3>{member.name}</h3>
                        <p>{member.role} " " {status(member.active)}</p>
                    </div>
                </div>
                <dl class="facts">
                    {fact("Beroep", member.profession.into_any())} {fact("Begindatum", member.from.into_any())}
                    {fact("Einddatum", member.until.into_any())} {fact("Tel", phone(member.phone))}
                    {fact("E-mail", mail(member.mail))}
                </dl>
            </li>
        }
    };
    let deputy = group.lacks_deputy.then(|| {
        view! {
            <li class="card member">
                <div class="member-head">
                    <div>
                        <h3 class="muted">"Nog niet toegewezen"</h3>
                        <p>"Waarnemend regiebehandelaar"</p>
                    </div>
                </div>
            </li>
        }
    });
    view! { <ul class="members">{group.members.into_iter().map(card).collect_view()} {deputy}</ul> }
}

fn status(active: bool) -> AnyView {
    if active {
        view! {
            <span class="status done">
                <Icon of=Icon::CircleCheck />
                <span class="visually-hidden">"Actief"</span>
            </span>
        }
        .into_any()
    } else {
        view! { <span class="muted">"Niet actief"</span> }.into_any()
    }
}

fn phone(phone: String) -> AnyView {
    if phone.is_empty() {
        return "-".into_any();
    }
    let call = format!("tel:{}", phone.replace(' ', ""));
    view! { <a href=call>{phone}</a> }.into_any()
}

fn mail(mail: String) -> AnyView {
    if mail.is_empty() {
        return "-".into_any();
    }
    view! { <a href=format!("mailto:{mail}")>{mail.clone()}</a> }.into_any()
}
