//! The log: found, looked into, taken out.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

const PRICE: &str = r#"{"type":"price","v":1.50,"v":10000000000000000000001}"#;
const BEAT: &str = r#"{"type":"heartbeat"}"#;

/// A page with three messages of two kinds, each with its echo.
pub(super) async fn with_messages(stage: &Stage<'_>) -> Outcome<Page> {
    let page = stage.connect_to("/echo").await?;
    for message in [PRICE, BEAT, "plain"] {
        page.send(message).await?;
    }
    wait_for("six messages", async || Ok(page.ledger().await?.kept), |kept| *kept == 6).await?;
    Ok(page)
}

pub(super) async fn wait_for_shown(page: &Page, shown: &str) -> Outcome {
    wait_for("the shown", async || page.attribute("ledger", "data-shown").await, |seen| seen == shown).await.map(drop)
}

pub(super) async fn a_filter_shows_what_matches_and_says_how_many(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.type_into("filter", "price").await?;
    wait_for_shown(&page, "2").await?;
    expect_in("the ledger", &page.text("ledger").await?.replace('\n', " "), &["Shown 2"])?;
    page.wait_for_messages(&[&format!("Sent: {PRICE}"), &format!("Received: {PRICE}")]).await?;
    let indexes: Vec<String> = page
        .ask("return [...document.querySelectorAll('#messages li[data-index]')].map((row) => row.dataset.index)")
        .await?;
    expect_eq("the numbers of the messages", indexes, vec!["0", "1"])?;
    expect_eq("the marks", page.ask::<u64>("return document.querySelectorAll('#messages mark').length").await?, 2)?;
    // What comes while the filter is on is sifted, too.
    page.send(BEAT).await?;
    page.send(PRICE).await?;
    wait_for_shown(&page, "4").await?;
    expect_eq("what is kept", page.ledger().await?.kept, 10)?;
    page.click("clear-filter").await?;
    wait_for_shown(&page, "10").await
}

pub(super) async fn a_wrong_regular_expression_is_explained_and_changes_nothing(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.click_on(".toggle[aria-label=\"Regular expression\"]").await?;
    page.type_into("filter", "pri(ce").await?;
    wait_for("the reason", async || page.text("filter-problem").await, |text| !text.is_empty()).await?;
    expect_eq("the chip", page.text_of_all(".chip").await?, ["not applied: with “pri(ce”"])?;
    let count = page.text("filter-state").await?;
    let is_told = count.contains("by the filter before") || count.contains("without a filter");
    expect_eq(&format!("whether {count:?} is told as the count of another filter"), is_told, true)?;
    page.type_into("filter", "^.\"type\":\"(price|none)\"").await?;
    wait_for_shown(&page, "2").await?;
    expect_eq("the reason", page.text("filter-problem").await?, "")
}

pub(super) async fn a_message_is_looked_into_without_loss(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.click_on("#messages li[data-index=\"1\"]").await?;
    wait_for("the detail", async || page.text_of_all("#detail-lines code").await, |lines| lines.len() == 5).await?;
    let lines = page.text_of_all("#detail-lines code").await?;
    let expected = ["{", "  \"type\": \"price\",", "  \"v\": 1.50,", "  \"v\": 10000000000000000000001", "}"];
    expect_eq("the lines", lines, expected.to_vec())?;
    page.click_on("#detail-lines .fold").await?;
    wait_for("the fold", async || page.text_of_all("#detail-lines code").await, |lines| lines.len() == 1).await?;
    expect_in("the folded line", &page.text_of_all("#detail-lines code").await?[0], &["3 keys"])?;
    page.press("rows", Key::Escape).await?;
    wait_for("no detail", async || page.ask::<bool>("return !document.getElementById('detail')").await, |gone| *gone)
        .await
        .map(drop)
}

/// What a screen reader tells of the row that was walked to.
const TOLD: &str = "const list = document.getElementById('rows'), id = list.getAttribute('aria-activedescendant');
    return document.getElementById(id)?.textContent ?? ''";

pub(super) async fn the_list_is_walked_with_the_arrow_keys(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    page.press("rows", Key::Up).await?;
    wait_for("the newest", title, |title| title == "Received message 5").await?;
    let told = async || page.ask::<String>(TOLD).await;
    wait_for("what is told of it", told, |told| told.starts_with("Received:") && told.ends_with("5 B")).await?;
    page.press("rows", Key::Up).await?;
    wait_for("the one before", title, |title| title == "Sent message 4").await?;
    page.press("rows", Key::Shift + Key::Up).await?;
    let selected =
        async || page.ask::<u64>("return document.querySelectorAll('#messages li[aria-selected=true]').length").await;
    wait_for("two rows", selected, |selected| *selected == 2).await.map(drop)
}

