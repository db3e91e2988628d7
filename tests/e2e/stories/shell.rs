//! The page around the sessions: palette, settings, lessons, languages, and the page without its server.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    plain_host::{PlainHost, Twist},
    stage::Stage,
};

pub(super) async fn settings_take_effect_at_once_and_stay_after_a_reload(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("?url=").await?;
    page.click("open-settings").await?;
    page.choose_named("theme", "Dark").await?;
    page.choose_named("density", "Compact").await?;
    page.choose_named("language", "Deutsch").await?;
    let root = async || {
        page.ask::<Vec<String>>(
            "return ['data-theme', 'data-density', 'lang'].map((name) => document.documentElement.getAttribute(name))",
        )
        .await
    };
    let wanted = |seen: &Vec<String>| seen == &["dark", "compact", "de"];
    wait_for("the settings", root, wanted).await?;
    wait_for("German", async || page.text("connect").await, |text| text == "Verbinden").await?;
    stage.driver().refresh().await?;
    page.wait_until_loaded().await?;
    wait_for("the settings after a reload", root, wanted).await?;
    expect_eq("the button", page.text("connect").await?, "Verbinden".to_owned())?;
    page.click("open-settings").await?;
    page.click("forget").await?;
    page.click("forget-now").await?;
    wait_for("the settings of the system", root, |seen| seen == &["system", "comfortable", "en"]).await?;
    expect_in("what is left", &page.ask::<String>("return JSON.stringify(Object.keys(localStorage))").await?, &["[]"])
}

pub(super) async fn another_language_leaves_the_session_as_it_was(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send("before").await?;
    page.wait_for_messages(&["Sent: before", "Received: before"]).await?;
    page.type_into("message", "a draft").await?;
    page.click("open-settings").await?;
    page.choose_named("language", "Deutsch").await?;
    wait_for("German", async || page.text("connect").await, |text| text == "Verbinden").await?;
    page.press_anywhere(Key::Escape).await?;
    expect_eq("the draft", page.typed("message").await?, "a draft".to_owned())?;
    expect_eq("the messages", page.ledger().await?.kept, 2)?;
    page.click_send().await?;
    wait_for("four messages", async || Ok(page.ledger().await?.kept), |kept| *kept == 4).await.map(drop)
}

pub(super) async fn the_palette_finds_a_command_by_words_and_gives_the_focus_back(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("?url=").await?;
    page.click("url").await?;
    page.press_anywhere(Key::Control + "k").await?;
    wait_for("the palette", async || page.focused().await, |id| id == "palette-field").await?;
    page.press_anywhere("send many").await?;
    let names = async || page.text_of_all("#palette-list .name").await;
    wait_for("the command", names, |names| names == &["Send many"]).await?;
    page.press_anywhere(Key::Enter).await?;
    let open = async || page.ask::<bool>("return document.getElementById('section-sender').open").await;
    wait_for("the section", open, |open| *open).await?;
    page.click("url").await?;
    page.press_anywhere(Key::Control + "k").await?;
    wait_for("the palette", async || page.focused().await, |id| id == "palette-field").await?;
    page.press_anywhere(Key::Escape).await?;
    wait_for("the focus where it was", async || page.focused().await, |id| id == "url").await.map(drop)
}

pub(super) async fn a_lesson_is_shown_live(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("?url=").await?;
    page.wait_for_demos().await?;
    page.click("open-lessons").await?;
    page.click_on("#lessons nav li:nth-child(5) button").await?;
    wait_for("the lesson", async || page.text_of_all("#lesson h3").await, |title| title == &["Close codes"]).await?;
    page.click("show-lesson").await?;
    page.wait_until_closed(&["4001", "bye"]).await
}

pub(super) async fn an_empty_session_offers_what_the_lab_has(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("?url=").await?;
    page.wait_for_demos().await?;
    page.click_on(".demos li:nth-child(2) button").await?;
    page.wait_for_messages(&["Received: ho!"]).await?;
    let gone = async || page.ask::<bool>("return !document.getElementById('welcome')").await;
    wait_for("the end of the welcome", gone, |gone| *gone).await?;
    // What was connected to is offered first in the next session.
    page.click("new-session").await?;
    page.click_on("#start .demos button:not([data-endpoint])").await?;
    page.wait_for_messages(&["Received: ho!"]).await
}

