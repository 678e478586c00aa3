//! What the pages show: finished text, so that nothing of the server's is needed to draw it.

use portiek_domain::{
    forms::RefusedForm,
    ids::{FormKey, MembershipId, ProviderId},
    organisation::Section,
};
use serde::{Deserialize, Serialize};

/// A state in words, and how it is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pill {
    pub words: String,
    pub tone: Tone,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    Plain,
    Done,
    Warning,
}

/// A name and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListView {
    pub rows: Vec<RowView>,
}

/// One organisation in the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    pub number: i64,
    pub name: String,
    pub kind: String,
    pub since: String,
    pub administrator: Pill,
}

/// A form that begins empty, or with what was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlankView {
    pub key: FormKey,
    pub refused: RefusedForm,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationView {
    pub number: i64,
    /// What was just done; said once.
    pub said: Option<String>,
    pub name: String,
    pub kind: String,
    pub since: String,
    pub sections: Vec<SectionView>,
    pub administrators: Vec<AdministratorView>,
    pub providers: Vec<ProviderView>,
    /// Who may read its log.
    pub readers: Vec<ReaderView>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReaderView {
    pub id: MembershipId,
    pub name: String,
    pub login_name: String,
    /// "Assistente, sinds 02-03-2026".
    pub about: String,
}

/// Who may read the log of an organisation, and whoever will.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadersView {
    pub organisation: String,
    pub readers: Vec<ReaderView>,
    pub said: Option<String>,
    pub form: BlankView,
}

/// A provider of logins in the list of an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderView {
    pub id: ProviderId,
    pub label: String,
    pub issuer: String,
    /// The level that is asked, in words.
    pub level: String,
}

/// A provider as it is set up or changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProviderFormView {
    pub number: i64,
    pub organisation: String,
    pub key: FormKey,
    pub form: RefusedForm,
    /// The one that is changed; none for a new one.
    pub known: Option<KnownProvider>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownProvider {
    pub id: ProviderId,
    pub label: String,
    pub issuer: String,
    /// What of it was shown, for whoever saves it meanwhile.
    pub seen: String,
    /// What is set now.
    pub now: Vec<Fact>,
    /// What came of trying it out, just now.
    pub tried: Option<Pill>,
}

/// A section as it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionView {
    pub section: Section,
    pub facts: Vec<Fact>,
    pub warning: Option<String>,
}

/// A section as it is changed; the values of the form are what is set, or what was typed and refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormView {
    pub number: i64,
    pub organisation: String,
    pub key: FormKey,
    /// What of the section was shown, for whoever saves it meanwhile.
    pub seen: String,
    pub form: RefusedForm,
    /// What is set now.
    pub now: Vec<Fact>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdministratorView {
    pub id: MembershipId,
    pub key: FormKey,
    /// Empty while nobody has said it.
    pub name: String,
    pub login_name: String,
    pub mail: String,
    pub state: Pill,
    /// Why it was withdrawn.
    pub why: Option<String>,
    pub may: May,
}

/// What can be done with somebody now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct May {
    pub be_invited_again: bool,
    pub be_logged_out: bool,
    pub be_withdrawn: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InviteView {
    pub organisation: String,
    /// Of its people's addresses; empty when it has none.
    pub mail_domain: String,
    pub form: BlankView,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawView {
    pub organisation: String,
    pub name: String,
    pub form: BlankView,
}

/// How the installation does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateView {
    pub as_of: String,
    /// What somebody has to look at; none when all is well.
    pub attention: Vec<String>,
    pub channels: Vec<ChannelView>,
    pub given_up: Vec<Fact>,
    /// Why letters wait for another try.
    pub held_up: Vec<Fact>,
    pub jobs: Vec<JobView>,
    pub waiting: Vec<Fact>,
    pub storage: Vec<Fact>,
    pub program: Vec<Fact>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelView {
    pub name: String,
    pub waiting: String,
    pub since: String,
    pub given_up: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobView {
    pub name: String,
    pub ran: String,
    pub outcome: Pill,
    /// When it went well last, if it did not the last time.
    pub succeeded: Option<String>,
}
