//! What the list is to show and what is searched for in it, as typed; and what that asks of the engine.

use serde::{Deserialize, Serialize};

use super::place::{self, Moment};
use crate::model::{
    find::{
        filter::Filter,
        kind::KindName,
        pattern::{Language, Pattern},
    },
    message::{Direction, Kind},
    time::Timestamp,
};

/// A pattern as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatternForm {
    /// The text, or the regular expression.
    pub text: String,
    /// It is a regular expression.
    pub is_regex: bool,
    /// `A` is not `a`.
    pub minds_case: bool,
}

/// The filter as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilterForm {
    /// What messages contain.
    pub pattern: PatternForm,
    /// They do *not* contain it.
    pub inverted: bool,
    /// Only this direction.
    pub direction: Option<Direction>,
    /// Only text, or only binary.
    pub kind: Option<Kind>,
    /// Bytes at least.
    pub least: String,
    /// Bytes at most.
    pub most: String,
    /// A time of day, `13:05` or `13:05:59`, or a day with it, `2026-01-31 13:05`.
    pub from: String,
    /// Likewise.
    pub to: String,
    /// Rows around each match.
    pub context: String,
    /// Kinds that are left out.
    pub muted: Vec<KindName>,
    /// The one kind that is shown.
    pub only: Option<KindName>,
}

/// A field of the filter that does not say what it should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Bytes at least or at most.
    Size,
    /// At least more bytes than at most.
    Sizes,
    /// A point in time.
    Time,
    /// The end before the beginning.
    Times,
    /// Rows around each match.
    Context,
}

/// A condition of the filter, to be told and taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chip {
    /// What messages contain, or do not.
    Pattern,
    /// One direction only.
    Direction(Direction),
    /// One kind of payload only.
    Kind(Kind),
    /// A range of sizes.
    Size,
    /// A range of times.
    Time,
    /// A kind that is left out.
    Muted(KindName),
    /// One kind only.
    Only(KindName),
}

impl PatternForm {
    /// What it asks for; `None` when it is empty.
    pub fn pattern(&self) -> Option<Pattern> {
        let language = if self.is_regex { Language::Regex } else { Language::Text };
        (!self.text.is_empty()).then(|| Pattern { text: self.text.clone(), language, ignores_case: !self.minds_case })
    }
}

impl FilterForm {
    /// The conditions that are not in effect: a `field` that cannot be read keeps back all that was changed since the form that
    /// was `applied` last.
    pub fn held_back(&self, applied: &Self, field: Option<Field>, pattern_is_wrong: bool) -> Vec<Chip> {
        let before = applied.chips();
        let is_in_effect = |chip: &Chip| match chip {
            Chip::Pattern => (&self.pattern, self.inverted) == (&applied.pattern, applied.inverted),
            Chip::Size => (&self.least, &self.most) == (&applied.least, &applied.most),
            Chip::Time => (&self.from, &self.to) == (&applied.from, &applied.to),
            chip => before.contains(chip),
        };
        let is_held =
            |chip: &Chip| field.is_some() && !is_in_effect(chip) || pattern_is_wrong && *chip == Chip::Pattern;
        self.chips().into_iter().filter(is_held).collect()
    }

    /// What it asks of the engine. `at` gives the point in time of a moment as the person's clock shows it.
    ///
    /// # Errors
    ///
    /// The first field that does not say what it should.
    pub fn filter(&self, at: impl Fn(Moment) -> Timestamp) -> Result<Filter, Field> {
        let time = |text: &str| match text.trim() {
            "" => Ok(None),
            text => place::moment(text).map(|moment| Some(at(moment))).ok_or(Field::Time),
        };
        let context = whole(&self.context).ok_or(Field::Context)?.unwrap_or(0);
        let size = |text| whole(text).ok_or(Field::Size);
        let (least_bytes, most_bytes) = (size(&self.least)?, size(&self.most)?);
        if least_bytes.zip(most_bytes).is_some_and(|(least, most)| least > most) {
            return Err(Field::Sizes);
        }
        let (from, to) = (time(&self.from)?, time(&self.to)?);
        if from.zip(to).is_some_and(|(from, to)| from.0 > to.0) {
            return Err(Field::Times);
        }
        Ok(Filter {
            pattern: self.pattern.pattern(),
            inverted: self.inverted,
            direction: self.direction,
            kind: self.kind,
            least_bytes,
            most_bytes,
            from,
            to,
            muted: self.muted.clone(),
            only: self.only.clone(),
            context: u16::try_from(context).ok().filter(|rows| *rows <= Filter::MOST_CONTEXT).ok_or(Field::Context)?,
        })
    }

    /// The id of the one field of the page that does not say what it should.
    pub fn id_of(&self, problem: Field) -> &'static str {
        let is_number = |text: &str| whole(text).is_some();
        let is_time = |text: &str| text.trim().is_empty() || place::moment(text).is_some();
        match problem {
            Field::Size if !is_number(&self.least) => "filter-least",
            Field::Size | Field::Sizes => "filter-most",
            Field::Time if !is_time(&self.from) => "filter-from",
            Field::Time | Field::Times => "filter-to",
            Field::Context => "filter-context",
        }
    }

    /// The conditions that are set.
    pub fn chips(&self) -> Vec<Chip> {
        let mut chips = Vec::new();
        let set = |text: &String| !text.trim().is_empty();
        chips.extend((!self.pattern.text.is_empty()).then_some(Chip::Pattern));
        chips.extend(self.direction.map(Chip::Direction));
        chips.extend(self.kind.map(Chip::Kind));
        chips.extend((set(&self.least) || set(&self.most)).then_some(Chip::Size));
        chips.extend((set(&self.from) || set(&self.to)).then_some(Chip::Time));
        chips.extend(self.only.clone().map(Chip::Only));
        chips.extend(self.muted.iter().cloned().map(Chip::Muted));
        chips
    }

    /// Takes a condition back.
    pub fn drop(&mut self, chip: &Chip) {
        match chip {
            Chip::Pattern => (self.pattern.text, self.inverted) = (String::new(), false),
            Chip::Direction(_) => self.direction = None,
            Chip::Kind(_) => self.kind = None,
            Chip::Size => (self.least, self.most) = (String::new(), String::new()),
            Chip::Time => (self.from, self.to) = (String::new(), String::new()),
            Chip::Muted(kind) => self.muted.retain(|muted| muted != kind),
            Chip::Only(_) => self.only = None,
        }
    }

    /// Leaves a kind out, or lets it in again.
    pub fn mute(&mut self, kind: &KindName) {
        if self.muted.contains(kind) {
            self.muted.retain(|muted| muted != kind);
        } else {
            self.muted.push(kind.clone());
        }
    }

    /// Shows one kind only, or all again.
    pub fn show_only(&mut self, kind: &KindName) {
        self.only = if self.only.as_ref() == Some(kind) { None } else { Some(kind.clone()) };
    }
}

/// A whole number, or none; `None` when it is neither.
#[expect(clippy::option_option, reason = "a field may be empty, full or wrong")]
fn whole(text: &str) -> Option<Option<u64>> {
    match text.trim() {
        "" => Some(None),
        text => text.parse().ok().map(Some),
    }
}

#[cfg(test)]
mod tests;
