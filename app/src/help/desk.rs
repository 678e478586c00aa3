//! How a help desk is reached (R116): only what the organisation has filled in.

use leptos::prelude::*;
use portiek_domain::help::Desk;

#[component]
pub fn DeskDetails(name: String, desk: Desk) -> impl IntoView {
    let is_empty = desk == Desk::default();
    let Desk { faq, mail, phone, hours, contract } = desk;
    let call = format!("tel:{}", phone.replace(' ', ""));
    let given = |text: String| (!text.is_empty()).then_some(text);
    let faq = given(faq).map(|faq| view! { <Fact name="Veelgestelde vragen" href=faq.clone() text=faq /> });
    let mail = given(mail).map(|mail| view! { <Fact name="Mail" href=format!("mailto:{mail}") text=mail /> });
    let phone = given(phone).map(|phone| view! { <Fact name="Telefoon" href=call text=phone after=hours /> });
    let contract = given(contract).map(|mail| {
        view! { <Fact name="Vragen over het contract" href=format!("mailto:{mail}") text=mail /> }
    });
    (!is_empty).then(|| {
        view! {
            <section class="desk" aria-labelledby="helpdesk">
                <h2 id="helpdesk">{format!("Helpdesk van {name}")}</h2>
                <dl class="facts">{phone} {mail} {faq} {contract}</dl>
            </section>
        }
    })
}

#[component]
fn Fact(name: &'static str, href: String, text: String, #[prop(optional)] after: String) -> impl IntoView {
    let after = (!after.is_empty()).then(|| view! { <span class="help">{after}</span> });
    view! {
        <div>
            <dt>{name}</dt>
            <dd>
                <a href=href rel="external">
                    {text}
                </a>
                " "
                {after}
            </dd>
        </div>
    }
}
