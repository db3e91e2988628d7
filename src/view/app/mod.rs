//! The page's one owner: the link to the engine, the sessions, and what the browser keeps.

mod deeds;
mod draw;
mod engine;
mod find;
mod inspect;
mod kept;
mod remembered;
mod save;
mod shell;
mod tabs;
mod take;
mod title;

use std::rc::Rc;

use yew::prelude::*;

use self::{find::Asked, kept::Shelf, remembered::Memory, save::Saving, shell::Shell, take::Taking};
use super::{
    msg::{Msg, On},
    state::{
        clock_column::ClockColumn,
        form::Form,
        inspector::Inspector,
        tabs::{Tab, Tabs},
    },
    tabs::tab_id,
};
use crate::{
    model::{
        endpoint::Endpoint,
        id::SessionId,
        language::Text,
        link::{Command, OUTSTANDING, ToEngine, ToPage},
        phase::{ReadyState, Target},
    },
    web::{
        animation_frame::NextFrame,
        element,
        file::File,
        lab::{self, Lab},
        leave::LeaveGuard,
        link::{self, Link},
        page,
    },
};

/// Where the form points when there is no lab: the address of the seeds' demo.
const PUBLIC_ECHO: &str = "wss://echo.websocket.org";

/// Wide enough for the log and the inspector beside it, in pixels.
const WIDE: f64 = 1_100.0;

/// The whole page.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
pub struct App {
    /// How its parts reach it.
    on: On,
    link: Option<Link<ToEngine>>,
    /// The engine's word that it listens has come.
    is_ready: bool,
    /// What was wanted before it came.
    early: Vec<(ToEngine, Option<File>)>,
    failure: Option<Text>,
    tabs: Tabs,
    /// The session whose name is being changed.
    renaming: Option<SessionId>,
    /// The session that is closed when the question is answered with yes.
    closing: Option<SessionId>,
    /// The question is gone, and the focus with it.
    focus_is_lost: bool,
    shelf: Shelf,
    memory: Memory,
    shell: Shell,
    inspector: Inspector,
    /// It may lie over what has the focus.
    covers: bool,
    /// The session that was drawn last, and its state: with another one there are other buttons.
    drawn: Option<(SessionId, ReadyState)>,
    /// The bar that finds is seen on a phone, too.
    finds: bool,
    /// What the list's first column tells.
    column: ClockColumn,
    /// Questions that were asked of the engine.
    tickets: u32,
    /// The one whose answer moves the list.
    asked: Option<Asked>,
    taking: Taking,
    /// The files that messages are being saved to.
    savings: Vec<Saving>,
    guard: Option<LeaveGuard>,
    /// Requests to send in the next frame.
    owed: u32,
    frame: Option<NextFrame>,
}

