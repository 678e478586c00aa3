//! Somebody's browser at the login pages: cookies, and forms with the key that their page gave.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::http::{Answer, Connection, request_with};
use super::serving::Serving;
use crate::fault::{OrSay, Outcome};

pub struct Browser<'a> {
    serving: &'a Serving,
    network: String,
    cookies: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    /// At a network address of its own.
    pub fn at(serving: &'a Serving, network: impl Into<String>) -> Self {
        Self { serving, network: network.into(), cookies: RefCell::default() }
    }

    pub fn get(&self, path: &str) -> Outcome<String> {
        self.answer(("GET", path), "").map(|answer| answer.body)
    }

    /// Sends a form; where its answer leads.
    pub fn post(&self, path: &str, body: &str) -> Outcome<String> {
        let answer = self.answer(("POST", path), body)?;
        answer.head.location.ok_or_else(|| format!("{path} led nowhere, with status {}.", answer.status))
    }

    /// The key that a page gives its form.
    pub fn key(&self, path: &str) -> Outcome<String> {
        let page = self.get(path)?;
        let key = page.split_once("name=\"key\" value=\"").and_then(|(_, rest)| rest.get(..36));
        key.map(str::to_owned).ok_or_else(|| format!("{path} has no form."))
    }

    /// From the login page: a name and a password, with the key that a page gave.
    pub fn give_name(&self, key: &str, (name, password): (&str, &str)) -> Outcome<String> {
        self.post("/api/login/start", &format!("key={key}&naam={name}&wachtwoord={password}"))
    }

    /// The same from the start.
    pub fn log_in(&self, name: &str, password: &str) -> Outcome<String> {
        self.give_name(&self.key("/inloggen")?, (name, password))
    }

    fn answer(&self, at: (&str, &str), body: &str) -> Outcome<Answer> {
        let cookies: Vec<String> =
            self.cookies.borrow().iter().map(|(name, value)| format!("{name}={value}")).collect();
        let lines = format!("Cookie: {}\r\nX-Forwarded-For: {}", cookies.join("; "), self.network);
        let request = request_with(self.serving.address, at, (&lines, body));
        let answer = Connection::open(self.serving.address).and_then(|mut connection| connection.ask(&request));
        let answer = answer.or_say(format!("{} was not answered", at.1))?;
        let told = answer.head.cookies.iter().filter_map(|cookie| cookie.split_once('='));
        self.cookies.borrow_mut().extend(told.map(|(name, value)| (name.to_owned(), value.to_owned())));
        Ok(answer)
    }
}
