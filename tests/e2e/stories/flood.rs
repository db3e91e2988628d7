//! Many messages: few rows in the document, and a ledger that adds up.

use serde::Deserialize;

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

/// Rows in the document: those in view, and a screenful around them.
const MOST_ROWS: usize = 200;

/// The row at the upper edge of the view, how far above that edge it begins, and the row that belongs there.
#[derive(Debug, Deserialize, PartialEq)]
struct TopRow {
    message: Option<f64>,
    above: f64,
    place: f64,
}

const TOP_ROW: &str = "const pane = document.querySelector('#messages');
    const edge = pane.getBoundingClientRect().top + pane.clientTop;
    const top = [...pane.querySelectorAll('li')].find((row) => row.getBoundingClientRect().bottom > edge + 1);
    return { message: top?.dataset.index === undefined ? null : Number(top.dataset.index),
        above: top ? edge - top.getBoundingClientRect().top : -1, place: pane.scrollTop / 24 };";

async fn top_row(page: &Page) -> Outcome<TopRow> {
    page.ask(TOP_ROW).await
}

pub(super) async fn a_hundred_thousand_messages_leave_few_rows_and_a_ledger_that_adds_up(
    stage: &mut Stage<'_>,
) -> Outcome {
    const COUNT: u64 = 100_000;
    let page = stage.start(&format!("/flood?count={COUNT}&size=64")).await?;
    let look = async || {
        let (rows, ledger) = (page.rows().await?.len(), page.ledger().await?);
        expect_eq(&format!("whether {rows} rows are few"), rows <= MOST_ROWS, true)?;
        expect_eq("what is kept and evicted", ledger.kept + ledger.evicted, ledger.received + ledger.sent)?;
        Ok(ledger)
    };
    let ledger = wait_for("the whole flood", look, |ledger| ledger.received == COUNT).await?;
    expect_eq("the rest of the ledger", (ledger.sent, ledger.truncated), (0, 0))?;
    expect_eq("what is shown", ledger.shown, ledger.kept)?;
    expect_eq("the bytes", ledger.bytes, 64 * ledger.kept)?;
    page.wait_until_closed(&["1000", "clean"]).await?;
    let newest = async || Ok(page.rows().await?.into_iter().rfind(|row| row.index.is_some()));
    let is_newest = |row: &Option<crate::page::Row>| row.as_ref().is_some_and(|row| row.index == Some(COUNT - 1));
    let row = wait_for("the newest row", newest, is_newest).await?;
    expect_in("the newest row", &row.map(|row| row.text).unwrap_or_default(), &[&(COUNT - 1).to_string()])?;
    let from_end = async || {
        page.ask::<f64>(
        "const pane = document.querySelector('#messages');
         return pane.getBoundingClientRect().bottom - pane.querySelector('li:last-child').getBoundingClientRect().bottom",
    ).await
    };
    wait_for("the end in view", from_end, |from_end| from_end.abs() < 5.0).await.map(|_| ())
}

pub(super) async fn scrolling_up_holds_the_row_while_messages_arrive(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/flood?count=1000000&size=64&rate=500").await?;
    let ledger = async || page.ledger().await;
    wait_for("a thousand messages", ledger, |ledger| ledger.received > 1000).await?;
    page.ask::<()>("document.querySelector('#messages').scrollTop -= 5000").await?;
    // Rows of before stay in view until others are there. Two rows are no messages: the opening has them.
    let is_inside = |row: &TopRow| {
        row.message.is_some_and(|message| (message + 2.0 - row.place).abs() <= 1.0) && (-1.0..24.5).contains(&row.above)
    };
    let held = wait_for("rows where the list was scrolled to", async || top_row(&page).await, is_inside).await?;
    let before = page.ledger().await?.received;
    for more in [300, 600, 900] {
        wait_for("more messages", ledger, |ledger| ledger.received > before + more).await?;
        let now = top_row(&page).await?;
        let is_held = now.message == held.message && (now.above - held.above).abs() <= 1.0;
        expect_eq(&format!("whether {now:?} is still {held:?}"), is_held, true)?;
    }
    // Back at the end, the newest is held again.
    page.ask::<()>("const pane = document.querySelector('#messages'); pane.scrollTop = pane.scrollHeight").await?;
    let behind = async || {
        let rows = page.rows().await?;
        Ok(page.ledger().await?.received - rows.iter().filter_map(|row| row.index).max().unwrap_or(0))
    };
    wait_for("the newest rows", behind, |behind| *behind < 200).await.map(|_| ())
}

pub(super) async fn close_is_answered_during_a_flood(stage: &mut Stage<'_>) -> Outcome {
    // However late the browser clicks, it has not ended by itself.
    const COUNT: u64 = 10_000_000;
    let page = stage.connect_to(&format!("/flood?count={COUNT}&size=64&rate=20000")).await?;
    wait_for("some messages", async || page.ledger().await, |ledger| ledger.received > 1000).await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    let ledger = page.ledger().await?;
    expect_eq("a flood that was cut short", ledger.received < COUNT, true)?;
    expect_eq("what is kept and evicted", ledger.kept + ledger.evicted, ledger.received)
}