pub(super) async fn a_message_becomes_a_draft_again(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/binary?size=4").await?;
    wait_for("the message", async || Ok(page.ledger().await?.kept), |kept| *kept == 1).await?;
    page.type_into("message", "my draft").await?;
    page.click_on("#messages li[data-index=\"0\"]").await?;
    wait_for(
        "the menu",
        async || page.ask::<bool>("return !!document.getElementById('take-opener')").await,
        |there| *there,
    )
    .await?;
    page.click("take-opener").await?;
    page.click_on("#take li:last-child button").await?;
    let draft = async || page.typed("message").await;
    wait_for("the draft", draft, |draft| draft.split(' ').count() == 4).await?;
    page.press_in_message(Key::Alt + Key::Up).await?;
    wait_for("what was being written", draft, |draft| draft == "my draft").await.map(drop)
}

pub(super) async fn a_search_goes_from_match_to_match(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.type_into("search", "HEART").await?;
    wait_for("the count", async || page.text("search-count").await, |count| count == "2 matches").await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    page.press("search", Key::Enter).await?;
    wait_for("the first match", title, |title| title == "Sent message 2").await?;
    page.press("search", Key::Enter).await?;
    wait_for("the second match", title, |title| title == "Received message 3").await?;
    wait_for("which it is", async || page.text("search-count").await, |count| count == "2 of 2").await.map(drop)
}

pub(super) async fn kinds_are_counted_and_one_can_be_hidden(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.open_panel().await?;
    page.click_on("#group-kinds").await?;
    let kinds = async || page.text_of_all("#kinds .kind").await;
    let is_told = |kinds: &Vec<String>| kinds.len() == 3 && kinds.concat().contains("heartbeat");
    wait_for("the kinds", kinds, is_told).await?;
    page.click_on("#kinds button[aria-label='Hide type: heartbeat']").await?;
    wait_for_shown(&page, "4").await
}

pub(super) async fn new_rows_are_counted_while_the_list_stands_elsewhere(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/flood?count=2000&size=50")).await?;
    page.click_connect().await?;
    wait_for("the flood", async || Ok(page.ledger().await?.kept), |kept| *kept == 2_000).await?;
    page.wait_until_closed(&["1000"]).await?;
    page.press("rows", Key::Home).await?;
    let first = async || {
        page.ask::<String>("return document.querySelector('#messages li[data-index]')?.dataset.index ?? ''").await
    };
    wait_for("the oldest", first, |index| index == "0").await?;
    page.click_connect().await?;
    let unseen = async || {
        page.ask::<String>("const b = document.getElementById('newest'); return b.hidden ? '' : b.textContent").await
    };
    wait_for("the button", unseen, |text| text.ends_with(" new")).await?;
    page.wait_until_closed(&["1000"]).await?;
    page.click("newest").await?;
    let last = async || {
        page.ask::<String>(
            "return [...document.querySelectorAll('#messages li[data-index]')].at(-1)?.dataset.index ?? ''",
        )
        .await
    };
    wait_for("the newest", last, |index| index == "3999").await?;
    wait_for("no button", unseen, String::is_empty).await.map(drop)
}

/// With a filter, a row's place in the list is not its number; and a heartbeat is compared with a heartbeat, though nobody
/// groups by kinds.
pub(super) async fn a_filtered_message_is_the_one_that_is_looked_into_and_compared(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.send(r#"{"type":"heartbeat","n":2}"#).await?;
    page.type_into("filter", "heart").await?;
    wait_for_shown(&page, "4").await?;
    page.click_on("#messages li[data-index='7']").await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for("the message", title, |title| title == "Received message 7").await?;
    page.ask::<Option<u64>>("const c = document.getElementById('compare'); c.selectedIndex = 1; c.dispatchEvent(new Event('change', { bubbles: true }))").await?;
    let lines = async || page.text_of_all("#detail-lines code").await;
    wait_for("the differences", lines, |lines| lines == &["$.n  +2"]).await?;
    let with = async || Ok(page.text_of_all("#detail .options .hint").await?.concat());
    wait_for("the other message", with, |with| with.contains("Differences from message 3.")).await.map(drop)
}
