//! The message list: a log of any length of which only the rows near the view are in the document.

mod act;
mod header;
mod keys;
mod walk;

use std::{ops::Range, rc::Rc};

use yew::prelude::*;

pub(super) use self::header::header;
use self::walk::Walk;
use super::{
    msg::{Msg as PageMsg, On},
    parts::{pane::Pane, throttle::Throttle},
    row::{ACTIVE, KeyedBy, Look as RowLook, keyed_row},
    scroll::Scroll,
    state::{
        clock_column::{ClockColumn, opened_before},
        selection::Selection,
        shared::Shared,
    },
    words,
};
use crate::{
    model::{find::kind_counts::KindId, link::Look, log::Row, timeline::Timeline},
    web::element::{self, HtmlElement},
};

/// In a flood, the document is told how long the list is once in so many milliseconds.
const PLACE_MS: f64 = 200.0;

/// What the list shows.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The rows that came with the last Snapshot.
    pub(super) rows: Rc<[Row]>,
    /// The positions of all rows that the list has.
    pub(super) kept: Range<u64>,
    /// Where the list stood when this session was left.
    pub(super) scroll: Shared<Scroll>,
    /// The height of a row in pixels.
    pub(super) row_height: f64,
    /// Counts up with each filter that takes effect: positions of before mean nothing then.
    pub(super) version: u32,
    /// Which rows are selected.
    pub(super) selection: Selection,
    /// Where the list is to go: the number of the wish, and the position.
    pub(super) jump: Option<(u32, u64)>,
    /// The next row (true) or the one before is to be looked into: the number of the wish, and which.
    pub(super) step: Option<(u32, bool)>,
    /// What the times tell.
    pub(super) column: ClockColumn,
    /// When connections were opened.
    pub(super) timeline: Timeline,
    /// The names of the kinds that messages are grouped by.
    pub(super) kinds: Vec<(KindId, String)>,
    /// Told when other rows come into view.
    pub(super) on: On,
}

/// Something that moves the list.
pub(super) enum Msg {
    Scrolled,
    Resized,
    /// The document is to be told how the list stands by now.
    Due,
    Turned(bool),
    KeyPressed(KeyboardEvent),
    RowClicked(MouseEvent),
    NewestClicked,
}

/// Draws `#messages`.
pub(super) struct List {
    pane: Pane,
    looking: Look,
    keyed_by: KeyedBy,
    walk: Walk,
    /// When the document is told how the list stands.
    telling: Throttle,
}

