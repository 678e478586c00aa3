//! The four columns of a name, as every table that names people has them.

use portiek_domain::names::PersonName;

/// Part of a row: `#[sqlx(flatten)] name: NameColumns`.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct NameColumns {
    initials: String,
    first_name: String,
    infix: String,
    last_name: String,
}

impl From<NameColumns> for PersonName {
    fn from(name: NameColumns) -> Self {
        Self { initials: name.initials, first: name.first_name, infix: name.infix, last: name.last_name }
    }
}
