//! Medicatie: current and past, allergies and contra-indications (R46); and the forms for both.

use super::{
    api::{AddHarm, AddMedicine, RemoveHarm, StopMedicine},
    fields::{Line, Text},
    views::{EditView, HarmView, MedicationView, MedicineView},
    words::words,
};
use crate::{
    forms::{ContextFields, ErrorSummary, FormFields, FormState},
    here::{Here, use_here},
    ui::Icon,
};
use leptos::prelude::*;
use server_fn::ServerFn;

#[component]
pub fn Medication(medication: MedicationView, writes: bool) -> impl IntoView {
    let past = (!medication.past.is_empty()).then(|| {
        view! {
            <section aria-labelledby="eerder">
                <h2 id="eerder">"Eerdere medicatie"</h2>
                <Medicines medicines=medication.past writes=false />
            </section>
        }
    });
    let current = if medication.current.is_empty() {
        view! { <p class="card muted">"Er is geen medicatie vastgelegd die nu wordt gebruikt."</p> }.into_any()
    } else {
        view! { <Medicines medicines=medication.current writes /> }.into_any()
    };
    view! {
        <div class="medication">
            <section aria-labelledby="nu">
                <h2 id="nu">"Huidige medicatie"</h2>
                {current}
            </section>
            <Harms id="allergieen" title="Allergieën" none="Er zijn geen allergieën vastgelegd." harms=medication.allergies writes />
            <Harms
                id="contra-indicaties"
                title="Contra-indicaties"
                none="Er zijn geen contra-indicaties vastgelegd."
                harms=medication.contra_indications
                writes
            />
            {past}
        </div>
    }
}

