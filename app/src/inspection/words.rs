//! The log's words on screen: parts of the record and grounds; and what the form says of each refusal.

use portiek_domain::refusal::Code;

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        (_, Code::NotADay) => "Dit is geen datum. Vul dag, maand en jaar in, bijvoorbeeld 28-02-2026.".into(),
        ("tot", Code::EndsBeforeItBegins) => "Deze dag ligt vóór de eerste. Kies dezelfde dag of een latere.".into(),
        ("zoek", Code::TooLong { .. }) => "Zoek met minder woorden.".into(),
        _ => "Controleer dit veld.".into(),
    }
}

#[cfg(feature = "ssr")]
pub use log::{ground, part, period};

#[cfg(feature = "ssr")]
mod log {
    use portiek_domain::{access::Ground, audit::Kind, inspection::Period, time};

    /// What was seen or changed, in a few words.
    pub fn part(kind: Kind) -> &'static str {
        match kind {
            Kind::ConversationsListed => "Berichten (lijst)",
            Kind::ConversationRead => "Gesprek gelezen",
            Kind::OverviewRead => "Overzicht van het dossier",
            Kind::OverviewChanged => "Overzicht van het dossier gewijzigd",
            Kind::IntakeReportRead => "Intakeverslag",
            Kind::IntakeReportSaved => "Concept van het intakeverslag bewaard",
            Kind::IntakeReportPublished => "Intakeverslag gepubliceerd",
            Kind::TreatmentPlanRead => "Behandelplan",
            Kind::TreatmentPlanSaved => "Concept van het behandelplan bewaard",
            Kind::TreatmentPlanPublished => "Behandelplan gepubliceerd",
            Kind::TreatmentPlanAgreed => "Akkoord met het behandelplan",
            Kind::SessionReportRead => "Verslaglegging",
            Kind::SessionReportSaved => "Concept van een verslag bewaard",
            Kind::SessionReportPublished => "Verslag gepubliceerd",
            Kind::MedicationRead => "Medicatie",
            Kind::MedicationAdded => "Medicatie toegevoegd",
            Kind::MedicationStopped => "Medicatie gestopt",
            Kind::HarmAdded => "Allergie of contra-indicatie vastgelegd",
            Kind::HarmRemoved => "Allergie of contra-indicatie verwijderd",
            Kind::EffortRead => "Behandelinzet",
            Kind::EffortAdded => "Behandelinzet toegevoegd",
            Kind::EffortRemoved => "Behandelinzet verwijderd",
            Kind::RecordsListed => "Cliënten (lijst)",
            Kind::ConversationStarted => "Gesprek gestart",
            Kind::ConversationArchived => "Gesprek gearchiveerd",
            Kind::ConversationRestored => "Gesprek teruggezet naar inbox",
            Kind::MessagePlaced => "Bericht geplaatst",
            Kind::CareTeamRead => "Naam en behandelteam",
            Kind::ProfileRead => "Profiel",
            Kind::InspectionRead => "Inzage bekeken",
            Kind::InspectionExported => "Inzage gedownload",
            Kind::LogRead => "Logboek bekeken",
            Kind::LogExported => "Logboek gedownload",
            Kind::LogReaderAppointed => "Lezer van het logboek aangewezen",
            Kind::LogReaderDismissed => "Lezer van het logboek ontheven",
            Kind::LoggedIn => "Ingelogd",
            Kind::LoginRefused => "Inloggen geweigerd",
            Kind::LoggedOut => "Uitgelogd",
            Kind::CodeSent => "Inlogcode verstuurd",
            Kind::CodeWithheld => "Inlogcode niet verstuurd: te veel sms'jes",
            Kind::PasswordRequested => "Wachtwoord aangevraagd",
            Kind::LinkSent => "Link voor wachtwoord verstuurd",
            Kind::PasswordChanged => "Wachtwoord gewijzigd",
            Kind::TextPublished => "Privacyverklaring of voorwaarden gepubliceerd",
            Kind::OrganisationFounded => "Organisatie toegevoegd",
            Kind::OrganisationChanged => "Gegevens van de organisatie gewijzigd",
            Kind::ModulesChanged => "Modules gewijzigd",
            Kind::PasswordPolicyChanged => "Wachtwoordbeleid gewijzigd",
            Kind::SecondFactorChanged => "Tweede factor gewijzigd",
            Kind::FactorsChanged => "Toegestane tweede factoren gewijzigd",
            Kind::InvitationTermChanged => "Geldigheid van uitnodigingen gewijzigd",
            Kind::AdministratorsRead => "Beheerders bekeken",
            Kind::SessionsEnded => "Overal uitgelogd door een beheerder",
            Kind::Invited => "Uitnodiging verstuurd",
            Kind::MembershipInactive => "Toegang beëindigd: lang niet ingelogd",
            Kind::MembershipEnded => "Toegang beëindigd",
            Kind::AccountActivated => "Account geactiveerd",
            Kind::MembershipJoined => "Aan een account toegevoegd",
            Kind::PinSet => "Pincode ingesteld",
            Kind::PinRefused => "Verkeerde pincode",
            Kind::PinUnlocked => "Pincode vrijgegeven",
            Kind::Signed => "Ondertekend",
            Kind::SignatureWithdrawn => "Handtekening ingetrokken",
            Kind::Confirmed => "Identiteit bevestigd",
            Kind::ConfirmationRefused => "Bevestigen geweigerd",
            Kind::FactorAdded => "Manier van inloggen toegevoegd",
            Kind::FactorRenamed => "Manier van inloggen hernoemd",
            Kind::FactorRemoved => "Manier van inloggen verwijderd",
            Kind::RecoveryCodesMade => "Herstelcodes gemaakt",
            Kind::RecoveryCodeUsed => "Herstelcode gebruikt",
            Kind::AccountRead => "Beveiliging van het account bekeken",
            Kind::ProviderSet => "Andere manier van inloggen ingesteld",
            Kind::ProviderRemoved => "Andere manier van inloggen verwijderd",
            Kind::ProviderLinked => "Andere manier van inloggen gekoppeld",
            Kind::ProviderUnlinked => "Koppeling met inloggen verwijderd",
            Kind::BsnKept => "Burgerservicenummer vastgelegd",
            Kind::AppointmentsListed => "Afspraken (lijst)",
            Kind::AppointmentRead => "Afspraak",
            Kind::AppointmentDownloaded => "Afspraak gedownload",
            Kind::AppointmentPlanned => "Afspraak gemaakt",
            Kind::AppointmentChangeAsked => "Gevraagd om een afspraak te verzetten of annuleren",
            Kind::AppointmentChangeWithdrawn => "Vraag over een afspraak ingetrokken",
            Kind::AppointmentChangeDeclined => "Vraag over een afspraak afgewezen",
            Kind::AppointmentMoved => "Afspraak verzet",
            Kind::AppointmentCancelled => "Afspraak geannuleerd",
            Kind::CalendarAddressRead => "Agenda-adres bekeken",
            Kind::CalendarAddressMade => "Agenda-adres gemaakt",
            Kind::CalendarAddressRemoved => "Agenda-adres verwijderd",
            Kind::CalendarFetched => "Afspraken opgehaald met het agenda-adres",
            Kind::HelpRequested => "Hulp gevraagd",
            Kind::HelpDeskSet => "Gegevens van de helpdesk gewijzigd",
            Kind::AccessRefused => "Toegang geweigerd",
        }
    }

    /// Why it was allowed (S14).
    pub fn ground(ground: Option<Ground>) -> &'static str {
        match ground {
            Some(Ground::Own) => "Het is uw eigen dossier",
            Some(Ground::CareTeam) => "Is lid van uw behandelteam",
            None => "Hoort bij het beheer van het portaal",
        }
    }

    pub fn period(period: Period) -> String {
        match (period.from.map(time::date), period.until.map(time::date)) {
            (None, None) => "alle dagen".into(),
            (Some(from), None) => format!("vanaf {from}"),
            (None, Some(until)) => format!("tot en met {until}"),
            (Some(from), Some(until)) if from == until => format!("op {from}"),
            (Some(from), Some(until)) => format!("van {from} tot en met {until}"),
        }
    }
}
