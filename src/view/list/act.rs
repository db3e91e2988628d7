//! What the person does with the list: walks through it, and selects rows.

use std::ops::Range;

use yew::{Context, KeyboardEvent, MouseEvent};

use super::{
    List, Props,
    keys::{self, Press, Step},
};
use crate::{
    model::log::Row,
    view::{msg::Msg as PageMsg, state::selection::Selection},
    web::element,
};

impl List {
    pub(super) fn press_key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let Props { rows, selection, on, .. } = ctx.props();
        let press = Press {
            key: &event.key(),
            shift: event.shift_key(),
            control: event.ctrl_key() || event.meta_key(),
            alt: event.alt_key(),
        };
        let Some(step) = keys::step(&press, rows, selection.cursor(), &self.visible(rows)) else { return };
        // Text that the pointer has marked is what is meant then.
        if step == Step::Copy && element::text_is_marked() {
            return;
        }
        event.prevent_default();
        match step {
            Step::Select { place, extend } => self.select(ctx, place, extend),
            Step::Move { rows: moved, extend } => self.step(ctx, moved, extend),
            Step::Edge { newest, extend } => {
                let kept = &ctx.props().kept;
                self.pane.scroll.go_to_edge(newest);
                self.go(ctx, if newest { kept.end.saturating_sub(1) } else { kept.start }, extend);
            }
            Step::Copy => on.emit(PageMsg::RowsCopied),
            Step::Enter => element::focus("detail-lines"),
            Step::Unselect => on.emit(PageMsg::Selected(Selection::default())),
            Step::Type(character) => on.emit(PageMsg::FilterBegun(character)),
        }
    }

    /// Goes so many rows on, or back.
    pub(super) fn step(&mut self, ctx: &Context<Self>, by: i64, extend: bool) {
        let Props { rows, selection, kept, .. } = ctx.props();
        match self.walk.step(by, selection.cursor(), rows, kept) {
            Some(position) => self.go(ctx, position, extend),
            None => self.select(ctx, self.visible(rows).end.saturating_sub(1), extend),
        }
    }

    pub(super) fn click(&mut self, ctx: &Context<Self>, event: &MouseEvent) {
        // A click that ends the marking of text is none; with Shift, `press` has kept the browser from marking any.
        let is_meant = event.shift_key() || !element::text_is_marked();
        if let (Some(place), true) = (element::place_in_list(event), is_meant) {
            self.select(ctx, place, event.shift_key());
        }
    }

    /// Goes to the row at this position, which may have to be drawn first.
    pub(super) fn go(&mut self, ctx: &Context<Self>, position: u64, extend: bool) {
        if let Some(place) = ctx.props().rows.iter().position(|row| row.position == position) {
            self.select(ctx, place, extend);
        } else {
            self.walk.wish(position, extend);
            self.pane.scroll.reveal(position);
        }
    }

    pub(super) fn select(&mut self, ctx: &Context<Self>, place: usize, extend: bool) {
        let Props { rows, selection, on, .. } = ctx.props();
        let Some(row) = rows.get(place) else { return };
        self.walk.arrive(row);
        self.pane.scroll.reveal(row.position);
        on.emit(PageMsg::Selected(if extend { selection.extended(row.number) } else { Selection::one(row.number) }));
    }

    /// The places of the drawn rows that can be seen whole.
    pub(super) fn visible(&self, rows: &[Row]) -> Range<usize> {
        let visible = self.pane.scroll.visible();
        rows.partition_point(|row| row.position < visible.start)..rows.partition_point(|row| row.position < visible.end)
    }
}
