//! Chance that repeats: the same number gives the same draws on every machine (SplitMix64; nothing secret comes
//! from it).

use chrono::{DateTime, TimeDelta, Utc};
use portiek_domain::ids;
use uuid::Uuid;

pub struct Chance(u64);

impl Chance {
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.draw().to_le_bytes()[0])
    }

    /// From 0 up to and not including the end.
    pub fn below(&mut self, end: usize) -> usize {
        let product = u128::from(self.draw()) * u128::try_from(end).unwrap_or_default();
        usize::try_from(product >> 64).unwrap_or_default()
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    pub fn of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        list.get(self.below(list.len())).copied()
    }

    pub fn word(&mut self, list: &[&'static str]) -> &'static str {
        self.of(list).unwrap_or_default()
    }

    /// A moment from one up to another.
    pub fn moment(&mut self, (from, until): (DateTime<Utc>, DateTime<Utc>)) -> DateTime<Utc> {
        let seconds = usize::try_from((until - from).num_seconds()).unwrap_or_default();
        from + TimeDelta::seconds(i64::try_from(self.below(seconds.max(1))).unwrap_or_default())
    }

    /// An identifier of a moment.
    pub fn id<Id: From<Uuid>>(&mut self, at: DateTime<Utc>) -> Id {
        let (high, low) = (self.draw().to_le_bytes(), self.draw().to_le_bytes());
        let random = std::array::from_fn(|index| if index < 8 { high[index] } else { low[index - 8] });
        ids::mint(at, &random).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_gives_the_same_draws_each_time_and_all_of_them() {
        let draws = |number| {
            let mut chance = Chance::new(number);
            (0..1000).map(|_| chance.below(10)).collect::<Vec<usize>>()
        };
        assert_eq!(draws(7), draws(7));
        assert_ne!(draws(7), draws(8));
        assert!((0..10).all(|wanted| draws(7).contains(&wanted)));
    }
}
