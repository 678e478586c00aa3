//! The request a server function works for: who asks, with what services, and how it is answered. Who and rule are
//! checked here and in the function's body, never only in middleware: while a page renders, server functions are
//! called without HTTP.

use crate::{
    door::{Door, Place},
    fault::Fault,
    forms::{escaped, is_local},
};
use http::{HeaderName, HeaderValue, StatusCode, header, request::Parts};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use portiek_domain::{
    accounts::{factors::is_confirmed, oidc::Trouble},
    actor::{Actor, Context, Role},
    audit::{Event, Kind},
    forms::{Answer, RefusedForm},
    ids::FormKey,
    refusal::Refusal,
};
use portiek_store::{
    Conn, Error, Store, access,
    accounts::{factors::passkey::Passkeys, session},
    forms,
    keys::Purpose,
    transact,
    visitor::{Membership, Visitor},
};
use std::{pin::Pin, sync::Arc};

/// The cookie of a session and of a login attempt. `__Host-`: this origin only, over a trusted connection only.
pub const SESSION_COOKIE: &str = "__Host-portiek";
pub const ATTEMPT_COOKIE: &str = "__Host-portiek-login";
/// Of which form something is kept, for an activation that took too long and is begun again.
pub const FORM_COOKIE: &str = "__Host-portiek-formulier";
/// What a browser is recognised by, a year and longer; it lets nobody in.
pub const KNOWN_COOKIE: &str = "__Host-portiek-browser";
/// Of the browser that went to a provider to log in there.
pub const PROVIDER_COOKIE: &str = "__Host-portiek-elders";
/// Whether the menu is collapsed; says nothing about anybody.
pub const MENU_COOKIE: &str = "portiek-menu";
/// Whether care teams are shown as cards (R48); says nothing about anybody.
pub const TEAM_COOKIE: &str = "portiek-team";
/// What was just done, for the page that says so; in the address it would be said again by every reload.
pub const SAID_COOKIE: &str = "portiek-gedaan";
/// Whether the notice about old browsers was dismissed.
pub const BROWSER_COOKIE: &str = "portiek-browser";

/// How many bytes are free where the data is; none when that cannot be told.
pub type FreeDisk = Arc<dyn Fn() -> Option<u64> + Send + Sync>;

/// Asks a provider of logins about itself, by its issuer, as a login would.
pub type TryProvider = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Result<(), Trouble>> + Send>> + Send + Sync>;

/// What the server gives every page.
#[derive(Clone)]
pub struct Services {
    pub store: Store,
    pub demo: bool,
    pub passkeys: Passkeys,
    pub disk: FreeDisk,
    pub try_provider: TryProvider,
    /// `[site] origin`: the beginning of every address that leaves the portal.
    pub origin: Arc<str>,
}

/// Who is at the door, put into the request by the server's session layer.
#[derive(Clone, Default)]
pub struct AtTheDoor {
    pub visitor: Option<Arc<Visitor>>,
    /// The address the request came from, trusted proxies taken into account.
    pub network: String,
}

pub struct Request {
    pub store: Store,
    pub passkeys: Passkeys,
    pub disk: FreeDisk,
    pub try_provider: TryProvider,
    pub origin: Arc<str>,
    demo: bool,
    parts: Parts,
    at_the_door: AtTheDoor,
}

/// A form as it was sent, to be drawn again when it is refused.
pub struct Sent<'a> {
    pub key: FormKey,
    /// The page to return to without scripts.
    pub back: String,
    /// Never passwords, codes or PINs.
    pub values: &'a [(&'a str, &'a str)],
}

impl Request {
    pub fn current() -> Result<Self, Fault> {
        let services = use_context::<Services>().ok_or(Fault::Unreachable)?;
        let parts = use_context::<Parts>().ok_or(Fault::Unreachable)?;
        Ok(Self::of(services, parts))
    }

