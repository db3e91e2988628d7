//! Keys that mean the same wherever the focus is, and those of the list.

use thirtyfour::prelude::*;

use super::taking::STUBS;
use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    stage::Stage,
};

async fn wait_for_focus(page: &Page, id: &str) -> Outcome {
    wait_for(&format!("the focus on {id}"), async || page.focused().await, |focused| focused == id).await.map(drop)
}

async fn wait_for_title(page: &Page, title: &str) -> Outcome {
    let titles = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for(&format!("the message {title:?}"), titles, |seen| seen == title).await.map(drop)
}

pub(super) async fn each_shortcut_does_what_the_sheet_says(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.press_anywhere(Key::Control + ".").await?;
    page.wait_for_status("Connected to:").await?;
    page.press_anywhere(Key::Control + ".").await?;
    page.wait_until_closed(&["1000"]).await?;
    page.press_anywhere(Key::Control + ".").await?;
    page.wait_for_status("Connected to:").await?;
    page.press_anywhere(Key::Shift + Key::F6).await?;
    wait_for_focus(&page, "message").await?;
    for message in ["[one]/", "[two]"] {
        page.press_anywhere(message).await?;
        page.press_anywhere(Key::Control + Key::Enter).await?;
        wait_for("the empty field", async || page.typed("message").await, String::is_empty).await?;
    }
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    page.ask::<Option<()>>("document.getElementById('rows').focus()").await?;
    page.press_anywhere("/").await?;
    wait_for_focus(&page, "filter").await?;
    expect_eq("the filter", page.typed("filter").await?, String::new())?;
    page.press_anywhere(Key::F6).await?;
    wait_for_focus(&page, "inspector").await?;
    page.press_anywhere("[").await?;
    wait_for_title(&page, "Received message 3").await?;
    page.press_anywhere("[").await?;
    wait_for_title(&page, "Received message 1").await?;
    page.press_anywhere("]").await?;
    wait_for_title(&page, "Received message 3").await?;
    page.ask::<Option<()>>("document.getElementById('rows').focus()").await?;
    page.press_anywhere(Key::Enter).await?;
    wait_for_focus(&page, "detail-lines").await?;
    page.press_anywhere(Key::Control + "f").await?;
    wait_for_focus(&page, "search").await?;
    page.press_anywhere("?").await?;
    expect_eq("what is searched for", page.typed("search").await?, "?".to_owned())?;
    page.press_anywhere(Key::Escape).await?;
    wait_for_focus(&page, "rows").await?;
    page.press_anywhere("?").await?;
    let keys = async || page.text_of_all("#shortcuts kbd").await;
    wait_for("the sheet", keys, |keys| keys.iter().any(|keys| keys == "Ctrl+.")).await?;
    page.press_anywhere(Key::Control + "k").await?;
    wait_for_focus(&page, "palette-field").await
}

pub(super) async fn selected_messages_are_copied_one_a_line(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.ask::<()>(STUBS).await?;
    page.send("{\"a\": 1}").await?;
    page.choose_kind("hex").await?;
    page.send("00 ff").await?;
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    page.click_on("#messages li[data-index='1']").await?;
    wait_for_title(&page, "Received message 1").await?;
    page.ask::<Option<()>>("document.getElementById('rows').focus()").await?;
    page.press_anywhere(Key::Shift + Key::Down).await?;
    wait_for_title(&page, "Sent message 2").await?;
    page.press_anywhere(Key::Control + "c").await?;
    let copied = async || page.ask::<String>("return window.copied ?? ''").await;
    wait_for("the copy", copied, |copied| copied == "{\"a\": 1}\n00ff").await?;
    wait_for("what became of it", async || page.text("saved").await, |said| said == "Copied 2 messages").await.map(drop)
}

/// The title, and the icon beside it.
const NAMED: &str = "document.title + ' ' + document.querySelector('link[rel=icon]').getAttribute('href')";

/// Tells the other windows what this one is called while nobody sees it: to be asked, it would have to be shown.
fn tell_title() -> String {
    format!(
        "new MutationObserver(() => {{ if (document.hidden) localStorage.setItem('title', {NAMED}) }})
             .observe(document.querySelector('title'), {{ childList: true }});"
    )
}

pub(super) async fn the_title_tells_what_came_while_nobody_saw_the_page(stage: &mut Stage<'_>) -> Outcome {
    let room = format!("/chat?room=title-{}", stage.kind.name());
    let ann = stage.connect_to(&room).await?;
    ann.ask::<Option<()>>(&tell_title()).await?;
    let title = async || ann.ask::<String>(&format!("return {NAMED}")).await;
    let is_plain = |title: &String| title.starts_with("● ") && title.ends_with(" icon-open.svg");
    wait_for("the title and icon of an open connection", title, is_plain).await?;
    let bob = stage.connect_to(&room).await?;
    bob.send("for Ann").await?;
    bob.wait_for_messages(&["Sent: for Ann", "Received: for Ann"]).await?;
    let told = async || bob.ask::<String>("return localStorage.getItem('title') ?? ''").await;
    wait_for("the title to tell of it", told, |title| {
        title.starts_with("● 1 · ") && title.ends_with(" icon-unread.svg")
    })
    .await?;
    ann.look().await?;
    wait_for("the title of a page that is seen", title, |title| !title.contains("· ") && is_plain(title))
        .await
        .map(drop)
}
