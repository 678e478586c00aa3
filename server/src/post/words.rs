//! A letter as it leaves: its text, and for mail the same as HTML. Links lead to our own origin alone.

use crate::plain::escape;
use chrono::{DateTime, Utc};
use portiek_domain::ids::OutboxId;
use portiek_store::{
    organisations::Sender,
    outbox::{Channel, Claimed, Letter, PORTAL},
};
use std::fmt::Write;

const PAGE: &str = "margin:0;padding:0;background-color:#f2f4f7";
const FRAME: &str = "max-width:560px;margin:0 auto;padding:24px 16px;font-family:Arial,Helvetica,sans-serif;font-size:16px;\
     line-height:1.5;color:#1d2733";
const BRAND: &str = "margin:0 0 16px;font-size:20px;font-weight:bold";
const CARD: &str = "padding:8px 24px;background-color:#ffffff;border:1px solid #d5dbe3;border-radius:8px";
const PARAGRAPH: &str = "margin:16px 0";
const BUTTON: &str = "display:inline-block;padding:10px 20px;background-color:#1b4f8f;color:#ffffff;border-radius:6px;\
     font-weight:bold;text-decoration:none";
const SMALL: &str = "margin:16px 0;font-size:14px;color:#4a5664";
const LINK: &str = "color:#1b4f8f";

/// What turns letters into what people read.
#[derive(Clone, Debug)]
pub struct Words {
    /// The only address that links lead to.
    pub origin: String,
}

/// A letter ready to leave.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub id: OutboxId,
    pub channel: Channel,
    /// In whose name it is sent.
    pub sender: Sender,
    pub to: String,
    pub subject: String,
    pub text: String,
    /// Empty for SMS.
    pub html: String,
    /// When it was posted; the same at each try.
    pub at: DateTime<Utc>,
}

impl Words {
    pub fn parcel(&self, claimed: &Claimed) -> Parcel {
        let letter = &Letter { body: claimed.letter.body.replace(PORTAL, &self.origin), ..claimed.letter.clone() };
        let sender = signature(claimed.sender.as_ref());
        let (text, html) = match letter.channel {
            Channel::Mail => (self.text(letter, &sender), self.html(letter, &sender)),
            Channel::Sms => (letter.body.clone(), String::new()),
        };
        Parcel {
            id: claimed.id,
            channel: letter.channel,
            sender,
            to: letter.to.clone(),
            subject: letter.subject.replace(char::is_control, " "),
            text,
            html,
            at: claimed.created_at,
        }
    }

    /// The letter's page; none for a path that would lead elsewhere.
    fn action(&self, letter: &Letter) -> Option<(String, String)> {
        let action = letter.action.as_ref().filter(|action| action.path.starts_with('/'))?;
        Some((action.label.clone(), format!("{}{}", self.origin, action.path)))
    }

    fn text(&self, letter: &Letter, sender: &Sender) -> String {
        let mut text = letter.body.trim().to_owned();
        if let Some((label, address)) = self.action(letter) {
            let _ = write!(text, "\n\n{label}:\n{address}");
        }
        let _ = write!(text, "\n\n{}\n", sender.name);
        if !sender.phone.is_empty() {
            let _ = writeln!(text, "Telefoon: {}", sender.phone);
        }
        text
    }

    fn html(&self, letter: &Letter, sender: &Sender) -> String {
        let (subject, name) = (escape(&letter.subject), escape(&sender.name));
        let mut card = String::new();
        for paragraph in letter.body.trim().split("\n\n") {
            let _ = write!(card, "<p style=\"{PARAGRAPH}\">{}</p>", self.linked(paragraph));
        }
        if let Some((label, address)) = self.action(letter) {
            let (label, address) = (escape(&label), escape(&address));
            let _ = write!(
                card,
                "<p style=\"{PARAGRAPH}\"><a href=\"{address}\" style=\"{BUTTON}\">{label}</a></p>\
                 <p style=\"{SMALL}\">Werkt de knop niet? Kopieer dan dit adres naar uw browser:<br>\
                 <a href=\"{address}\" style=\"{LINK}\">{address}</a></p>"
            );
        }
        let phone = match sender.phone.as_str() {
            "" => String::new(),
            phone => format!("<br>Telefoon: {}", escape(phone)),
        };
        format!(
            "<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{subject}</title></head>\
             <body style=\"{PAGE}\"><div style=\"{FRAME}\"><p style=\"{BRAND}\">{name}</p>\
             <div style=\"{CARD}\">{card}</div><p style=\"{SMALL}\">{name}{phone}</p></div></body></html>"
        )
    }