pub(super) async fn received_messages_are_summed_up_for_screen_readers(stage: &mut Stage<'_>) -> Outcome {
    const COLLECT: &str = "const summary = document.getElementById('summary');
        window.told = [];
        new MutationObserver(() => told.push(summary.textContent))
            .observe(summary, { childList: true, characterData: true, subtree: true });";
    let page = stage.open_page_for(&stage.lab.ws_url("/flood?count=37&size=30")).await?;
    page.ask::<Option<()>>(COLLECT).await?;
    page.click_connect().await?;
    let told = async || page.ask::<Vec<String>>("return told").await;
    let is_whole = |told: &Vec<String>| told.last().is_some_and(|last| last.contains("last: {\"seq\":36"));
    let told = wait_for("the summary of the last message", told, is_whole).await?;
    // The time for a sentence may have come while they arrived.
    let counts = told.iter().filter_map(|text| text.split_once(" message")?.0.parse::<u32>().ok());
    expect_eq("the messages summed up", counts.sum::<u32>(), 37)?;
    expect_eq("a sentence or two", (1..=2).contains(&told.len()), true)
}

/// Only a service worker can do it, and what it keeps must be whole: the page, both scripts, the program.
pub(super) async fn a_page_that_was_kept_opens_without_its_server(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_error("lab.json");
    stage.expect_failing_connection();
    let host = stage.plain_host(Twist::default()).await?;
    let page = open_and_keep(stage, &host).await?;
    drop(host);
    expect_kept(stage, &page).await?;
    // The person can have it all removed.
    page.click("open-settings").await?;
    page.click("offline").await?;
    forgotten(&page).await
}

pub(super) async fn a_page_that_was_kept_opens_while_its_server_fails_and_stays_kept(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_error("lab.json");
    stage.expect_error("503");
    stage.expect_failing_connection();
    let host = stage.plain_host(Twist::default()).await?;
    let page = open_and_keep(stage, &host).await?;
    host.fail();
    // The second time: what the server says now must not have become the page.
    expect_kept(stage, &page).await?;
    expect_kept(stage, &page).await
}

/// Opens the page, and waits until the browser keeps it.
async fn open_and_keep(stage: &Stage<'_>, host: &PlainHost) -> Outcome<Page> {
    let page = stage.open_page_of(host, "").await?;
    page.click("open-settings").await?;
    page.click("offline").await?;
    let kept = async || {
        page.ask::<bool>("return document.getElementById('offline').checked && !!navigator.serviceWorker.controller")
            .await
    };
    wait_for("the worker", kept, |kept| *kept).await?;
    Ok(page)
}

/// Opens the page again, and uses it.
async fn expect_kept(stage: &Stage<'_>, page: &Page) -> Outcome {
    stage.driver().goto(&page.address().await?).await?;
    page.wait_until_loaded().await?;
    page.send("is anybody there?").await?;
    page.wait_for_problem("message", "no connection").await
}

pub(super) async fn an_address_with_a_secret_is_not_left_in_the_history(stage: &mut Stage<'_>) -> Outcome {
    const SECRET: &str = "A1b2C3d4E5f6G7h8I9j0K1";
    let page = stage.open_page_for(&format!("wss://example.org/?token={SECRET}")).await?;
    expect_in("the form", &page.typed("url").await?, &[SECRET])?;
    expect_eq("whether the window shows it", page.address().await?.contains(SECRET), false)?;
    expect_eq("whether its title does", page.ask::<String>("return document.title").await?.contains(SECRET), false)
}

async fn forgotten(page: &Page) -> Outcome {
    let left = async || {
        page.ask_later::<u64>(
            "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()]).then((all) => all.flat().length)",
        )
        .await
    };
    wait_for("nothing left", left, |left| *left == 0).await.map(drop)
}
