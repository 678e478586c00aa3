//! The words of platform administration: kinds, modules, presets, and what each refusal says.

#[cfg(feature = "ssr")]
use portiek_domain::accounts::oidc::Trouble;
use portiek_domain::{
    accounts::{factors::Factor, login::SecondFactor},
    actor::OrganisationKind,
    organisation::{Module, Section},
    refusal::Code,
};

pub fn kind_name(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::MentalHealth => "GGZ-praktijk",
        OrganisationKind::GeneralPractice => "Huisartsenpraktijk",
        OrganisationKind::Hospital => "Ziekenhuisafdeling",
        OrganisationKind::CareOrganisation => "Zorgorganisatie",
        OrganisationKind::Platform => "Platform",
    }
}

pub fn module_name(module: Module) -> &'static str {
    match module {
        Module::ClientPortal => "Cliëntenportaal",
        Module::PatientPortal => "Patiëntenportaal",
        Module::Portfolio => "Opleidingsportfolio",
        Module::UserManagement => "Gebruikersbeheer",
    }
}

pub fn factor_name(factor: SecondFactor) -> &'static str {
    match factor {
        SecondFactor::EachLogin => "Bij elke keer inloggen",
        SecondFactor::NewDevices => "Op nieuwe apparaten",
        SecondFactor::Offered => "Aangeboden, niet verplicht",
    }
}

pub fn way_name(factor: Factor) -> &'static str {
    match factor {
        Factor::Passkey => "Passkey",
        Factor::Totp => "Authenticator-app",
        Factor::Sms => "Code per sms",
        Factor::Recovery => "Herstelcode",
    }
}

pub fn section_name(section: Section) -> &'static str {
    match section {
        Section::Details => "Gegevens",
        Section::Modules => "Modules",
        Section::Policy => "Wachtwoordbeleid",
        Section::Words => "Woorden die niet in een wachtwoord mogen",
        Section::Factor => "Tweede factor",
        Section::Factors => "Toegestane tweede factoren",
        Section::Invitations => "Geldigheid van uitnodigingen",
        Section::Desk => "Helpdesk",
        Section::Privacy => "Privacyverklaring",
        Section::Terms => "Gebruiksvoorwaarden",
    }
}

/// What is wrong with a provider of logins that was tried out, and what to do.
#[cfg(feature = "ssr")]
pub fn trouble(what: Trouble) -> &'static str {
    match what {
        Trouble::Unreachable => {
            "De inlogdienst is niet bereikbaar. Kijk of het adres van de uitgever klopt, en of de server van het portaal \
             er verbinding mee mag maken."
        }
        Trouble::Absent => {
            "Op dit adres zegt de inlogdienst niets over zichzelf. Kijk of het adres van de uitgever volledig is. Vaak \
             hoort er nog een pad bij, zoals /realms/naam."
        }
        Trouble::Unreadable => {
            "Wat op dit adres staat, is geen OpenID Connect. Vraag de beheerder van de inlogdienst om het adres van de \
             uitgever (issuer)."
        }
        Trouble::OtherIssuer => {
            "De inlogdienst noemt zichzelf anders. Neem het adres van de uitgever precies over zoals de beheerder het \
             opgeeft, ook met of zonder / aan het einde. Voeg de inlogdienst daarvoor opnieuw toe."
        }
        Trouble::NoTokens => {
            "De inlogdienst zegt niet waar het portaal kan vragen wie er inlogde. Vraag de beheerder ervan om de \
             autorisatiecode (authorization code flow) aan te zetten."
        }
    }
}

/// What NIST SP 800-63B-4 has against composition rules and expiry (D1).
pub const OUTDATED: &str = "Dit beleid gaat in tegen NIST SP 800-63B-4: die richtlijn raadt verplichte soorten tekens en \
     verlopende wachtwoorden af, omdat mensen er zwakkere wachtwoorden door kiezen.";

