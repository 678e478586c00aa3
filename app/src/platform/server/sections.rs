//! One section of an organisation: its form, and saving it.

use super::{address, find, name, platform, refuse};
use crate::{
    fault::Fault,
    platform::{sections, views::FormView},
    request::Request,
};
use portiek_domain::{
    access::PlatformAccess,
    actor::Context,
    forms::{Answer, RefusedForm},
    ids::FormKey,
    organisation::{Section, Setting, Values},
};
use portiek_store::{Error, access::refused, organisations::settings, transact};

pub struct Typed {
    pub key: FormKey,
    pub number: i64,
    pub section: Section,
    pub gezien: String,
    pub values: Values,
}

pub async fn open_section(
    request: &Request,
    at: &Context,
    (number, section, kept): (i64, Section, Option<FormKey>),
) -> Result<FormView, Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let Some(setting) = found.setting(section) else { return request.settle(Err(absent(&access))).await };
    let kept = request.refused(kept).await?;
    let is_kept = !kept.refusals.is_empty();
    Ok(FormView {
        number,
        organisation: name(&found),
        key: request.new_key(),
        seen: settings::seen(setting),
        form: if is_kept { kept } else { RefusedForm { values: setting.values(), refusals: Vec::new() } },
        now: sections::facts(setting, found.since(setting)),
    })
}

/// A section that does not fit the kind of organisation.
fn absent(access: &PlatformAccess) -> Error {
    refused(access.actor(), access.actor().organisation.0)
}

pub async fn save(request: &Request, at: &Context, typed: Typed) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let Typed { key, number, section, gezien, values } = typed;
    let name = section.as_str();
    let back = address(at, number, &format!("/{name}"));
    let new = match Setting::parse(section, &values) {
        Ok(new) => new,
        Err(refusals) => return refuse(request, (key, back), (&values, refusals)).await,
    };
    let saved = transact!(request.store, |tx| { settings::save(tx, (&access, number), (&gezien, &new)).await });
    match request.settle(saved).await? {
        Ok(()) => Ok(super::done(request, (at, number), (&format!("#{name}"), name))),
        Err(refusal) => refuse(request, (key, back), (&values, vec![refusal])).await,
    }
}