    /// For a plain route, which is no server function.
    pub fn of(services: Services, parts: Parts) -> Self {
        let at_the_door = parts.extensions.get::<AtTheDoor>().cloned().unwrap_or_default();
        let Services { store, passkeys, disk, try_provider, demo, origin } = services;
        Self { store, passkeys, disk, try_provider, demo, origin, parts, at_the_door }
    }

    pub fn visitor(&self) -> Result<&Visitor, Fault> {
        self.at_the_door.visitor.as_deref().ok_or_else(|| {
            set_status(StatusCode::UNAUTHORIZED);
            Fault::LoggedOut
        })
    }

    /// Who is logged in, where nobody needs to be.
    pub fn anybody(&self) -> Option<&Visitor> {
        self.at_the_door.visitor.as_deref()
    }

    pub fn network(&self) -> &str {
        &self.at_the_door.network
    }

    /// Acts in the context a page or form names; who has no role in it finds nothing, and that is logged (D30).
    pub async fn actor(&self, at: &Context) -> Result<Actor, Fault> {
        let visitor = self.visitor()?;
        match visitor.actor(at) {
            Some(actor) => Ok(actor),
            None => {
                let event = Event::from_network(self.network(), Kind::AccessRefused);
                let event = event.on(portiek_domain::audit::ObjectKind::Account, visitor.account);
                self.settle(Err(Error::NotFound(Box::new(event)))).await
            }
        }
    }

    /// Acts like [`Request::actor`] and counts as activity: for everything but a refresh by itself.
    pub async fn active_actor(&self, at: &Context) -> Result<Actor, Fault> {
        let actor = self.actor(at).await?;
        self.touch().await?;
        Ok(actor)
    }

    /// Somebody did something: the idle timeout starts anew (D20).
    pub async fn touch(&self) -> Result<(), Fault> {
        let visitor = self.visitor()?;
        if self.store.now() < visitor.times.seen_at + session::SEEN_EVERY {
            return Ok(());
        }
        let id = visitor.session;
        let seen = transact!(self.store, |tx| { session::seen(tx, id).await });
        self.settle(seen).await
    }

    /// Whether who is logged in has shown who they are in the last ten minutes (step-up). If not, the browser is sent to
    /// do that and then to `naar`, a page of ours; the caller does nothing and says so.
    pub fn confirmed(&self, naar: &str) -> Result<bool, Fault> {
        let confirmed = is_confirmed(self.visitor()?.confirmed_at, self.store.now());
        if !confirmed {
            self.go(&with_target("/bevestigen", naar));
        }
        Ok(confirmed)
    }

    pub async fn read(&self) -> Result<Conn, Fault> {
        let conn = self.store.read().await;
        self.settle(conn).await
    }

    /// What the store's outcome is for the page; a refused look is logged, a failure gets a reference.
    pub async fn settle<T>(&self, outcome: Result<T, Error>) -> Result<T, Fault> {
        match outcome {
            Ok(done) => Ok(done),
            Err(Error::NotFound(event)) => {
                set_status(StatusCode::NOT_FOUND);
                let logged = transact!(self.store, |tx| { access::log_refusal(tx, (*event).clone()).await });
                if let Err(error) = logged {
                    return Err(self.broken(&error));
                }
                Err(Fault::NotFound)
            }
            Err(error) if error.is_unavailable() => {
                tracing::warn!(%error, "the database is away");
                set_status(StatusCode::SERVICE_UNAVAILABLE);
                Err(Fault::Unavailable)
            }
            Err(error) => Err(self.broken(&error)),
        }
    }

    fn broken(&self, error: &Error) -> Fault {
        let reference: [u8; 4] = self.store.ambient().random();
        let reference = format!("{:08x}", u32::from_be_bytes(reference));
        tracing::error!(%error, reference, path = self.parts.uri.path(), "a request failed");
        set_status(StatusCode::INTERNAL_SERVER_ERROR);
        Fault::Broken { reference }
    }

