//! Who administers an organisation.

use super::{address, blank, done, find, name, platform, refuse};
use crate::{
    fault::Fault,
    platform::views::{AdministratorView, InviteView, May, Pill, Tone, WithdrawView},
    request::Request,
};
use portiek_domain::{
    access::PlatformAccess,
    actor::Context,
    forms::Answer,
    ids::{FormKey, MembershipId},
    organisation::{self, Details, Invited, Values},
    refusal::Refusal,
    time,
};
use portiek_store::{
    organisations::administrators::{self, Administrator, Progress},
    transact,
};

pub fn state(progress: Progress) -> Pill {
    let (verb, at, tone) = match progress {
        Progress::Invited(at) => ("Uitgenodigd", at, Tone::Plain),
        Progress::Opened(at) => ("Geopend", at, Tone::Plain),
        Progress::Expired(at) => ("Verlopen", at, Tone::Warning),
        Progress::Activated(at) => ("Geactiveerd", at, Tone::Done),
        Progress::Withdrawn(at) => ("Ingetrokken", at, Tone::Plain),
    };
    Pill { words: format!("{verb} op {}", time::stamp(at)), tone }
}

pub fn view(one: Administrator, (own, key): (MembershipId, FormKey)) -> AdministratorView {
    let is_by_hand = one.mail.is_empty();
    let (is_activated, is_over) =
        (matches!(one.progress, Progress::Activated(_)), matches!(one.progress, Progress::Withdrawn(_)));
    AdministratorView {
        id: one.id,
        key,
        name: if is_by_hand { String::new() } else { one.name.to_string() },
        login_name: one.login_name,
        mail: one.mail,
        state: state(one.progress),
        why: one.why,
        may: May {
            be_invited_again: !is_activated && !is_over && !is_by_hand,
            be_logged_out: is_activated && one.id != own,
            be_withdrawn: !is_over && one.id != own,
        },
    }
}

pub async fn open_invite(
    request: &Request,
    at: &Context,
    (number, refused): (i64, Option<FormKey>),
) -> Result<InviteView, Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let mail_domain = found.details().map(|details| details.mail_domain.clone()).unwrap_or_default();
    Ok(InviteView { organisation: name(&found), mail_domain, form: blank(request, refused).await? })
}

pub async fn invite(
    request: &Request,
    at: &Context,
    (key, number, values): (FormKey, i64, Values),
) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let found = find(request, &access, number).await?;
    let invited = match Invited::parse(&values, found.details().unwrap_or(&Details::default())) {
        Ok(invited) => invite_one(request, (&access, key), (&found, &invited)).await?,
        Err(refusals) => Err(refusals),
    };
    match invited {
        Ok(()) => Ok(done(request, (at, number), (PART, "uitgenodigd"))),
        Err(refusals) => {
            let back = address(at, number, "/beheerders/nieuw");
            refuse(request, (key, back), (&values, refusals)).await
        }
    }
}

async fn invite_one(
    request: &Request,
    (access, key): (&PlatformAccess, FormKey),
    (found, invited): (&portiek_store::organisations::settings::Organisation, &Invited),
) -> Result<Result<(), Vec<Refusal>>, Fault> {
    let to = (found.id, found.kind, invited);
    let sent = transact!(request.store, |tx| { administrators::invite(tx, (access, key), to).await });
    Ok(request.settle(sent).await?.map_err(|refusal| vec![refusal]))
}

/// Where the administrators stand.
const PART: &str = "#beheerders";

async fn one(
    request: &Request,
    access: &PlatformAccess,
    (number, member): (i64, MembershipId),
) -> Result<(String, Administrator), Fault> {
    let found = find(request, access, number).await?;
    let mut conn = request.read().await?;
    let one = administrators::find(&mut conn, (access, found.id), (member, request.store.now())).await;
    drop(conn);
    Ok((name(&found), request.settle(one).await?))
}

pub async fn invite_again(
    request: &Request,
    at: &Context,
    (key, number, member): (FormKey, i64, MembershipId),
) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let (_, one) = one(request, &access, (number, member)).await?;
    let sent = transact!(request.store, |tx| { administrators::invite_again(tx, (&access, key), &one).await });
    request.settle(sent).await?;
    Ok(done(request, (at, number), (PART, "opnieuw")))
}

pub async fn log_out_everywhere(
    request: &Request,
    at: &Context,
    (number, member): (i64, MembershipId),
) -> Result<(), Fault> {
    let access = platform(request, at).await?;
    let (_, one) = one(request, &access, (number, member)).await?;
    let ended = transact!(request.store, |tx| { administrators::end_sessions(tx, (&access, &one)).await });
    let what = if request.settle(ended).await?.is_ok() { "uitgelogd" } else { "elders" };
    done(request, (at, number), (PART, what));
    Ok(())
}

pub async fn open_withdrawal(
    request: &Request,
    at: &Context,
    (number, member, refused): (i64, MembershipId, Option<FormKey>),
) -> Result<WithdrawView, Fault> {
    let access = platform(request, at).await?;
    let (organisation, one) = one(request, &access, (number, member)).await?;
    let name = if one.mail.is_empty() { String::new() } else { one.name.to_string() };
    Ok(WithdrawView { organisation, name, form: blank(request, refused).await? })
}

pub async fn withdraw(
    request: &Request,
    at: &Context,
    ((key, number, member), values): ((FormKey, i64, MembershipId), Values),
) -> Result<Answer, Fault> {
    let access = platform(request, at).await?;
    let (_, one) = one(request, &access, (number, member)).await?;
    let reason = organisation::reason(values.get("reden").map_or("", String::as_str));
    let withdrawn = match reason {
        Ok(why) => {
            let ended = transact!(request.store, |tx| { administrators::withdraw(tx, (&access, &one), &why).await });
            request.settle(ended).await?
        }
        Err(code) => Err(Refusal::new("reden", code)),
    };
    match withdrawn {
        Ok(()) => Ok(done(request, (at, number), (PART, "ingetrokken"))),
        Err(refusal) => {
            let back = address(at, number, &format!("/beheerders/{member}/intrekken"));
            refuse(request, (key, back), (&values, vec![refusal])).await
        }
    }
}
