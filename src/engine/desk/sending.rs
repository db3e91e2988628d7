//! What a desk sends: for the person, on open, and as a heartbeat.

use super::{Cargo, Desk};
use crate::{
    engine::heartbeat::Heart,
    model::{
        heartbeat::Beat,
        id::ConnectionId,
        link::FileState,
        log::Note,
        message::{Direction, Message},
        phase::ReadyState,
        recipe::Recipe,
        session::{Event, Refusal},
        template::Ingredients,
        time::Timestamp,
    },
    web::{chance, clock, socket::SendError},
};

impl Desk {
    pub(super) fn transmit(&mut self, cargo: &mut Cargo, now: Timestamp) {
        match std::mem::replace(cargo, Cargo::Nothing) {
            Cargo::Outgoing(ticket, message) => {
                let sent = self.hand_over(&message, now).map_err(|error| match error {
                    SendError::NotOpen(state) => Refusal::NotOpen(state),
                    SendError::Threw(_) => Refusal::TooLarge,
                });
                self.answered = Some((ticket, sent));
            }
            Cargo::File(ticket, plan, file) => self.start_file(ticket, &plan, file, now),
            Cargo::Sender(plan) => self.start_sender(plan, now),
            Cargo::Nothing | Cargo::Incoming(_) => {}
        }
    }

    /// Hands a message to the browser, and logs it when that worked.
    fn hand_over(&mut self, message: &Message, now: Timestamp) -> Result<(), SendError> {
        if let Some(live) = &self.live {
            live.socket().send(message)?;
            self.log.append(Direction::Sent, message.kind(), message.bytes(), now);
        }
        Ok(())
    }

    /// Makes a message that nobody waits for an answer to, the one with this number, and hands it over. Answers whether that
    /// worked.
    fn send_by_itself(&mut self, recipe: &Recipe, seq: u64) -> bool {
        let now = clock::now();
        let message = match recipe.message(&mut Ingredients { seq, now, random: chance::bits }) {
            Ok(message) => message,
            Err(why) => {
                self.note(&Note::NotMade(why.to_string()), now);
                return false;
            }
        };
        let sent = self.hand_over(&message, now);
        let worked = sent.is_ok();
        self.note_throw(match sent {
            Err(SendError::Threw(why)) => Some(why.into()),
            _ => None,
        });
        worked
    }

    pub(super) fn send_on_open(&mut self) {
        let messages = self.session.settings().on_open.clone();
        for (sent, message) in messages.iter().enumerate() {
            let worked = self.send_by_itself(message, sent as u64);
            if !worked && self.live.as_ref().is_none_or(|live| !live.is(ReadyState::Open)) {
                self.note(&Note::NotSentOnOpen((messages.len() - sent) as u64), clock::now());
                break;
            }
        }
        self.look_at_buffer();
    }

    pub(super) fn set_heartbeat(&mut self, now: Timestamp) {
        let (bell, connection) = (self.bell.clone(), self.session.connection());
        let plan = self.session.settings().heartbeat.clone();
        if let Some(live) = &mut self.live {
            live.heart = plan.map(|plan| Heart::new(plan, connection, bell, now));
        }
    }

    pub(super) fn beat(&mut self, connection: ConnectionId) {
        let now = clock::now();
        let Some(heart) = self.heart().filter(|heart| heart.connection() == connection) else { return };
        match heart.wake(now) {
            Beat::Dead(waited) => {
                return self.happen_now(Event::HeartbeatUnanswered(connection, waited), Cargo::Nothing);
            }
            Beat::Send => {
                let (recipe, number) = heart.recipe();
                let worked = self.send_by_itself(&recipe, number);
                match self.heart() {
                    Some(heart) if worked => heart.sent(now),
                    Some(heart) => heart.missed(now),
                    None => {}
                }
            }
            Beat::Rest => {}
        }
        if let Some(heart) = self.heart() {
            heart.rest(now);
        }
    }

    fn heart(&mut self) -> Option<&mut Heart> {
        self.live.as_mut()?.heart.as_mut()
    }

    /// Ends what sends by itself.
    pub(super) fn end_traffic(&mut self) {
        if let Some(live) = &mut self.live {
            live.heart = None;
        }
        if let Some(sender) = &mut self.sender {
            sender.stop();
        }
        if let Some(file) = &mut self.file {
            file.end(FileState::Stopped);
        }
    }
}
