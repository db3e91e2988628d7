//! Controls: they show what is in effect, and do what their own place is for and nothing else.

use thirtyfour::Key;

use super::log::with_messages;
use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

pub(super) async fn a_choice_shows_what_is_in_effect_whatever_was_picked_before(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    let lens = async || {
        page.ask::<Option<(String, String, String)>>(
            "const detail = document.getElementById('detail');
            return detail?.dataset.lens === undefined ? null
                : [detail.dataset.index, detail.dataset.lens, document.getElementById('lens').value]",
        )
        .await
    };
    let expect = async |row: u64, expected: &str| {
        let fits = |seen: &Option<(String, String, String)>| {
            seen.as_ref().is_some_and(|(index, lens, _)| *index == row.to_string() && lens == expected)
        };
        let seen = wait_for(&format!("message {row} as {expected}"), lens, fits).await?;
        expect_eq("what the choice shows", seen.map(|(.., shown)| shown).as_deref(), Some(expected))
    };
    page.click_on("#messages li[data-index='1']").await?;
    expect(1, "json").await?;
    page.choose_named("lens", "Hex").await?;
    expect(1, "hex").await?;
    page.choose_named("lens", "Text").await?;
    expect(1, "text").await?;
    // What was chosen goes on with the next, until what is likely to fit is chosen.
    page.click_on("#messages li[data-index='3']").await?;
    expect(3, "text").await?;
    page.choose_named("lens", "JSON").await?;
    expect(3, "json").await?;
    page.click_on("#messages li[data-index='5']").await?;
    expect(5, "text").await
}

pub(super) async fn another_address_that_is_typed_while_open_is_offered(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    let name = async || Ok(page.text_of_all("#sessions [aria-selected=true]").await?.concat());
    let other = stage.lab.ws_url("/greet");
    page.type_into("url", &other).await?;
    expect_in("the tab, while another address is typed", &name().await?, &["/echo"])?;
    page.press("url", Key::Enter).await?;
    wait_for("the focus on the offer", async || page.focused().await, |id| id == "switch").await?;
    page.press_anywhere(Key::Enter).await?;
    page.wait_for_status(&other).await?;
    page.wait_for_messages(&["Received: ho!"]).await?;
    wait_for("the name of the new one", name, |name| name.contains("/greet")).await?;
    expect_eq("the connections", stage.lab.open_connections(), 1)
}

pub(super) async fn a_refused_address_hides_why_another_failed_until_it_is_corrected(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_for(&stage.lab.ws_url("/refuse?status=403")).await?;
    page.click_connect().await?;
    page.wait_for_status_class("failed").await?;
    let why = async || page.ask::<bool>("return !document.getElementById('why').hidden").await;
    wait_for("the reason", why, |shown| *shown).await?;
    page.type_into("url", "ftp://user:hunter2@host").await?;
    page.click_connect().await?;
    page.wait_for_problem("url", "no scheme of WebSocket").await?;
    wait_for("no reason of the one before", why, |shown| !shown).await?;
    page.type_into("url", &stage.lab.ws_url("/echo")).await?;
    wait_for("no problem", async || page.text("url-problem").await, String::is_empty).await.map(drop)
}

/// Every field of one line in the composer, and in the menu of Close.
const FIELDS: &str =
    "return [...document.querySelectorAll(':is(#message-form, .close) input:not([type=file])')].map(({ id }) => id)";

pub(super) async fn enter_in_a_field_of_the_composer_sends_nothing(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.type_into("message", "unfinished").await?;
    page.choose_kind("file").await?;
    page.choose("file-way", 1).await?;
    page.type_into("chunk-size", "1000").await?;
    page.press("chunk-size", Key::Enter).await?;
    let fields: Vec<String> = page.ask(FIELDS).await?;
    expect_eq("whether there are many", fields.len() > 6, true)?;
    for field in &fields {
        let press = format!(
            "const field = document.getElementById('{field}');
            const enter = new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true, cancelable: true }});
            return field.dispatchEvent(enter)"
        );
        expect_eq(&format!("whether Enter in #{field} would submit"), page.ask::<bool>(&press).await?, false)?;
    }
    page.choose_kind("text").await?;
    page.wait_for_status("Disconnected").await?;
    expect_eq("what was sent", page.ledger().await?.sent, 0)?;
    expect_eq("the draft", page.typed("message").await?.as_str(), "unfinished")
}

pub(super) async fn an_event_is_read_in_full(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/close?code=4001&reason=bye")).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["4001"]).await?;
    page.click_on("#messages li.event:last-child").await?;
    let text = async || Ok(page.text_of_all("#detail .event-text").await?.concat());
    let told = wait_for("the event", text, |text| !text.is_empty()).await?;
    expect_in("the event", &told, &["Closed: 4001", "reason “bye”", "The server began the close."])?;
    page.press("rows", Key::Escape).await?;
    wait_for("no event", text, String::is_empty).await.map(drop)
}

