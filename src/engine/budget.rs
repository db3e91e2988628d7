//! The memory of all sessions together: who has too much gives some back.

use super::{Engine, desk::Desk};
use crate::model::{
    id::SessionId,
    log::{
        MessageLog,
        shares::{self, SHARE},
    },
};

impl Engine {
    pub(super) fn set_budget(&mut self, bytes: u64) {
        self.pace.act();
        let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
        self.budget = bytes.clamp(MessageLog::LEAST_BUDGET, MessageLog::MOST_BUDGET);
        self.keep_within_budget();
        self.each_desk().for_each(Desk::try_again);
    }

    /// Hands over what a session has for the page, and keeps all of them within their budget.
    pub(super) fn settle(&mut self, session: SessionId) {
        if let Some(desk) = self.desks.get_mut(&session) {
            for (said, beside) in desk.take_parcels() {
                (self.say)(&said, Some(&beside));
            }
            if desk.take_shortage() {
                self.share(session);
            } else if !desk.take_growth() {
                return;
            }
        }
        self.keep_within_budget();
    }

    /// A session has found no memory: whoever holds most gives some of it, unless that is the session itself.
    pub(super) fn share(&mut self, session: SessionId) {
        let own = self.desks.get(&session).map_or(0, Desk::memory);
        let others = self.desks.iter_mut().filter(|(other, _)| **other != session);
        if let Some(giver) = shares::giver(own, others.map(|(_, desk)| with_memory(desk))) {
            giver.give_up(SHARE);
            if let Some(desk) = self.desks.get_mut(&session) {
                desk.try_again();
            }
        }
    }

    /// Sees to it that a large message of the page finds memory: as it comes, as it is read, and in the log.
    pub(super) fn make_way(&mut self, bytes: usize) {
        if let Some(greatest) = shares::greatest(self.each_desk().map(with_memory)) {
            greatest.make_way(bytes.saturating_mul(3));
        }
    }

    pub(super) fn keep_within_budget(&mut self) {
        while self.memory() > self.budget {
            let greatest = shares::greatest(self.each_desk().map(with_memory));
            if !greatest.is_some_and(Desk::give_back) {
                return;
            }
        }
    }

    pub(super) fn memory(&self) -> usize {
        self.desks.values().map(Desk::memory).sum()
    }
}

fn with_memory(desk: &mut Desk) -> (&mut Desk, usize) {
    let memory = desk.memory();
    (desk, memory)
}
