//! The field for a new password: its rules are ticked off while somebody types, by the code that decides (D1).

use super::{
    api::leaked_like,
    words::{left_words, rule_words, words},
};
use crate::{
    forms::{FieldError, FormState, invalid},
    ui::Icon,
};
use leptos::{html::Input, prelude::*};
use portiek_domain::accounts::password::{Leaked, Owner, Rule, beginning, normalise};

#[component]
pub fn NewPassword(form: FormState, rules: Vec<Rule>, owner: Owner) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let typed = RwSignal::new(String::new());
    let live = RwSignal::new(false);
    let shown = RwSignal::new(false);
    // What was typed before the page came alive counts too.
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            typed.set(normalise(&field.value()));
            live.set(true);
        }
    });
    let checked =
        Checked { rules: StoredValue::new(rules), owner: StoredValue::new(owner), typed, leaked: use_leaked() };
    Effect::new(move |_| checked.ask());
    let described = move || form.code("nieuw").map_or("nieuw-eisen", |_| "nieuw-fout nieuw-eisen");
    let item = move |rule: Rule| view! { <RuleItem rule checked /> };
    view! {
        <div class="field">
            <label for="nieuw">"Nieuw wachtwoord"</label>
            <input
                class="input"
                id="nieuw"
                name="nieuw"
                node_ref=field
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="new-password"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=invalid(form, "nieuw")
                aria-describedby=described
                on:input=move |event| typed.set(normalise(&event_target_value(&event)))
            />
            <FieldError form field="nieuw" words />
            <Show when=move || live.get()>
                <label class="check">
                    <input type="checkbox" on:change=move |event| shown.set(event_target_checked(&event)) />
                    "Toon wachtwoord"
                </label>
            </Show>
            <ul class="rules" id="nieuw-eisen">
                {checked.rules.with_value(|rules| rules.iter().copied().map(item).collect_view())}
            </ul>
            <p class="visually-hidden" role="status">
                {move || checked.left().map(left_words)}
            </p>
        </div>
    }
}

/// What is typed and what is known of it.
#[derive(Clone, Copy)]
struct Checked {
    rules: StoredValue<Vec<Rule>>,
    owner: StoredValue<Owner>,
    typed: RwSignal<String>,
    leaked: Action<String, Option<(String, bool)>>,
}

/// Whether a password has leaked, asked without telling it.
fn use_leaked() -> Action<String, Option<(String, bool)>> {
    Action::new(|password: &String| {
        let password = password.clone();
        async move {
            let bucket = leaked_like(beginning(&password)).await.ok()?;
            let found = Leaked(&bucket).contains(&password);
            Some((password, found))
        }
    })
}

impl Checked {
    /// Whether a rule is kept; none while nothing is typed or only the server can tell.
    fn keeps(self, rule: Rule) -> Option<bool> {
        let typed = self.typed.get();
        if typed.is_empty() {
            return None;
        }
        match rule {
            Rule::NotUsed(_) => None,
            Rule::NotLeaked => {
                self.leaked.value().get().flatten().filter(|(of, _)| *of == typed).map(|(_, found)| !found)
            }
            rule => Some(self.owner.with_value(|owner| rule.holds(&typed, owner))),
        }
    }

    /// Asks once all else is right: that is when somebody pauses.
    fn ask(self) {
        let others = self.rules.with_value(|rules| {
            rules
                .iter()
                .all(|rule| matches!(rule, Rule::NotLeaked | Rule::NotUsed(_)) || self.keeps(*rule) == Some(true))
        });
        if others && !self.typed.with(String::is_empty) {
            self.leaked.dispatch(self.typed.get());
        }
    }

    /// How many rules are still broken; none while nothing is typed.
    fn left(self) -> Option<usize> {
        if self.typed.with(String::is_empty) {
            return None;
        }
        Some(self.rules.with_value(|rules| rules.iter().filter(|rule| self.keeps(**rule) == Some(false)).count()))
    }
}

#[component]
fn RuleItem(rule: Rule, checked: Checked) -> impl IntoView {
    let class = move || match checked.keeps(rule) {
        Some(true) => "rule kept",
        Some(false) => "rule broken",
        None => "rule",
    };
    let icon = move || if checked.keeps(rule) == Some(true) { Icon::CircleCheck } else { Icon::Circle };
    let state = move || checked.keeps(rule).map(|kept| if kept { " (voldaan)" } else { " (nog niet)" });
    view! {
        <li class=class>
            {move || view! { <Icon of=icon() /> }}
            <span>{rule_words(rule)} <span class="visually-hidden">{state}</span></span>
        </li>
    }
}
