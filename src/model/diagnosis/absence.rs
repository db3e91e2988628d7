//! When one left the page, and came back to it: browsers close the connections of a page that they keep for that.

use crate::model::time::Timestamp;

/// Connections that this ends say so as long before or after one leaves or is back, in milliseconds.
const AROUND_MS: f64 = 1_000.0;

/// The last time that one was away.
#[derive(Debug, Default)]
pub struct Absence {
    left: Option<Timestamp>,
    back: Option<Timestamp>,
}

impl Absence {
    /// One leaves the page, or is back.
    pub fn change(&mut self, is_away: bool, now: Timestamp) {
        if is_away {
            *self = Self { left: Some(now), back: None };
        } else {
            self.back = Some(now);
        }
    }

    /// Whether this ended a connection that began and failed at these times.
    pub fn explains(&self, began: Timestamp, failed: Timestamp) -> bool {
        let Some(left) = self.left else { return false };
        let ended_after = self.back.is_none_or(|back| failed.since(back) <= AROUND_MS);
        left.since(began) >= 0.0 && left.since(failed) <= AROUND_MS && ended_after
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_there_before_and_ended_meanwhile_is_explained() {
        let mut absence = Absence::default();
        let explains = |absence: &Absence, began, failed| absence.explains(Timestamp(began), Timestamp(failed));
        assert!(!explains(&absence, 0.0, 5_000.0));
        absence.change(true, Timestamp(5_000.0));
        assert!(explains(&absence, 0.0, 5_000.0) && explains(&absence, 0.0, 4_500.0));
        absence.change(false, Timestamp(60_000.0));
        assert!(explains(&absence, 0.0, 60_100.0));
        assert!(!explains(&absence, 0.0, 3_000.0), "it ended before");
        assert!(!explains(&absence, 0.0, 62_000.0), "it ended later");
        assert!(!explains(&absence, 60_050.0, 60_100.0), "it began later");
    }
}
