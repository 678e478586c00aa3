//! Second factors (D3): which ones somebody may show beside the password, and what each of them is worth.

use crate::{actor::named, refusal::Code, text, unicode};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

named! {
    /// What somebody shows beside the password; the strongest first.
    Factor {
        Passkey = "passkey",
        /// A code of an authenticator app.
        Totp = "totp",
        Sms = "sms",
        /// A recovery code, for who has lost all else.
        Recovery = "recovery",
    }
}

named! {
    /// What a session was entered with beside the password, for who must say how sure a login was.
    Level {
        None = "none",
        Sms = "sms",
        Totp = "totp",
        Passkey = "passkey",
        Recovery = "recovery",
    }
}

impl From<Factor> for Level {
    fn from(factor: Factor) -> Self {
        match factor {
            Factor::Passkey => Self::Passkey,
            Factor::Totp => Self::Totp,
            Factor::Sms => Self::Sms,
            Factor::Recovery => Self::Recovery,
        }
    }
}

/// How long somebody who has just shown who they are may change how that is shown (step-up).
pub const CONFIRMED_FOR: TimeDelta = TimeDelta::minutes(10);
/// How long a passkey may take to answer.
pub const CEREMONY: TimeDelta = TimeDelta::minutes(5);
/// How long a key for an authenticator app waits for its first code.
pub const ENROLMENT: TimeDelta = TimeDelta::minutes(30);
/// How long new recovery codes can be looked at, in the browser that made them.
pub const SHOWN_FOR: TimeDelta = TimeDelta::minutes(10);
/// How many recovery codes are made at once.
pub const RECOVERY_CODES: usize = 10;
/// The longest name of a factor, in characters.
const LONGEST_NAME: usize = 40;
/// Wrong codes of an account that cost nothing, over all attempts: those of one attempt, and as many tries as a
/// password has.
const FREE_CODES: u32 = super::login::CODE_TRIES.unsigned_abs();

/// What an organisation may allow or not; recovery codes stand in for whatever is allowed.
pub const CHOICES: [Factor; 3] = [Factor::Passkey, Factor::Totp, Factor::Sms];

/// Those that were chosen, the strongest first. At least one: an organisation without any would ask for what nobody can
/// have. Whoever has none of them is sent a code by SMS (see [`ways`]), so that one is enough.
pub fn allowed(is_chosen: impl Fn(Factor) -> bool) -> Result<Vec<Factor>, Code> {
    let chosen: Vec<Factor> = CHOICES.into_iter().filter(|factor| is_chosen(*factor)).collect();
    if chosen.is_empty() { Err(Code::Missing) } else { Ok(chosen) }
}

/// What an account has beside its mobile number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Enrolled {
    pub passkey: bool,
    pub totp: bool,
    pub recovery: bool,
}

/// The ways to show a second factor, the strongest first. A code by SMS is among them where it is allowed, and where
/// nothing else is left: nobody is shut out by a factor they do not have yet.
pub fn ways(enrolled: Enrolled, allowed: &[Factor]) -> Vec<Factor> {
    let has = |factor: &Factor| match factor {
        Factor::Passkey => enrolled.passkey && allowed.contains(factor),
        Factor::Totp => enrolled.totp && allowed.contains(factor),
        Factor::Sms => allowed.contains(factor),
        Factor::Recovery => false,
    };
    let mut ways: Vec<Factor> = Factor::ALL.iter().copied().filter(has).collect();
    if ways.is_empty() {
        ways.push(Factor::Sms);
    }
    if enrolled.recovery {
        ways.push(Factor::Recovery);
    }
    ways
}

/// Whether a login asks for a second factor: an organisation demands one, or the owner has set one up.
pub fn is_asked(demanded: bool, ways: &[Factor]) -> bool {
    demanded || ways.iter().any(|way| matches!(way, Factor::Passkey | Factor::Totp))
}

/// Whether somebody has shown who they are recently enough for what matters.
pub fn is_confirmed(confirmed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    confirmed_at.is_some_and(|at| now < at + CONFIRMED_FOR)
}

/// Refused while a delay after too many wrong codes lasts, whichever attempts they were given in.
pub fn may_try_code(wrong: u32, latest: DateTime<Utc>, now: DateTime<Utc>) -> Result<(), Code> {
    super::login::may_try(wrong.saturating_sub(FREE_CODES), latest, now).map_err(|code| match code {
        Code::Wait { seconds } => Code::TooManyCodes { seconds },
        other => other,
    })
}

/// What an owner calls a factor.
pub fn name(typed: &str) -> Result<String, Code> {
    text::within(typed.trim(), LONGEST_NAME).map(|name| name.replace('\n', " "))
}

/// Letters and digits that nobody takes for another.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A recovery code of 50 bits of chance, as `ABCDE-FGH12`.
pub fn recovery_code(random: [u8; 10]) -> String {
    let letters: String = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    format!("{}-{}", &letters[..5], &letters[5..])
}

