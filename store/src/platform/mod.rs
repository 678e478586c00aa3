//! The installation itself: its first start, its jobs, and how it does (S9).

pub mod first_start;
pub mod jobs;
pub mod state;

use crate::{Result, Tx, db::run};

/// Until the commit nobody else makes what there is to be one of.
pub(crate) async fn hold(tx: &mut Tx) -> Result<()> {
    const HOLD: &str = "UPDATE installation SET id = id WHERE id = 1";
    run!(tx, execute(HOLD))?;
    Ok(())
}