    /// Text as HTML, in which addresses of our own are links and all else stays text.
    fn linked(&self, paragraph: &str) -> String {
        let own = |address: &str| {
            address.strip_prefix(&self.origin).is_some_and(|path| path.is_empty() || path.starts_with('/'))
        };
        let mut html = String::new();
        for (number, line) in paragraph.lines().enumerate() {
            html.push_str(if number == 0 { "" } else { "<br>" });
            for word in line.split_inclusive(' ') {
                let address = word.trim_end_matches([' ', '.', ',', ';', ':', '!', '?', ')']);
                let rest = &word[address.len()..];
                let shown = escape(address);
                match own(address) {
                    true => drop(write!(html, "<a href=\"{shown}\" style=\"{LINK}\">{shown}</a>")),
                    false => html.push_str(&shown),
                }
                html.push_str(&escape(rest));
            }
        }
        html
    }
}

/// Who signs: the organisation, or the portal itself.
fn signature(sender: Option<&Sender>) -> Sender {
    sender.cloned().unwrap_or_else(|| Sender { name: "Portiek".into(), ..Sender::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn words() -> Words {
        Words { origin: "https://portaal.nl".into() }
    }

    fn linde() -> Sender {
        Sender { name: "De Linde & Co".into(), phone: "088 123 45 60".into(), ..Sender::default() }
    }

    fn mail(paragraphs: &[&str]) -> Letter {
        Letter::mail(Uuid::nil().into(), "karen@voorbeeld.nl", "<Dag>", paragraphs)
    }

    #[test]
    fn the_text_has_the_paragraphs_the_address_and_who_it_is_from() {
        let letter = mail(&["Een.", "Twee."]).leading_to("Inloggen", "/inloggen");
        let text =
            "Een.\n\nTwee.\n\nInloggen:\nhttps://portaal.nl/inloggen\n\nDe Linde & Co\nTelefoon: 088 123 45 60\n";
        assert_eq!(words().text(&letter, &linde()), text);
        assert_eq!(words().text(&mail(&["Een."]), &signature(None)), "Een.\n\nPortiek\n");
    }

    #[test]
    fn in_html_what_is_text_stays_text() {
        let letter = mail(&["<b>1 & 2</b>", "regel\nregel"]).leading_to("<Ga>", "/inloggen?a=1&b=\"");
        let html = words().html(&letter, &linde());
        for part in [
            "<title>&lt;Dag&gt;</title>",
            ">De Linde &amp; Co</p>",
            ">&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>",
            ">regel<br>regel</p>",
            "<a href=\"https://portaal.nl/inloggen?a=1&amp;b=&quot;\"",
            ">&lt;Ga&gt;</a>",
            "De Linde &amp; Co<br>Telefoon: 088 123 45 60</p>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<b>") && !html.contains("<script"));
    }

    #[test]
    fn only_our_own_addresses_become_links() {
        let linked =
            words().linked("Zie https://portaal.nl/hulp, niet https://portaal.nl.kwaad.nl/ of http://portaal.nl/.");
        assert_eq!(linked.matches("<a href").count(), 1, "{linked}");
        assert!(linked.contains(">https://portaal.nl/hulp</a>, niet"), "{linked}");
        for path in ["@kwaad.nl/", ".kwaad.nl", "inloggen"] {
            let letter = mail(&["Een."]).leading_to("Ga", path);
            assert!(!words().html(&letter, &linde()).contains("<a "), "{path}");
            assert!(!words().text(&letter, &linde()).contains("portaal"), "{path}");
        }
    }
}
