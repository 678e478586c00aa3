//! What the store is given from outside: the clock, chance and the keys.

use crate::keys::Keys;
use chrono::{DateTime, Utc};
use portiek_domain::{
    clock::{Clock, Entropy, to_micros},
    ids,
};
use uuid::Uuid;

pub struct Ambient {
    pub clock: Box<dyn Clock>,
    pub entropy: Box<dyn Entropy>,
    pub keys: Keys,
}

impl Ambient {
    pub fn now(&self) -> DateTime<Utc> {
        to_micros(self.clock.now())
    }

    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    pub fn mint<Id: From<Uuid>>(&self) -> Id {
        ids::mint(self.now(), &self.random()).into()
    }
}
