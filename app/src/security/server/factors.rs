//! Renaming and removing. Whose it is comes before the step-up: what is not one's own does not exist.

use super::{confirmed, done, factor, form, own};
use crate::{
    fault::Fault,
    request::{Request, Sent},
    security::{PAGE, api::OneFactorView},
};
use portiek_domain::{
    accounts::factors,
    forms::Answer,
    ids::{FactorId, FormKey},
    refusal::Refusal,
};
use portiek_store::{
    accounts::{
        confirm::Own,
        factors::{self as kept, Listed},
    },
    transact,
};

/// One's own, and who one is once that is confirmed.
async fn mine(request: &Request, id: FactorId) -> Result<(Listed, Option<Own>), Fault> {
    let (account, _) = own(request)?;
    let mut conn = request.read().await?;
    let found = kept::find(&mut conn, account, (id, request.network())).await;
    let found = request.settle(found).await?;
    drop(conn);
    Ok((found, confirmed(request, &format!("/{id}")).await?))
}

pub async fn open(
    request: &Request,
    (id, refused): (FactorId, Option<FormKey>),
) -> Result<Option<OneFactorView>, Fault> {
    match mine(request, id).await? {
        (found, Some(_)) => Ok(Some(OneFactorView { form: form(request, refused).await?, factor: factor(found) })),
        (_, None) => Ok(None),
    }
}

pub async fn rename(request: &Request, (key, id): (FormKey, FactorId), naam: &str) -> Result<Answer, Fault> {
    let (_, Some((account, _))) = mine(request, id).await? else { return Ok(Answer::Done(key)) };
    let name = match factors::name(naam) {
        Ok(name) => name,
        Err(code) => {
            let sent = Sent { key, back: format!("{PAGE}/{id}"), values: &[("naam", naam)] };
            return request.refuse(sent, vec![Refusal::new("naam", code)]).await;
        }
    };
    let network = request.network();
    let renamed = transact!(request.store, |tx| { kept::rename(tx, account, (id, &name, network)).await });
    request.settle(renamed).await?;
    done(request, "naam");
    Ok(Answer::Done(request.new_key()))
}

pub async fn remove(request: &Request, id: FactorId) -> Result<(), Fault> {
    let (_, Some((account, _))) = mine(request, id).await? else { return Ok(()) };
    let network = request.network();
    let removed = transact!(request.store, |tx| { kept::remove(tx, account, (id, network)).await });
    request.settle(removed).await?;
    done(request, "verwijderd");
    Ok(())
}
