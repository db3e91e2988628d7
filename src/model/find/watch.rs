//! Watched paths: what stands there now, since when, and what stood there before.

use serde::{Deserialize, Serialize};

use super::{path::Path, pattern::Problem};
use crate::model::{id::RowNumber, message::Direction, time::Timestamp};

/// A session watches at most so many paths.
pub const MOST: usize = 10;

/// A value is shown up to so many bytes.
const SHOWN: usize = 512;

/// A path to watch.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchPlan {
    /// Where to look, as the person writes it: `$.a.b[3]`.
    pub path: String,
    /// Sent messages count, too.
    pub includes_sent: bool,
}

/// How a watched path stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WatchReport {
    /// What was asked for.
    pub plan: WatchPlan,
    /// Why it is not watched.
    pub problem: Option<Problem>,
    /// The latest value; `None` when none was seen yet.
    pub latest: Option<WatchedValue>,
    /// The value before it that was different.
    pub before: Option<WatchedValue>,
    /// How often it has changed since its first value.
    pub changes: u64,
    /// How many messages had a value there.
    pub seen: u64,
    /// Kept messages that stay with the browser, and were not looked into.
    pub unread: u64,
}

/// A value, as it is written in its message.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WatchedValue {
    /// Its beginning.
    pub text: String,
    /// Whether it goes on.
    pub cut: bool,
    /// When it became this.
    pub since: Timestamp,
    /// When it was seen last.
    pub seen: Timestamp,
}

/// A watched path.
#[derive(Debug)]
pub(in crate::model) struct Watch {
    path: Option<Path>,
    report: WatchReport,
    /// Of the whole value, with its length: it may be longer than what is shown.
    print: (usize, u64),
    /// The next row that it has to look at, while it looks at kept ones.
    pub(in crate::model) next: Option<RowNumber>,
}

impl Watch {
    /// A watch that has the kept rows from this one on to look at, or none.
    pub(in crate::model) fn new(plan: WatchPlan, next: Option<RowNumber>) -> Self {
        let (path, problem) = match Path::parse(&plan.path) {
            Ok(path) => (Some(path), None),
            Err(problem) => (None, Some(problem)),
        };
        let report = WatchReport { plan, problem, latest: None, before: None, changes: 0, seen: 0, unread: 0 };
        Self { path, report, print: (0, 0), next }
    }

    pub(in crate::model) fn report(&self) -> WatchReport {
        self.report.clone()
    }

    pub(in crate::model) fn plan(&self) -> &WatchPlan {
        &self.report.plan
    }

    /// A message has come, or was sent.
    pub(in crate::model) fn look(&mut self, direction: Direction, text: &[u8], now: Timestamp) {
        if direction == Direction::Sent && !self.report.plan.includes_sent {
            return;
        }
        let Some(value) = self.path.as_ref().and_then(|path| path.find(text)) else { return };
        let print = (value.len(), fingerprint(value));
        self.report.seen += 1;
        match &mut self.report.latest {
            Some(latest) if self.print == print => latest.seen = now,
            latest => {
                let before = latest.replace(shown(value, now));
                self.report.changes += u64::from(before.is_some());
                self.report.before = before;
                self.print = print;
            }
        }
    }
}

fn shown(value: &[u8], now: Timestamp) -> WatchedValue {
    let head = &value[..value.len().min(SHOWN)];
    let text = head.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    WatchedValue { text: text.to_owned(), cut: text.len() < value.len(), since: now, seen: now }
}

/// FNV-1a over words of eight bytes.
fn fingerprint(value: &[u8]) -> u64 {
    value.chunks(8).fold(0xcbf2_9ce4_8422_2325, |hash, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(29)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watch(path: &str) -> Watch {
        Watch::new(WatchPlan { path: path.into(), includes_sent: false }, None)
    }

    fn hear(watch: &mut Watch, text: &str, at: f64) {
        watch.look(Direction::Received, text.as_bytes(), Timestamp(at));
    }

    #[test]
    fn it_knows_the_latest_value_the_one_before_and_when_it_changed() {
        let mut watch = watch("$.p");
        for (text, at) in
            [(r#"{"p":1}"#, 1.0), ("hello", 2.0), (r#"{"p":1}"#, 3.0), (r#"{"p":1.0}"#, 4.0), (r#"{"p":1.0}"#, 5.0)]
        {
            hear(&mut watch, text, at);
        }
        let report = watch.report();
        let value = |text: &str, since, seen| {
            Some(WatchedValue { text: text.into(), cut: false, since: Timestamp(since), seen: Timestamp(seen) })
        };
        assert_eq!((report.latest, report.before), (value("1.0", 4.0, 5.0), value("1", 1.0, 3.0)));
        assert_eq!((report.changes, report.seen), (1, 4));
    }

    #[test]
    fn a_path_that_is_never_there_is_not_seen_and_a_bad_one_is_explained() {
        let mut missing = watch("x.y");
        hear(&mut missing, r#"{"p":1}"#, 1.0);
        assert_eq!((missing.report().latest, missing.report().problem), (None, None));
        assert!(watch("x[").report().problem.is_some());
    }

    #[test]
    fn sent_messages_count_by_choice() {
        let mut watch = watch("p");
        watch.look(Direction::Sent, br#"{"p":1}"#, Timestamp(0.0));
        assert_eq!(watch.report().seen, 0);
        watch = Watch::new(WatchPlan { path: "p".into(), includes_sent: true }, None);
        watch.look(Direction::Sent, br#"{"p":1}"#, Timestamp(0.0));
        assert_eq!(watch.report().seen, 1);
    }

    #[test]
    fn a_change_beyond_what_is_shown_is_a_change() {
        let mut watch = watch("p");
        for end in ["a", "b"] {
            hear(&mut watch, &format!(r#"{{"p":"{}{end}"}}"#, "é".repeat(1000)), 0.0);
        }
        let report = watch.report();
        assert_eq!(report.changes, 1);
        assert!(report.latest.is_some_and(|value| value.cut && value.text.len() <= SHOWN));
    }
}