#[component]
fn Medicines(medicines: Vec<MedicineView>, writes: bool) -> impl IntoView {
    let row = move |medicine: MedicineView| {
        let runs = medicine.until == "-";
        let despite = (writes && !medicine.despite.is_empty())
            .then(|| view! { <span class="why">"Ondanks een waarschuwing: " {medicine.despite}</span> });
        let stop = writes.then(|| {
            let button = runs.then(|| view! { <Stop id=medicine.id.to_string() name=medicine.name.clone() /> });
            view! { <td class="end">{button}</td> }
        });
        view! {
            <tr>
                <th scope="row">
                    {medicine.name.clone()} <span class="why">{medicine.substance}</span> {despite}
                </th>
                <td data-name="Dosering">{medicine.dosage}</td>
                <td class="day" data-name="Van">{medicine.from}</td>
                <td class="day" data-name="Tot">{medicine.until}</td>
                <td data-name="Herkomst">{medicine.origin}</td>
                {stop}
            </tr>
        }
    };
    let heads = ["Medicijn", "Dosering", "Van", "Tot", "Herkomst"];
    view! {
        <div class="card">
            <table class="table">
                <thead>
                    <tr>
                        {heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}
                        {writes.then(|| view! { <th scope="col"><span class="visually-hidden">"Stoppen"</span></th> })}
                    </tr>
                </thead>
                <tbody>{medicines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Stop(id: String, name: String) -> impl IntoView {
    let at = use_here().context_untracked();
    view! {
        <form method="post" action=StopMedicine::url()>
            <ContextFields at />
            <input type="hidden" name="medicijn" value=id />
            <button class="button quiet" type="submit">
                "Stoppen"
                <span class="visually-hidden">" met " {name}</span>
            </button>
        </form>
    }
}

#[component]
fn Harms(
    id: &'static str,
    title: &'static str,
    none: &'static str,
    harms: Vec<HarmView>,
    writes: bool,
) -> impl IntoView {
    let item = move |harm: HarmView| {
        let remove = writes.then(|| view! { <TakeBack id=harm.id.to_string() what=harm.what.clone() /> });
        view! {
            <li>
                <div>
                    <strong>{harm.what.clone()}</strong>
                    <p class="muted">
                        {harm.note.clone()} {(!harm.note.is_empty()).then_some(" · ")} "Vastgelegd op " {harm.noted_on}
                    </p>
                </div>
                {remove}
            </li>
        }
    };
    let list = if harms.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        view! { <ul class="harms">{harms.into_iter().map(item).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {list}
        </section>
    }
}

#[component]
fn TakeBack(id: String, what: String) -> impl IntoView {
    let at = use_here().context_untracked();
    view! {
        <form method="post" action=RemoveHarm::url()>
            <ContextFields at />
            <input type="hidden" name="melding" value=id />
            <button class="button quiet" type="submit">
                "Verwijderen"
                <span class="visually-hidden">" van " {what}</span>
            </button>
        </form>
    }
}

#[component]
pub fn MedicationForms(page: EditView, warnings: Vec<String>, here: Here) -> impl IntoView {
    let form = FormState::new(page.form, || None);
    let at = here.context_untracked();
    view! {
        <div class="sections">
            <ErrorSummary form title="Er is nog niets toegevoegd" words />
            <form class="card form" method="post" action=AddMedicine::url()>
                <h2>"Medicijn"</h2>
                <FormFields key=page.key at=Some(at.clone()) />
                <Medicine form />
                <Despite form warnings />
                <Buttons here verb="Medicijn toevoegen" />
            </form>
            <form class="card form" method="post" action=AddHarm::url()>
                <h2>"Allergie of contra-indicatie"</h2>
                <FormFields key=page.key at=Some(at) />
                <Harm form />
                <Buttons here verb="Vastleggen" />
            </form>
        </div>
    }
}

#[component]
fn Medicine(form: FormState) -> impl IntoView {
    let name = |part: &str| format!("medicijn[{part}]");
    let origins = [("prescribed", "Ik schrijf dit voor"), ("in_use", "De cliënt gebruikt dit al")];
    view! {
        <Line form id="naam".to_owned() name=name("naam") label="Naam van het medicijn" class="input long" />
        <Line form id="stof".to_owned() name=name("stof") label="Werkzame stof (mag leeg)" class="input long" />
        <Line form id="atc".to_owned() name=name("atc") label="ATC-code (mag leeg)" class="input short" />
        <Line form id="dosering".to_owned() name=name("dosering") label="Dosering" class="input long" />
        <Choice form id="herkomst" legend="Herkomst" name="medicijn[herkomst]" options=origins />
        <Line form id="van".to_owned() name=name("van") label="Eerste dag (bijvoorbeeld 18-02-2022)" class="input short" />
        <Line form id="tot".to_owned() name=name("tot") label="Laatste dag (mag leeg)" class="input short" />
    }
}

/// What speaks against it, and the reason to go on.
#[component]
fn Despite(form: FormState, warnings: Vec<String>) -> impl IntoView {
    (!warnings.is_empty()).then(|| {
        view! {
            <div class="notice warning weighed">
                <Icon of=Icon::CircleAlert />
                <div>
                    <p>"Dit pleit tegen dit medicijn:"</p>
                    <ul>{warnings.into_iter().map(|warning| view! { <li>{warning}</li> }).collect_view()}</ul>
                </div>
            </div>
            <Text form id="toch".to_owned() name="medicijn[toch]".to_owned() label="Reden om toch voor te schrijven" rows=3 />
        }
    })
}

#[component]
fn Harm(form: FormState) -> impl IntoView {
    let kinds = [("allergy", "Allergie"), ("contra_indication", "Contra-indicatie")];
    let name = |part: &str| format!("melding[{part}]");
    view! {
        <Choice form id="soort" legend="Soort" name="melding[soort]" options=kinds />
        <Line form id="wat".to_owned() name=name("wat") label="Waarvoor of wat" class="input long" />
        <Text form id="reactie".to_owned() name=name("reactie") label="Reactie of toelichting (mag leeg)" rows=2 />
        <Text
            form
            id="vermijden".to_owned()
            name=name("vermijden")
            label="Stoffen of ATC-codes om te vermijden, één per regel (mag leeg)"
            rows=3
        />
    }
}

#[component]
fn Choice(
    form: FormState,
    id: &'static str,
    legend: &'static str,
    name: &'static str,
    options: [(&'static str, &'static str); 2],
) -> impl IntoView {
    let chosen = form.value(id);
    let option = move |(value, label): (&'static str, &'static str)| {
        let own = format!("{id}-{value}");
        view! {
            <div class="check">
                <input type="radio" id=own.clone() name=name value=value checked=chosen == value />
                <label for=own>{label}</label>
            </div>
        }
    };
    view! {
        <fieldset class="field" id=id tabindex="-1">
            <legend class="label">{legend}</legend>
            {options.map(option).collect_view()}
        </fieldset>
    }
}

#[component]
fn Buttons(here: Here, verb: &'static str) -> impl IntoView {
    view! {
        <div class="buttons">
            <button class="button primary" type="submit">
                {verb}
            </button>
            <a class="button quiet" href=move || here.href("/dossier/medicatie", "")>
                "Annuleren"
            </a>
        </div>
    }
}
