//! Delivering mail and SMS: by default into a folder, which is for one machine alone.

mod folder;
mod round;
mod words;

pub use folder::{Delivered, Folder, read};
pub use round::deliver_due;
pub use words::{Parcel, Words};

use crate::config::Config;
use portiek_store::outbox::Channel;

/// How one channel's letters leave.
pub enum Post {
    Folder(Folder),
}

/// Both channels' ways, as the settings say.
pub struct Posts {
    pub mail: Post,
    pub sms: Post,
    pub words: Words,
}

impl Posts {
    pub fn open(config: &Config) -> Self {
        Self {
            mail: Post::Folder(Folder(config.mail.folder.clone())),
            sms: Post::Folder(Folder(config.sms.folder.clone())),
            words: Words { origin: config.site.origin.clone() },
        }
    }

    pub fn of(&self, channel: Channel) -> &Post {
        match channel {
            Channel::Mail => &self.mail,
            Channel::Sms => &self.sms,
        }
    }
}

/// Why a letter did not arrive, in a few words and nothing about people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// It may arrive when it is tried again.
    ForNow(String),
    /// It never will.
    ForGood(String),
}

impl Post {
    /// How many letters are under way at once.
    pub fn abreast(&self) -> i64 {
        match self {
            Self::Folder(_) => 8,
        }
    }

    pub async fn deliver(&self, parcel: &Parcel) -> Result<(), Failure> {
        match self {
            Self::Folder(folder) => folder.deliver(parcel).await,
        }
    }

    /// Nothing is due any more: lets go of what was kept for the next letter.
    pub async fn rest(&self) {}
}
