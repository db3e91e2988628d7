//! How a session behaves by itself, as typed, and the settings that it makes.

use serde::{Deserialize, Serialize};

use super::written::Written;
use crate::model::{
    decimal::decimal,
    language::read_decimal,
    recipe::Recipe,
    settings::{BinaryType, Heartbeat, ReconnectPolicy, Reply, Settings},
};

/// What is typed into the settings of one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Behaviour {
    /// How received binary messages are held.
    pub binary_type: BinaryType,
    /// Whether to reconnect.
    pub reconnects: bool,
    /// The longest delay before the first try.
    pub first_ms: String,
    /// What it is multiplied with.
    pub factor: String,
    /// The longest delay.
    pub ceiling_ms: String,
    /// How many tries; empty for no end.
    pub tries: String,
    /// Reconnects even after a close that says not to.
    pub after_any_close: bool,
    /// Messages to be sent after each open, in this order, each with a key that stays its own.
    pub on_open: Vec<(u32, Written)>,
    /// Whether a heartbeat is sent.
    pub beats: bool,
    /// The heartbeat's message.
    pub beat: Written,
    /// Milliseconds from one to the next.
    pub every_ms: String,
    /// What counts as an answer.
    pub reply: ReplyKind,
    /// What an answer contains.
    pub contains: String,
    /// Milliseconds that an answer may take.
    pub timeout_ms: String,
}

/// The three kinds of [`Reply`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReplyKind {
    /// None is expected.
    None,
    /// Any message.
    Any,
    /// A message with a certain text.
    Contains,
}

/// A field that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The longest delay before the first try.
    First,
    /// The factor.
    Factor,
    /// The longest delay.
    Ceiling,
    /// The number of tries.
    Tries,
    /// The heartbeat's interval.
    Every,
    /// The heartbeat's time-out.
    Timeout,
}

impl Default for Behaviour {
    fn default() -> Self {
        let policy = ReconnectPolicy::default();
        Self {
            binary_type: BinaryType::default(),
            reconnects: false,
            first_ms: policy.first_ms.to_string(),
            factor: decimal(policy.factor, 0),
            ceiling_ms: policy.ceiling_ms.to_string(),
            tries: policy.tries.map_or(String::new(), |tries| tries.to_string()),
            after_any_close: policy.after_any_close,
            on_open: Vec::new(),
            beats: false,
            beat: Written::text("ping"),
            every_ms: "30000".to_owned(),
            reply: ReplyKind::Any,
            contains: "pong".to_owned(),
            timeout_ms: "10000".to_owned(),
        }
    }
}

/// Something in a part cannot be read, so the part as a whole is not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

impl Behaviour {
    /// What the engine is told: a part with something that cannot be read stays as it was `applied` last.
    #[must_use]
    pub fn settings(&self, applied: &Settings) -> Settings {
        Settings {
            binary_type: self.binary_type,
            reconnect: self.reconnect().unwrap_or(applied.reconnect),
            on_open: self.messages_on_open().unwrap_or_else(|_| applied.on_open.clone()),
            heartbeat: self.heartbeat().unwrap_or_else(|_| applied.heartbeat.clone()),
        }
    }

    /// The fields that cannot be read, of the parts that are switched on.
    pub fn problems(&self) -> Vec<Field> {
        let wrong_tries = !self.tries.trim().is_empty() && number(&self.tries, 1, 1_000_000).is_none();
        let checks = [
            (self.reconnects && number(&self.first_ms, 0, DAY).is_none(), Field::First),
            (self.reconnects && factor(&self.factor).is_none(), Field::Factor),
            (self.reconnects && number(&self.ceiling_ms, 0, DAY).is_none(), Field::Ceiling),
            (self.reconnects && wrong_tries, Field::Tries),
            (self.beats && number(&self.every_ms, 100, DAY).is_none(), Field::Every),
            (self.beats && number(&self.timeout_ms, 100, DAY).is_none(), Field::Timeout),
        ];
        checks.into_iter().filter_map(|(is_wrong, field)| is_wrong.then_some(field)).collect()
    }

    /// The messages that are sent after each open.
    ///
    /// # Errors
    ///
    /// When one of them is not of its kind.
    pub fn messages_on_open(&self) -> Result<Vec<Recipe>, Unreadable> {
        self.on_open.iter().map(|(_, written)| written.recipe().map_err(|_| Unreadable)).collect()
    }

    /// Whether and how to reconnect.
    ///
    /// # Errors
    ///
    /// When one of its fields cannot be read.
    pub fn reconnect(&self) -> Result<Option<ReconnectPolicy>, Unreadable> {
        let wrong = [Field::First, Field::Factor, Field::Ceiling, Field::Tries];
        if self.problems().iter().any(|field| wrong.contains(field)) {
            return Err(Unreadable);
        }
        Ok(self.reconnects.then(|| self.policy()).flatten())
    }

