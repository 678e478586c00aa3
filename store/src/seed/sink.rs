//! Where the rows go: into transactions of many thousands, with word of how far it is.

use super::Tell;
use crate::{Result, Store, Tx};

/// Rows in one transaction: the log that is written ahead stays small.
const COMMIT_AFTER: u64 = 50_000;

pub struct Sink<'a> {
    store: &'a Store,
    tell: Tell<'a>,
    tx: Option<Tx>,
    what: &'static str,
    uncommitted: u64,
    rows: u64,
}

impl<'a> Sink<'a> {
    pub fn new(store: &'a Store, tell: Tell<'a>) -> Self {
        Self { store, tell, tx: None, what: "people", uncommitted: 0, rows: 0 }
    }

    pub fn store(&self) -> &'a Store {
        self.store
    }

    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Names what is being made from here on.
    pub fn begins(&mut self, what: &'static str) {
        self.what = what;
    }

    pub async fn tx(&mut self) -> Result<&mut Tx> {
        let tx = match self.tx.take() {
            Some(tx) => tx,
            None => self.store.begin().await?,
        };
        Ok(self.tx.insert(tx))
    }

    /// So many rows were written; they are committed with others.
    pub async fn wrote(&mut self, rows: u64) -> Result<()> {
        self.rows += rows;
        self.uncommitted += rows;
        if self.uncommitted >= COMMIT_AFTER { self.commit().await } else { Ok(()) }
    }

    pub async fn commit(&mut self) -> Result<()> {
        if let Some(tx) = self.tx.take() {
            tx.commit().await?;
        }
        self.uncommitted = 0;
        (self.tell)(self.what, self.rows);
        Ok(())
    }
}
