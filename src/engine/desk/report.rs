//! What a desk shows.

use super::Desk;
use crate::{
    engine::{evidence::Attempt, heartbeat::Heart},
    model::link::{Look, SessionSnapshot, Summary},
    web::clock,
};

impl Desk {
    /// How it stands, with the rows in view.
    pub(in crate::engine) fn snapshot(&mut self, look: &Look) -> SessionSnapshot {
        let kept_rows = self.log.rows();
        let rows = match look {
            Look::Newest(count) => kept_rows.end.saturating_sub(*count)..kept_rows.end,
            Look::Rows(rows) => rows.clone(),
        };
        let mut rows = self.log.window(rows);
        self.held.show(&mut rows, &self.bell);
        let buffered_amount = self.gauge.seen();
        SessionSnapshot {
            phase: self.session.phase().clone(),
            target: self.session.target().cloned(),
            ledger: self.log.ledger(),
            kept_rows,
            rows,
            answered: self.answered,
            refusal: self.refusal,
            buffered_amount,
            timeline: self.session.timeline().clone(),
            retry: self.session.retry(),
            sender: self.sender.as_ref().map(|sender| sender.report(clock::now())),
            file: self.file.as_ref().map(|file| file.report(buffered_amount)),
            evidence: self.attempt.as_ref().and_then(Attempt::evidence).cloned(),
            heartbeat: self.heart.as_ref().and_then(Heart::latest),
        }
    }

    /// How it stands, in brief.
    pub(in crate::engine) fn summary(&self) -> Summary {
        Summary {
            session: self.bell.session(),
            state: self.session.phase().ready_state(),
            will_retry: self.session.retry().is_some(),
            received: self.log.ledger().received,
        }
    }
}
