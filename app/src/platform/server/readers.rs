//! Who may read an organisation's log: appointed by name (NEN 7513). Whoever types a name is shown nobody else, and no
//! client or patient can be found by it.

use super::{address, blank, find, name, platform, refuse};
use crate::{
    fault::Fault,
    platform::views::{ReaderView, ReadersView},
    request::{Request, role_name},
};
use portiek_domain::{
    actor::Context,
    forms::Answer,
    ids::{FormKey, MembershipId},
    organisation::Values,
    time,
};
use portiek_store::{
    audit::readers::{self, Appointed},
    transact,
};

pub fn view(one: Appointed) -> ReaderView {
    let since = time::date(time::day(one.since));
    ReaderView {
        id: one.id,
        name: one.name().to_string(),
        about: format!("{}, sinds {since}", role_name(one.role)),
        login_name: one.login_name,
    }
}

fn page(at: &Context, number: i64) -> String {
    address(at, number, "/logboek")
}

pub async fn open_readers(
    request: &Request,
    at: &Context,
    (number, refused): (i64, Option<FormKey>),
) -> Result<Option<ReadersView>, Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let here = page(at, number);
    if !request.confirmed(&here)? {
        return Ok(None);
    }
    let mut conn = request.read().await?;
    let appointed = readers::list(&mut conn, &access, found.id).await;
    drop(conn);
    let appointed = request.settle(appointed).await?;
    Ok(Some(ReadersView {
        organisation: name(&found),
        readers: appointed.into_iter().map(view).collect(),
        said: request.said(&here),
        form: blank(request, refused).await?,
    }))
}

pub async fn appoint_reader(
    request: &Request,
    at: &Context,
    (key, number, values): (FormKey, i64, Values),
) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let back = page(at, number);
    if !request.confirmed(&back)? {
        return Ok(Answer::Done(key));
    }
    let typed = values.get("medewerker").map_or("", String::as_str);
    let appointed = transact!(request.store, |tx| { readers::appoint_named(tx, (&access, found.id), typed).await });
    match request.settle(appointed).await? {
        Ok(()) => {
            request.go_saying((&back, ""), "aangewezen");
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => refuse(request, (key, back), (&values, vec![refusal])).await,
    }
}

pub async fn dismiss_reader(
    request: &Request,
    at: &Context,
    (number, member): (i64, MembershipId),
) -> Result<(), Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let back = page(at, number);
    if !request.confirmed(&back)? {
        return Ok(());
    }
    let reader = (found.id, member);
    let dismissed = transact!(request.store, |tx| { readers::dismiss(tx, access.actor(), reader).await });
    let said = if request.settle(dismissed).await? { "ontheven" } else { "geen-lezer" };
    request.go_saying((&back, ""), said);
    Ok(())
}
