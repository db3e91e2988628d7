//! What the inspector shows of a connection: what was negotiated, its states, its buffer, and its sender.

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    stage::Stage,
};

pub(super) async fn the_card_and_the_states_tell_of_a_connection_and_stay_after_it(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/subprotocol?accept=wamp")).await?;
    page.unfold().await?;
    page.type_into("protocols", "soap, wamp").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    page.click("show-connection").await?;
    let card = page.text("section-card").await?;
    expect_in("the card", &card, &["soap, wamp", "\nwamp\n", "arraybuffer", "Time to open", "Open for", " ms"])?;
    let states = async || page.text_of_all(".stages .state").await;
    let all = ["CLOSED", "CLOSING", "OPEN", "CONNECTING"];
    wait_for("the four states, the latest first", states, |states| states == &all).await?;
    page.click_connect().await?;
    wait_for("the states of both attempts", states, |states| states.len() == 6 && states[0] == "OPEN").await?;
    let bars: usize = page.ask("return document.querySelectorAll('#timeline rect').length").await?;
    expect_eq("the bars of the picture", bars, 6)
}

pub(super) async fn a_sender_waits_for_the_buffer_and_is_paused_resumed_and_stopped(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_alone("/slow?bytes_per_second=100000").await?;
    page.unfold().await?;
    page.paste_into("sender-template", "0123456789", 1_000).await?;
    page.type_into("sender-count", "").await?;
    page.type_into("sender-rate", "").await?;
    page.click("sender-start").await?;
    let report = async || page.text("sender-report").await;
    wait_for("the wait for the buffer", report, |report| report.contains("waits for the buffer")).await?;
    let gauge = async || page.ask::<f64>("return document.getElementById('buffered').value").await;
    wait_for("something in the buffer", gauge, |buffered| *buffered > 0.0).await?;
    page.click("sender-pause").await?;
    wait_for("the pause", report, |report| report.contains("paused; ") && report.contains(" a second")).await?;
    let sent = page.ledger().await?.sent;
    page.click("sender-resume").await?;
    wait_for("more messages", async || page.ledger().await, |ledger| ledger.sent > sent).await?;
    page.click("sender-stop").await?;
    wait_for("the end", report, |report| report.contains("stopped; ") && report.contains(" a second")).await?;
    expect_eq("whether it can be started again", page.is_enabled("sender-start").await?, true)
}

pub(super) async fn a_part_of_the_settings_that_cannot_be_read_is_told_and_keeps_nothing_else_back(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.unfold().await?;
    page.click("reconnects").await?;
    page.type_into("first-delay", "soon").await?;
    let brief = async || Ok(page.text_of_all("#section-reconnect .brief").await?.concat());
    wait_for("what is not applied", brief, |brief| brief == "not applied").await?;
    page.click("add-on-open").await?;
    page.choose("on-open-0-way", 5).await?;
    page.type_into("on-open-0", "00 ff 4").await?;
    page.wait_for_problem("on-open-0", "odd number").await?;
    page.type_into("on-open-0", "00 ff 41").await?;
    page.click_connect().await?;
    page.wait_for_messages(&["Sent: 00 ff 41", "Received: 00 ff 41"]).await
}
