//! Pages that stand on their own, for when the application cannot draw one: calm, readable, without scripts.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use std::fmt::Write;

/// Text as HTML shows it.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// A whole page with the application's style.
pub fn page(css: &str, title: &str, main: &str) -> String {
    let mut html = String::from("<!DOCTYPE html><html lang=\"nl\"><head><meta charset=\"utf-8\">");
    let _ = write!(
        html,
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{} - Portiek</title>\
         <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\"><link rel=\"stylesheet\" href=\"{css}\"></head>\
         <body><a class=\"skip-link\" href=\"#inhoud\">Direct naar de inhoud</a><div class=\"app bare\">\
         <div class=\"content\">{main}</div></div></body></html>",
        escape(title)
    );
    html
}

/// What happened and what to do now, in the page's words.
pub fn trouble(css: &str, status: StatusCode) -> Response {
    let (title, text) = match status {
        StatusCode::SERVICE_UNAVAILABLE => (
            "Het portaal is even niet bereikbaar",
            "Probeer het over een minuut opnieuw. Uw gegevens zijn veilig. Hebt u haast, bel dan de praktijk.",
        ),
        StatusCode::NOT_FOUND => (
            "Deze pagina is er niet",
            "Misschien klopt het adres niet helemaal, of is wat u zoekt verplaatst of niet voor u bestemd.",
        ),
        StatusCode::FORBIDDEN => (
            "Dit is niet gelukt",
            "Dit formulier kwam van een andere website. Open het portaal zelf en probeer het daar opnieuw.",
        ),
        StatusCode::MISDIRECTED_REQUEST => ("Dit adres is niet van het portaal", "Controleer het adres in uw browser."),
        StatusCode::UNAUTHORIZED => ("U bent uitgelogd", "Log opnieuw in om verder te gaan."),
        _ => (
            "Er ging bij ons iets mis",
            "Dit ligt niet aan u. Probeer het opnieuw. Blijft het misgaan, bel dan de praktijk.",
        ),
    };
    let main = format!(
        "<main class=\"page\" id=\"inhoud\" tabindex=\"-1\"><div class=\"trouble\"><h1>{title}</h1><p>{text}</p>\
         <p><a class=\"button\" href=\"/\">Naar het begin</a></p></div></main>"
    );
    let mut response = (status, Html(page(css, title, &main))).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    }
    response
}

#[cfg(test)]
mod tests {
    #[test]
    fn text_stays_text() {
        assert_eq!(super::escape("<b a=\"1\">'&"), "&lt;b a=&quot;1&quot;&gt;&#39;&amp;");
    }
}
