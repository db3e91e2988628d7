//! What the inspector beside the list shows: the message that is looked into, or another of its panes.

/// A pane of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The message that is looked into.
    Message,
    /// What was agreed on, how it went, why it ended.
    Connection,
    /// Rates, kinds, watched values, memory.
    Traffic,
    /// What is sent and done without a click.
    Automate,
}

impl Pane {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Message, Self::Connection, Self::Traffic, Self::Automate];

    /// By what the document knows it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Message => "pane-message",
            Self::Connection => "pane-connection",
            Self::Traffic => "pane-traffic",
            Self::Automate => "pane-automate",
        }
    }

    /// By what the document knows the tab that shows it.
    pub fn tab_id(self) -> &'static str {
        match self {
            Self::Message => "show-message",
            Self::Connection => "show-connection",
            Self::Traffic => "show-traffic",
            Self::Automate => "show-automate",
        }
    }

    /// The one that holds the section with this name.
    pub fn of_section(name: &str) -> Self {
        match name {
            "traffic" | "kinds" | "watches" | "pressure" | "memory" => Self::Traffic,
            "sender" | "reconnect" | "on-open" | "heartbeat" | "share" => Self::Automate,
            _ => Self::Connection,
        }
    }
}

/// Whether the inspector is open, and at which pane. A message that is looked into comes to the front, and when it is left,
/// what was there before it is there again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspector {
    is_open: bool,
    pane: Pane,
    /// A message that is looked into is in front.
    reads: bool,
    /// Who has opened it.
    opened: Opened,
}

/// Why the inspector is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opened {
    /// There was room for it at first. It has to go when there is none.
    AtFirst,
    /// There was room for it at first, and the connection has failed since.
    Again,
    /// The connection has failed.
    ByFailure,
    /// The person wants it.
    ByPerson,
}

impl Inspector {
    /// One that tells of the connection, or is closed.
    pub fn new(is_open: bool) -> Self {
        Self { is_open, pane: Pane::Connection, reads: true, opened: Opened::AtFirst }
    }

    /// The pane that is seen. `is_looking`: there is a message that is looked into.
    pub fn shown(&self, is_looking: bool) -> Option<Pane> {
        if is_looking && self.reads { Some(Pane::Message) } else { self.is_open.then_some(self.pane) }
    }

    /// A message is opened.
    pub fn read(&mut self) {
        self.reads = true;
    }

    /// Whether it is open only because there was room for it.
    pub fn is_at_rest(&self, is_looking: bool) -> bool {
        self.opened == Opened::AtFirst && self.shown(is_looking) == Some(Pane::Connection)
    }

    /// The person wants to see this pane.
    pub fn choose(&mut self, pane: Pane) {
        *self = Self { is_open: true, pane, reads: pane == Pane::Message, opened: Opened::ByPerson };
    }

    /// The person wants it open, or closed.
    pub fn toggle(&mut self, is_looking: bool) {
        let is_seen = self.shown(is_looking).is_some();
        *self = Self { is_open: !is_seen, reads: !is_seen, opened: Opened::ByPerson, ..*self };
    }

    /// The connection has failed: it says why, unless something else is being looked at.
    pub fn fail(&mut self) {
        let opened = if self.is_open { Opened::Again } else { Opened::ByFailure };
        if !self.is_open || self.opened == Opened::AtFirst {
            *self = Self { is_open: true, pane: Pane::Connection, opened, ..*self };
        }
    }

    /// There is a new attempt: what a failure has opened is in its way.
    pub fn attempt(&mut self) {
        match self.opened {
            Opened::ByFailure => *self = Self { is_open: false, opened: Opened::ByPerson, ..*self },
            Opened::Again => self.opened = Opened::AtFirst,
            Opened::AtFirst | Opened::ByPerson => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_comes_to_the_front_and_leaves_what_was_there_behind_it() {
        for is_open in [true, false] {
            let inspector = Inspector::new(is_open);
            let before = inspector.shown(false);
            assert_eq!(before, is_open.then_some(Pane::Connection));
            assert_eq!(inspector.shown(true), Some(Pane::Message));
            assert_eq!(inspector.shown(false), before);
        }
    }

    #[test]
    fn another_pane_is_seen_until_the_next_message_is_opened() {
        let mut inspector = Inspector::new(false);
        inspector.choose(Pane::Traffic);
        assert_eq!(inspector.shown(true), Some(Pane::Traffic));
        inspector.read();
        assert_eq!(inspector.shown(true), Some(Pane::Message));
        assert_eq!(inspector.shown(false), Some(Pane::Traffic));
        inspector.choose(Pane::Message);
        assert_eq!(inspector.shown(false), Some(Pane::Message), "it says that none is looked into");
    }

    #[test]
    fn the_switch_closes_whatever_is_seen_and_opens_what_was_there() {
        let mut inspector = Inspector::new(false);
        inspector.toggle(true);
        assert_eq!(inspector.shown(true), None, "the message was seen");
        inspector.toggle(true);
        assert_eq!(inspector.shown(true), Some(Pane::Message));
        inspector.choose(Pane::Automate);
        inspector.toggle(false);
        inspector.toggle(false);
        assert_eq!(inspector.shown(false), Some(Pane::Automate));
    }

    #[test]
    fn a_failure_opens_it_until_the_next_attempt_and_disturbs_nobody_who_looks_at_something() {
        let mut closed = Inspector::new(false);
        closed.fail();
        assert_eq!((closed.shown(false), closed.shown(true)), (Some(Pane::Connection), Some(Pane::Message)));
        closed.attempt();
        assert_eq!(closed.shown(false), None);
        let mut there = Inspector::new(true);
        assert!(there.is_at_rest(false) && !there.is_at_rest(true));
        there.fail();
        assert!(!there.is_at_rest(false), "it says why, in a small window, too");
        there.attempt();
        assert_eq!((there.shown(false), there.is_at_rest(false)), (Some(Pane::Connection), true));
        let mut watching = Inspector::new(true);
        watching.choose(Pane::Traffic);
        watching.fail();
        watching.attempt();
        assert_eq!(watching.shown(false), Some(Pane::Traffic));
    }

    #[test]
    fn each_section_is_in_one_pane() {
        assert_eq!(Pane::of_section("kinds"), Pane::Traffic);
        assert_eq!(Pane::of_section("share"), Pane::Automate);
        assert_eq!(Pane::of_section("card"), Pane::Connection);
    }
}
