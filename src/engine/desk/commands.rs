//! What the person and the world ask of a desk.

use super::{Attempt, Cargo, Desk, Detail, Sending};
use crate::{
    engine::{bell::Wake, live::Live, sender::Sender},
    model::{
        detail::DetailCommand,
        diagnosis::Absence,
        id::{RowNumber, Ticket},
        link::{Command, FileState},
        phase::ReadyState,
        session::{Event, Refusal},
        settings::{FilePlan, SenderPlan},
        time::Timestamp,
    },
    web::{clock, file::File, network::Violation},
};

/// Milliseconds in which Clear can be undone.
const UNDO_MS: f64 = 10_000.0;

impl Desk {
    /// Does what the person wants, or says why not.
    pub(in crate::engine) fn obey(&mut self, command: Command, file: Option<File>) {
        self.look_at_state();
        match command {
            Command::Send(ticket, message) => self.happen_now(Event::SendClicked, Cargo::Outgoing(ticket, message)),
            Command::SendFile(ticket, plan) => self.send_file(ticket, plan, file),
            Command::CancelFile => self.cancel_file(),
            Command::PauseSender => self.with_sender(Sender::pause),
            Command::ResumeSender => self.with_sender(Sender::resume),
            Command::StopSender => self.with_sender(|sender, _| sender.stop()),
            Command::Clear => self.clear(),
            Command::UndoClear => self.undo_clear(),
            Command::Detail(DetailCommand::Open(row)) => self.open_detail(row),
            Command::Detail(command) => self.obey_detail(command),
            Command::Filter(filter) => self.log.set_filter(*filter),
            Command::Search(pattern) => self.log.set_search(pattern),
            Command::Inquire(inquiry) => self.inquire(inquiry),
            Command::Configure(settings) => self.happen_now(Event::SettingsEntered(settings), Cargo::Nothing),
            Command::Connect(target) => self.want(Event::ConnectClicked(target), Cargo::Nothing),
            Command::Close(request) => self.want(Event::CloseClicked(request), Cargo::Nothing),
            Command::LetGo => self.want(Event::LetGoClicked, Cargo::Nothing),
            Command::ReconnectNow => self.want(Event::ReconnectNowClicked, Cargo::Nothing),
            Command::StopReconnecting => self.want(Event::StopReconnectingClicked, Cargo::Nothing),
            Command::StartSender(plan) => self.want(Event::SendClicked, Cargo::Sender(plan)),
            #[cfg(feature = "trial")]
            Command::Fill(rows, bytes) => self.fill(rows, bytes),
            #[cfg(feature = "trial")]
            Command::Measure(needle) => self.measure(&needle),
            #[cfg(feature = "trial")]
            Command::BreakDown => super::trial::break_down(),
        }
        self.look_on();
        self.look_at_buffer();
    }

    /// The host that it is connecting to.
    pub(in crate::engine) fn connecting_to(&self) -> Option<&str> {
        let attempt = self.attempt.as_ref().map(Attempt::host);
        attempt.filter(|_| self.session.phase().ready_state() == ReadyState::Connecting)
    }

    /// Once after each failure that is to be investigated: the host where it happened.
    pub(in crate::engine) fn take_failure(&mut self) -> Option<String> {
        if !std::mem::take(&mut self.has_failed) {
            return None;
        }
        let attempt = self.attempt.as_mut()?;
        attempt.fail(self.session.phase(), self.log.ledger().received, clock::now());
        Some(attempt.host().to_owned())
    }

    /// Whether the failure is that of an opening, and not what the person wanted.
    pub(in crate::engine) fn has_failed_to_open(&self) -> bool {
        let evidence = self.attempt.as_ref().and_then(Attempt::evidence);
        evidence.is_some_and(|evidence| !evidence.opened && !evidence.closed_by_you)
    }

