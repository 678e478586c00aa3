//! The same events as a file: all of them, a walk along the log at a time, with every record's number.

use super::{server, words};
use crate::{fault::Fault, inspection::Rows, request::Request};
use portiek_domain::{access::LogAccess, audit::Kind, inspection::LogWanted};
use portiek_store::{
    Result as Stored, Store,
    audit::logbook::{self, Entry},
};

/// The columns, in the words of the table.
const COLUMNS: [&str; 11] = [
    "Wanneer",
    "Wie",
    "Rol",
    "Wat",
    "Wijziging",
    "Gezocht",
    "Dossiers",
    "Grond",
    "Noodtoegang",
    "Uitkomst",
    "Netwerkadres",
];
/// Events read at a time.
const WALK: usize = 1000;

/// A file under way: its rows, piece by piece.
pub struct LogDownload {
    store: Store,
    access: LogAccess,
    /// What is still to come; none after the last piece.
    rest: Option<LogWanted>,
    begun: bool,
}

impl LogDownload {
    /// Who, rule, log; none without a second factor, which the page says.
    pub async fn begin(request: &Request, at: Option<i64>, wanted: LogWanted) -> Result<Option<Self>, Fault> {
        let Some(access) = server::reader(request, at).await? else { return Ok(None) };
        let wanted = LogWanted { after: None, search: String::new(), ..wanted };
        if let Some(member) = wanted.member {
            let mut conn = request.read().await?;
            let known = logbook::employee(&mut conn, &access, member).await;
            drop(conn);
            request.settle(known).await?;
        }
        request.look(server::event(&access, (Kind::LogExported, &wanted)), (&[], None)).await?;
        Ok(Some(Self { store: request.store.clone(), access, rest: Some(wanted), begun: false }))
    }
}

impl Rows for LogDownload {
    async fn next(&mut self) -> Stored<Option<Vec<Vec<String>>>> {
        let Some(wanted) = self.rest.take() else { return Ok(None) };
        let mut conn = self.store.read().await?;
        let page = logbook::page(&mut conn, &self.access, (&wanted, WALK)).await?;
        self.rest = page.next.map(|after| LogWanted { after: Some(after), ..wanted });
        let head = (!std::mem::replace(&mut self.begun, true)).then(|| COLUMNS.map(str::to_owned).to_vec());
        Ok(Some(head.into_iter().chain(page.entries.into_iter().map(row)).collect()))
    }
}

fn row(entry: Entry) -> Vec<String> {
    let records = entry.records.join(" ");
    let ground = words::ground(entry.ground).to_owned();
    let view = server::entry(entry);
    let emergency = if view.emergency { "ja" } else { "nee" };
    let outcome = if view.refused { "geweigerd" } else { "gelukt" };
    let (role, query) = (view.role.unwrap_or_default(), view.query.unwrap_or_default());
    let (emergency, outcome) = (emergency.to_owned(), outcome.to_owned());
    vec![
        view.when,
        view.who,
        role,
        view.what,
        view.changes.join("; "),
        query,
        records,
        ground,
        emergency,
        outcome,
        view.network,
    ]
}