impl Component for List {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let Props { scroll, row_height, .. } = ctx.props();
        let mut scroll = scroll.get();
        scroll.set_row_height(*row_height);
        Self {
            pane: Pane::at(scroll),
            looking: Look::Newest(0),
            keyed_by: KeyedBy::Number,
            walk: Walk::default(),
            telling: Throttle::new(PLACE_MS),
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let is_moved_from_here = !matches!(msg, Msg::Scrolled | Msg::Resized | Msg::Due);
        if is_moved_from_here && self.telling.is_waiting() {
            self.place(ctx);
        }
        match msg {
            Msg::Scrolled | Msg::Resized | Msg::Due => {}
            Msg::Turned(to_newer) => {
                let was_pinned = self.pane.scroll.is_pinned();
                self.pane.scroll.turned(to_newer);
                if self.pane.scroll.is_pinned() == was_pinned {
                    return false;
                }
            }
            Msg::KeyPressed(event) => self.press_key(ctx, &event),
            Msg::RowClicked(event) => self.click(ctx, &event),
            Msg::NewestClicked => {
                self.pane.scroll.go_to_edge(true);
                element::focus("rows");
            }
        }
        let unseen = self.pane.scroll.unseen();
        self.place(ctx);
        // Only the button for what is new is drawn otherwise.
        unseen != self.pane.scroll.unseen()
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        let is_flood = !ctx.props().rows.is_empty() && !overlap(&ctx.props().rows, &old.rows);
        self.keyed_by = if is_flood { KeyedBy::Place } else { KeyedBy::Number };
        if ctx.props().row_height.total_cmp(&old.row_height).is_ne() {
            self.pane.scroll.set_row_height(ctx.props().row_height);
            self.telling.hurry();
        }
        if ctx.props().version != old.version {
            self.pane.scroll.go_to_edge(true);
            self.telling.hurry();
            self.walk = Walk::default();
        }
        if ctx.props().selection != old.selection {
            self.walk.hear(ctx.props().selection.cursor());
        }
        if let Some((place, extend)) = self.walk.arrival(&ctx.props().rows, &ctx.props().kept) {
            self.select(ctx, place, extend);
        }
        if let (true, Some((_, is_next))) = (ctx.props().step != old.step, ctx.props().step) {
            self.step(ctx, if is_next { 1 } else { -1 }, false);
        }
        if let (true, Some((_, position))) = (ctx.props().jump != old.jump, ctx.props().jump) {
            self.pane.scroll.keep(ctx.props().kept.clone());
            self.pane.scroll.go_to(position);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { rows, kept, selection, column, timeline, kinds, .. } = ctx.props();
        let is_drawn = selection.cursor().is_some_and(|cursor| rows.iter().any(|row| row.number == cursor));
        let link = ctx.link();
        let drawn = |(place, row): (usize, &Row)| {
            let before = place.checked_sub(1).and_then(|place| rows.get(place));
            let from = match column {
                ClockColumn::OfDay => None,
                ClockColumn::SinceOpen => opened_before(timeline, row.at),
                // The first that is drawn is above the view, unless it is the first of all.
                ClockColumn::SinceBefore => Some(before.map_or(row.at, |before| before.at)),
            };
            let is_active = selection.cursor() == Some(row.number);
            let among = is_active.then(|| (row.position.saturating_sub(kept.start) + 1, kept.end - kept.start));
            let look =
                RowLook { keyed_by: self.keyed_by, is_selected: selection.contains(row.number), among, from, kinds };
            keyed_row(row, place, look)
        };
        let unseen = self.pane.scroll.unseen();
        html! {
            <>
                // Firefox would make what scrolls a stop of its own.
                <div id="messages" ref={&self.pane.outer} tabindex="-1" onscroll={link.callback(|_| Msg::Scrolled)}
                    onfocusin={hand_on} onkeydown={link.callback(Msg::KeyPressed)}>
                    <ul id="rows" ref={&self.pane.inner} role="listbox" aria-multiselectable="true" aria-label={words::list::MESSAGES}
                        tabindex="0" aria-activedescendant={is_drawn.then_some(ACTIVE)} onmousedown={press}
                        onclick={link.callback(Msg::RowClicked)}>{ for rows.iter().enumerate().map(drawn) }</ul>
                </div>
                <button type="button" id="newest" hidden={unseen == 0} onclick={link.callback(|_| Msg::NewestClicked)}>
                    { words::unseen(unseen) }
                </button>
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            let (link, turned) = (ctx.link().clone(), ctx.link().clone());
            self.pane.attach(move || link.send_message(Msg::Resized));
            self.pane.watch_turns(move |to_newer| turned.send_message(Msg::Turned(to_newer)));
        }
        self.place_in_time(ctx);
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().scroll.write(|kept| kept.clone_from(&self.pane.scroll));
    }
}

impl List {
    /// After a drawing. In a flood that is pinned, each has other rows, and the document hears only now and then how long
    /// the list has become: to be told costs it as much as to draw them.
    fn place_in_time(&mut self, ctx: &Context<Self>) {
        let link = ctx.link().clone();
        if self.pane.scroll.is_pinned() && self.telling.waits(move || link.send_message(Msg::Due)) {
            self.pane.stick(&drawn(ctx.props()));
        } else {
            self.place(ctx);
        }
    }

    /// Puts the drawn rows where they belong, and asks for others when they do not fill the view.
    fn place(&mut self, ctx: &Context<Self>) {
        let Props { rows, kept, on, .. } = ctx.props();
        self.telling.done();
        if rows.is_empty() {
            // The first rows wait for nothing.
            self.telling.hurry();
        }
        self.pane.place(kept.clone(), &drawn(ctx.props()));
        let scroll = &self.pane.scroll;
        let look =
            if scroll.is_pinned() { Look::Newest(scroll.newest_to_draw()) } else { Look::Rows(scroll.rows_to_draw()) };
        if look != self.looking {
            self.looking = look.clone();
            on.emit(PageMsg::LookWanted(look));
        }
    }
}

/// With Shift, a press marks rows, and not text. It takes the focus all the same.
#[expect(clippy::needless_pass_by_value, reason = "what Yew calls takes the event")]
fn press(event: MouseEvent) {
    if event.shift_key() {
        event.prevent_default();
        element::focus("rows");
    }
}

/// What scrolls hands the focus on to the list in it, which tells of its rows: a click beside them gave it.
#[expect(clippy::needless_pass_by_value, reason = "what Yew calls takes the event")]
fn hand_on(event: FocusEvent) {
    if event.target_dyn_into::<HtmlElement>().is_some_and(|target| target.id() == "messages") {
        element::focus("rows");
    }
}

/// The positions of the rows that came.
fn drawn(Props { rows, .. }: &Props) -> Range<u64> {
    rows.first().zip(rows.last()).map_or(0..0, |(first, last)| first.position..last.position + 1)
}

/// Whether a row is in both. The rows of each are in order.
fn overlap(one: &[Row], other: &[Row]) -> bool {
    let ends = |rows: &[Row]| rows.first().zip(rows.last()).map(|(first, last)| (first.number, last.number));
    match (ends(one), ends(other)) {
        (Some((first, last)), Some((other_first, other_last))) => first <= other_last && other_first <= last,
        _ => false,
    }
}
