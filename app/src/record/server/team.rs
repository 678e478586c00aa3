//! Behandelteam (R48).

use crate::{
    fault::Fault,
    record::views::{MemberView, TeamGroup, TeamView},
    request::{Request, TEAM_COOKIE, append_header},
};
use chrono::NaiveDate;
use http::header::SET_COOKIE;
use portiek_domain::{access::Access, record::TeamRole, time};
use portiek_store::records::{self, Treating};

const CARDS: &str = "kaarten";

pub async fn read(request: &Request, access: &Access, weergave: Option<String>) -> Result<TeamView, Fault> {
    let mut conn = request.read().await?;
    let team = records::team(&mut conn, access).await;
    drop(conn);
    let team = request.settle(team).await?;
    Ok(TeamView { groups: groups(team, time::day(request.store.now())), cards: cards(request, weergave) })
}

/// The choice, remembered in this browser: it says nothing about anybody.
fn cards(request: &Request, chosen: Option<String>) -> bool {
    let Some(chosen) = chosen else { return request.cookie(TEAM_COOKIE).as_deref() == Some(CARDS) };
    let kept = if chosen == CARDS { CARDS } else { "tabel" };
    append_header(SET_COOKIE, &format!("{TEAM_COOKIE}={kept}; Path=/; Secure; SameSite=Lax; Max-Age=31536000"));
    chosen == CARDS
}

fn groups(team: Vec<Treating>, today: NaiveDate) -> Vec<TeamGroup> {
    let (leads, others): (Vec<_>, Vec<_>) = team.into_iter().partition(|one| one.role != TeamRole::CoPractitioner);
    let lacks_deputy = !leads.iter().any(|one| one.role == TeamRole::DeputyLead && one.is_active(today));
    let group = |name: &str, members: Vec<Treating>, lacks_deputy| TeamGroup {
        name: name.into(),
        members: members.into_iter().map(|one| member(one, today)).collect(),
        lacks_deputy,
    };
    let groups = [group("Regiebehandelaren", leads, lacks_deputy), group("Behandelaren", others, false)];
    groups.into_iter().filter(|group| group.lacks_deputy || !group.members.is_empty()).collect()
}

fn member(one: Treating, today: NaiveDate) -> MemberView {
    let active = one.is_active(today);
    MemberView {
        badge: one.name.badge(),
        name: one.name.to_string(),
        profession: capitalised(&one.profession),
        from: time::date(one.from),
        until: one.until.map_or_else(|| "-".into(), time::date),
        phone: one.phone,
        mail: one.mail,
        role: role(one.role).into(),
        active,
    }
}

fn role(role: TeamRole) -> &'static str {
    match role {
        TeamRole::Lead => "Regiebehandelaar",
        TeamRole::DeputyLead => "Waarnemend regiebehandelaar",
        TeamRole::CoPractitioner => "Medebehandelaar",
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
