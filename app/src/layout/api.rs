//! What the frame asks of the server.

use crate::fault::Fault;
use leptos::prelude::*;

/// Remembers whether the menu is collapsed, in a cookie that says nothing about anybody.
#[server(CollapseMenu, "/api", endpoint = "menu/collapse")]
pub async fn collapse_menu(collapsed: bool) -> Result<(), Fault> {
    let state = if collapsed { "ingeklapt" } else { "uitgeklapt" };
    let cookie = format!("{}={state}; Path=/; Secure; SameSite=Lax; Max-Age=31536000", crate::request::MENU_COOKIE);
    crate::request::append_header(http::header::SET_COOKIE, &cookie);
    crate::request::Request::current()?.go_back();
    Ok(())
}

/// "Ingelogd blijven": activity, and nothing else (D20).
#[server(StayLoggedIn, "/api", endpoint = "login/stay")]
pub async fn stay_logged_in() -> Result<(), Fault> {
    let request = crate::request::Request::current()?;
    request.touch().await
}

/// Has read that the browser is old; the notice stays away for a year (D18).
#[server(DismissBrowserNotice, "/api", endpoint = "menu/dismiss_browser_notice")]
pub async fn dismiss_browser_notice() -> Result<(), Fault> {
    let cookie = format!("{}=gezien; Path=/; Secure; SameSite=Lax; Max-Age=31536000", crate::request::BROWSER_COOKIE);
    crate::request::append_header(http::header::SET_COOKIE, &cookie);
    crate::request::Request::current()?.go_back();
    Ok(())
}
