//! What a desk shows.

use super::Desk;
use crate::{
    engine::{bell::Wake, evidence::Attempt, files::Sending, heartbeat::Heart, live::Live},
    model::{
        find::kind_counts::KindsReport,
        link::{Look, Memory, SessionSnapshot, Summary},
        log::Span,
    },
    web::clock,
};

/// Milliseconds after which rates are told again.
const RATES_MS: f64 = 1_000.0;

impl Desk {
    /// How it stands, with the rows in view, and the chart that is asked for.
    pub(in crate::engine) fn snapshot(&mut self, look: &Look, charted: Option<Span>) -> SessionSnapshot {
        let list = self.log.list();
        let rows = match look {
            Look::Newest(count) => list.positions.end.saturating_sub(*count)..list.positions.end,
            Look::Rows(rows) => rows.clone(),
        };
        let mut rows = self.log.window(rows);
        self.held.show(&mut rows, &self.bell);
        let buffered_amount = self.live.as_ref().map_or(0, Live::buffered);
        let kinds = self.kinds();
        SessionSnapshot {
            phase: self.session.phase().clone(),
            target: self.session.target().cloned(),
            properties: self.properties.clone(),
            negotiated: self.session.negotiated().cloned(),
            ledger: self.log.ledger(),
            cleared: self.log.cleared(),
            list,
            search: self.log.search(),
            answer: self.log.answer(),
            kinds,
            watches: self.log.watches(),
            memory: Memory { used: self.memory() as u64, budget: self.log.budget() as u64, ..Memory::default() },
            rows,
            answered: self.answered,
            refusal: self.refusal,
            buffered_amount,
            others_connecting: 0,
            recent_failures: 0,
            timeline: self.session.timeline().clone(),
            retry: self.session.retry(),
            sender: self.sender.as_ref().map(|sender| sender.report(clock::now())),
            file: self.file.as_ref().map(Sending::report),
            evidence: self.attempt.as_ref().and_then(Attempt::evidence).cloned(),
            detail: self.detail.news(),
            chart: charted.map(|span| self.log.chart(span)),
            heartbeat: self.live.as_ref().and_then(|live| live.heart.as_ref()).and_then(Heart::latest),
        }
    }

    /// The kinds, while they are wanted. Their rates sink also when nothing comes.
    fn kinds(&mut self) -> Option<KindsReport> {
        let report = self.log.kinds(clock::now());
        let is_running = report.as_ref().is_some_and(|report| report.kinds.iter().any(|kind| kind.rate > 0.0));
        if is_running && self.rates_due.is_none() {
            self.rates_due = Some(self.bell.after(RATES_MS, Wake::RatesDue));
        }
        report
    }

    /// Bytes of memory that its log uses, and the message that is looked into.
    pub(in crate::engine) fn memory(&self) -> usize {
        self.log.memory().saturating_add(self.detail.memory())
    }

    /// Whether it has come to use more memory since this was asked last.
    pub(in crate::engine) fn take_growth(&mut self) -> bool {
        self.log.take_growth()
    }

    /// Whether it has found no memory since this was asked last.
    pub(in crate::engine) fn take_shortage(&mut self) -> bool {
        self.log.take_shortage()
    }

    /// Somebody has let go of memory.
    pub(in crate::engine) fn try_again(&mut self) {
        self.log.try_again();
    }

    /// Drops its oldest messages, because all sessions together use too much.
    pub(in crate::engine) fn give_back(&mut self) -> bool {
        let gave = self.log.give_back();
        self.held.follow(&self.log);
        gave
    }

    /// Drops at least so many bytes of its oldest messages, because another session finds no memory.
    pub(in crate::engine) fn give_up(&mut self, bytes: usize) {
        self.log.give_up(bytes);
        self.held.follow(&self.log);
    }

    /// Drops oldest messages until so many bytes are free, or half of its messages are gone.
    pub(in crate::engine) fn make_way(&mut self, bytes: usize) {
        self.log.make_way(bytes);
        self.held.follow(&self.log);
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
