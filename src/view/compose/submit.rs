//! A message on its way to the engine, and what the engine answered.

use yew::Context;

use super::{Composer, field};
use crate::{
    model::{id::Ticket, link::Command, message::Message, session::Refusal},
    view::{
        msg::Msg as PageMsg,
        state::{
            draft_history::History,
            written::{Kind, Written},
        },
        words::{self, compose as say},
    },
};

impl Composer {
    pub(super) fn submit(&mut self, ctx: &Context<Self>) {
        let ticket = Ticket(self.last.0 + 1);
        let command = match self.choices.kind {
            Kind::File => match (ctx.props().file.get(), self.file_form.plan()) {
                (None, _) => Err(say::NO_FILE.into()),
                (_, None) => Err(say::BAD_PLAN.into()),
                (Some(file), Some(plan)) => {
                    self.last = ticket;
                    ctx.props().on.emit(PageMsg::FileHandedOver(ticket, plan, file));
                    return;
                }
            },
            Kind::Drawing => {
                let pixels = ctx.props().writing.read(|writing| writing.drawing.clone());
                pixels.map(Message::Binary).ok_or_else(|| say::NOTHING_DRAWN.into())
            }
            _ => field::encode(&self.text(), self.choices),
        };
        match command {
            Ok(message) => {
                self.last = ticket;
                self.waiting = Some(self.choices).filter(|choices| choices.kind.is_written());
                ctx.props().on.emit(PageMsg::Wanted(Command::Send(ticket, message)));
            }
            Err(why) => self.problem = Some(why),
        }
    }

    pub(super) fn answered(&mut self, ctx: &Context<Self>) {
        match ctx.props().answered {
            Some((ticket, Ok(()))) if ticket == self.last => self.sent(ctx),
            Some((ticket, Err(refusal))) if ticket == self.last => self.refused(refusal),
            _ => {}
        }
    }

    pub(super) fn sent(&mut self, ctx: &Context<Self>) {
        self.problem = None;
        if let Some(choices) = self.waiting.take() {
            if self.textarea().is_some_and(|field| field.text_length() <= History::LONGEST) {
                let sent = Written { text: self.text(), choices };
                ctx.props().writing.write(|writing| writing.history.push(sent));
            } else {
                ctx.props().writing.write(|writing| writing.history.pass());
            }
            if !self.keeps {
                self.put("");
            }
        }
    }

    pub(super) fn refused(&mut self, refusal: Refusal) {
        self.waiting = None;
        self.problem = Some(words::not_sent(refusal).into());
    }
}
