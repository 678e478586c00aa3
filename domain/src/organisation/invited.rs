//! Who is invited to administer an organisation, as the form has it.

use super::{Details, Values, details::line};
use crate::{
    mail, mobile,
    names::PersonName,
    refusal::{Code, Refusal},
};

/// The first administrator, and every next one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Invited {
    pub name: PersonName,
    pub mail: String,
    /// As gateways want it.
    pub mobile: String,
}

const LONGEST_INITIALS: usize = 12;
const LONGEST_NAME: usize = 60;

impl Invited {
    /// The mail address lies within the organisation's own domain, where it has one.
    pub fn parse(typed: &Values, at: &Details) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Vec::new();
        let mut field = |name: &str, checked: &dyn Fn(&str) -> Result<String, Code>| {
            checked(typed.get(name).map_or("", String::as_str)).unwrap_or_else(|code| {
                refusals.push(Refusal::new(name, code));
                String::new()
            })
        };
        let name = PersonName {
            initials: field("voorletters", &|typed| line(typed, LONGEST_INITIALS)),
            first: field("voornaam", &|typed| optional(typed, LONGEST_NAME)),
            infix: field("tussenvoegsel", &|typed| optional(typed, LONGEST_INITIALS)),
            last: field("achternaam", &|typed| line(typed, LONGEST_NAME)),
        };
        let mail = field("mail", &|typed| address(typed, at));
        let mobile = field("mobiel", &number);
        if refusals.is_empty() { Ok(Self { name, mail, mobile }) } else { Err(refusals) }
    }
}

fn optional(typed: &str, longest: usize) -> Result<String, Code> {
    if typed.trim().is_empty() { Ok(String::new()) } else { line(typed, longest) }
}

fn address(typed: &str, at: &Details) -> Result<String, Code> {
    if typed.trim().is_empty() {
        return Err(Code::Missing);
    }
    let address = mail::address(typed).ok_or(Code::NotAMail)?;
    if at.has_mail(&address) { Ok(address) } else { Err(Code::NotInMailDomain) }
}

fn number(typed: &str) -> Result<String, Code> {
    if typed.trim().is_empty() { Err(Code::Missing) } else { mobile::e164(typed).ok_or(Code::NotAMobile) }
}

/// Why something is ended: one line that its readers understand later.
pub fn reason(typed: &str) -> Result<String, Code> {
    line(typed, 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(change: (&str, &str)) -> Values {
        let pairs = [
            ("voorletters", "A.B."),
            ("voornaam", ""),
            ("tussenvoegsel", "van der"),
            ("achternaam", "Berg"),
            ("mail", "a.vandenberg@delinde.nl"),
            ("mobiel", "06-1234 5678"),
        ];
        let mut values: Values = pairs.map(|(field, value)| (field.to_owned(), value.to_owned())).into();
        values.insert(change.0.into(), change.1.into());
        values
    }

    fn refused(change: (&str, &str)) -> Option<Code> {
        let at = Details { mail_domain: "delinde.nl".into(), ..Details::default() };
        Invited::parse(&typed(change), &at).err().map(|refusals| refusals[0].code.clone())
    }

    #[test]
    fn an_administrator_has_a_name_a_mail_address_of_the_organisation_and_a_mobile() {
        assert_eq!(refused(("voornaam", "Anna")), None);
        assert_eq!(refused(("achternaam", " ")), Some(Code::Missing));
        assert_eq!(refused(("voorletters", "")), Some(Code::Missing));
        assert_eq!(refused(("mail", "anna")), Some(Code::NotAMail));
        assert_eq!(refused(("mail", "anna@elders.nl")), Some(Code::NotInMailDomain));
        assert_eq!(refused(("mobiel", "088 123 45 67")), Some(Code::NotAMobile));
        assert_eq!(refused(("mobiel", "")), Some(Code::Missing));
    }
}
