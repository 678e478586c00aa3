//! Handtekening (R17): what exactly is signed, and how a signature stands now. The PIN binds who and when to it.

use crate::{actor::OrganisationKind, audit::ObjectKind};
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// Whether an organisation of a kind has its people sign (R17); a setting of each organisation.
pub fn default_for(kind: OrganisationKind) -> bool {
    kind == OrganisationKind::Hospital
}

/// Everything that is signed, in an order of its own: the same bytes for the same content, and for no other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    kind: ObjectKind,
    id: Uuid,
    version: u16,
    fields: Vec<(&'static str, String)>,
}

impl Content {
    /// Of an object, laid out in this version: a form that later gets another field gets another version, and what
    /// was signed before is still laid out in its own.
    pub fn of(kind: ObjectKind, id: impl Into<Uuid>, version: u16) -> Self {
        Self { kind, id: id.into(), version, fields: Vec::new() }
    }

    /// With the next field, exactly as it is kept; an empty field is not the same as none.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.fields.push((name, value.into()));
        self
    }

    pub fn object(&self) -> (ObjectKind, Uuid) {
        (self.kind, self.id)
    }

    pub fn version(&self) -> u16 {
        self.version
    }

    /// What the signature's hash is over: every part has its length in front, so that none can lend its bytes to the
    /// next.
    pub fn bytes(&self) -> Vec<u8> {
        let version = self.version.to_be_bytes();
        let head: [&[u8]; 4] = [b"portiek-signature-1", self.kind.as_str().as_bytes(), self.id.as_bytes(), &version];
        let fields = self.fields.iter().flat_map(|(name, value)| [name.as_bytes(), value.as_bytes()]);
        head.into_iter().chain(fields).flat_map(tagged).collect()
    }
}

fn tagged(part: &[u8]) -> Vec<u8> {
    [&(part.len() as u64).to_be_bytes(), part].concat()
}

/// How a signature stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Valid,
    /// The content or the signature itself was changed since.
    Broken,
    Withdrawn(DateTime<Utc>),
}

/// Of a signature whose seal holds or not, over content that is still the same or not. What was withdrawn says so
/// also when the content went on without it.
pub fn state((seal_holds, same_content): (bool, bool), withdrawn_at: Option<DateTime<Utc>>) -> State {
    match (seal_holds, withdrawn_at) {
        (false, _) => State::Broken,
        (true, Some(at)) => State::Withdrawn(at),
        (true, None) if same_content => State::Valid,
        (true, None) => State::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(fields: &[(&'static str, &str)]) -> Content {
        let start = Content::of(ObjectKind::Record, Uuid::from_u128(5), 1);
        fields.iter().fold(start, |content, (name, value)| content.with(name, *value))
    }

    #[test]
    fn every_difference_in_content_is_a_difference_in_bytes() {
        let signed = content(&[("doel", "ab"), ("oordeel", "c")]);
        let others = [
            content(&[("doel", "a"), ("oordeel", "bc")]),
            content(&[("doel", "ab"), ("oordeel", "c ")]),
            content(&[("doel", "Ab"), ("oordeel", "c")]),
            content(&[("oordeel", "c"), ("doel", "ab")]),
            content(&[("doel", "ab"), ("oordeel", "c"), ("datum", "")]),
            content(&[("doela", "b"), ("oordeel", "c")]),
            content(&[("doel", "ab")]),
            Content { version: 2, ..signed.clone() },
            Content { id: Uuid::from_u128(6), ..signed.clone() },
            Content { kind: ObjectKind::Message, ..signed.clone() },
        ];
        assert_eq!(signed.bytes(), content(&[("doel", "ab"), ("oordeel", "c")]).bytes());
        for other in others {
            assert_ne!(signed.bytes(), other.bytes(), "{other:?}");
        }
    }

    #[test]
    fn the_bytes_of_a_signed_content_stay_what_they_were() {
        // What hospitals signed must be found whole after every later release.
        let hex: String = content(&[("doel", "é")]).bytes().iter().map(|byte| format!("{byte:02x}")).collect();
        let expected = "0000000000000013706f727469656b2d7369676e61747572652d31\
            00000000000000067265636f7264\
            000000000000001000000000000000000000000000000005\
            00000000000000020001\
            0000000000000004646f656c\
            0000000000000002c3a9";
        assert_eq!(hex, expected);
    }

    #[test]
    fn a_signature_is_valid_broken_or_withdrawn() {
        let at = DateTime::<Utc>::default();
        assert_eq!(state((true, true), None), State::Valid);
        assert_eq!(state((true, false), None), State::Broken);
        assert_eq!(state((true, false), Some(at)), State::Withdrawn(at));
        assert_eq!(state((false, true), None), State::Broken);
        assert_eq!(state((false, true), Some(at)), State::Broken);
    }

    #[test]
    fn r17_hospitals_sign() {
        let kinds = OrganisationKind::ALL.iter().copied().filter(|kind| default_for(*kind));
        assert_eq!(kinds.collect::<Vec<_>>(), [OrganisationKind::Hospital]);
    }
}
