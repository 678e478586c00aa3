//! "Waar u bent ingelogd": each browser with its place in the network and its last use.

use super::{
    PAGE,
    api::{BrowserView, EndSession},
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Sessions(browsers: Vec<BrowserView>) -> impl IntoView {
    let others = browsers.len() > 1;
    view! {
        <section class="card" aria-labelledby="ingelogd">
            <h2 id="ingelogd">"Waar u bent ingelogd"</h2>
            <p class="intro">
                "Herkent u een apparaat niet? Beëindig het en wijzig uw wachtwoord."
            </p>
            {others
                .then(|| {
                    view! {
                        <div class="buttons">
                            <a class="button" href=format!("{PAGE}/uitloggen") rel="external">
                                "Overal anders uitloggen"
                            </a>
                        </div>
                    }
                })} <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Apparaat"</th>
                        <th scope="col">"Netwerkadres"</th>
                        <th scope="col">"Laatst gebruikt"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Actie"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{browsers.into_iter().map(|browser| view! { <Row browser /> }).collect_view()}</tbody>
            </table>
        </section>
    }
}

#[component]
fn Row(browser: BrowserView) -> impl IntoView {
    let device = browser.device.clone();
    let act = if browser.this_one {
        view! { <span class="pill">"Dit apparaat"</span> }.into_any()
    } else {
        view! {
            <form method="post" action=EndSession::url()>
                <input type="hidden" name="session" value=browser.session.to_string() />
                <button class="button small" type="submit">
                    "Beëindigen"
                    <span class="visually-hidden">" op " {device}</span>
                </button>
            </form>
        }
        .into_any()
    };
    view! {
        <tr>
            <th scope="row">{browser.device}</th>
            <td data-name="Netwerkadres">{browser.network}</td>
            <td data-name="Laatst gebruikt">{browser.last_used}</td>
            <td class="end">{act}</td>
        </tr>
    }
}
