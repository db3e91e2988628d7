//! A list of ten million rows in a browser: what is seen is where it stands, and no part of it is blank.

use std::{future::poll_fn, ops::Range, task::Poll};

use socketscope::{
    BUILD,
    model::{
        id::{MessageNumber, RowNumber},
        link::{Look, SessionSnapshot},
        log::{ListReport, Preview, Row, RowItem},
        message::{Direction, Kind},
        time::Timestamp,
    },
    web::animation_frame::NextFrame,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{lab::wait_for, stage::Stage};

const ROW_HEIGHT: f64 = 24.0;

/// A list with an engine that has so many rows.
struct Tall {
    stage: Stage,
    rows: u64,
}

impl Tall {
    async fn with(rows: u64) -> Self {
        let stage = Stage::ready(BUILD).await;
        stage.dress().await;
        let list = Self { stage, rows };
        list.draw().await;
        list
    }

    /// Answers what the list wants to see, until it wants nothing else.
    async fn draw(&self) {
        let mut answered = None;
        while let wanted @ Some(_) = self.wanted()
            && wanted != answered
        {
            self.answer().await;
            answered = wanted;
        }
    }

    /// Shows the rows that the list wants to see.
    async fn answer(&self) {
        let list = ListReport { positions: 0..self.rows, messages: self.rows, ..ListReport::default() };
        let rows = self.wanted().unwrap_or_default().map(row).collect();
        self.stage.show(SessionSnapshot { list, rows, ..SessionSnapshot::default() }).await;
    }

    /// The rows that the list wants to see.
    fn wanted(&self) -> Option<Range<u64>> {
        self.stage.looks().pop().map(|look| match look {
            Look::Newest(count) => self.rows - count.min(self.rows)..self.rows,
            Look::Rows(rows) => rows.start..rows.end.min(self.rows),
        })
    }

    /// The person moves the list; the engine has not answered yet.
    async fn move_to(&self, scroll_top: f64) {
        self.stage.scroll("#messages", scroll_top);
        for _ in 0..2 {
            frame().await;
        }
        self.stage.settle().await;
    }

    async fn move_by(&self, pixels: f64) {
        self.move_to(self.stage.number("#messages", "scrollTop") + pixels).await;
        self.draw().await;
    }

    /// What is seen at the upper edge, in pixels from row 0.
    fn seen(&self) -> f64 {
        let edge = self.stage.rect("#messages").top();
        let row = "#messages li";
        let (first, top) = (self.stage.attribute(row, "data-index"), self.stage.rect(row).top());
        first.parse::<f64>().expect("the number of a message") * ROW_HEIGHT + edge - top
    }

    /// The part of the view that has no row in it, in pixels.
    fn blank(&self) -> f64 {
        let (view, first) = (self.stage.rect("#messages"), self.stage.rect("#messages li"));
        let last = self.stage.rect("#messages li:last-child");
        (first.top() - view.top()).max(0.0) + (view.bottom() - last.bottom()).max(0.0)
    }
}

fn row(number: u64) -> Row {
    let text = format!("row {number}");
    let preview = Preview { text: text.clone(), ..Preview::default() };
    let length = text.len() as u64;
    let (direction, kind) = (Direction::Received, Kind::Text);
    let item =
        RowItem::Message { index: MessageNumber(number), direction, kind, length, kept: length, named: None, preview };
    Row { number: RowNumber(number), position: number, is_context: false, at: Timestamp(0.0), item }
}

async fn frame() {
    let mut next = None;
    let has_come = std::rc::Rc::new(std::cell::Cell::new(false));
    poll_fn(|context| {
        if has_come.get() {
            return Poll::Ready(());
        }
        let (waker, has_come) = (context.waker().clone(), has_come.clone());
        next.get_or_insert_with(|| {
            NextFrame::call(move || {
                has_come.set(true);
                waker.wake();
            })
        });
        Poll::Pending
    })
    .await;
}

#[wasm_bindgen_test]
async fn what_is_seen_is_where_the_list_stands_at_both_ends_and_between() {
    let list = Tall::with(10_000_000).await;
    let end = list.stage.number("#messages", "scrollHeight");
    for (start, pixels) in [(end, -100.0), (0.0, 100.0), (end / 2.0, -100.0), (end / 2.0, 1.0), (30_000.0, -100.0)] {
        list.move_to(start).await;
        list.draw().await;
        let before = list.seen();
        for step in 1..=12 {
            list.move_by(pixels).await;
            let moved = list.seen() - before;
            assert!(
                (moved - pixels * f64::from(step)).abs() < 1.0,
                "{moved} px in {step} steps of {pixels} from {start}"
            );
            assert!(list.blank() < 2.0, "{} px are blank", list.blank());
        }
    }
    list.move_to(0.0).await;
    list.draw().await;
    assert!(list.seen().abs() < 1.0, "the first row is at the upper edge");
}

#[wasm_bindgen_test]
async fn a_flood_has_its_newest_rows_in_view_at_once_and_the_thumb_a_moment_later() {
    let mut list = Tall::with(1_000).await;
    for _ in 0..5 {
        list.rows += 1_000;
        list.answer().await;
        assert!(list.blank() < 2.0, "{} px are blank", list.blank());
        let newest = list.stage.attribute("#messages li:last-child", "data-index");
        assert_eq!(newest, (list.rows - 1).to_string());
    }
    let number = |name| list.stage.number("#messages", name);
    let expected = 6_000.0 * ROW_HEIGHT;
    wait_for("the whole list can be scrolled", async || (number("scrollHeight") - expected).abs() < 2.0).await;
    wait_for("it stands at its end", async || (number("scrollTop") + number("clientHeight") - expected).abs() < 2.0)
        .await;
    assert!(list.blank() < 2.0, "{} px are blank", list.blank());
    list.move_by(-100.0).await;
    assert!((list.seen() + number("clientHeight") + 100.0 - expected).abs() < 2.0, "it moves from there");
}

#[wasm_bindgen_test]
async fn a_jump_of_the_thumb_leaves_rows_in_view_until_the_engine_answers() {
    let list = Tall::with(10_000_000).await;
    let end = list.stage.number("#messages", "scrollHeight");
    for part in [0.5, 0.25, 0.0, 1.0, 0.75] {
        list.move_to(end * part).await;
        assert!(list.blank() < 2.0, "{} px are blank at {part}", list.blank());
        list.draw().await;
        assert!(list.blank() < 2.0, "{} px are blank at {part}, after the answer", list.blank());
    }
}
