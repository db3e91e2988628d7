//! The drafts that were sent, to be had again with Alt+Up and Alt+Down.

/// How many are remembered.
const MOST: usize = 50;

/// The drafts of one session, oldest first, and the place where the person stands among them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    sent: Vec<String>,
    /// What is shown of them; `None` while it is what the person writes.
    at: Option<usize>,
    /// What was written before the person went back.
    unsent: String,
}

impl History {
    /// A draft of more UTF-16 units is not remembered: fifty of them would be too much.
    pub const LONGEST: u32 = 128 * 1024;

    /// A draft was sent.
    pub fn push(&mut self, draft: &str) {
        self.at = None;
        self.unsent.clear();
        if draft.is_empty() || self.sent.last().is_some_and(|last| last == draft) {
            return;
        }
        if self.sent.len() == MOST {
            self.sent.remove(0);
        }
        self.sent.push(draft.to_owned());
    }

    /// The draft before the one that is shown, which is `current`. `None` when there is none.
    pub fn older(&mut self, current: &str) -> Option<&str> {
        let at = match self.at {
            None => self.sent.len().checked_sub(1)?,
            Some(at) => at.checked_sub(1)?,
        };
        if self.at.is_none() {
            current.clone_into(&mut self.unsent);
        }
        self.at = Some(at);
        self.sent.get(at).map(String::as_str)
    }

    /// The draft after the one that is shown, and at last what was being written. `None` when that is shown.
    pub fn newer(&mut self) -> Option<&str> {
        let at = self.at? + 1;
        self.at = (at < self.sent.len()).then_some(at);
        Some(self.at.map_or(&self.unsent, |at| &self.sent[at]))
    }

    /// The person has typed: what is shown is a draft of its own from now on.
    pub fn typed(&mut self) {
        self.at = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_goes_back_and_down_comes_back_to_what_was_being_written() {
        let mut history = History::default();
        for draft in ["one", "two", "two"] {
            history.push(draft);
        }
        assert_eq!(history.newer(), None);
        assert_eq!(history.older("unsent"), Some("two"));
        assert_eq!(history.older("two"), Some("one"));
        assert_eq!(history.older("one"), None);
        assert_eq!(history.newer(), Some("two"));
        assert_eq!(history.newer(), Some("unsent"));
        assert_eq!(history.newer(), None);
    }

    #[test]
    fn it_forgets_the_oldest() {
        let mut history = History::default();
        (0..60).for_each(|number| history.push(&number.to_string()));
        assert_eq!(history.sent.len(), MOST);
        assert_eq!(history.older(""), Some("59"));
    }
}
