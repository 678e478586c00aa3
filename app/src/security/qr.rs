//! A QR code as one path, drawn by the server: nothing is fetched, and nothing about the key leaves the page.

use super::api::QrView;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// How wide the quiet zone around a code must be, in modules.
const QUIET: i32 = 4;

/// None when the text is too long for any code.
pub fn draw(text: &str) -> Option<QrView> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let path = (0..code.size()).fold(String::new(), |path, row| add_row(path, &code, row));
    Some(QrView { side: code.size() + 2 * QUIET, path })
}

/// Each run of dark modules is a rectangle.
fn add_row(mut path: String, code: &QrCode, row: i32) -> String {
    let mut at = 0;
    while at < code.size() {
        let width = (at..code.size()).take_while(|column| code.get_module(*column, row)).count();
        if width > 0 {
            let _ = write!(path, "M{} {}h{width}v1h-{width}z", at + QUIET, row + QUIET);
        }
        at += i32::try_from(width).unwrap_or_default() + 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn every_dark_module_is_drawn_and_no_other() {
        let code = qrcodegen::QrCode::encode_text("otpauth://totp/x", qrcodegen::QrCodeEcc::Medium).ok();
        let (drawn, code) = (draw("otpauth://totp/x"), code.as_ref());
        let widths = |path: &str| -> i32 {
            path.split('h').skip(1).step_by(2).filter_map(|run| run.split('v').next()?.parse::<i32>().ok()).sum()
        };
        let dark = code.map(|code| {
            let modules = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
            modules.filter(|(x, y)| code.get_module(*x, *y)).count()
        });
        assert_eq!(drawn.as_ref().map(|drawn| widths(&drawn.path)), dark.and_then(|dark| i32::try_from(dark).ok()));
        assert_eq!(drawn.map(|drawn| drawn.side), code.map(|code| code.size() + 8));
    }
}
