//! A real mail server: PyPI's aiosmtpd, as a process of its own (see `mail_server/mail_server.py`).

use serde::Deserialize;
use std::{
    collections::HashMap,
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{self, Receiver},
    thread,
    time::Duration,
};

/// Only what never comes waits this long.
const NEVER: Duration = Duration::from_secs(60);

/// A mail as the server took it, read by Python's parser.
#[derive(Debug, Deserialize)]
pub struct Mail {
    /// Of the envelope.
    pub from: String,
    pub to: Vec<String>,
    pub headers: HashMap<String, String>,
    pub kind: String,
    pub text: String,
    pub html: String,
    pub raw: String,
    pub encrypted: bool,
    pub login: String,
    /// Which of the server's connections it came by.
    pub connection: u16,
}

#[derive(Deserialize)]
struct Started {
    port: u16,
}

pub struct MailServer {
    child: Child,
    mails: Receiver<Mail>,
    pub port: u16,
}

impl MailServer {
    pub fn start() -> Self {
        Self::with(&["none"])
    }

    /// How it does TLS (`none`, `starttls`, `whole`), and whom it wants to know.
    pub fn with(arguments: &[&str]) -> Self {
        let python = env::var_os("PORTIEK_TEST_MAIL_SERVER")
            .expect("PORTIEK_TEST_MAIL_SERVER is not set: run `cargo xtask test server`, which installs a mail server");
        let mut command = Command::new(python);
        command.arg(folder().join("mail_server.py")).args(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let started: Started = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
        let (tell, mails) = mpsc::channel();
        thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = tell.send(serde_json::from_str(&line).unwrap());
            }
        });
        Self { child, mails, port: started.port }
    }

    /// Waits for the next one.
    pub fn next(&self) -> Mail {
        self.mails.recv_timeout(NEVER).expect("no mail came")
    }

    /// All that were taken and not yet looked at; afterwards the server is gone.
    pub fn rest(mut self) -> Vec<Mail> {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
        std::iter::from_fn(|| self.mails.recv_timeout(NEVER).ok()).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Where its program and its certificate are.
pub fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/mail_server"))
}
