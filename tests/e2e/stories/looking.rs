//! What is seen of a message that is looked into.

use thirtyfour::{By, Key};

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

/// Sends bytes, and looks into their echo.
async fn look_into_bytes(stage: &Stage<'_>, hex: &str) -> Outcome<Page> {
    let page = stage.connect_to("/echo").await?;
    page.choose_kind("hex").await?;
    page.type_into("message", hex).await?;
    page.click_send().await?;
    look_into(&page, 1).await?;
    Ok(page)
}

async fn look_into(page: &Page, message: u64) -> Outcome {
    wait_for("the echo", async || Ok(page.ledger().await?.kept), |kept| *kept > message).await?;
    page.click_on(&format!("#messages li[data-index='{message}']")).await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for("the message", title, |title| title.ends_with(&message.to_string())).await.map(drop)
}

async fn wait_for_lines(page: &Page, parts: &[&str]) -> Outcome {
    let lines = async || Ok(page.text_of_all("#detail-lines code").await?.join("\n"));
    let what = format!("lines with {parts:?}");
    wait_for(&what, lines, |lines| parts.iter().all(|part| lines.contains(part))).await.map(drop)
}

pub(super) async fn bytes_are_seen_as_hex_message_pack_and_cbor(stage: &mut Stage<'_>) -> Outcome {
    // {"price": 7} in MessagePack.
    let page = look_into_bytes(stage, "81 a5 70 72 69 63 65 07").await?;
    for (lens, parts) in [("Hex", ["81 a5 70 72 69 63 65 07", "price"]), ("MessagePack", ["\"price\"", "7"])] {
        page.choose_named("lens", lens).await?;
        wait_for_lines(&page, &parts).await?;
    }
    // The same in CBOR.
    let page = look_into_bytes(stage, "a1 65 70 72 69 63 65 07").await?;
    page.choose_named("lens", "CBOR").await?;
    wait_for_lines(&page, &["\"price\"", "7"]).await
}

pub(super) async fn a_picture_is_seen_as_one(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/image").await?;
    look_into(&page, 0).await?;
    let width = async || page.ask::<f64>("return document.querySelector('#detail img')?.naturalWidth ?? 0").await;
    wait_for("the picture", width, |width| *width > 0.0).await.map(drop)
}

/// The beginning of a PNG of 23,000 × 23,000 pixels, which takes 2.2 GB as soon as it is drawn.
const BOMB: &str = "89504e470d0a1a0a 0000000d 49484452 000059d8 000059d8 0802000000 00000000";

pub(super) async fn a_picture_of_too_many_pixels_is_drawn_only_when_asked(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.choose_kind("hex").await?;
    page.send(BOMB).await?;
    wait_for("its echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
    look_into(&page, 1).await?;
    let said = async || Ok(page.text_of_all("#detail .problem:not([hidden])").await?.concat());
    wait_for("what it would cost", said, |said| said.contains("more than 16 million pixels")).await?;
    let images = async || page.ask::<u64>("return document.querySelectorAll('#detail img').length").await;
    expect_eq("the pictures that are drawn", images().await?, 0)?;
    // Its beginning is all that there is of it, which the browser finds out when it may. WebKit says so on its console, too.
    stage.expect_error("not loaded: blob:");
    page.click("show-picture").await?;
    wait_for("what the browser says", said, |said| said.contains("cannot draw this picture")).await.map(drop)
}

pub(super) async fn two_messages_of_json_are_compared_by_what_is_in_them(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send(r#"{"type":"price","bid":1.50,"ask":2}"#).await?;
    page.send(r#"{"type":"price","ask":3,"bid":1.50}"#).await?;
    look_into(&page, 3).await?;
    page.choose_named("compare", "⇄ the one before of its kind").await?;
    let of = async |class: &str| {
        Ok::<_, crate::outcome::Failure>(page.text_of_all(&format!("#detail-lines .{class}")).await?.concat())
    };
    wait_for("what is new", async || of("added").await, |added| added.contains('3')).await?;
    let (added, removed) = (of("added").await?, of("removed").await?);
    expect_in("what is old", &removed, &["2"])?;
    expect_eq("whether what has only moved is a difference", added.contains("1.50") || removed.contains("1.50"), false)
}

pub(super) async fn a_press_with_shift_selects_rows_and_marks_no_text(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    // In a small window the message would cover the list.
    stage.resize(1440, 900).await?;
    page.send("one").await?;
    page.send("two").await?;
    page.wait_for_messages(&["Sent: one", "Received: one", "Sent: two", "Received: two"]).await?;
    page.click_on("#messages li[data-index=\"0\"]").await?;
    let opened = async || page.text_of_all("#detail h2").await;
    wait_for("the message", opened, |titles| titles == &["Sent message 0"]).await?;
    page.settle().await?;
    let last = stage.driver().find(By::Css("#messages li[data-index=\"2\"]")).await?;
    stage.driver().action_chain().key_down(Key::Shift).click_element(&last).key_up(Key::Shift).perform().await?;
    let selected = async || page.text_of_all("#messages li[aria-selected=true]").await;
    wait_for("three rows that are selected", selected, |rows| rows.len() == 3).await?;
    expect_eq("the text that is marked", page.ask::<String>("return String(getSelection())").await?, String::new())
}

/// They are still there, as a test of the list's text shows, but what is seen is a stand-in.
pub(super) async fn characters_that_hide_or_act_are_seen(stage: &mut Stage<'_>) -> Outcome {
    const TEXT: &str = "user\u{202e}gpj.exe \u{1b}[31m\u{7} zero\u{200b}width 👩\u{200d}👩";
    let page = stage.connect_to("/echo").await?;
    page.paste_into("message", TEXT, 1).await?;
    page.click_send().await?;
    page.wait_for_messages(&[&format!("Sent: {TEXT}"), &format!("Received: {TEXT}")]).await?;
    let stand_ins: Vec<String> = page
        .ask("return [...document.querySelectorAll('#messages .received .stand-in')].map((one) => one.dataset.standIn)")
        .await?;
    expect_eq("the stand-ins", stand_ins, ["\\u{202E}", "␛", "␇", "\\u{200B}"])?;
    let width = "const one = document.querySelector('#messages .stand-in'); return one.getBoundingClientRect().width";
    expect_eq("whether one can be seen", page.ask::<f64>(width).await? > 5.0, true)
}
