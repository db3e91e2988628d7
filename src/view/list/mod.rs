//! The message list: a log of any length of which only the rows near the view are in the document.

mod keys;

use std::{ops::Range, rc::Rc};

use yew::prelude::*;

use self::keys::{Press, Step};
use super::{
    msg::{Msg as PageMsg, On},
    parts::pane::Pane,
    row::{KeyedBy, Look as RowLook, keyed_row},
    scroll::Scroll,
    state::{
        clock_column::{ClockColumn, opened_before},
        keep::Keep,
        selection::Selection,
    },
    words,
};
use crate::{
    model::{
        link::{Command, Look},
        log::Row,
        timeline::Timeline,
    },
    web::element,
};

/// What the list shows.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The rows that came with the last Snapshot.
    pub(super) rows: Rc<[Row]>,
    /// The positions of all rows that the list has.
    pub(super) kept: Range<u64>,
    /// Where the list stood when this session was left.
    pub(super) scroll: Keep<Scroll>,
    /// Counts up with each filter that takes effect: positions of before mean nothing then.
    pub(super) version: u32,
    /// Which rows are selected.
    pub(super) selection: Selection,
    /// Where the list is to go: the number of the wish, and the position.
    pub(super) jump: Option<(u32, u64)>,
    /// What the first column tells.
    pub(super) column: ClockColumn,
    /// When connections were opened.
    pub(super) timeline: Timeline,
    /// Told when other rows come into view.
    pub(super) on: On,
}

/// Something that moves the list.
pub(super) enum Msg {
    Scrolled,
    Resized,
    KeyPressed(KeyboardEvent),
    RowClicked(MouseEvent),
    NewestClicked,
}

/// Draws `#messages`.
pub(super) struct List {
    pane: Pane,
    looking: Look,
    keyed_by: KeyedBy,
}

impl Component for List {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self { pane: Pane::at(ctx.props().scroll.get()), looking: Look::Newest(0), keyed_by: KeyedBy::Number }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Scrolled | Msg::Resized => {}
            Msg::KeyPressed(event) => self.press_key(ctx, &event),
            Msg::RowClicked(event) => self.click(ctx, &event),
            Msg::NewestClicked => {
                self.pane.scroll.go_to_edge(true);
                self.pane.follow();
                element::focus("messages");
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
        if ctx.props().version != old.version {
            self.pane.scroll.go_to_edge(true);
        }
        if let (true, Some((_, position))) = (ctx.props().jump != old.jump, ctx.props().jump) {
            self.pane.scroll.fit(ctx.props().kept.clone(), self.pane.scroll.viewport());
            self.pane.scroll.go_to(position);
            self.pane.follow();
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { rows, selection, column, timeline, .. } = ctx.props();
        let link = ctx.link();
        let drawn = |(place, row): (usize, &Row)| {
            let before = place.checked_sub(1).and_then(|place| rows.get(place));
            let from = match column {
                ClockColumn::OfDay => None,
                ClockColumn::SinceOpen => opened_before(timeline, row.at),
                // The first that is drawn is above the view, unless it is the first of all.
                ClockColumn::SinceBefore => Some(before.map_or(row.at, |before| before.at)),
            };
            let look = RowLook { keyed_by: self.keyed_by, is_selected: selection.contains(row.number), from };
            keyed_row(row, place, look)
        };
        let unseen = self.pane.scroll.unseen();
        html! {
            <>
                <div id="messages" ref={&self.pane.outer} role="log" aria-live="off" aria-label="Messages" tabindex="0"
                    onscroll={link.callback(|_| Msg::Scrolled)} onkeydown={link.callback(Msg::KeyPressed)}>
                    <ul ref={&self.pane.inner} onclick={link.callback(Msg::RowClicked)}>{ for rows.iter().enumerate().map(drawn) }</ul>
                </div>
                <button type="button" id="newest" hidden={unseen == 0} onclick={link.callback(|_| Msg::NewestClicked)}>
                    { words::unseen(unseen) }
                </button>
            </>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            let link = ctx.link().clone();
            self.pane.attach(move || link.send_message(Msg::Resized));
        }
        self.place(ctx);
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().scroll.write(|kept| kept.clone_from(&self.pane.scroll));
    }
}

impl List {
    fn press_key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let Props { rows, selection, on, .. } = ctx.props();
        let press = Press {
            key: &event.key(),
            shift: event.shift_key(),
            other: event.alt_key() || event.ctrl_key() || event.meta_key(),
        };
        let Some(step) = keys::step(&press, rows, selection.cursor(), &self.visible(rows)) else { return };
        event.prevent_default();
        match step {
            Step::Select { place, extend } => self.select(ctx, place, extend),
            Step::Edge { newest } => {
                self.pane.scroll.go_to_edge(newest);
                self.pane.follow();
            }
            Step::Unselect => on.emit(PageMsg::Selected(Selection::default())),
            Step::Type(character) => on.emit(PageMsg::FilterBegun(character)),
        }
    }

    fn click(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        // A click that ends the marking of text is none.
        if let (Some(place), false) = (element::place_in_list(event), element::text_is_marked()) {
            self.select(ctx, place, event.shift_key());
        }
    }

    fn select(&mut self, ctx: &Context<Self>, place: usize, extend: bool) {
        let Props { rows, selection, on, .. } = ctx.props();
        let Some(row) = rows.get(place) else { return };
        self.pane.scroll.reveal(row.position);
        self.pane.follow();
        on.emit(PageMsg::Selected(if extend { selection.extended(row.number) } else { Selection::one(row.number) }));
    }

    /// The places of the drawn rows that can be seen whole.
    fn visible(&self, rows: &[Row]) -> Range<usize> {
        let visible = self.pane.scroll.visible();
        rows.partition_point(|row| row.position < visible.start)..rows.partition_point(|row| row.position < visible.end)
    }

    /// Puts the drawn rows where they belong, and asks for others when they do not fill the view.
    fn place(&mut self, ctx: &Context<Self>) {
        let Props { rows, kept, on, .. } = ctx.props();
        self.pane.place(kept.clone(), rows.first().map(|row| row.position));
        let scroll = &self.pane.scroll;
        let look =
            if scroll.is_pinned() { Look::Newest(scroll.newest_to_draw()) } else { Look::Rows(scroll.rows_to_draw()) };
        if look != self.looking {
            self.looking = look.clone();
            on.emit(PageMsg::Wanted(Command::Look(look)));
        }
    }
}

/// Whether a row is in both. The rows of each are in order.
fn overlap(one: &[Row], other: &[Row]) -> bool {
    let ends = |rows: &[Row]| rows.first().zip(rows.last()).map(|(first, last)| (first.number, last.number));
    match (ends(one), ends(other)) {
        (Some((first, last)), Some((other_first, other_last))) => first <= other_last && other_first <= last,
        _ => false,
    }
}
