//! How somebody without a mail address of their own gets one beside a family member's (R57).

use leptos::prelude::*;

#[component]
pub fn AliasGuide() -> impl IntoView {
    view! {
        <details class="guide">
            <summary>"Geen eigen e-mailadres? Gebruik een alias"</summary>
            <p>
                "Iedereen heeft voor het portaal een eigen e-mailadres nodig. Hebt u dat niet, bijvoorbeeld voor uw kind? \
                 Maak dan een alias: een extra adres waarvan de mail bij u binnenkomt."
            </p>
            <ul>
                <li>
                    <strong>"Gmail: "</strong>
                    "zet een plusteken en een naam achter het eerste deel van uw adres. Van jansen@gmail.com maakt u \
                     bijvoorbeeld jansen+naam1@gmail.com. U hoeft daarvoor niets in te stellen."
                </li>
                <li>
                    <strong>"Outlook of Hotmail: "</strong>
                    "ga bij uw Microsoft-account naar ‘Uw gegevens’, kies ‘Aanmeldvoorkeuren bewerken’ en daarna ‘E-mailadres \
                     toevoegen’. Zo maakt u een nieuw adres dat bij uw postvak hoort."
                </li>
            </ul>
            <p>"Geef het nieuwe adres door aan uw praktijk."</p>
        </details>
    }
}
