//! The message list: a log of any length of which only the rows near the view are in the document.

use std::{ops::Range, rc::Rc};

use yew::prelude::*;

use super::{
    msg::{Msg as PageMsg, On},
    row::keyed_row,
    scroll::{ROW_HEIGHT, Scroll},
    state::keep::Keep,
};
use crate::{
    model::{
        link::{Command, Look},
        log::Row,
    },
    web::element::{HtmlElement, SizeWatch, set_pixels},
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
    /// Told when other rows come into view.
    pub(super) on: On,
}

/// Something that moves the list.
pub(super) enum Msg {
    Scrolled,
    Resized,
}

/// Draws `#messages`.
pub(super) struct List {
    pane: NodeRef,
    rows: NodeRef,
    scroll: Scroll,
    looking: Look,
    size: Option<SizeWatch>,
}

impl Component for List {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        Self {
            pane: NodeRef::default(),
            rows: NodeRef::default(),
            scroll: ctx.props().scroll.get(),
            looking: Look::Newest(0),
            size: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Scrolled | Msg::Resized => self.place(ctx),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let onscroll = ctx.link().callback(|_| Msg::Scrolled);
        html! {
            <div id="messages" ref={&self.pane} role="log" aria-live="off" aria-label="Messages" tabindex="0" {onscroll}>
                <ul ref={&self.rows}>
                    { for ctx.props().rows.iter().map(keyed_row) }
                </ul>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if let (true, Some(pane), Some(rows)) = (first_render, self.pane(), self.rows.cast::<HtmlElement>()) {
            set_pixels(&rows, "--row-height", ROW_HEIGHT);
            // As it stood when this session was left: the document's own position is still 0.
            set_pixels(&rows, "height", self.scroll.height());
            pane.set_scroll_top(whole(self.scroll.document_top()));
            let link = ctx.link().clone();
            self.size = Some(SizeWatch::new(&pane, move || link.send_message(Msg::Resized)));
        }
        self.place(ctx);
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().scroll.write(|kept| kept.clone_from(&self.scroll));
    }
}

impl List {
    fn pane(&self) -> Option<HtmlElement> {
        self.pane.cast()
    }

    /// Puts the drawn rows where they belong, and asks for others when they do not fill the view.
    fn place(&mut self, ctx: &Context<Self>) {
        let (Some(pane), Some(rows)) = (self.pane(), self.rows.cast::<HtmlElement>()) else { return };
        // It may have been moved since the last drawing by a scroll whose event is yet to come.
        self.scroll.resized(f64::from(pane.client_height()));
        self.scroll.scrolled(f64::from(pane.scroll_top()));
        self.scroll.fit(ctx.props().kept.clone(), f64::from(pane.client_height()));
        set_pixels(&rows, "height", self.scroll.height());
        if let Some(first) = ctx.props().rows.first() {
            set_pixels(&rows, "padding-block-start", self.scroll.offset_of(first.position).max(0.0));
        }
        let scroll_top = whole(self.scroll.document_top());
        if pane.scroll_top() != scroll_top {
            pane.set_scroll_top(scroll_top);
        }
        let look = if self.scroll.is_pinned() {
            Look::Newest(self.scroll.newest_to_draw())
        } else {
            Look::Rows(self.scroll.rows_to_draw())
        };
        if look != self.looking {
            self.looking = look.clone();
            ctx.props().on.emit(PageMsg::Wanted(Command::Look(look)));
        }
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the list's height is limited to 8 million")]
fn whole(pixels: f64) -> i32 {
    pixels.round() as i32
}
