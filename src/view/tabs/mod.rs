//! The sessions as tabs: one is shown, the others go on behind it.
//!
//! The tabs follow the pattern of the ARIA Authoring Practices: one stop for the Tab key, arrows go from one to the
//! next. Whatever the pointer can do, a key or a button beside the tabs can.

mod question;
mod tab;

use std::rc::Rc;

use yew::prelude::*;

use self::tab::{RenameField, tab};
pub(super) use self::{question::CloseQuestion, tab::id as tab_id};
use super::{
    msg::{Msg as PageMsg, On, TabsMsg},
    parts::icon::{Icon, tool},
    state::tabs::label::Label,
    words::tabs as words,
};
use crate::{
    model::id::SessionId,
    web::{element, hold::Hold},
};

/// What the tabs show.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) labels: Rc<[Label]>,
    /// The one whose name is being changed.
    pub(super) renaming: Option<SessionId>,
    pub(super) on: On,
}

/// What the person does with a tab.
pub(super) enum Msg {
    KeyPressed(SessionId, KeyboardEvent),
    Pressed(SessionId, PointerEvent),
    /// A screen reader clicks without a pointer.
    Clicked(SessionId),
    /// The pointer came over it, perhaps with another one in its hand.
    Crossed(SessionId, PointerEvent),
    /// The pointer was lifted.
    Released,
    CloseClicked(SessionId),
    RenameClicked(SessionId),
}

/// Draws the tabs and the buttons beside them.
pub(super) struct TabBar {
    /// The pointer holds this one.
    held: Option<(SessionId, Hold)>,
    /// The one that is shown next is to have the focus.
    focus_follows: bool,
    /// The one that was shown at the last drawing.
    seen: Option<SessionId>,
}

impl Component for TabBar {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { held: None, focus_follows: false, seen: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let say = |msg| ctx.props().on.emit(PageMsg::Tabs(msg));
        match msg {
            Msg::KeyPressed(id, event) => self.press_key(ctx, id, &event),
            Msg::Pressed(id, event) if event.button() == 0 => {
                let link = ctx.link().clone();
                self.held = Some((id, Hold::begin(&event, move || link.send_message(Msg::Released))));
                say(TabsMsg::Selected(id));
            }
            Msg::Pressed(id, event) if event.button() == 1 => say(TabsMsg::CloseClicked(id)),
            Msg::Pressed(..) => {}
            Msg::Clicked(id) => say(TabsMsg::Selected(id)),
            Msg::Crossed(id, event) => match &self.held {
                Some((held, _)) if *held != id && event.buttons() & 1 == 1 => say(TabsMsg::Put(*held, id)),
                _ => {}
            },
            Msg::Released => self.held = None,
            Msg::CloseClicked(id) => say(TabsMsg::CloseClicked(id)),
            Msg::RenameClicked(id) => say(TabsMsg::RenameBegun(id)),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { labels, renaming, on } = ctx.props();
        // A field has no place in a list of tabs: while one is renamed, they are a plain group.
        let role = if renaming.is_some() { "group" } else { "tablist" };
        html! {
            <nav id="sessions" aria-label={words::SESSIONS}>
                <div class="tabs" {role} aria-label={words::SESSIONS}>
                    { for labels.iter().map(|label| html! {
                        <div key={label.id.0} class="place" role="presentation">
                            if *renaming == Some(label.id) {
                                <RenameField key="name" name={label.name.clone()} on={on.clone()} />
                            } else {
                                { tab(label, renaming.is_none(), ctx.link()) }
                            }
                        </div>
                    }) }
                </div>
                { tools(labels, on) }
            </nav>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        let shown = ctx.props().labels.iter().find(|label| label.is_selected);
        let Some(shown) = shown.map(|label| label.id) else { return };
        if std::mem::take(&mut self.focus_follows) {
            element::focus(&tab_id(shown));
        }
        if self.seen.replace(shown) != Some(shown) {
            element::reveal(&tab_id(shown));
        }
    }
}

impl TabBar {
    fn press_key(&mut self, ctx: &Context<Self>, id: SessionId, event: &KeyboardEvent) {
        let labels = &ctx.props().labels;
        let place = labels.iter().position(|label| label.id == id).unwrap_or_default();
        let go = |place: usize| labels.get(place).map(|label| TabsMsg::Selected(label.id));
        let moves = event.alt_key() && event.shift_key();
        let msg = match event.key().as_str() {
            "ArrowRight" if moves => Some(TabsMsg::Stepped(id, true)),
            "ArrowLeft" if moves => Some(TabsMsg::Stepped(id, false)),
            _ if event.alt_key() || event.ctrl_key() || event.meta_key() => None,
            "ArrowRight" => go((place + 1) % labels.len()),
            "ArrowLeft" => go((place + labels.len() - 1) % labels.len()),
            "Home" => go(0),
            "End" => go(labels.len() - 1),
            "Delete" => Some(TabsMsg::CloseClicked(id)),
            "F2" => Some(TabsMsg::RenameBegun(id)),
            _ => None,
        };
        if let Some(msg) = msg {
            event.prevent_default();
            self.focus_follows = true;
            ctx.props().on.emit(PageMsg::Tabs(msg));
        }
    }
}

fn tools(labels: &[Label], on: &On) -> Html {
    let say = |msg: TabsMsg| {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| on.emit(PageMsg::Tabs(msg.clone())))
    };
    let shown = labels.iter().find(|label| label.is_selected).map_or(SessionId::default(), |label| label.id);
    html! {
        <div class="tools">
            { tool("new-session", Icon::Plus, words::NEW, say(TabsMsg::NewClicked)) }
            { tool("duplicate-session", Icon::Copies, words::DUPLICATE, say(TabsMsg::DuplicateClicked)) }
            { tool("rename-session", Icon::Pen, words::RENAME, say(TabsMsg::RenameBegun(shown))) }
            { tool("end-session", Icon::Cross, words::CLOSE, say(TabsMsg::CloseClicked(shown))) }
        </div>
    }
}
