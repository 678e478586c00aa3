//! The clients of the own care teams (S1). Searching is logged with what was searched.

use super::person;
use crate::{
    fault::Fault,
    record::views::{ClientView, ClientsView},
    request::Request,
};
use portiek_domain::{
    access::Ground,
    actor::Context,
    audit::{Event, Kind, ObjectKind},
    time,
};
use portiek_store::records::clients::{self, Client};

pub async fn clients(request: &Request, at: &Context, search: String) -> Result<ClientsView, Fault> {
    let actor = request.actor(at).await?;
    let now = request.store.now();
    let mut conn = request.read().await?;
    let found = clients::clients(&mut conn, &actor, (&search, now)).await;
    drop(conn);
    let found = request.settle(found).await?;
    let shown: Vec<_> = found.iter().map(|client| client.record).collect();
    let event = Event::by(&actor, Kind::RecordsListed).on(ObjectKind::Membership, actor.membership);
    let event = event.about(shown, Ground::CareTeam);
    let event = if search.is_empty() { event } else { event.searching(&search) };
    request.look(event, (&[], None)).await?;
    let view = |client: Client| ClientView {
        person: person((client.birth_date, &client.sex), time::day(now)),
        number: client.number,
        name: client.name.to_string(),
    };
    Ok(ClientsView { shown: counted(found.len(), &search), clients: found.into_iter().map(view).collect() })
}

fn counted(count: usize, search: &str) -> String {
    let clients = match count {
        0 => "Geen cliënten".to_owned(),
        1 => "1 cliënt".to_owned(),
        many => format!("{many} cliënten"),
    };
    if search.is_empty() {
        format!("{clients} in uw behandelteams")
    } else {
        format!("{clients}, gezocht op '{search}'")
    }
}
