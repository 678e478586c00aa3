//! The first start: there is no default account. Who starts the program reads a one-time link on the console and
//! becomes the first platform administrator with it (S9).

use portiek_store::{Store, platform::first_start, transact};

/// What to print once the application listens; nothing when somebody administers the platform.
pub async fn greeting(store: &Store, origin: &str) -> Result<Option<String>, String> {
    let link = transact!(store, |tx| { first_start::link(tx).await });
    let link = link.map_err(|error| format!("the first start could not be prepared: {error}"))?;
    Ok(link.map(|token| words(&format!("{origin}/activeren/{token}"))))
}

fn words(address: &str) -> String {
    format!(
        "\nNog niemand beheert deze installatie. Word de eerste platformbeheerder met deze link.\n\
         Nobody administers this installation yet. Become its first platform administrator with this link.\n\n  \
         {address}\n\n\
         24 uur geldig, werkt één keer; een nieuwe start geeft een nieuwe link.\n\
         Valid for 24 hours, works once; starting again gives a new link.\n"
    )
}