pub fn words(field: &str, code: &Code) -> String {
    match (field, code) {
        ("sectie", Code::Overtaken) => {
            "Iemand anders heeft dit intussen gewijzigd. Hieronder staat wat er nu geldt. Wat u invulde, staat er nog."
                .into()
        }
        ("naam", Code::Missing) => "Vul de naam van de organisatie in.".into(),
        ("weergavenaam", Code::Missing) => "Vul in hoe de organisatie in het portaal heet.".into(),
        ("telefoon", Code::Missing) => "Vul het telefoonnummer in.".into(),
        ("crisisnummer", Code::Missing) => "Vul het crisisnummer in. Het staat boven elk bericht aan de zorg.".into(),
        ("soort", _) => "Kies wat voor organisatie het is.".into(),
        ("tekst", Code::Missing) => "Vul de tekst in die u wilt publiceren.".into(),
        ("dagen", Code::Missing) => "Vul in hoeveel dagen een uitnodiging geldig is.".into(),
        ("voorletters", Code::Missing) => "Vul de voorletters in.".into(),
        ("achternaam", Code::Missing) => "Vul de achternaam in.".into(),
        ("mail", Code::Missing) => "Vul het e-mailadres in.".into(),
        ("mobiel", Code::Missing) => "Vul het mobiele nummer in. Daar gaat de code naartoe.".into(),
        ("reden", Code::Missing) => "Vul in waarom u dit intrekt.".into(),
        ("uitgever", Code::UnsafeAddress) => "Vul het hele adres van de uitgever in. Het begint met https://.".into(),
        ("uitgever", Code::AlreadyThere) => {
            "Deze inlogdienst is er al. Ga terug naar de organisatie en kies daar Wijzigen.".into()
        }
        ("knop", Code::Missing) => "Vul in wat er op de knop staat, na 'Inloggen met'.".into(),
        ("client", Code::Missing) => "Vul het client-id in dat de inlogdienst voor dit portaal heeft.".into(),
        ("geheim", Code::Missing) => "Vul het geheim in dat bij het client-id hoort.".into(),
        ("niveaus", Code::Missing) => "Zet op elke regel een code, een =-teken en een naam.".into(),
        ("niveau", _) => "Dit niveau staat niet in de lijst hierboven. Neem een naam uit de lijst over.".into(),
        ("medewerker", Code::Missing) => "Vul een gebruikersnaam of e-mailadres in.".into(),
        ("medewerker", _) => {
            "Bij deze organisatie werkt niemand met deze gebruikersnaam of dit e-mailadres. Vraag de organisatie ernaar.".into()
        }
        ("factoren", _) => "Kies er ten minste één. Anders kan niemand laten zien wie hij is.".into(),
        ("factor" | "beleid", _) => "Kies een van de mogelijkheden.".into(),
        (_, Code::Missing) => "Vul hier een getal in. 0 betekent: wordt niet gevraagd.".into(),
        (_, Code::TooLong { by: 1 }) => "Dit is 1 teken te lang. Maak het korter.".into(),
        (_, Code::TooLong { by }) => format!("Dit is {by} tekens te lang. Maak het korter."),
        (_, Code::TooShort { least }) => {
            format!("Woorden van minder dan {least} letters tellen niet mee. Haal ze weg.")
        }
        (_, Code::TooMany { most }) => format!("Dit zijn te veel woorden. Er passen er {most}."),
        (_, Code::OutOfRange { from, to }) => format!("Vul een getal in van {from} tot en met {to}."),
        (_, Code::NotAPhone) => "Dit is geen telefoonnummer. Gebruik alleen cijfers, spaties en streepjes.".into(),
        (_, Code::NotADomain) => {
            "Dit is geen maildomein. Vul alleen in wat achter de @ staat, zoals voorbeeld.nl.".into()
        }
        (_, Code::UnsafeAddress) => "Dit adres is niet veilig te openen. Het begint met https://.".into(),
        (_, Code::NotAMail) => "Dit is geen e-mailadres. Vul het in als naam@voorbeeld.nl.".into(),
        (_, Code::NotInMailDomain) => "Gebruik een e-mailadres van de organisatie zelf.".into(),
        (_, Code::NotAMobile) => "Dit is geen mobiel nummer. Vul het in als 06-12345678.".into(),
        (_, Code::AlreadyMember) => {
            "Bij deze organisatie hoort dit e-mailadres al bij iemand. Gebruik een ander adres.".into()
        }
        (_, Code::Yourself) => "U kunt uw eigen toegang niet intrekken. Vraag een andere platformbeheerder.".into(),
        (_, Code::Unstorable) => "Hier staat een teken in dat wij niet kunnen bewaren. Typ de tekst opnieuw.".into(),
        _ => "Controleer dit veld.".into(),
    }
}
