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

pub(super) async fn when_the_engine_ends_by_a_fault_what_it_kept_is_saved(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_breakdown();
    let page = with_messages(stage).await?;
    let order = encode(&ToEngine::Session(SessionId::default(), Command::BreakDown));
    let post = "socketscope.engine.postMessage(new Uint8Array(arguments[0]).buffer)";
    stage.driver().execute(post, vec![order.into()]).await?;
    expect_all_saved(&page, "The engine has ended by a fault").await?;
    expect_in("the banner", &page.text("crash").await?, &["panicked at", "told to break down"])?;
    expect_in("the banner", &page.text("crash").await?, &["ends the connections and opens the same tabs"])?;
    expect_eq("the status", page.status().await?.as_str(), "Disconnected from WebSocket.")?;
    let url = page.typed("url").await?;
    page.click("restart").await?;
    page.wait_for_status("not connected yet").await?;
    expect_eq("the address", page.typed("url").await?, url)
}

const BREAK_THE_PAGE: &str = "setTimeout(() => dispatchEvent(new Event('break-down')))";

pub(super) async fn when_the_page_ends_by_a_fault_the_engine_still_has_the_messages(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_breakdown();
    let page = with_messages(stage).await?;
    page.ask::<Option<()>>(BREAK_THE_PAGE).await?;
    expect_all_saved(&page, "The page has ended by a fault").await
}

pub(super) async fn a_page_that_begins_anew_goes_on_with_the_connections_of_the_one_before(
    stage: &mut Stage<'_>,
) -> Outcome {
    stage.expect_breakdown();
    let page = with_messages(stage).await?;
    page.type_into("filter", "quote").await?;
    wait_for("the filter", async || Ok(page.ledger().await?.shown), |shown| *shown == 2).await?;
    let kept = "return (sessionStorage.getItem('socketscope.tabs') ?? '').length";
    let before: u64 = page.ask(kept).await?;
    // So long that it is not taken for the filter, which may be remembered only now.
    let draft = "deadbeef".repeat(125);
    page.paste_into("message", &draft, 1).await?;
    let length = async || page.ask::<u64>(kept).await;
    wait_for("the draft to be remembered", length, |length| *length > before + 1_000).await?;
    page.ask::<Option<()>>(BREAK_THE_PAGE).await?;
    let banner = async || Ok(page.text_of_all("#crash").await?.concat());
    let told = wait_for("the banner", banner, |text| !text.is_empty()).await?;
    expect_in("the banner", &told, &["The connections go on"])?;
    page.click("restart").await?;
    wait_for("no banner", banner, String::is_empty).await?;
    page.wait_for_status("Connected to:").await?;
    expect_eq("the draft", page.typed("message").await?.as_str(), draft.as_str())?;
    expect_eq("the filter", page.typed("filter").await?.as_str(), "quote")?;
    let rows = async || Ok(page.rows().await?.len());
    wait_for("the rows that the filter shows", rows, |rows| *rows >= 2).await?;
    expect_eq("what is shown", page.ledger().await?.shown, 2)?;
    page.choose_kind("text").await?;
    page.send("quote this").await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 3).await?;
    expect_eq("what is shown", page.ledger().await?.shown, 4)
}

pub(super) async fn a_page_that_ends_again_at_once_lets_go_of_its_tabs(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_breakdown();
    let page = with_messages(stage).await?;
    let banner = async || Ok(page.text_of_all("#crash").await?.concat());
    for (said, status) in [("The connections go on", "Connected to:"), ("opens none of its tabs", "not connected yet")]
    {
        page.ask::<Option<()>>(BREAK_THE_PAGE).await?;
        let told = wait_for("the banner", banner, |text| !text.is_empty()).await?;
        expect_in("the banner", &told, &[said])?;
        page.click("restart").await?;
        wait_for("no banner", banner, String::is_empty).await?;
        page.wait_for_status(status).await?;
    }
    expect_eq("the draft", page.typed("message").await?.as_str(), "")
}

/// From now on the page's clock runs at three times its speed, so that nobody has to wait so long. In Firefox a script sees another
/// window than the page does, unless it says so.
const FASTER: &str = "const { performance } = window.wrappedJSObject ?? window;
    const now = performance.now.bind(performance);
    let ahead = 0;
    performance.now = () => now() + ahead;
    window.faster = setInterval(() => { ahead += 1000; }, 500);";

pub(super) async fn an_engine_that_the_browser_has_ended_is_noticed(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.ask::<()>("socketscope.engine.terminate()").await?;
    page.ask::<()>(FASTER).await?;
    let banner = async || Ok(page.text_of_all("#crash").await?.concat());
    let banner = wait_for("the banner", banner, |text| !text.is_empty()).await?;
    expect_in("the banner", &banner, &["has not answered for 15 seconds", "lost with the engine", "Start again"])?;
    expect_eq("whether anything can be saved", page.is_enabled("save-crash").await?, false)?;
    expect_in("why not", &page.attribute("save-crash", "title").await?, &["lost with the engine"])?;
    page.click("restart").await?;
    page.wait_for_status("not connected yet").await.map(drop)
}

/// The engine gets nothing that is said to it, and then all of it.
const DEAF: &str = "const { engine } = (window.wrappedJSObject ?? window).socketscope, post = engine.postMessage.bind(engine), held = [];
    engine.postMessage = (...said) => held.push(said);
    window.undeafen = () => { clearInterval(window.faster); engine.postMessage = post; held.forEach((said) => post(...said)); };";

pub(super) async fn the_banner_goes_when_the_engine_answers_late(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.ask::<()>(DEAF).await?;
    page.ask::<()>(FASTER).await?;
    let banners = async || Ok(page.text_of_all("#crash").await?.len());
    wait_for("the banner", banners, |banners| *banners == 1).await?;
    page.ask::<()>("undeafen()").await?;
    wait_for("no banner", banners, |banners| *banners == 0).await?;
    page.choose_kind("text").await?;
    page.send("still there").await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 3).await.map(drop)
}

pub(super) async fn an_error_that_is_no_crash_shows_no_banner(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_error("ResizeObserver");
    let page = with_messages(stage).await?;
    let script = "dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed',
        error: new Error('ResizeObserver loop completed') }))";
    page.ask::<bool>(&format!("return {script}")).await?;
    page.choose_kind("text").await?;
    page.send("still there").await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 3).await?;
    expect_eq("the banners", page.text_of_all("#crash").await?.len(), 0)
}

async fn with_messages(stage: &Stage<'_>) -> Outcome<Page> {
    let page = stage.connect_to("/echo").await?;
    page.paste_into("message", TEXT, 1).await?;
    page.click_send().await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
    page.choose_kind("hex").await?;
    page.paste_into("message", "00 ff 10", 1).await?;
    page.click_send().await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    page.ask::<()>(STUBS).await?;
    Ok(page)
}

async fn expect_all_saved(page: &Page, who: &str) -> Outcome {
    let banner = async || Ok(page.text_of_all("#crash").await?.concat());
    let banner = wait_for("the banner", banner, |text| !text.is_empty()).await?;
    expect_in("the banner", &banner, &[who, "4 messages"])?;
    let is_inert: bool = page.ask("return document.getElementById('page-wrapper').inert").await?;
    expect_eq("whether the rest, which does nothing any more, is inert", is_inert, true)?;
    page.click("save-crash").await?;
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
