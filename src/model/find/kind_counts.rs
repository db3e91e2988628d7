//! The kinds that were met: a name, a number of one byte, how many are kept, and how fast they come.

use serde::{Deserialize, Serialize};

use super::{
    kind::{BY_NAME, FIELDS, IN_LIST, KindField, KindName, Teller, Told},
    pattern::Problem,
};
use crate::model::{decimal::bounded, message::Kind, time::Timestamp};

/// The number of a kind in its session. It stays the same until the field is another.
pub type KindId = u8;

/// What is no kind: a row that is no message, or that was not looked at yet.
pub(in crate::model) const NO_KIND: KindId = 255;

/// How many kinds have a number of their own; the rest is [`KindName::Other`].
const MOST: usize = 250;

/// One kind, as it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KindReport {
    /// Its number: rows name it.
    pub id: KindId,
    /// Its name.
    pub name: KindName,
    /// Messages of it that are kept.
    pub kept: u64,
    /// Messages of it a second, over the last second or two.
    pub rate: f64,
}

/// All kinds, as they stand.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KindsReport {
    /// By which field they are grouped.
    pub field: KindField,
    /// What is wrong with the field that was wanted; the one before is still used.
    pub problem: Option<Problem>,
    /// Those of which messages are kept, the most frequent first.
    pub kinds: Vec<KindReport>,
}

/// The table of kinds.
#[derive(Debug)]
pub(in crate::model) struct Kinds {
    pub(in crate::model) field: KindField,
    pub(in crate::model) teller: Teller,
    table: Vec<Met>,
    second: Timestamp,
}

#[derive(Debug)]
struct Met {
    name: KindName,
    hash: u32,
    kept: u64,
    /// Messages in the second that runs, and in the one before.
    came: [u32; 2],
}

impl Met {
    fn new(name: KindName, hash: u32) -> Self {
        Self { name, hash, kept: 0, came: [0; 2] }
    }
}

const NOT_JSON: KindId = 0;
const BINARY: KindId = 1;
const UNNAMED: KindId = 2;
const OTHER: KindId = 3;

impl Kinds {
    pub(in crate::model) fn new(field: KindField) -> Result<Self, Problem> {
        let teller = Teller::new(&field)?;
        let first = [KindName::NotJson, KindName::Binary, KindName::Unnamed, KindName::Other];
        let table = first.map(|name| Met::new(name, 0)).into();
        Ok(Self { field, teller, table, second: Timestamp::default() })
    }

    /// Which kind a message is.
    pub(in crate::model) fn tell(&mut self, kind: Kind, payload: &[u8]) -> KindId {
        if kind == Kind::Binary {
            return BINARY;
        }
        match self.teller.tell(payload) {
            Told::NotJson => NOT_JSON,
            Told::Unnamed => UNNAMED,
            Told::Named(place, value) => {
                let hash = hash(place, value);
                self.known(hash, place, value).unwrap_or_else(|| self.meet(hash, place, value))
            }
        }
    }

    fn known(&self, hash: u32, place: usize, value: &[u8]) -> Option<KindId> {
        let is_same = |met: &Met| {
            let KindName::Named(field, known) = &met.name else { return false };
            met.hash == hash && known.as_bytes() == value && *field == self.field_at(place)
        };
        KindId::try_from(self.table.iter().position(is_same)?).ok()
    }

    fn meet(&mut self, hash: u32, place: usize, value: &[u8]) -> KindId {
        // Cut in the middle of a character, it has no name of its own.
        let Ok(value) = std::str::from_utf8(value) else { return OTHER };
        match KindId::try_from(self.table.len()) {
            Ok(id) if self.table.len() < MOST => {
                let name = KindName::Named(self.field_at(place).to_owned(), value.to_owned());
                self.table.push(Met::new(name, hash));
                id
            }
            _ => OTHER,
        }
    }

    fn field_at(&self, place: usize) -> &str {
        match (place, &self.field) {
            (BY_NAME, KindField::Named(path)) => path,
            _ => FIELDS.get(place).copied().unwrap_or_default(),
        }
    }

    /// The number of a kind that the person chose; it may be yet to come.
    fn number_of(&mut self, name: &KindName) -> Option<KindId> {
        if let Some(at) = self.table.iter().position(|met| met.name == *name) {
            return KindId::try_from(at).ok();
        }
        let KindName::Named(field, value) = name else { return None };
        let place = match &self.field {
            KindField::Named(path) if path == field => BY_NAME,
            _ => FIELDS.iter().position(|known| known == field).unwrap_or(IN_LIST),
        };
        Some(self.meet(hash(place, value.as_bytes()), place, value.as_bytes()))
    }

    /// Which kinds are shown, as a set of their numbers.
    pub(in crate::model) fn shown(&mut self, muted: &[KindName], only: Option<&KindName>) -> KindSet {
        let mut set = match only {
            Some(only) => {
                let mut set = KindSet([0; 4]);
                if let Some(id) = self.number_of(only) {
                    set.put(id, true);
                }
                set
            }
            None => KindSet([u64::MAX; 4]),
        };
        for name in muted {
            if let Some(id) = self.number_of(name) {
                set.put(id, false);
            }
        }
        set
    }

    /// One message more is kept, and has just come.
    pub(in crate::model) fn came(&mut self, id: KindId, now: Timestamp) {
        self.turn(now);
        self.keep(id);
        if let Some(met) = self.table.get_mut(usize::from(id)) {
            met.came[0] = met.came[0].saturating_add(1);
        }
    }

