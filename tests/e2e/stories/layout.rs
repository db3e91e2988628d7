//! The layout: what the list gets, what the Tab key meets, how the inspector stands beside it, below it and over it.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    stage::Stage,
};

/// Windows, and the part of their height that the list gets at least.
const WINDOWS: [((u32, u32), f64); 3] = [((1440, 900), 0.75), ((1024, 768), 0.70), ((360, 740), 0.80)];

/// The part of the window's height that the list has.
const PART: &str = "return document.getElementById('messages').clientHeight / innerHeight";

/// What the Tab key meets.
const STOPS: &str =
    "return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter((element) => element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true }))
    .map((element) => element.id || element.className || element.tagName)";

/// More than this is too many to go through.
const MOST_STOPS: usize = 18;

pub(super) async fn the_list_gets_most_of_the_height(stage: &mut Stage<'_>) -> Outcome {
    for ((width, height), least) in WINDOWS {
        let page = stage.connect_to("/echo").await?;
        stage.resize(width, height).await?;
        let part = async || page.ask::<f64>(PART).await;
        wait_for(&format!("{least} of {height} pixels for the list"), part, |part| *part >= least).await?;
    }
    Ok(())
}

pub(super) async fn the_tab_key_meets_few_things_on_the_first_screen(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    stage.resize(1440, 900).await?;
    let stops = page.ask::<Vec<String>>(STOPS).await?;
    expect_eq(&format!("whether {} stops are few: {stops:?}", stops.len()), stops.len() <= MOST_STOPS, true)?;
    // Arrows lead on within a row.
    page.ask::<()>("document.getElementById('close').focus()").await?;
    page.press_anywhere(Key::Right).await?;
    expect_eq("what is beside Close", page.focused().await?, "close-opener".to_owned())?;
    let after = page.ask::<Vec<String>>(STOPS).await?;
    expect_eq("how many stops there are then", after.len(), stops.len())
}

pub(super) async fn the_line_beside_the_inspector_is_moved_by_keys_and_stays(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("").await?;
    stage.resize(1440, 900).await?;
    page.wait_for_status("Connected to:").await?;
    let width = async |page: &Page| page.ask::<f64>("return document.getElementById('inspector').offsetWidth").await;
    let before = width(&page).await?;
    page.press("splitter", Key::Left).await?;
    wait_for("a wider inspector", async || width(&page).await, |now| (*now - before - 24.0).abs() < 1.0).await?;
    page.drag("#splitter", &["#messages"]).await?;
    let dragged = wait_for("a much wider one", async || width(&page).await, |now| *now > before + 100.0).await?;
    page.reload().await?;
    wait_for("the same after a reload", async || width(&page).await, |now| (*now - dragged).abs() < 1.0).await?;
    Ok(())
}

pub(super) async fn a_message_is_a_whole_screen_on_a_phone_and_leads_back(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    stage.resize(360, 740).await?;
    page.send("{\"a\":1}").await?;
    wait_for("the echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
    page.click_on("#messages li.sent").await?;
    let focused = async || page.focused().await;
    wait_for("the focus on what covers the rest", focused, |id| id == "inspector").await?;
    for _ in 0..12 {
        page.press_anywhere(Key::Tab).await?;
        let is_seen: bool = page
            .ask("const { activeElement: on } = document; return on === document.body || !!on.closest('#inspector')")
            .await?;
        expect_eq("whether the focus stays where one can see it", is_seen, true)?;
    }
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    page.click_on("#detail [aria-label^='The next row']").await?;
    wait_for("the next message", title, |title| title == "Received message 1").await?;
    page.press("inspector", Key::Escape).await?;
    wait_for("the focus back on the list", focused, |id| id == "rows").await?;
    let is_open = "return document.getElementById('inspector').offsetHeight > 0";
    expect_eq("whether it is still there", page.ask::<bool>(is_open).await?, false)
}

pub(super) async fn bytes_in_hex_fit_beside_the_list(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/binary?size=64").await?;
    for width in [1440, 1280] {
        stage.resize(width, 800).await?;
        page.click_on("#messages li.received").await?;
        page.choose_named("lens", "Hex").await?;
        let lines = async || page.text_of_all("#detail-lines code").await;
        wait_for("eight bytes on a line", lines, |lines| lines.len() == 8).await?;
        let beyond =
            "const lines = document.getElementById('detail-lines'); return lines.scrollWidth - lines.clientWidth";
        expect_eq("what is beyond the edge", page.ask::<i64>(beyond).await?, 0)?;
    }
    page.press("splitter", Key::Home).await?;
    let lines = async || page.text_of_all("#detail-lines code").await;
    wait_for("sixteen where there is room", lines, |lines| lines.len() == 4).await.map(drop)
}

pub(super) async fn lens_and_comparison_go_on_with_the_next_message(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    for text in ["{\"n\":1}", "{\"n\":2}", "{\"n\":3}"] {
        page.send(text).await?;
    }
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 3).await?;
    page.click_on("#messages li.received").await?;
    page.choose_named("compare", "⇄ the one before of its kind").await?;
    let differs = async || page.text_of_all("#detail-lines :is(.added, .removed)").await;
    page.click_on("#messages li.received:last-child").await?;
    wait_for("the differences of the last", differs, |seen| seen.concat().contains('3')).await?;
    page.choose_named("compare", "not compared").await?;
    page.choose_named("lens", "Hex").await?;
    page.click_on("#detail [aria-label^='The row before']").await?;
    let lens = async || page.typed("lens").await;
    wait_for("the same lens", lens, |lens| lens == "hex").await.map(drop)
}

/// Marks all lines, and watches for what is copied.
const MARK_LINES: &str =
    "addEventListener('copy', (event) => { window.copied = event.clipboardData.getData('text/plain'); });
    getSelection().selectAllChildren(document.querySelector('#detail-lines ol'));";

pub(super) async fn what_is_too_long_for_a_line_goes_on_in_the_next_and_is_copied_as_one(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    stage.resize(1440, 900).await?;
    let token = "0123456789".repeat(30);
    page.send(&["{\"token\":\"", &token, "\"}"].concat()).await?;
    wait_for("the echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
    page.click_on("#messages li.received").await?;
    let lines = async || page.text_of_all("#detail-lines code").await;
    wait_for("several lines", lines, |lines| lines.len() > 5).await?;
    let beyond = "const lines = document.getElementById('detail-lines'); return lines.scrollWidth - lines.clientWidth";
    expect_eq("what is beyond the edge", page.ask::<i64>(beyond).await?, 0)?;
    let whole = ["{\n  \"token\": \"", &token, "\"\n}"].concat();
    page.ask::<Option<()>>(MARK_LINES).await?;
    page.press_anywhere(Key::Control + "c").await?;
    let copied = async || page.ask::<String>("return window.copied ?? ''").await;
    expect_eq("what is copied", wait_for("the copy", copied, |copied| !copied.is_empty()).await?, whole)?;
    page.ask::<Option<()>>("getSelection().removeAllRanges()").await?;
    let looks = "const look = (id) => getComputedStyle(document.getElementById(id)).backgroundColor;
        return look('wrap') !== look('regex');";
    expect_eq("whether a pressed button looks pressed", page.ask::<bool>(looks).await?, true)?;
    page.click("wrap").await?;
    wait_for("long lines", lines, |lines| lines.len() == 3).await?;
    page.click_on("#messages li.sent").await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for("the other message", title, |title| title.starts_with("Sent")).await?;
    wait_for("long lines of the next one, too", lines, |lines| lines.len() == 3).await.map(drop)
}