    /// The heartbeat.
    ///
    /// # Errors
    ///
    /// When one of its fields cannot be read.
    pub fn heartbeat(&self) -> Result<Option<Heartbeat>, Unreadable> {
        if !self.beats {
            return Ok(None);
        }
        Ok(Some(Heartbeat {
            message: self.beat.recipe().map_err(|_| Unreadable)?,
            every_ms: number(&self.every_ms, 100, DAY).ok_or(Unreadable)?,
            reply: match self.reply {
                ReplyKind::None => Reply::None,
                ReplyKind::Any => Reply::Any,
                ReplyKind::Contains => Reply::Contains(self.contains.clone()),
            },
            timeout_ms: number(&self.timeout_ms, 100, DAY).ok_or(Unreadable)?,
        }))
    }

    /// A message is added to those that are sent after each open.
    pub fn add_on_open(&mut self, written: Written) {
        let key = self.on_open.iter().map(|(key, _)| key + 1).max().unwrap_or_default();
        self.on_open.push((key, written));
    }

    /// A message goes one place up or down.
    pub fn move_on_open(&mut self, at: usize, down: bool) {
        let other = if down { at + 1 } else { at.wrapping_sub(1) };
        if at < self.on_open.len() && other < self.on_open.len() {
            self.on_open.swap(at, other);
        }
    }

    fn policy(&self) -> Option<ReconnectPolicy> {
        Some(ReconnectPolicy {
            first_ms: number(&self.first_ms, 0, DAY)?,
            factor: factor(&self.factor)?,
            ceiling_ms: number(&self.ceiling_ms, 0, DAY)?,
            tries: number(&self.tries, 1, 1_000_000),
            after_any_close: self.after_any_close,
        })
    }
}

/// No delay is longer than a day.
const DAY: u32 = 86_400_000;

fn number(text: &str, least: u32, most: u32) -> Option<u32> {
    text.trim().parse().ok().filter(|number| (least..=most).contains(number))
}

fn factor(text: &str) -> Option<f64> {
    read_decimal(text.trim()).filter(|factor| (1.0..=100.0).contains(factor))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::state::written::Kind;

    #[test]
    fn nothing_is_switched_on_by_itself() {
        assert_eq!(Behaviour::default().settings(&Settings::default()), Settings::default());
    }

    #[test]
    fn only_what_is_switched_on_is_checked() {
        let mut behaviour = Behaviour { first_ms: "soon".into(), timeout_ms: "1".into(), ..Behaviour::default() };
        assert_eq!(behaviour.problems(), []);
        behaviour.reconnects = true;
        behaviour.beats = true;
        assert_eq!(behaviour.problems(), [Field::First, Field::Timeout]);
        assert_eq!((behaviour.reconnect(), behaviour.heartbeat()), (Err(Unreadable), Err(Unreadable)));
    }

    #[test]
    fn a_part_that_cannot_be_read_stays_as_it_was_and_the_others_are_applied() {
        let mut behaviour = Behaviour { reconnects: true, beats: true, ..Behaviour::default() };
        behaviour.add_on_open(Written::text("hello"));
        let applied = behaviour.settings(&Settings::default());
        behaviour.first_ms.clear();
        behaviour.beat.choices.kind = Kind::Hex;
        behaviour.add_on_open(Written { text: "00 ff".into(), choices: behaviour.beat.choices });
        let next = behaviour.settings(&applied);
        assert_eq!((next.reconnect, &next.heartbeat), (applied.reconnect, &applied.heartbeat));
        let recipes: Vec<_> = behaviour.on_open.iter().filter_map(|(_, written)| written.recipe().ok()).collect();
        assert_eq!((next.on_open.len(), &next.on_open), (2, &recipes));
        behaviour.on_open[1].1.text.push('x');
        behaviour.beats = false;
        let last = behaviour.settings(&next);
        assert_eq!((last.on_open, last.heartbeat), (next.on_open, None));
    }

    #[test]
    fn empty_tries_have_no_end() {
        let behaviour = Behaviour { reconnects: true, tries: String::new(), ..Behaviour::default() };
        let policy = behaviour.reconnect().ok().flatten().expect("a policy");
        assert_eq!((policy.tries, policy.first_ms), (None, 1_000));
    }

    #[test]
    fn a_factor_may_have_a_comma() {
        let behaviour = Behaviour { reconnects: true, factor: "1,5".into(), ..Behaviour::default() };
        let factor = behaviour.reconnect().ok().flatten().map(|policy| policy.factor);
        assert_eq!(factor.map(|factor| decimal(factor, 1)).as_deref(), Some("1.5"));
    }

    #[test]
    fn messages_on_open_keep_their_keys_when_they_move() {
        let mut behaviour = Behaviour::default();
        (0..3).for_each(|_| behaviour.add_on_open(Written::default()));
        behaviour.move_on_open(0, true);
        behaviour.move_on_open(0, false);
        behaviour.move_on_open(2, true);
        assert_eq!(behaviour.on_open.iter().map(|(key, _)| *key).collect::<Vec<_>>(), [1, 0, 2]);
    }
}
