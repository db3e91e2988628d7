//! A program that breaks down: what was kept is saved, and one can start afresh.

use serde::Deserialize;
use socketscope::model::{
    id::SessionId,
    link::{Command, ToEngine, encode},
};

use super::taking::STUBS;
use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

/// A line of what is saved.
#[derive(Debug, Deserialize, PartialEq)]
struct Line {
    index: u64,
    direction: String,
    kind: String,
    size: u64,
    text: Option<String>,
    base64: Option<String>,
}

/// Text that JSON must escape, and as many bytes of UTF-8 as characters and a few.
const TEXT: &str = "a \"quote\", a line\nend, שלום, 🦀";

pub(super) async fn when_the_engine_breaks_down_what_it_kept_is_saved(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_breakdown();
    let page = with_messages(stage).await?;
    let order = encode(&ToEngine::Command(SessionId::default(), Command::BreakDown));
    let post = "socketscope.engine.postMessage(new Uint8Array(arguments[0]).buffer)";
    stage.driver().execute(post, vec![order.into()]).await?;
    expect_all_saved(&page, "The engine broke down").await?;
    page.click("restart").await?;
    page.wait_until_loaded().await?;
    page.wait_for_status("not connected yet").await.map(drop)
}

pub(super) async fn when_the_page_breaks_down_the_engine_still_has_the_messages(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_breakdown();
    let page = with_messages(stage).await?;
    page.ask::<Option<()>>("setTimeout(() => dispatchEvent(new Event('break-down')))").await?;
    expect_all_saved(&page, "The page broke down").await
}

async fn with_messages(stage: &Stage<'_>) -> Outcome<Page> {
    let page = stage.connect_to("/echo").await?;
    page.paste_into("message", TEXT, 1).await?;
    page.click_send().await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
    page.click_on("#kind-hex").await?;
    page.paste_into("message", "00 ff 10", 1).await?;
    page.click_send().await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    page.ask::<()>(STUBS).await?;
    Ok(page)
}

async fn expect_all_saved(page: &Page, who: &str) -> Outcome {
    let banner = async || Ok(page.text_of_all("#fallen").await?.concat());
    let banner = wait_for("the banner", banner, |text| !text.is_empty()).await?;
    expect_in("the banner", &banner, &[who, "4 messages"])?;
    let saved: String = page.ask_later("window.given.at(-1).text()").await?;
    let lines: Result<Vec<Line>, _> = saved.lines().map(serde_json::from_str).collect();
    let text = |index, direction: &str| Line {
        index,
        direction: direction.into(),
        kind: "text".into(),
        size: TEXT.len() as u64,
        text: Some(TEXT.into()),
        base64: None,
    };
    let bytes = |index, direction: &str| Line {
        index,
        direction: direction.into(),
        kind: "binary".into(),
        size: 3,
        text: None,
        base64: Some("AP8Q".into()),
    };
    let expected = [text(0, "sent"), text(1, "received"), bytes(2, "sent"), bytes(3, "received")];
    expect_eq("what is saved", lines?, expected)
}
