//! The page's side of the conversation with the engine.

use std::rc::Rc;

use yew::Context;

use super::App;
use crate::{
    BUILD,
    model::{
        id::SessionId,
        link::{Command, Ticket, ToEngine},
        session::Target,
        settings::FilePlan,
    },
    view::{
        msg::Msg,
        state::{behaviour::Behaviour, kept::Address},
    },
    web::{file::File, lab, page},
};

impl App {
    /// The engine listens: show what it has, and connect like the seeds' demo when nothing else was asked for.
    pub(super) fn begin(&mut self, ctx: &Context<Self>, ready: Result<String, String>) {
        match ready {
            Ok(build) if build == BUILD => self.is_ready = true,
            Ok(_) if page::reload_once(BUILD) => return,
            Ok(_) => {
                self.failure = Some("The page and its engine are of different builds. Reload the page.".to_owned());
            }
            Err(why) => self.failure = Some(why),
        }
        if let (true, Some(link)) = (self.is_ready, &self.link) {
            self.early.drain(..).for_each(|early| link.post(&early));
            self.look();
            if page::query("url").is_none() {
                ctx.link().send_future(async { Msg::LabLooked(lab::find().await) });
            }
        }
    }

    /// Asks for a Snapshot for each that was drawn.
    pub(super) fn ask(&mut self) {
        self.frame = None;
        if let Some(link) = &self.link {
            (0..self.owed).for_each(|_| link.post(&ToEngine::Ask));
            self.owed = 0;
        }
    }

    /// The engine is to draw the session that is shown.
    pub(super) fn look(&mut self) {
        let look = self.tabs.selected().look.clone();
        self.want(Command::Look(look));
    }

    /// Something for the session that is shown.
    pub(super) fn want(&mut self, command: Command) {
        if let Command::Look(look) = &command {
            self.tabs.selected_mut().look = look.clone();
        }
        self.post(self.tabs.selected().id, command);
    }

    pub(super) fn connect(&mut self, target: Target) {
        let form = self.tabs.selected().form.clone();
        self.remember(Address { url: form.url.trim().to_owned(), protocols: form.protocols.trim().to_owned() });
        self.want(Command::Connect(target));
    }

    /// What cannot be read is not applied: the field says so.
    pub(super) fn behave(&mut self, behaviour: Behaviour) {
        if let Ok(settings) = behaviour.settings() {
            self.want(Command::Configure(settings));
        }
        self.tabs.selected_mut().behaviour = Rc::new(behaviour);
    }

    pub(super) fn hand_over(&self, ticket: Ticket, plan: FilePlan, file: &File) {
        if let (true, Some(link)) = (self.is_ready, &self.link) {
            let command = Command::SendFile(ticket, plan);
            link.post_with(&ToEngine::Command(self.tabs.selected().id, command), file);
        }
    }

    /// Something for a session. The engine hears nothing before it has said that it listens.
    pub(super) fn post(&mut self, session: SessionId, command: Command) {
        let said = ToEngine::Command(session, command);
        match &self.link {
            Some(link) if self.is_ready => link.post(&said),
            _ => self.early.push(said),
        }
    }
}