    pub(in crate::engine) fn investigate(&mut self, others_connecting: u32, recent_failures: u32) {
        if let Some(attempt) = &mut self.attempt {
            let is_last = self.session.retry().is_none();
            attempt.investigate(others_connecting, recent_failures, is_last, &self.bell);
        }
    }

    pub(in crate::engine) fn explain(&mut self, absence: &Absence) {
        if let Some(attempt) = &mut self.attempt {
            attempt.explain(absence);
        }
    }

    pub(in crate::engine) fn blocked(&mut self, violation: &Violation) {
        if let Some(attempt) = &mut self.attempt {
            attempt.blocked(violation);
        }
    }

    pub(in crate::engine) fn online_changed(&mut self) {
        self.happen_now(Event::OnlineChanged, Cargo::Nothing);
    }

    /// What the person sees refused beside its button.
    fn want(&mut self, event: Event, cargo: Cargo) {
        self.refusal = None;
        self.happen_now(event, cargo);
    }

    fn open_detail(&mut self, row: RowNumber) {
        let blob = self.held.blob(row);
        self.detail.open(row, &mut self.log, blob.is_some(), &self.bell);
        self.held.follow(&self.log);
        if let Some(blob) = blob {
            let (size, most) = (blob.size(), Detail::most(blob.size()));
            self.bell.when(async move { Wake::DetailRead(row, size, blob.slice(0..most).await) });
        }
    }

    fn obey_detail(&mut self, command: DetailCommand) {
        self.detail.obey(command, &mut self.log);
        self.held.follow(&self.log);
    }

    /// The page has forgotten what it was told: another session was shown meanwhile.
    pub(in crate::engine) fn tell_again(&mut self) {
        self.detail.tell_again();
    }

    fn clear(&mut self) {
        self.log.clear();
        self.detail.close();
        self.undo_due = Some(self.bell.after(UNDO_MS, Wake::ClearedDue));
    }

    fn undo_clear(&mut self) {
        self.log.undo_clear();
        self.undo_due = None;
    }

    pub(super) fn forget_cleared(&mut self) {
        self.undo_due = None;
        self.log.forget_cleared();
        self.held.follow(&self.log);
    }

    fn send_file(&mut self, ticket: Ticket, plan: FilePlan, file: Option<File>) {
        match file {
            Some(_) if self.file.as_ref().is_some_and(Sending::is_under_way) => {
                self.answered = Some((ticket, Err(Refusal::FileUnderWay)));
            }
            Some(file) => self.happen_now(Event::SendClicked, Cargo::File(ticket, plan, file)),
            None => self.answered = Some((ticket, Err(Refusal::NoFile))),
        }
    }

    pub(super) fn start_file(&mut self, ticket: Ticket, plan: &FilePlan, file: File, now: Timestamp) {
        self.files = self.files.wrapping_add(1);
        let mut sending = Sending::new(self.files, file, plan, self.bell.clone(), now);
        self.note(&sending.note(), now);
        sending.step(self.live.as_ref().map(Live::socket));
        self.file = Some(sending);
        self.answered = Some((ticket, Ok(())));
    }

    fn cancel_file(&mut self) {
        if let Some(file) = &mut self.file {
            file.end(FileState::Cancelled);
        }
    }

    pub(super) fn start_sender(&mut self, plan: SenderPlan, now: Timestamp) {
        match Sender::new(plan, self.bell.clone(), now) {
            Ok(sender) => {
                self.sender = Some(sender);
                self.step_sender();
            }
            Err(_) => self.refusal = Some(Refusal::BadTemplate),
        }
    }

    pub(super) fn step_sender(&mut self) {
        if let Some(sender) = &mut self.sender {
            let threw = sender.step(self.live.as_ref().map(Live::socket), &mut self.log);
            self.note_throw(threw);
        }
    }

    fn with_sender(&mut self, change: impl FnOnce(&mut Sender, Timestamp)) {
        if let Some(sender) = &mut self.sender {
            change(sender, clock::now());
            self.step_sender();
        }
    }
}