/// A recovery code as it is compared: without what people add or take for something else.
pub fn recovery_key(typed: &str) -> String {
    let plain = unicode::plain(typed).to_ascii_uppercase();
    let same = |c: char| match c {
        'O' => '0',
        'I' | 'L' => '1',
        c => c,
    };
    plain.chars().filter(char::is_ascii_alphanumeric).map(same).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[Factor] = &[Factor::Sms, Factor::Totp, Factor::Passkey];

    #[test]
    fn d3_the_strongest_factor_an_account_has_comes_first() {
        let all = Enrolled { passkey: true, totp: true, recovery: true };
        assert_eq!(ways(all, ALL), [Factor::Passkey, Factor::Totp, Factor::Sms, Factor::Recovery]);
        assert_eq!(ways(Enrolled { passkey: false, ..all }, ALL), [Factor::Totp, Factor::Sms, Factor::Recovery]);
        assert_eq!(ways(Enrolled::default(), ALL), [Factor::Sms]);
    }

    #[test]
    fn d3_only_what_the_organisations_allow_is_asked_and_nobody_is_left_without_a_way() {
        let all = Enrolled { passkey: true, totp: true, recovery: false };
        assert_eq!(ways(all, &[Factor::Totp]), [Factor::Totp]);
        assert_eq!(ways(Enrolled::default(), &[Factor::Passkey]), [Factor::Sms]);
    }

    #[test]
    fn d3_whatever_an_organisation_may_allow_everybody_has_a_way_in() {
        assert_eq!(allowed(|_| false), Err(Code::Missing));
        assert_eq!(allowed(|factor| factor == Factor::Recovery), Err(Code::Missing));
        for chosen in 1..8u8 {
            let is_chosen =
                |factor: Factor| CHOICES.iter().zip(0..).any(|(own, bit)| *own == factor && chosen >> bit & 1 == 1);
            let allowed = allowed(is_chosen).unwrap_or_default();
            assert!(!allowed.is_empty());
            for enrolled in 0..8u8 {
                let has = |bit: u8| enrolled >> bit & 1 == 1;
                let enrolled = Enrolled { passkey: has(0), totp: has(1), recovery: has(2) };
                let first = ways(enrolled, &allowed)[0];
                let can = match first {
                    Factor::Passkey => enrolled.passkey,
                    Factor::Totp => enrolled.totp,
                    Factor::Sms => true,
                    Factor::Recovery => false,
                };
                assert!(can, "{allowed:?} {enrolled:?}");
            }
        }
    }

    #[test]
    fn d3_a_factor_is_asked_where_it_is_demanded_or_set_up() {
        assert!(!is_asked(false, &[Factor::Sms, Factor::Recovery]));
        assert!(is_asked(true, &[Factor::Sms]));
        assert!(is_asked(false, &[Factor::Totp, Factor::Sms]));
    }

    #[test]
    fn a_confirmation_is_good_for_ten_minutes_to_the_second() {
        let at = DateTime::<Utc>::default();
        assert!(!is_confirmed(None, at));
        assert!(is_confirmed(Some(at), at + TimeDelta::seconds(599)));
        assert!(!is_confirmed(Some(at), at + TimeDelta::seconds(600)));
    }

    #[test]
    fn one_attempt_of_wrong_codes_costs_nothing_and_from_the_eighth_on_delays_grow() {
        let at = DateTime::<Utc>::default();
        for free in 0..=7 {
            assert_eq!(may_try_code(free, at, at), Ok(()), "{free}");
        }
        assert_eq!(may_try_code(8, at, at), Err(Code::TooManyCodes { seconds: 1 }));
        assert_eq!(may_try_code(8, at, at + TimeDelta::seconds(1)), Ok(()));
        assert_eq!(may_try_code(1000, at, at), Err(Code::TooManyCodes { seconds: 900 }));
    }

    #[test]
    fn a_name_has_one_to_forty_characters_on_one_line() {
        assert_eq!(name("  Mijn telefoon "), Ok("Mijn telefoon".into()));
        assert_eq!(name(" \n "), Err(Code::Missing));
        assert!(name(&"é".repeat(40)).is_ok());
        assert_eq!(name(&"é".repeat(41)), Err(Code::TooLong { by: 1 }));
        assert_eq!(name("a\r\nb"), Ok("a b".into()));
    }

    #[test]
    fn a_recovery_code_is_recognised_however_it_is_copied() {
        let code = recovery_code([0, 1, 17, 31, 32, 33, 200, 255, 9, 10]);
        assert_eq!(code, "01HZ0-18Z9A");
        for typed in ["01hz0-18z9a", " 01HZ0 18Z9A ", "olhzo–i8z9a", "０１HZ0-18Z9A"] {
            assert_eq!(recovery_key(typed), recovery_key(&code), "{typed}");
        }
        assert_ne!(recovery_key("01HZ0-18Z9B"), recovery_key(&code));
    }
}