    /// One message more is kept.
    pub(in crate::model) fn keep(&mut self, id: KindId) {
        if let Some(met) = self.table.get_mut(usize::from(id)) {
            met.kept += 1;
        }
    }

    /// One message less is kept.
    pub(in crate::model) fn drop_one(&mut self, id: KindId) {
        if let Some(met) = self.table.get_mut(usize::from(id)) {
            met.kept = met.kept.saturating_sub(1);
        }
    }

    /// No message is kept.
    pub(in crate::model) fn drop_all(&mut self) {
        self.table.iter_mut().for_each(|met| met.kept = 0);
    }

    fn turn(&mut self, now: Timestamp) {
        let passed = now.since(self.second);
        if (0.0..1000.0).contains(&passed) {
            return;
        }
        let is_next = (1000.0..2000.0).contains(&passed);
        self.second = if is_next { Timestamp(self.second.0 + 1000.0) } else { now };
        for met in &mut self.table {
            met.came = [0, if is_next { met.came[0] } else { 0 }];
        }
    }

    pub(in crate::model) fn report(&mut self, problem: Option<Problem>, now: Timestamp) -> KindsReport {
        self.turn(now);
        // Of the second before, as much as the one that runs still lacks.
        let part = 1.0 - bounded(now.since(self.second) / 1000.0, 0.0, 1.0);
        let mut kinds = Vec::new();
        for (at, met) in self.table.iter().enumerate().filter(|(_, met)| met.kept > 0) {
            let rate = f64::from(met.came[0]) + f64::from(met.came[1]) * part;
            let id = KindId::try_from(at).unwrap_or(NO_KIND);
            // Behind those that have as many: a program for sorting would weigh more than these few are worth.
            let place = kinds.partition_point(|kind: &KindReport| kind.kept >= met.kept);
            kinds.insert(place, KindReport { id, name: met.name.clone(), kept: met.kept, rate });
        }
        KindsReport { field: self.field.clone(), problem, kinds }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct KindSet([u64; 4]);

impl KindSet {
    fn put(&mut self, id: KindId, is_in: bool) {
        let bit = 1 << (id % 64);
        let word = &mut self.0[usize::from(id / 64)];
        *word = if is_in { *word | bit } else { *word & !bit };
    }

    pub(in crate::model) fn has(self, id: KindId) -> bool {
        self.0[usize::from(id / 64)] >> (id % 64) & 1 == 1
    }
}

/// FNV-1a: short names, and no attacker who gains more than a slower look-up.
fn hash(place: usize, value: &[u8]) -> u32 {
    let mut hash = 0x811c_9dc5 ^ u32::try_from(place).unwrap_or_default();
    for byte in value {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds() -> Kinds {
        Kinds::new(KindField::Found).expect("a good field")
    }

    fn named(field: &str, value: &str) -> KindName {
        KindName::Named(field.into(), value.into())
    }

    #[test]
    fn kinds_are_counted_and_the_most_frequent_comes_first() {
        let mut kinds = kinds();
        for text in [r#"{"type":"a"}"#, r#"{"type":"b"}"#, r#"{"type":"b"}"#, r#"{"event":"b"}"#, "pong", "{}"] {
            let id = kinds.tell(Kind::Text, text.as_bytes());
            kinds.came(id, Timestamp(500.0));
        }
        let report = kinds.report(None, Timestamp(600.0));
        let counts: Vec<_> = report.kinds.iter().map(|kind| (kind.name.clone(), kind.kept)).collect();
        assert_eq!(counts[0], (named("type", "b"), 2));
        assert_eq!(counts.len(), 5);
        assert!(report.kinds[0].rate > 1.0, "{}", report.kinds[0].rate);
        assert_eq!(kinds.report(None, Timestamp(9_000.0)).kinds[0].rate.total_cmp(&0.0), std::cmp::Ordering::Equal);
    }

    #[test]
    fn beyond_some_hundred_kinds_the_rest_is_other() {
        let mut kinds = kinds();
        for number in 0..1000 {
            let id = kinds.tell(Kind::Text, format!(r#"{{"type":"k{number}"}}"#).as_bytes());
            kinds.came(id, Timestamp(0.0));
        }
        let report = kinds.report(None, Timestamp(0.0));
        assert_eq!(report.kinds.len(), MOST - 3);
        assert_eq!(report.kinds[0].name, KindName::Other);
        assert_eq!(report.kinds.iter().map(|kind| kind.kept).sum::<u64>(), 1000);
    }

    #[test]
    fn a_kind_may_be_chosen_before_it_comes() {
        let mut kinds = kinds();
        let set = kinds.shown(&[], Some(&named("type", "a")));
        assert!(set.has(kinds.tell(Kind::Text, br#"{"type":"a"}"#)));
        assert!(!set.has(kinds.tell(Kind::Text, br#"{"type":"b"}"#)));
        let set = kinds.shown(&[named("", "beat"), KindName::Binary], None);
        assert!(!set.has(kinds.tell(Kind::Text, br#"["beat"]"#)));
        assert!(!set.has(kinds.tell(Kind::Binary, b"")));
        assert!(set.has(kinds.tell(Kind::Text, br#"["other"]"#)));
    }
}
