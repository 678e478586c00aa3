//! The same lines as a file: all of them, a walk along the log at a time, so that no file is too large to make.

use super::{server, views::LineView};
use crate::{fault::Fault, request::Request};
use portiek_domain::{access::Inspection, actor::Context, audit::Kind, inspection::Wanted, time};
use portiek_store::{Result as Stored, Store, audit::inspection, records};

/// The columns, in the words of the table.
const COLUMNS: [&str; 8] = ["Dag", "Eerste keer", "Wie", "Rol", "Organisatie", "Wat", "Waarom", "Noodtoegang"];

/// A file under way: its rows, piece by piece.
pub struct Download {
    store: Store,
    access: Inspection,
    organisation: String,
    /// What is still to come; none after the last piece.
    rest: Option<Wanted>,
    begun: bool,
}

impl Download {
    /// Who, rule, log: a download is an export, whatever becomes of it on the way.
    pub async fn begin(request: &Request, at: &Context, wanted: Wanted) -> Result<Self, Fault> {
        let actor = request.actor(at).await?;
        let number = at.record.as_deref().unwrap_or_default();
        let mut conn = request.read().await?;
        let access = records::own_inspection(&mut conn, &actor, number).await;
        drop(conn);
        let access = request.settle(access).await?;
        request.look(server::event(&access, Kind::InspectionExported), (&[], None)).await?;
        let (store, organisation) = (request.store.clone(), server::organisation(request, at)?);
        let rest = Some(Wanted { after: None, ..wanted });
        Ok(Self { store, access, organisation, rest, begun: false })
    }
}

/// A table that is read piece by piece.
pub trait Rows: Send + 'static {
    /// The next rows, the names of the columns first; none when all were given.
    fn next(&mut self) -> impl Future<Output = Stored<Option<Vec<Vec<String>>>>> + Send;
}

impl Rows for Download {
    async fn next(&mut self) -> Stored<Option<Vec<Vec<String>>>> {
        let Some(wanted) = self.rest else { return Ok(None) };
        let mut conn = self.store.read().await?;
        let page = inspection::page(&mut conn, &self.access, (&wanted, usize::MAX)).await?;
        self.rest = page.next.map(|after| Wanted { after: Some(after), ..wanted });
        let head = (!std::mem::replace(&mut self.begun, true)).then(|| COLUMNS.map(str::to_owned).to_vec());
        let days = page.days.into_iter().flat_map(|day| day.lines);
        let rows = days.map(|line| (time::date(time::day(line.first_at)), server::line_view(line, &self.organisation)));
        Ok(Some(head.into_iter().chain(rows.map(|(day, line)| row(day, line))).collect()))
    }
}

fn row(day: String, line: LineView) -> Vec<String> {
    let emergency = if line.emergency { "ja" } else { "nee" };
    let role = line.role.unwrap_or_default();
    vec![day, line.first_time, line.who, role, line.organisation, line.part, line.ground, emergency.into()]
}
