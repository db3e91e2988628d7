//! Reconnecting: when a further try is planned, when it begins, and what calls it off.

use serde::{Deserialize, Serialize};

use super::{Effect, Effects, Moment, STEADY_MS, Session};
use crate::model::{
    address::{Address, Reach, reach},
    backoff::{self, NoRetry},
    close::{CloseCode, CloseEvent},
    log::Note,
    phase::{Closer, Ending, Phase, ReadyState},
    settings::Settings,
    time::Timestamp,
};

/// Milliseconds between two looks at the network. Chromium was seen to fire no `online` event in a worker.
const LOOK_AGAIN_MS: f64 = 1_000.0;

/// A try that is to come.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Retry {
    /// Which try it is, from 1.
    pub attempt: u32,
    /// How many there will be in all; `None` for no end.
    pub of: Option<u32>,
    /// When; the engine waits longer while the browser is offline.
    pub at: Timestamp,
    /// The time has come, but the browser is offline.
    pub waits_for_network: bool,
}

impl Session {
    /// The try that is to come.
    pub fn retry(&self) -> Option<Retry> {
        self.retry
    }

    /// Plans a further try after this ending, when the settings want one.
    pub(super) fn plan_retry(&mut self, ending: &Ending, moment: Moment) -> Effects {
        if self.opened.as_ref().is_some_and(|(at, _)| moment.now.since(*at) >= STEADY_MS) {
            self.tries = 0;
        }
        let Some(policy) = self.settings.reconnect.filter(|_| !self.gave_up) else { return Effects::new() };
        match backoff::why_not(&policy, self.tries, ending) {
            None => {
                let (attempt, of) = (self.tries.saturating_add(1), policy.tries);
                let delay_ms = backoff::delay_ms(&policy, attempt, moment.luck);
                let at = Timestamp(moment.now.0 + delay_ms);
                self.retry = Some(Retry { attempt, of, at, waits_for_network: false });
                let note = Note::Retrying { attempt, of, delay_ms };
                Effects::from_iter([Effect::TakeNote(note), Effect::ScheduleRetry(delay_ms)])
            }
            // The person knows.
            Some(NoRetry::YouClosed) => Effects::new(),
            Some(why) => Effects::from_iter([Effect::TakeNote(Note::NotRetrying(why))]),
        }
    }

    /// The time has come: a try, or a wait for the network.
    pub(super) fn retry_elapsed(&mut self, moment: Moment) -> Effects {
        let needs_network = self.needs_network();
        match &mut self.retry {
            Some(retry) if !moment.is_online && needs_network => {
                retry.waits_for_network = true;
                Effects::from_iter([Effect::ScheduleRetry(LOOK_AGAIN_MS)])
            }
            Some(_) => self.try_again(),
            None => Effects::new(),
        }
    }

    pub(super) fn online_changed(&mut self, moment: Moment) -> Effects {
        match self.retry {
            Some(retry) if retry.waits_for_network && moment.is_online => self.reconnect_now(),
            _ => Effects::new(),
        }
    }

    /// The person does not wait: not for the time, and not for the network.
    pub(super) fn reconnect_now(&mut self) -> Effects {
        if self.retry.is_none() {
            // It has begun in the meantime, or was called off.
            return Effects::new();
        }
        let mut effects = Effects::from_iter([Effect::CancelRetry]);
        effects.extend(self.try_again());
        effects
    }

    pub(super) fn stop_reconnecting(&mut self) -> Effects {
        if self.retry.take().is_some() {
            return Effects::from_iter([Effect::CancelRetry, Effect::TakeNote(Note::RetryStopped)]);
        }
        if self.phase.ready_state() == ReadyState::Connecting && !self.gave_up {
            self.gave_up = true;
            return Effects::from_iter([Effect::TakeNote(Note::RetryStopped)]);
        }
        Effects::new()
    }

    /// New settings: heartbeats follow them at once, and a try that they do not allow is called off.
    pub(super) fn configure(&mut self, settings: Settings) -> Effects {
        let mut effects = Effects::new();
        let heartbeat_changed = settings.heartbeat != self.settings.heartbeat;
        self.settings = settings;
        if heartbeat_changed && matches!(self.phase, Phase::Open { .. }) {
            effects.push(Effect::SetHeartbeat);
        }
        if let Some(retry) = &mut self.retry {
            match self.settings.reconnect {
                Some(policy) if policy.tries.is_none_or(|tries| retry.attempt <= tries) => retry.of = policy.tries,
                _ => effects.extend(self.stop_reconnecting()),
            }
        }
        effects
    }

    /// The ending of a connection that was given up, as the policy sees it.
    pub(super) fn lost() -> Ending {
        let close = CloseEvent { code: CloseCode::ABNORMAL_CLOSURE, reason: String::new(), was_clean: false };
        Ending { close, closer: Closer::Nobody, opened: true }
    }

    /// Whether the address is on another machine, as far as it tells.
    fn needs_network(&self) -> bool {
        let url = self.target.as_ref().map_or("", |target| target.endpoint.as_str());
        Address::parse(url).is_none_or(|address| reach(address.host) != Reach::Loopback)
    }

    fn try_again(&mut self) -> Effects {
        match (self.retry.take(), self.target.clone()) {
            (Some(retry), Some(target)) => {
                self.tries = retry.attempt;
                self.attempt(target)
            }
            _ => Effects::new(),
        }
    }
}
