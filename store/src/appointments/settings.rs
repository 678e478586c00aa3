//! "Graag 24 uur van tevoren" (D11): what an organisation asks.

use crate::{Result, Tx, db::run};
use portiek_domain::{appointments::Notice, ids::OrganisationId};

const SET: &str = "UPDATE organisation SET notice_hours = $2, notice_mode = $3 WHERE id = $1";

/// Sets how long before an appointment one may still ask, and what is done with who asks later. For the screen that
/// offers it, which logs it with the organisation's other settings.
pub async fn set_notice(tx: &mut Tx, organisation: OrganisationId, notice: Notice) -> Result<()> {
    run!(tx, execute(SET, organisation.0, notice.hours, notice.mode.as_str()))?;
    Ok(())
}
