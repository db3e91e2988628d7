//! The paced sender at work: the pure pacer with a template, a timer and the socket.

use super::bell::{Bell, Wake};
use crate::{
    model::{
        link::{SenderReport, SenderState},
        log::MessageLog,
        message::{Direction, Kind, Message},
        send_pace::{Pacer, Step},
        settings::SenderPlan,
        stopwatch::Stopwatch,
        template::{Ingredients, Template, TemplateError},
        time::Timestamp,
    },
    web::{
        chance, clock,
        socket::{SendError, Socket},
        timer::{Soon, Timer},
    },
};

/// A sender, from its start on; it remains for its report when it has ended.
pub(super) struct Sender {
    pacer: Pacer,
    template: Template,
    state: SenderState,
    /// How long it has been at work.
    watch: Stopwatch,
    bell: Bell,
    soon: Option<Soon>,
    /// A turn was asked for and has not come yet: a second one would double the turns for good.
    is_due: bool,
    timer: Option<Timer>,
}

impl Sender {
    /// Prepares a sender. Its first step is up to the caller.
    pub(super) fn new(plan: SenderPlan, bell: Bell, now: Timestamp) -> Result<Self, TemplateError> {
        let template = Template::parse(&plan.template)?;
        let soon = bell.soon(|| Wake::Sender);
        let (pacer, state, mut watch) = (Pacer::new(plan, now), SenderState::Running, Stopwatch::default());
        watch.start(now);
        Ok(Self { pacer, template, state, watch, bell, soon, is_due: false, timer: None })
    }

    pub(super) fn report(&self, now: Timestamp) -> SenderReport {
        let (plan, sent, rate) = (self.pacer.plan().clone(), self.pacer.sent(), self.pacer.rate(now));
        SenderReport { plan, sent, rate, elapsed_ms: self.watch.passed_ms(now), state: self.state }
    }

    pub(super) fn pause(&mut self, now: Timestamp) {
        if self.is_active() {
            self.pacer.pause();
            self.watch.stop(now);
            self.timer = None;
            self.state = SenderState::Paused;
        }
    }

    pub(super) fn resume(&mut self, now: Timestamp) {
        if self.is_active() {
            self.pacer.resume(now);
            self.watch.start(now);
        }
    }

    /// Ends it. What is done stays done.
    pub(super) fn stop(&mut self) {
        if self.is_active() {
            self.end(SenderState::Stopped);
        }
    }

    /// Its turn has come.
    pub(super) fn rang(&mut self) {
        self.is_due = false;
    }

    /// Sends what is due, and plans the next step. Answers what the browser said when it threw.
    pub(super) fn step(&mut self, socket: Option<&Socket>, log: &mut MessageLog) -> Option<String> {
        if !self.is_active() {
            return None;
        }
        let Some(socket) = socket else {
            self.stop();
            return None;
        };
        self.timer = None;
        match self.pacer.next(clock::now(), u64::from(socket.buffered_amount())) {
            Step::Send(count) => return self.send(count, socket, log),
            Step::Wait(milliseconds) => self.wait(SenderState::Running, milliseconds),
            Step::Drain(milliseconds) => self.wait(SenderState::Waiting, milliseconds),
            Step::Paused => self.state = SenderState::Paused,
            Step::Done => self.end(SenderState::Done),
        }
        None
    }

    /// Sends a batch, or less of it: how many messages fit is an estimate, and only the socket knows.
    fn send(&mut self, count: u64, socket: &Socket, log: &mut MessageLog) -> Option<String> {
        self.state = SenderState::Running;
        for _ in 0..count {
            if !self.pacer.has_room(u64::from(socket.buffered_amount())) {
                break;
            }
            let now = clock::now();
            let seq = self.pacer.sent();
            let message = Message::Text(self.template.render(&mut Ingredients { seq, now, random: chance::bits }));
            match socket.send(&message) {
                Ok(()) => {
                    self.pacer.sent_one();
                    log.append(Direction::Sent, Kind::Text, message.bytes(), now);
                }
                Err(error) => {
                    self.stop();
                    return match error {
                        SendError::NotOpen(_) => None,
                        SendError::Threw(why) => Some(why.into()),
                    };
                }
            }
        }
        match &self.soon {
            Some(_) if self.is_due => {}
            Some(soon) => {
                soon.call();
                self.is_due = true;
            }
            None => self.wait(SenderState::Running, 0.0),
        }
        None
    }

    fn wait(&mut self, state: SenderState, milliseconds: f64) {
        self.state = state;
        self.timer = Some(self.bell.after(milliseconds, Wake::Sender));
    }

    fn end(&mut self, state: SenderState) {
        self.state = state;
        self.watch.stop(clock::now());
        self.timer = None;
        self.soon = None;
    }

    fn is_active(&self) -> bool {
        !matches!(self.state, SenderState::Done | SenderState::Stopped)
    }
}
