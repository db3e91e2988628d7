//! Lists longer than a document can be, moved as a person moves them.

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    stage::Stage,
};

/// The height of a line in pixels.
const LINE: f64 = 20.0;

/// What stands at the upper edge of the lines: the place in the bytes that the first line in view tells, in lines of 8
/// bytes, as many as fit beside the list, with the part of it that is above the edge.
const TOP_LINE: &str = "const pane = document.querySelector('#detail-lines');
    const edge = pane.getBoundingClientRect().top + pane.clientTop;
    const top = [...pane.querySelectorAll('li')].find((row) => row.getBoundingClientRect().bottom > edge + 0.5);
    return top === undefined ? -1 : parseInt(top.textContent, 16) / 8 + (edge - top.getBoundingClientRect().top) / 20;";

const UNSEEN: &str = "const button = document.getElementById('newest'); return button.hidden ? '' : button.textContent";

async fn wait_for_line(page: &Page, line: f64) -> Outcome {
    let seen = async || page.ask::<f64>(TOP_LINE).await;
    wait_for(&format!("line {line} at the upper edge"), seen, |seen| (seen - line).abs() < 0.06).await.map(drop)
}

/// 4 MiB as hex are half a million lines, or ten million pixels.
pub(super) async fn the_wheel_moves_half_a_million_lines_by_exact_lines_from_both_ends(
    stage: &mut Stage<'_>,
) -> Outcome {
    const LINES: f64 = 524_288.0;
    let page = stage.connect_to("/binary?size=4194304").await?;
    wait_for("the message", async || Ok(page.ledger().await?.kept), |kept| *kept == 1).await?;
    page.click_on("#messages li[data-index=\"0\"]").await?;
    let height = async || page.ask::<f64>("return document.querySelector('#detail-lines')?.scrollHeight ?? 0").await;
    wait_for("all lines", height, |height| *height > 3_999_000.0).await?;
    wait_for_line(&page, 0.0).await?;
    for turn in 1..=12 {
        page.turn_wheel("#detail-lines", 100).await?;
        wait_for_line(&page, f64::from(turn) * 100.0 / LINE).await?;
    }
    page.ask::<Option<()>>("const pane = document.querySelector('#detail-lines'); pane.scrollTop = pane.scrollHeight")
        .await?;
    let in_view: f64 = page.ask("return document.querySelector('#detail-lines').clientHeight").await?;
    let last = LINES - in_view / LINE;
    wait_for_line(&page, last).await?;
    for turn in 1..=12 {
        page.turn_wheel("#detail-lines", -100).await?;
        wait_for_line(&page, last - f64::from(turn) * 100.0 / LINE).await?;
    }
    Ok(())
}

pub(super) async fn the_slowest_turn_of_the_wheel_lets_the_newest_go(stage: &mut Stage<'_>) -> Outcome {
    // So slowly that each turn towards the end comes nearer, however long the driver takes for it.
    let page = stage.connect_to("/flood?count=1000000&size=64&rate=30").await?;
    wait_for("a full list", async || Ok(page.ledger().await?.kept), |kept| *kept > 60).await?;
    expect_eq("the button for what is new", page.ask::<String>(UNSEEN).await?, "")?;
    page.turn_wheel("#messages", -1).await?;
    wait_for("new rows that are not seen", async || page.ask(UNSEEN).await, |text: &String| text.ends_with(" new"))
        .await?;
    // The end goes on moving while the wheel is turned towards it.
    let turn_on = async || {
        page.turn_wheel("#messages", 10_000).await?;
        page.ask(UNSEEN).await
    };
    wait_for("the end, where nothing is unseen", turn_on, String::is_empty).await.map(drop)
}

pub(super) async fn a_finger_moves_the_list_and_lets_the_newest_go(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/flood?count=1000000&size=64&rate=200").await?;
    wait_for("a full list", async || Ok(page.ledger().await?.kept), |kept| *kept > 200).await?;
    page.draw_finger("#messages", 60).await?;
    let unseen = async || page.ask(UNSEEN).await;
    wait_for("new rows that are not seen", unseen, |text: &String| text.ends_with(" new")).await?;
    let top = async || page.ask::<f64>("return document.querySelector('#messages').scrollTop").await;
    let (held, kept) = (top().await?, page.ledger().await?.kept);
    wait_for("more messages", async || Ok(page.ledger().await?.kept), |now| *now > kept + 100).await?;
    expect_eq("where the list stands", top().await?, held)
}