    /// Logs a look before it is shown, and returns its seal. A refresh that shows what that seal was given for is no
    /// new look and no activity.
    pub async fn look(&self, event: Event, (shown, seen): (&[u8], Option<&str>)) -> Result<String, Fault> {
        let seal = self.seal(&event, shown)?;
        if seen == Some(seal.as_str()) {
            return Ok(seal);
        }
        self.touch().await?;
        let logged = self.store.looks().log(event).await;
        self.settle(logged).await?;
        Ok(seal)
    }

    /// Over the session, the day, the object, the people and how much of it was shown.
    fn seal(&self, event: &Event, shown: &[u8]) -> Result<String, Fault> {
        let session = self.visitor()?.session;
        let day = portiek_domain::time::day(self.store.now()).to_string();
        let object = event.object.map(|(_, id)| id.into_bytes()).unwrap_or_default();
        let mut records: Vec<[u8; 16]> = event.subjects.iter().map(|record| record.0.into_bytes()).collect();
        records.sort_unstable();
        records.dedup();
        let parts: [&[u8]; 6] = [
            session.0.as_bytes(),
            day.as_bytes(),
            event.kind.as_str().as_bytes(),
            &object,
            records.as_flattened(),
            shown,
        ];
        let mac = self.store.ambient().keys.mac(Purpose::Look, &parts);
        Ok(mac[..16].iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// Whether a browser without scripts sent this: the answer is then a page, not data.
    pub fn without_scripts(&self) -> bool {
        let accept = self.parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        accept.is_some_and(|accept| accept.contains("text/html"))
    }

    /// Whether a browser fetches ahead of its user, who may never look.
    pub fn is_prefetch(&self) -> bool {
        let purpose = self.parts.headers.get("sec-purpose").and_then(|value| value.to_str().ok());
        purpose.is_some_and(|purpose| purpose.contains("prefetch"))
    }

    /// Sends the browser on, in both worlds.
    pub fn go(&self, path: &str) {
        leptos_axum::redirect(path);
        if self.without_scripts() {
            set_status(StatusCode::SEE_OTHER);
        }
    }

    /// Sends the browser on to a page that says once what was done: its loader asks [`Request::said`].
    pub fn go_saying(&self, (page, anchor): (&str, &str), what: &str) {
        keep_said(page, (what, 60));
        self.go(&format!("{page}{anchor}"));
    }

    /// What was done before the browser was sent to this page; from now on it is said.
    pub fn said(&self, page: &str) -> Option<String> {
        let said = self.cookie(SAID_COOKIE).filter(|said| !said.is_empty() && !self.is_prefetch())?;
        keep_said(page, ("", 0));
        Some(said)
    }

    /// Without scripts: back to the page the form was on.
    pub fn go_back(&self) {
        let referer = self.parts.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
        let uri = referer.and_then(|referer| referer.parse::<http::Uri>().ok());
        let path = uri.as_ref().and_then(http::Uri::path_and_query).map_or("/", |path| path.as_str());
        if self.without_scripts() {
            self.go(path);
        }
    }

    /// Refuses a form. Without scripts what was typed is kept and the page drawn again with it.
    pub async fn refuse(&self, sent: Sent<'_>, refusals: Vec<Refusal>) -> Result<Answer, Fault> {
        if self.without_scripts() {
            let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
            let values = sent.values.iter().map(owned).collect();
            let form = RefusedForm { values, refusals: refusals.clone() };
            let (owner, key) = (self.form_owner(), sent.key);
            let kept = transact!(self.store, |tx| { forms::keep_refused(tx, (&owner, key), &form).await });
            self.settle(kept).await?;
            let mark = if sent.back.contains('?') { '&' } else { '?' };
            self.go(&format!("{}{mark}formulier={key}", sent.back));
        }
        Ok(Answer::Refused(refusals))
    }

    /// What was typed into the form that the page's address names, if any.
    pub async fn refused(&self, key: Option<FormKey>) -> Result<RefusedForm, Fault> {
        let Some(key) = key else { return Ok(RefusedForm::default()) };
        let mut conn = self.read().await?;
        let keys = &self.store.ambient().keys;
        let kept = forms::refused((&mut conn, keys), (&self.form_owner(), key), self.store.now()).await;
        Ok(self.settle(kept).await?.unwrap_or_default())
    }

    /// A session's forms are its own; before login the key alone opens them, being chance.
    fn form_owner(&self) -> Vec<u8> {
        self.anybody().map(|visitor| visitor.session.0.as_bytes().to_vec()).unwrap_or_default()
    }

    pub fn new_key(&self) -> FormKey {
        self.store.ambient().mint()
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        cookie(&self.parts.headers, name)
    }

    pub fn user_agent(&self) -> &str {
        self.parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What pages know of who is looking.
    pub fn door(&self) -> Door {
        let visitor = self.anybody();
        Door {
            places: visitor.map(|visitor| visitor.memberships.iter().map(place).collect()).unwrap_or_default(),
            menu_collapsed: self.cookie(MENU_COOKIE).as_deref() == Some("ingeklapt"),
            browser_notice: self.cookie(BROWSER_COOKIE).is_none(),
            idle_seconds: visitor.map_or(0, |visitor| visitor.times.idle_limit.num_seconds()),
            demo: self.demo,
        }
    }
}

fn place(membership: &Membership) -> Place {
    Place {
        number: membership.organisation.number,
        organisation: membership.organisation.display_name.clone(),
        portal: membership.portal,
        role: role_name(membership.role).into(),
        unread: membership.unread,
        phone: membership.organisation.phone.clone(),
        crisis_phone: membership.organisation.crisis_phone.clone(),
        has_texts: membership.organisation.has_texts,
        reads_log: membership.reads_log,
    }
}

/// What somebody is, on screen.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Client => "Cliënt",
        Role::Patient => "Patiënt",
        Role::Practitioner => "Behandelaar",
        Role::Assistant => "Assistente",
        Role::Trainee => "A(N)IOS",
        Role::Director => "Opleider",
        Role::Faculty => "Lid opleidingsgroep",
        Role::Support => "Ondersteunend medewerker",
        Role::Administrator => "Organisatiebeheerder",
        Role::Platform => "Platformbeheerder",
    }
}

/// The value of a cookie in a request.
pub fn cookie(headers: &http::HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs.flat_map(|line| line.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then(|| value.to_owned())
    })
}

pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// Adds a header to the answer.
pub fn append_header(name: HeaderName, value: &str) {
    if let (Some(response), Ok(value)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(value)) {
        response.append_header(name, value);
    }
}

/// For one page and its own below it, so that two tabs say nothing of each other.
fn keep_said(page: &str, (what, seconds): (&str, u32)) {
    let page = page.split('?').next().unwrap_or_default();
    let line = format!("{SAID_COOKIE}={what}; Path={page}; Secure; HttpOnly; SameSite=Lax; Max-Age={seconds}");
    append_header(header::SET_COOKIE, &line);
}

/// The bytes of a token as a cookie carries it.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    let digits = digits.filter(|digits| digits.len() == 64)?;
    Some(digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// A token as a cookie carries it.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A page, and where to go after it (R114).
pub fn with_target(page: &str, naar: &str) -> String {
    if !is_local(naar) {
        return page.into();
    }
    format!("{page}?naar={}", escaped(naar))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r114_after_login_one_lands_on_a_page_of_ours_only() {
        for foreign in ["//kwaad.nl", "https://kwaad.nl", "/\\kwaad.nl", "", "/a\nb"] {
            assert_eq!(with_target("/inloggen", foreign), "/inloggen");
        }
        let own = with_target("/inloggen", "/berichten?map=archief&bij=1");
        assert_eq!(own, "/inloggen?naar=/berichten%3Fmap%3Darchief%26bij%3D1");
    }
}
