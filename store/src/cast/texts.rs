//! What the organisations of the demonstration tell their people (S15).

use super::{
    Cast,
    people::{CIZ_ICT, DE_LINDE, HET_PLEIN, OOST, WEST},
};
use crate::{Result, Tx, texts};
use portiek_domain::{
    audit::{Event, Kind},
    organisation::TextKind,
};

const PRIVACY: &str = "# Wat wij bewaren\n\n\
Wij bewaren wat nodig is om u te helpen: uw naam en contactgegevens, uw dossier en de berichten die u ons stuurt.\n\n\
# Wie het ziet\n\n\
Alleen medewerkers die bij uw behandeling of begeleiding horen. Wie wat heeft bekeken, ziet u zelf in het portaal.\n\n\
# Uw rechten\n\n\
U mag uw gegevens inzien, laten verbeteren en in veel gevallen laten verwijderen. Vraag het ons, of stel uw vraag in \
het portaal.";

const TERMS: &str = "# Uw account\n\n\
Uw account is van u alleen. Geef uw wachtwoord en uw codes aan niemand door, ook niet aan ons.\n\n\
# Spoed\n\n\
Het portaal is niet voor spoed. Bel bij levensgevaar 112 en anders het crisisnummer dat boven uw berichten staat.\n\n\
# Bereikbaarheid\n\n\
Wij lezen berichten op werkdagen. Hebt u geen antwoord gekregen, bel ons dan.";

pub async fn populate(tx: &mut Tx, cast: &Cast) -> Result<()> {
    for number in [DE_LINDE, HET_PLEIN, OOST, WEST, CIZ_ICT] {
        let organisation = cast.organisation(number)?;
        for (kind, body) in [(TextKind::Privacy, PRIVACY), (TextKind::Terms, TERMS)] {
            let event = Event::from_network("127.0.0.1", Kind::TextPublished);
            texts::publish(tx, (organisation, event), (kind, body)).await?;
        }
    }
    Ok(())
}