pub(super) async fn clear_can_be_undone_for_a_while(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.click_on("#messages li[data-index='1']").await?;
    page.click("clear").await?;
    wait_for("an empty list", async || Ok(page.ledger().await?.kept), |kept| *kept == 0).await?;
    let older = async || page.text("older").await;
    wait_for("what the list says of them", older, |older| older == "6 older are gone").await?;
    let gone = async || page.ask::<bool>("return document.getElementById('detail') === null").await;
    wait_for("the message that is gone to be closed", gone, |gone| *gone).await?;
    page.send("later").await?;
    wait_for("its echo", async || Ok(page.ledger().await?.kept), |kept| *kept == 2).await?;
    page.click("undo").await?;
    let ledger = wait_for("what was cleared", async || page.ledger().await, |ledger| ledger.kept == 8).await?;
    expect_eq("what is evicted", ledger.evicted, 0)?;
    expect_eq("the order", order(&page).await?, (0..8).collect::<Vec<_>>())?;
    wait_for("no more to undo", async || page.ask("return document.getElementById('undo').hidden").await, |is| *is)
        .await
        .map(drop)
}

async fn order(page: &Page) -> Outcome<Vec<u64>> {
    page.ask(
        "return [...document.querySelectorAll('#messages li[data-index]')].map((row) => Number(row.dataset.index))",
    )
    .await
}

pub(super) async fn what_replaced_a_draft_can_be_undone(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.type_into("message", "my draft").await?;
    page.click_on("#messages li[data-index='5']").await?;
    wait_for("the menu", async || Ok(page.text_of_all("#take-opener").await?.len()), |there| *there == 1).await?;
    page.click("take-opener").await?;
    page.click_on("#take li:last-child button").await?;
    let draft = async || page.typed("message").await;
    wait_for("the draft", draft, |draft| draft == "plain").await?;
    let closed = async || page.ask::<bool>("return document.getElementById('take')?.hidden !== false").await;
    wait_for("the menu to close", closed, |closed| *closed).await?;
    stage.undo(&page).await?;
    wait_for("what was being written", draft, |draft| draft == "my draft").await?;
    page.press_in_message(Key::Control + "a").await?;
    page.press_in_message("hello").await?;
    page.press_in_message(Key::Control + Key::Enter).await?;
    wait_for("an empty field", draft, String::is_empty).await?;
    stage.undo(&page).await?;
    wait_for("what was sent", draft, |draft| draft == "hello").await.map(drop)
}

pub(super) async fn the_focus_never_falls_on_nothing(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.unfold().await?;
    for _ in 0..2 {
        page.click_on("#add-on-open").await?;
    }
    page.type_into("filter", "nothing has this").await?;
    let leave = async |selector: &str| {
        let there = async || Ok(page.text_of_all(selector).await?.len());
        wait_for(selector, there, |there| *there > 0).await?;
        page.ask::<Option<()>>(&format!("document.querySelector(\"{selector}\").focus()")).await?;
        page.press_anywhere(Key::Enter).await?;
        let place = async || page.ask::<String>("return document.activeElement.tagName").await;
        let gone = async || {
            page.ask::<bool>(&format!(
                "const pressed = document.querySelector(\"{selector}\");
                return pressed === null || pressed !== document.activeElement"
            ))
            .await
        };
        wait_for(&format!("the focus to leave {selector}"), gone, |gone| *gone).await?;
        wait_for(&format!("a place for the focus after {selector}"), place, |tag| tag != "BODY").await
    };
    leave("#show-all").await?;
    leave("#on-open li:last-child [aria-label$=': remove']").await?;
    leave("#on-open li:last-child [aria-label$=': remove']").await?;
    page.click("clear").await?;
    leave("#undo:not([hidden])").await.map(drop)
}

/// Counts how often it is said what the filter shows, and how often that is drawn.
const COUNT: &str =
    "const seen = document.getElementById('filter-state'), heard = seen.parentElement.querySelector('[role=status]');
    window.changes = { seen: 0, heard: 0 };
    const count = (name, node) => new MutationObserver(() => window.changes[name] += 1)
        .observe(node, { childList: true, characterData: true, subtree: true });
    count('seen', seen);
    count('heard', heard);";

pub(super) async fn what_a_filter_shows_is_not_said_at_each_message_of_a_flood(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/flood?count=4000&size=40&rate=1000")).await?;
    page.type_into("filter", "seq").await?;
    page.ask::<()>(COUNT).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["1000"]).await?;
    let (seen, heard): (u64, u64) = page.ask("return [window.changes.seen, window.changes.heard]").await?;
    expect_eq(&format!("whether it was drawn often ({seen}) and said seldom ({heard})"), seen > 10 && heard <= 4, true)
}

/// 400 presses of an arrow, faster than rows are drawn.
const HOLD: &str = "const list = document.getElementById('messages');
    for (let step = 0; step < 400; step += 1)
        list.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));";

pub(super) async fn home_and_end_select_and_held_arrows_lose_no_step(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/flood?count=3000&size=40")).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["1000"]).await?;
    wait_for("the flood", async || Ok(page.ledger().await?.kept), |kept| *kept == 3_000).await?;
    let shown =
        async || page.ask::<Option<String>>("return document.getElementById('detail')?.dataset.index ?? null").await;
    // The first two rows tell of the connection.
    page.press("rows", Key::Home).await?;
    page.press("rows", Key::Down).await?;
    page.press("rows", Key::Down).await?;
    wait_for("the first message", shown, |index| index.as_deref() == Some("0")).await?;
    page.ask::<()>(HOLD).await?;
    wait_for("the 400 steps", shown, |index| index.as_deref() == Some("400")).await?;
    page.press("rows", Key::End).await?;
    page.press("rows", Key::Up).await?;
    wait_for("the last message", shown, |index| index.as_deref() == Some("2999")).await.map(drop)
}
