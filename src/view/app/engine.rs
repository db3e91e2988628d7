//! The page's side of the conversation with the engine.

use std::rc::Rc;

use super::App;
use crate::{
    BUILD,
    model::{
        close::CloseRequest,
        id::{SessionId, Ticket},
        link::{Command, Look, PageCommand, ToEngine},
        phase::{ReadyState, Target},
        settings::FilePlan,
    },
    view::{
        msg::Change,
        state::{
            behaviour::Behaviour,
            form::Form,
            kept::Address,
            selection::Selection,
            tabs::Tab,
            target::{Problems, target},
        },
        words::{language, shell},
    },
    web::{
        element,
        file::{Beside, File},
        link::NoEngine,
        page,
    },
};

impl App {
    /// The engine listens: it hears what was wanted before it did, and shows what it has.
    pub(super) fn begin(&mut self, ready: Result<String, NoEngine>) {
        match ready {
            Ok(build) if build == BUILD => self.is_ready = true,
            Ok(_) if page::reload_once(BUILD) => return,
            Ok(_) => {
                self.failure = Some(shell::OTHER_BUILD);
            }
            Err(why) => self.failure = Some(why.sentence()),
        }
        self.speak();
        self.restore_sessions();
        if let (true, Some(link)) = (self.is_ready, &self.link) {
            for (early, file) in self.early.drain(..) {
                match file {
                    Some(file) => link.post_with(&early, &Beside::File(file)),
                    None => link.post(&early),
                }
            }
            self.look();
            self.ask();
            self.keep_offline();
        }
    }

    /// The engine is to speak as the page does. Before it listens that can wait: it is told as soon as it does.
    pub(super) fn speak(&self) {
        self.tell(PageCommand::Speak(language::spoken(), language::separators()));
    }

    /// Something for the engine, of which it need not hear before it listens.
    pub(super) fn tell(&self, command: PageCommand) {
        if let (true, Some(link)) = (self.is_ready, &self.link) {
            link.post(&ToEngine::Page(command));
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
        let tab = self.tabs.selected();
        let command = PageCommand::Look(tab.id, tab.look.clone());
        self.post_page(command);
    }

    /// The engine is to draw these rows of it.
    pub(super) fn look_at(&mut self, look: Look) {
        self.tabs.selected_mut().look = look;
        self.look();
    }

    /// Something for the session that is shown.
    pub(super) fn want(&mut self, command: Command) {
        match &command {
            Command::Connect(_) => {
                self.tabs.selected_mut().was_to_connect = true;
                self.inspector.attempt();
            }
            Command::Clear => self.tabs.selected_mut().select(Selection::default()),
            _ => {}
        }
        self.post(self.tabs.selected().id, command);
    }

    /// The form was changed. What was wrong with it may be right by now.
    pub(super) fn change_form(&mut self, change: impl FnOnce(&mut Form)) {
        let tab = self.tabs.selected_mut();
        change(&mut tab.form);
        if tab.problems.are_any() {
            tab.problems = target(&tab.form).err().unwrap_or_default();
        }
    }

    /// To connect to what the form asks for, or to say what is wrong with it.
    pub(super) fn connect_form(&mut self) {
        let tab = self.tabs.selected_mut();
        match target(&tab.form) {
            Ok(target) => self.connect(target),
            Err(problems) => {
                // The menu with the subprotocols opens by itself, with the focus in it.
                if problems.url.is_some() {
                    element::focus("url");
                }
                tab.problems = problems;
            }
        }
    }

    /// The connection gives way to what the form asks for.
    pub(super) fn switch(&mut self) {
        let tab = self.tabs.selected_mut();
        match target(&tab.form) {
            Ok(_) => {
                tab.switches = true;
                self.want(Command::Close(CloseRequest::default()));
            }
            Err(problems) => tab.problems = problems,
        }
    }

    /// Sessions that have closed to give way connect again.
    pub(super) fn go_on_switching(&mut self) {
        let is_due = |tab: &&mut Tab| tab.switches && tab.state() == ReadyState::Closed;
        let due: Vec<_> = self.tabs.iter_mut().filter(is_due).map(|tab| (tab.id, target(&tab.form))).collect();
        for (id, target) in due {
            if let Some(tab) = self.tabs.get_mut(id) {
                tab.switches = false;
            }
            if let (Ok(target), Some(form)) = (target, self.tabs.get(id).map(|tab| tab.form.clone())) {
                self.keep_address(&form);
                self.post(id, Command::Connect(target));
            }
        }
    }

    pub(super) fn connect(&mut self, target: Target) {
        let form = self.tabs.selected().form.clone();
        self.tabs.selected_mut().problems = Problems::default();
        self.keep_address(&form);
        self.want(Command::Connect(target));
    }

    /// What is connected to is offered again, without its secrets unless they are wanted.
    fn keep_address(&mut self, form: &Form) {
        let address = Address::from(form);
        let keeps_secrets = self.shell.settings.keeps_secrets;
        self.remember(if keeps_secrets { address } else { address.without_secrets() });
    }

    pub(super) fn behave(&mut self, change: Change<Behaviour>) {
        change(Rc::make_mut(&mut self.tabs.selected_mut().behaviour));
        self.configure();
    }

    /// Tells the engine the settings of the session that is shown.
    pub(super) fn configure(&mut self) {
        let tab = self.tabs.selected_mut();
        tab.applied = tab.behaviour.settings(&tab.applied);
        let settings = tab.applied.clone();
        self.want(Command::Configure(settings));
    }

    pub(super) fn hand_over(&mut self, ticket: Ticket, plan: FilePlan, file: File) {
        let said = ToEngine::Session(self.tabs.selected().id, Command::SendFile(ticket, plan));
        match &self.link {
            Some(link) if self.is_ready => link.post_with(&said, &Beside::File(file)),
            _ => self.early.push((said, Some(file))),
        }
    }

    /// Something for a session.
    pub(super) fn post(&mut self, session: SessionId, command: Command) {
        self.say(ToEngine::Session(session, command));
    }

    /// Something for the engine itself.
    pub(super) fn post_page(&mut self, command: PageCommand) {
        self.say(ToEngine::Page(command));
    }

    /// The engine hears nothing before it has said that it listens.
    fn say(&mut self, said: ToEngine) {
        match &self.link {
            Some(link) if self.is_ready => link.post(&said),
            _ => self.early.push((said, None)),
        }
    }
}