impl Component for App {
    type Message = Msg;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let on = ctx.link().callback(|msg| msg);
        let said = on.clone();
        let (link, failure) = match Link::to_engine(move |what, beside| said.emit(Msg::EngineSaid(what, beside))) {
            Ok(link) => (Some(link), None),
            Err(why) => (None, Some(why.sentence())),
        };
        ctx.link().send_future(async { Msg::EngineReady(link::ready().await) });
        // At the same time: what the lab's answer asks of the engine waits for it.
        ctx.link().send_future(async { Msg::LabLooked(lab::find().await) });
        let asked = page::query("url").map(|url| Form { url, protocols: page::query("protocols").unwrap_or_default() });
        // Where the browser shows and remembers it, a secret is seen by others.
        if asked.as_ref().is_some_and(Form::has_secrets) {
            page::hide_query();
        }
        let (memory, tabs) = Memory::begin(ctx, asked);
        Self {
            on,
            link,
            is_ready: false,
            early: Vec::new(),
            failure,
            tabs,
            renaming: None,
            closing: None,
            focus_is_lost: false,
            shelf: Shelf::read(),
            memory,
            shell: Shell::new(ctx),
            inspector: Inspector::new(page::width() >= WIDE),
            finds: false,
            drawn: None,
            covers: false,
            column: ClockColumn::default(),
            tickets: 0,
            asked: None,
            taking: Taking::default(),
            savings: Vec::new(),
            guard: None,
            owed: OUTSTANDING,
            frame: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::EngineReady(ready) => self.begin(ready),
            Msg::EngineSaid(ToPage::Snapshot(snapshot), _) => {
                self.owed += 1;
                self.adopt(&snapshot);
                let answer = snapshot.shown.answer;
                let had_failed = self.tabs.selected().has_failed();
                if self.tabs.hear(*snapshot) {
                    self.look_at_failure(had_failed);
                    self.follow(answer);
                    self.fetch_picture();
                }
                self.go_on_switching();
                self.guard_messages();
            }
            // It is awaited elsewhere, as it may have come before this program.
            Msg::EngineSaid(ToPage::Ready { .. }, _) => return false,
            Msg::EngineSaid(ToPage::Copied(session, part), beside) => self.hear_copy(session, part, beside.as_ref()),
            Msg::EngineSaid(ToPage::Payload(session, part), beside) => self.hear_payload(session, part, beside),
            Msg::EngineSaid(ToPage::Lines(session, part), beside) => self.hear_lines(session, part, beside),
            Msg::FrameBegun => {
                self.ask();
                return false;
            }
            Msg::LabLooked(lab) => self.meet(lab),
            Msg::FormChanged(change) => self.change_form(change),
            Msg::ConnectClicked => self.connect_form(),
            Msg::SwitchClicked => self.switch(),
            Msg::BehaviourChanged(change) => self.behave(change),
            Msg::SenderChanged(change) => change(Rc::make_mut(&mut self.tabs.selected_mut().sender)),
            Msg::Wanted(command) => {
                self.want(command);
                return false;
            }
            Msg::PageWanted(command) => {
                self.post_page(command);
                return false;
            }
            Msg::LookWanted(look) => {
                self.look_at(look);
                return false;
            }
            Msg::FileHandedOver(ticket, plan, file) => {
                self.hand_over(ticket, plan, file);
                return false;
            }
            Msg::Tabs(msg) => self.change_tabs(msg),
            Msg::Kept(msg) => self.change_kept(msg),
            Msg::Selected(selection) => self.select(selection),
            Msg::Take(what) => self.take(what),
            Msg::Taken(session, said) => {
                if let Some(tab) = self.tabs.get_mut(session) {
                    tab.taken = said;
                }
            }
            Msg::Drafted(session, ticket, draft) => {
                if let Some(tab) = self.tabs.get_mut(session) {
                    tab.drafted = Some((ticket, draft));
                }
            }
            Msg::Pictured(session, picture) => self.hear_picture(session, picture),
            Msg::SaveClicked(extent) => self.save(extent),
            Msg::RowsCopied => self.copy_rows(),
            Msg::SaveStopped => self.stop_saving(self.tabs.selected().id),
            Msg::Saving(session, ticket, msg) => self.go_on_saving(session, ticket, msg),
            Msg::FilterChanged(change) => self.change_filter(change),
            Msg::FilterBegun(character) => self.begin_filter(character),
            Msg::SearchChanged(change) => self.change_search(change),
            Msg::FindOpened(id) => self.open_find(id),
            Msg::FindToggled if self.finds => self.finds = false,
            Msg::FindToggled => self.open_find("filter"),
            Msg::SearchEnded => self.end_search(),
            Msg::SearchStepped(forward) => self.step_search(forward),
            Msg::TimeChosen(at) => self.go_to_time(at),
            Msg::ColumnChosen(column) => self.column = column,
            Msg::TabsChanged => {
                self.remember_tabs();
                return false;
            }
            Msg::ReloadClicked => {
                self.remember_tabs();
                page::reload();
            }
            Msg::PlaceTyped => self.tabs.selected_mut().went.clear(),
            Msg::PlaceEntered(text) => self.go_to(&text),
            Msg::InspectorToggled => self.toggle_inspector(),
            Msg::InspectorLeft => self.leave_inspector(),
            Msg::PaneChosen(pane) => {
                self.inspector.choose(pane);
                self.covers = true;
            }
            Msg::RowStepped(is_next) => self.step_row(is_next),
            Msg::KinStepped(is_next) => self.step_kin(is_next),
            Msg::EdgeWanted { newest } => self.go_to_edge(newest),
            msg => self.update_shell(ctx, msg),
        }
        true
    }

    fn view(&self, _: &Context<Self>) -> Html {
        self.draw()
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let tab = self.tabs.selected();
        let now = Some((tab.id, tab.shown.phase.ready_state()));
        if std::mem::replace(&mut self.drawn, now) != now {
            self.shell.look_at_rows();
        }
        if std::mem::take(&mut self.focus_is_lost) {
            element::focus(&tab_id(self.tabs.selected().id));
        }
        self.shell.look_at_focus();
        // A message is seen when the engine has told of it.
        if self.covers && self.pane().is_some() && !self.inspector.is_at_rest(self.is_looking()) {
            self.covers = false;
            if element::is_covered("messages") {
                element::focus("inspector");
            }
        }
        self.name_window();
        self.do_deed();
        if self.is_ready && self.owed > 0 && self.frame.is_none() {
            let link = ctx.link().clone();
            self.frame = Some(NextFrame::call(move || link.send_message(Msg::FrameBegun)));
        }
    }
}

impl App {
    /// Connects like the seeds' demo when nothing else was asked for.
    fn meet(&mut self, lab: Option<Lab>) {
        let has_lab = lab.is_some();
        self.shell.lab = lab;
        let url = self.own_choice();
        let form = &mut self.tabs.selected_mut().form;
        if page::query("url").is_some() || self.memory.is_restored || *form != Form::default() {
            return;
        }
        form.url = url;
        if let (true, Ok(endpoint)) = (has_lab, Endpoint::parse(&form.url)) {
            self.want(Command::Connect(Target { endpoint, offered: Vec::new() }));
        }
    }

    /// The browser asks before the page is left while messages are kept that would be gone: those that no file has.
    fn guard_messages(&mut self) {
        let keeps = self.tabs.iter().any(Tab::keeps_unsaved);
        if keeps != self.guard.is_some() {
            self.guard = keeps.then(LeaveGuard::set);
        }
    }
}
