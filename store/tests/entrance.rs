//! Getting in, as the tests of logins and passwords do it.

use crate::support::*;
use portiek_domain::{
    accounts::factors::Factor,
    refusal::{Code, Refusal},
};
use portiek_store::{
    accounts::{
        attempt::Typed,
        login::{self, Browser, Credentials, Entered, Step},
        session::Opened,
    },
    cast::PASSWORD,
    outbox::{self, Channel, Letter},
    visitor,
};

pub fn browser() -> Browser {
    Browser { network: "192.0.2.7".into(), device: "Chrome op Windows".into(), token: None, remember: false }
}

impl World {
    pub async fn try_password(&self, name: &str, password: &str) -> Result<Step, Refusal> {
        let typed = Credentials { name: name.into(), password: password.into() };
        login::start(&self.store, typed, &browser()).await.unwrap()
    }

    /// The right password of somebody who is asked for a code.
    pub async fn begin(&self, name: &str) -> [u8; 32] {
        match self.try_password(name, PASSWORD).await {
            Ok(Step::Code { token }) => token,
            _ => panic!("{name} is not asked for a code"),
        }
    }

    /// What has been sent since the last time.
    pub async fn letters(&self) -> Vec<Letter> {
        let mut letters = Vec::new();
        for channel in Channel::ALL {
            for claimed in outbox::claim(&self.store, (channel, 50)).await.unwrap() {
                claimed.sent(&self.store).await.unwrap();
                letters.push(claimed.letter);
            }
        }
        letters
    }

    /// The code from the latest SMS.
    pub async fn code(&self) -> String {
        self.letters().await.last().unwrap().body.chars().take(6).collect()
    }

    pub async fn try_code(&self, token: &[u8; 32], code: &str) -> Result<Step, Refusal> {
        self.show(token, (Factor::Sms, code)).await
    }

    /// Shows a second factor that is typed.
    pub async fn show(&self, token: &[u8; 32], (factor, text): (Factor, &str)) -> Result<Step, Refusal> {
        login::give_code(&self.store, token, (Typed { factor, text }, &browser())).await.unwrap()
    }

    pub async fn log_in(&self, name: &str) -> Opened {
        self.enter(name, PASSWORD).await.session
    }

    /// In with a password, past the code if one is asked.
    pub async fn enter(&self, name: &str, password: &str) -> Entered {
        match self.past_the_code(name, password).await {
            Step::In(entered) => entered,
            _ => panic!("{name} is not in"),
        }
    }

    /// A right password leads to this, past the code if one is asked.
    pub async fn past_the_code(&self, name: &str, password: &str) -> Step {
        match self.try_password(name, password).await.unwrap() {
            Step::Code { token } => {
                let code = self.code().await;
                self.try_code(&token, &code).await.unwrap()
            }
            step => step,
        }
    }

    pub async fn visitor(&self, opened: &Opened) -> Option<visitor::Visitor> {
        let mut conn = self.store.read().await.unwrap();
        visitor::find(&mut conn, &opened.token, self.store.now()).await.unwrap()
    }
}

pub fn code_of<T>(outcome: Result<T, Refusal>) -> Code {
    outcome.err().unwrap().code
}
