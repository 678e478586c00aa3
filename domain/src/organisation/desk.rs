//! Helpdesk, as the form of its section has it (R116). All may be left out.

use super::{
    Values,
    details::{line, phone},
};
use crate::{
    help::Desk,
    mail,
    refusal::{Code, Refusal},
};

const LONGEST_ADDRESS: usize = 300;
const LONGEST_HOURS: usize = 80;

pub fn parse(typed: &Values) -> Result<Desk, Vec<Refusal>> {
    let mut refusals = Vec::new();
    let mut field = |name: &str, check: fn(&str) -> Result<String, Code>| {
        let typed = typed.get(name).map_or("", |typed| typed.trim());
        let checked = if typed.is_empty() { Ok(String::new()) } else { check(typed) };
        checked.unwrap_or_else(|code| {
            refusals.push(Refusal::new(name, code));
            String::new()
        })
    };
    let desk = Desk {
        phone: field("telefoon", phone),
        hours: field("uren", |typed| line(typed, LONGEST_HOURS)),
        mail: field("mail", address),
        faq: field("vragen", page),
        contract: field("contract", address),
    };
    if refusals.is_empty() { Ok(desk) } else { Err(refusals) }
}

pub fn values(desk: &Desk) -> Values {
    let pairs = [
        ("telefoon", &desk.phone),
        ("uren", &desk.hours),
        ("mail", &desk.mail),
        ("vragen", &desk.faq),
        ("contract", &desk.contract),
    ];
    pairs.map(|(field, value)| (field.to_owned(), value.clone())).into()
}

fn address(typed: &str) -> Result<String, Code> {
    mail::address(typed).ok_or(Code::NotAMail)
}

/// A link that everybody is shown: to nothing but a page.
fn page(typed: &str) -> Result<String, Code> {
    let address = line(typed, LONGEST_ADDRESS)?;
    let host = address.strip_prefix("https://").unwrap_or_default();
    let is_page = !host.is_empty() && !host.starts_with(['/', '?', '#']) && !address.contains(char::is_whitespace);
    if is_page { Ok(address) } else { Err(Code::UnsafeAddress) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(field: &str, value: &str) -> Option<Code> {
        let typed = Values::from([(field.to_owned(), value.to_owned())]);
        let refusals = parse(&typed).err()?;
        assert_eq!((refusals.len(), refusals[0].field.as_str()), (1, field));
        Some(refusals[0].code.clone())
    }

    #[test]
    fn r116_a_desk_comes_back_as_it_was_typed_and_all_of_it_may_be_left_out() {
        let desk = Desk {
            faq: "https://delinde.nl/vragen".into(),
            mail: "hulp@delinde.nl".into(),
            phone: "088 123 45 60".into(),
            hours: "Op werkdagen van 08.30 tot 17.00 uur".into(),
            contract: "contract@delinde.nl".into(),
        };
        assert_eq!(parse(&values(&desk)), Ok(desk));
        assert_eq!(parse(&Values::new()), Ok(Desk::default()));
        assert_eq!(parse(&Values::from([("mail".to_owned(), "  ".to_owned())])), Ok(Desk::default()));
    }

    #[test]
    fn r116_what_is_no_telephone_number_or_mail_address_is_refused() {
        assert_eq!(refused("telefoon", "bel ons"), Some(Code::NotAPhone));
        assert_eq!(refused("mail", "hulp"), Some(Code::NotAMail));
        assert_eq!(refused("contract", "a@b@c"), Some(Code::NotAMail));
        assert_eq!(refused("uren", &"u".repeat(81)), Some(Code::TooLong { by: 1 }));
    }

    #[test]
    fn a_link_that_everybody_is_shown_leads_to_a_page() {
        for address in
            ["javascript:alert(1)", "http://delinde.nl", "https://", "https:///x", "delinde.nl", "https://a b"]
        {
            assert_eq!(refused("vragen", address), Some(Code::UnsafeAddress), "{address}");
        }
        assert_eq!(refused("vragen", "https://delinde.nl/vragen?over=inloggen"), None);
    }
}
