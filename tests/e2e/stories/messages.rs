//! Messages: sent, received, and drawn as what they are.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    stage::Stage,
};

pub(super) async fn a_sent_message_comes_back_and_the_field_is_empty(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("").await?;
    page.wait_for_status("Connected to:").await?;
    page.send("hello").await?;
    page.wait_for_messages(&["Sent: hello", "Received: hello"]).await?;
    expect_eq("the field", page.typed("message").await?, "")?;
    let ledger = page.ledger().await?;
    expect_eq("the ledger", (ledger.sent, ledger.received, ledger.kept, ledger.bytes), (1, 1, 2, 10))
}

pub(super) async fn ctrl_and_enter_send_and_enter_alone_does_not(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.type_into("message", "two").await?;
    page.press_in_message(Key::Enter).await?;
    page.press_in_message("lines").await?;
    page.press_in_message(Key::Control + Key::Enter).await?;
    page.wait_for_messages(&["Sent: two\nlines", "Received: two\nlines"]).await
}

pub(super) async fn markup_from_a_server_is_only_characters(stage: &mut Stage<'_>) -> Outcome {
    const MARKUP: &str = "<img src=x onerror=alert(1)><b>bold</b>&amp;";
    let page = stage.connect_to("/echo").await?;
    page.send(MARKUP).await?;
    page.wait_for_messages(&[&format!("Sent: {MARKUP}"), &format!("Received: {MARKUP}")]).await?;
    let elements: u64 = page.ask("return document.querySelectorAll('#messages .payload *, img, b').length").await?;
    expect_eq("the number of elements from markup", elements, 0)?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    // A server's words are in the status and in events, too.
    let path = "/close?code=4000&reason=%3Cimg%20src%3Dx%20onerror%3Dalert(2)%3E";
    let page = stage.open_page_for(&stage.lab.ws_url(path)).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["<img src=x onerror=alert(2)>"]).await?;
    expect_eq("the number of images", page.ask::<u64>("return document.images.length").await?, 0)
}

pub(super) async fn the_greeting_of_a_server_is_shown(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/greet").await?;
    page.wait_for_messages(&["Received: ho!"]).await
}

pub(super) async fn two_windows_in_one_room_hear_each_other(stage: &mut Stage<'_>) -> Outcome {
    let room = format!("/chat?room=two-windows-{}", stage.kind.name());
    let (ann, bob) = (stage.connect_to(&room).await?, stage.connect_to(&room).await?);
    let (long, cut) = ("0123456789".repeat(6), "0123456789".repeat(5));
    ann.look().await?;
    ann.send(&long).await?;
    ann.wait_for_messages(&[&format!("Sent: {long}"), &format!("Received: {cut}")]).await?;
    bob.look().await?;
    bob.wait_for_messages(&[&format!("Received: {cut}")]).await?;
    bob.send("hi").await?;
    bob.wait_for_messages(&[&format!("Received: {cut}"), "Sent: hi", "Received: hi"]).await?;
    ann.look().await?;
    ann.wait_for_messages(&[&format!("Sent: {long}"), &format!("Received: {cut}"), "Received: hi"]).await
}

pub(super) async fn an_empty_message_is_a_message(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click_send().await?;
    page.wait_for_messages(&["Sent: ", "Received: "]).await?;
    let ledger = page.ledger().await?;
    expect_eq("the ledger", (ledger.sent, ledger.received, ledger.bytes), (1, 1, 0))
}

pub(super) async fn nul_and_emoji_come_back(stage: &mut Stage<'_>) -> Outcome {
    const TEXT: &str = "a\0b \u{1f980} 👩‍👩‍👧 e\u{301}";
    let page = stage.connect_to("/echo").await?;
    page.paste_into("message", TEXT, 1).await?;
    page.click_send().await?;
    page.wait_for_messages(&[&format!("Sent: {TEXT}"), &format!("Received: {TEXT}")]).await?;
    let bytes = 2 * TEXT.len() as u64;
    expect_eq("the ledger's bytes", page.ledger().await?.bytes, bytes)
}

pub(super) async fn sixteen_mebibytes_come_back(stage: &mut Stage<'_>) -> Outcome {
    const LENGTH: u64 = 16 << 20;
    let page = stage.connect_to("/echo").await?;
    page.paste_into("message", &format!("{}\n", "x".repeat(1023)), 1 << 14).await?;
    page.click_send().await?;
    wait_for("the echo", async || page.ledger().await, |ledger| ledger.received == 1).await?;
    expect_eq("the ledger's bytes", page.ledger().await?.bytes, 2 * LENGTH)?;
    expect_eq("the field's length", page.typed_length("message").await?, 0)?;
    let rows = page.rows().await?;
    let longest = rows.iter().map(|row| row.text.len()).max();
    expect_eq("a row that holds the whole message", longest > Some(10_000), false)
}

pub(super) async fn clear_empties_the_list_and_the_ledger_still_adds_up(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send("one").await?;
    page.wait_for_messages(&["Sent: one", "Received: one"]).await?;
    page.click("clear").await?;
    wait_for("an empty list", async || page.rows().await, Vec::is_empty).await?;
    let ledger = page.ledger().await?;
    expect_eq("the ledger", (ledger.kept, ledger.evicted, ledger.sent, ledger.received), (0, 2, 1, 1))?;
    page.send("two").await?;
    page.wait_for_messages(&["Sent: two", "Received: two"]).await?;
    let numbers: Vec<_> = page.rows().await?.iter().filter_map(|row| row.index).collect();
    expect_eq("the numbers of the messages", numbers, [2, 3])
}
