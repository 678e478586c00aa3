//! Who, rule, verb, commit.

use super::api::{HelpFields, HelpView};
use crate::{
    fault::Fault,
    request::{Request, Sent},
};
use portiek_domain::{
    forms::Answer,
    help::{About, Typed},
    ids::FormKey,
};
use portiek_store::{help, transact};

pub async fn open(request: &Request, (at, refused): (Option<i64>, Option<FormKey>)) -> Result<HelpView, Fault> {
    let mut conn = request.read().await?;
    let found = help::desk(&mut conn, at).await;
    drop(conn);
    let found = request.settle(found).await?;
    let organisation = found.as_ref().filter(|found| !found.is_platform).map(|found| found.display_name.clone());
    let (name, desk) = found.map(|found| (found.display_name, found.desk)).unwrap_or_default();
    Ok(HelpView {
        key: request.new_key(),
        refused: request.refused(refused).await?,
        name,
        desk,
        organisation: organisation.unwrap_or_default(),
    })
}

pub async fn ask(request: &Request, (key, fields): (FormKey, &HelpFields)) -> Result<Answer, Fault> {
    let about = About::try_from(fields.over.clone()).unwrap_or(About::Login);
    let values = fields.values();
    let sent = || Sent { key, back: fields.page(about), values: &values };
    let asked = match fields.typed().parse(about) {
        Ok(asked) => asked,
        Err(refusals) => return request.refuse(sent(), refusals).await,
    };
    let network = request.network();
    let done = transact!(request.store, |tx| { help::ask(tx, (key, about, &asked), network).await });
    match request.settle(done).await? {
        Ok(()) => {
            let page = fields.page(about);
            let mark = if page.contains('?') { '&' } else { '?' };
            request.go(&format!("{page}{mark}verzonden=1"));
            Ok(Answer::Done(request.new_key()))
        }
        Err(refusal) => request.refuse(sent(), vec![refusal]).await,
    }
}

impl HelpFields {
    fn typed(&self) -> Typed<'_> {
        Typed {
            first_name: &self.voornaam,
            last_name: &self.achternaam,
            birth_name: &self.meisjesnaam,
            organisation: &self.organisatie,
            login_name: &self.gebruikersnaam,
            phone: &self.telefoon,
            story: &self.omschrijving,
            severity: &self.ernst,
        }
    }

    /// What is drawn again after a refusal.
    fn values(&self) -> [(&'static str, &str); 8] {
        [
            ("voornaam", &self.voornaam),
            ("achternaam", &self.achternaam),
            ("meisjesnaam", &self.meisjesnaam),
            ("organisatie", &self.organisatie),
            ("gebruikersnaam", &self.gebruikersnaam),
            ("telefoon", &self.telefoon),
            ("omschrijving", &self.omschrijving),
            ("ernst", &self.ernst),
        ]
    }

    /// The page that the form is on.
    fn page(&self, about: About) -> String {
        let path = super::page::path(about);
        match self.bij.parse::<i64>() {
            Ok(number) => format!("{path}?bij={number}"),
            Err(_) => path.into(),
        }
    }
}
