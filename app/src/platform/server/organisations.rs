//! The organisations themselves.

use super::{address, blank, done, find, name, people, platform, refuse};
use crate::{
    fault::Fault,
    here::href,
    platform::{
        sections,
        views::{BlankView, ListView, OrganisationView, Pill, RowView, SectionView, Tone},
        words::kind_name,
    },
    request::Request,
};
use portiek_domain::{
    actor::{Context, OrganisationKind},
    audit::{Event, Kind, ObjectKind},
    forms::Answer,
    ids::FormKey,
    organisation::{Details, Setting, Values},
    refusal::{Code, Refusal},
    time,
};
use portiek_store::{
    accounts::oidc::providers,
    audit::readers,
    organisations::{
        self, administrators,
        administrators::Progress,
        listing::{self, Listed},
        settings::Organisation,
    },
    transact,
};

pub async fn list(request: &Request, at: &Context, search: &str) -> Result<ListView, Fault> {
    let access = platform(request, at).await?;
    let mut conn = request.read().await?;
    let listed = listing::list(&mut conn, &access, (search, request.store.now())).await;
    drop(conn);
    let listed = request.settle(listed).await?;
    Ok(ListView { rows: listed.into_iter().map(row).collect() })
}

fn row(listed: Listed) -> RowView {
    RowView {
        number: listed.number,
        administrator: first(&listed),
        name: listed.name,
        kind: kind_name(listed.kind).into(),
        since: time::date(time::day(listed.created_at)),
    }
}

/// How far the first administrator is: one who has activated, or else whoever was invited first.
fn first(listed: &Listed) -> Pill {
    let mut there = listed.administrators.iter().filter(|one| !matches!(one.progress, Progress::Withdrawn(_)));
    let activated = there.clone().find(|one| matches!(one.progress, Progress::Activated(_)));
    match activated.or_else(|| there.next()) {
        Some(one) => people::state(one.progress),
        None => Pill { words: "Nog niemand uitgenodigd".into(), tone: Tone::Warning },
    }
}

pub async fn open_new(request: &Request, at: &Context, refused: Option<FormKey>) -> Result<BlankView, Fault> {
    platform(request, at).await?;
    blank(request, refused).await
}

pub async fn add(request: &Request, at: &Context, (key, values): (FormKey, Values)) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let (kind, details) = match (kind(&values), Details::parse(&values)) {
        (Ok(kind), Ok(details)) => (kind, details),
        (kind, details) => {
            let refusals = kind.err().into_iter().chain(details.err().unwrap_or_default()).collect();
            return refuse(request, (key, href(at, "/organisaties/nieuw", "")), (&values, refusals)).await;
        }
    };
    let added = transact!(request.store, |tx| { organisations::add(tx, (&access, key), (kind, &details)).await });
    let number = request.settle(added).await?;
    Ok(done(request, (at, number), ("", "toegevoegd")))
}

fn kind(values: &Values) -> Result<OrganisationKind, Refusal> {
    let chosen = OrganisationKind::try_from(values.get("soort").cloned().unwrap_or_default());
    let chosen = chosen.ok().filter(|kind| *kind != OrganisationKind::Platform);
    chosen.ok_or_else(|| Refusal::new("soort", Code::NotAChoice))
}

pub async fn open(request: &Request, at: &Context, number: i64) -> Result<OrganisationView, Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let mut conn = request.read().await?;
    let people = administrators::list(&mut conn, found.id, request.store.now()).await;
    let people = request.settle(people).await?;
    let trusted = providers::list(&mut conn, Some(number)).await;
    let trusted = request.settle(trusted).await?;
    let appointed = readers::list(&mut conn, &access, found.id).await;
    let appointed = request.settle(appointed).await?;
    drop(conn);
    let event = Event::by(access.actor(), Kind::AdministratorsRead).on(ObjectKind::Organisation, found.id);
    request.look(event, (&[], None)).await?;
    let own = access.actor().membership;
    Ok(OrganisationView {
        number,
        said: request.said(&address(at, number, "")),
        name: name(&found),
        kind: kind_name(found.kind).into(),
        since: time::date(time::day(found.created_at)),
        sections: found.settings.iter().map(|setting| section(setting, &found)).collect(),
        administrators: people.into_iter().map(|one| people::view(one, (own, request.new_key()))).collect(),
        readers: appointed.into_iter().map(super::readers::view).collect(),
        providers: trusted.into_iter().map(super::providers::listed).collect(),
    })
}

fn section(setting: &Setting, of: &Organisation) -> SectionView {
    SectionView {
        section: setting.section(),
        facts: sections::facts(setting, of.since(setting)),
        warning: sections::warning(setting),
    }
}
