//! The drafts that were sent, each with its kind, to be had again with Alt+Up and Alt+Down.

use super::written::Written;

/// How many are remembered.
const MOST: usize = 50;

/// The drafts of one session, oldest first, and the place where the person stands among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    sent: Vec<Written>,
    /// What is shown of them; `None` while it is what the person writes.
    at: Option<usize>,
    /// What was written before the person went back.
    unsent: Written,
    /// What became of those that were changed after they were had again, by their place.
    changed: Vec<(usize, Written)>,
}

impl History {
    /// A draft of more UTF-16 units is not remembered when it was sent: fifty of them would be too much.
    pub const LONGEST: u32 = 128 * 1024;

    /// A draft was sent, or gives way to another one. What was written before the person went back stays, too.
    pub fn push(&mut self, draft: Written) {
        self.pass();
        self.remember(draft);
    }

    /// A draft was sent that is too long to be remembered.
    pub fn pass(&mut self) {
        self.at = None;
        self.changed.clear();
        let unsent = std::mem::take(&mut self.unsent);
        self.remember(unsent);
    }

    fn remember(&mut self, draft: Written) {
        if draft.text.is_empty() || self.sent.last() == Some(&draft) {
            return;
        }
        let is_long = |draft: &Written| draft.text.len() > Self::LONGEST as usize;
        if is_long(&draft) {
            self.sent.retain(|other| !is_long(other));
        }
        if self.sent.len() == MOST {
            self.sent.remove(0);
        }
        self.sent.push(draft);
    }

    /// The draft before the one that is shown, which is `current`. `None` when there is none.
    pub fn older(&mut self, current: Written) -> Option<&Written> {
        let at = self.at.unwrap_or(self.sent.len()).checked_sub(1)?;
        self.leave(current);
        self.at = Some(at);
        Some(self.draft(at))
    }

    /// The draft after the one that is shown, which is `current`, and at last what was being written. `None` when that
    /// is shown.
    pub fn newer(&mut self, current: Written) -> Option<&Written> {
        let at = self.at? + 1;
        self.leave(current);
        self.at = (at < self.sent.len()).then_some(at);
        Some(self.at.map_or(&self.unsent, |at| self.draft(at)))
    }

    /// What is shown gives way to another draft, and is to be had again as it is.
    fn leave(&mut self, current: Written) {
        let Some(at) = self.at else {
            self.unsent = current;
            return;
        };
        self.changed.retain(|(place, _)| *place != at);
        if current != self.sent[at] {
            self.changed.push((at, current));
        }
    }

    fn draft(&self, at: usize) -> &Written {
        self.changed.iter().find(|(place, _)| *place == at).map_or(&self.sent[at], |(_, draft)| draft)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::state::written::{Choices, Kind};

    #[test]
    fn after_a_draft_that_is_too_long_one_goes_back_from_the_newest() {
        let mut history = History::default();
        history.push(Written::text("first"));
        history.push(Written::text("second"));
        history.older(Written::text(""));
        history.older(Written::text("second"));
        history.pass();
        assert_eq!(history.older(Written::text("")), Some(&Written::text("second")));
    }

    fn hex(text: &str) -> Written {
        Written { text: text.to_owned(), choices: Choices { kind: Kind::Hex, ..Choices::default() } }
    }

    #[test]
    fn up_goes_back_and_down_comes_back_to_what_was_being_written() {
        let mut history = History::default();
        for draft in [Written::text("00"), hex("00"), hex("00")] {
            history.push(draft);
        }
        assert_eq!(history.newer(Written::text("unsent")), None);
        assert_eq!(history.older(Written::text("unsent")), Some(&hex("00")));
        assert_eq!(history.older(hex("00")), Some(&Written::text("00")));
        assert_eq!(history.older(Written::text("00")), None);
        assert_eq!(history.newer(Written::text("00")), Some(&hex("00")));
        assert_eq!(history.newer(hex("00")), Some(&Written::text("unsent")));
        assert_eq!(history.newer(Written::text("unsent")), None);
    }

    #[test]
    fn a_letter_typed_into_what_was_sent_loses_neither_that_nor_what_was_being_written() {
        let mut history = History::default();
        history.push(Written::text("sent"));
        history.older(Written::text("my unsent draft"));
        assert_eq!(history.newer(Written::text("sent!")), Some(&Written::text("my unsent draft")));
        assert_eq!(history.older(Written::text("my unsent draft")), Some(&Written::text("sent!")));
        assert_eq!(history.older(Written::text("sent!")), None);
        assert_eq!(history.newer(Written::text("sent")), Some(&Written::text("my unsent draft")));
        assert_eq!(history.older(Written::text("my unsent draft")), Some(&Written::text("sent")));
    }

    #[test]
    fn what_was_being_written_is_there_after_something_older_was_sent_again() {
        let mut history = History::default();
        history.push(Written::text("sent"));
        history.older(Written::text("my unsent draft"));
        history.push(Written::text("sent"));
        assert_eq!(history.older(Written::default()), Some(&Written::text("sent")));
        assert_eq!(history.older(Written::text("sent")), Some(&Written::text("my unsent draft")));
    }

    #[test]
    fn of_very_long_drafts_the_last_alone_is_remembered() {
        let mut history = History::default();
        for letter in ["a", "b"] {
            history.push(Written::text(&letter.repeat(History::LONGEST as usize + 1)));
            history.push(Written::text(letter));
        }
        let beginnings: Vec<(usize, &str)> =
            history.sent.iter().map(|draft| (draft.text.len(), &draft.text[..1])).collect();
        assert_eq!(beginnings, [(1, "a"), (History::LONGEST as usize + 1, "b"), (1, "b")]);
    }

    #[test]
    fn it_forgets_the_oldest() {
        let mut history = History::default();
        (0..60).for_each(|number| history.push(Written::text(&number.to_string())));
        assert_eq!(history.sent.len(), MOST);
        assert_eq!(history.older(Written::default()), Some(&Written::text("59")));
    }
}
