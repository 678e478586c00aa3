//! One form for text that a keyboard can compose in several ways. The browser does it itself: the tables would weigh
//! more there than a third of the application.

#[cfg(not(target_family = "wasm"))]
mod tables {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

    /// Composed, as it is kept and hashed.
    pub fn composed(text: &str) -> String {
        text.nfc().collect()
    }

    /// Without accents, and with wide and joined characters as plain ones.
    pub fn plain(text: &str) -> String {
        text.nfkd().filter(|c| !is_combining_mark(*c)).collect()
    }
}

#[cfg(target_family = "wasm")]
mod tables {
    use js_sys::{JsString, RegExp};

    pub fn composed(text: &str) -> String {
        JsString::from(text).normalize("NFC").into()
    }

    pub fn plain(text: &str) -> String {
        let marks = RegExp::new(r"\p{M}", "gu");
        JsString::from(text).normalize("NFKD").replace_by_pattern(&marks, "").into()
    }
}

pub use tables::{composed, plain};
