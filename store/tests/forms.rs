//! What a refused form keeps, and for how long.

use crate::support::*;
use chrono::TimeDelta;
use portiek_domain::{
    forms::RefusedForm,
    ids::FormKey,
    refusal::{Code, Refusal},
};
use portiek_store::{forms, transact};

impl World {
    async fn refused(&self, owner: &[u8], key: FormKey) -> Option<RefusedForm> {
        let mut conn = self.store.read().await.unwrap();
        forms::refused((&mut conn, &self.store.ambient().keys), (owner, key), self.store.now()).await.unwrap()
    }
}

on_both_databases! {
    async fn what_was_typed_is_kept_for_half_an_hour_for_its_owner_only(world: World) {
        let form = RefusedForm {
            values: [("tekst".to_owned(), "wat ik typte".to_owned())].into(),
            refusals: vec![Refusal::new("tekst", Code::TooLong { by: 12 })],
        };
        let forget = async || transact!(world.store, |tx| { forms::forget(tx).await }).unwrap();
        forget().await;
        let key = world.key();
        transact!(world.store, |tx| { forms::keep_refused(tx, (b"ik", key), &form).await }).unwrap();
        assert_eq!(world.refused(b"ik", key).await, Some(form));
        assert_eq!(world.refused(b"ander", key).await, None);
        world.clock.advance(TimeDelta::minutes(30));
        assert_eq!(world.refused(b"ik", key).await, None);
        assert_eq!(forget().await, 1);
    }
}
