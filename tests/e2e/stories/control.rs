//! What a person controls of a connection: how it ends, what is sent, when it comes back, and why it did not open.

use crate::{
    nobody::Nobody,
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    stage::Stage,
};

/// Opens a part of the page that is folded.
const OPEN: &str = "document.querySelectorAll('details').forEach(part => { part.open = true })";

/// The side panel is closed by itself in a narrow window.
const PANEL: &str = "if (document.getElementById('panel').hidden) document.getElementById('panel-toggle').click()";

pub(super) async fn a_close_with_code_and_reason_arrives(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click("close-menu-opener").await?;
    let is_open = async || page.ask::<bool>("return !document.getElementById('close-menu').hidden").await;
    wait_for("the menu", is_open, |is_open| *is_open).await?;
    page.type_into("close-code", "1001").await?;
    page.wait_for_problem("close", "1001").await?;
    expect_in("the sentence", &page.text("close-problem").await?, &["1001", "3000"])?;
    expect_eq("the button's state", page.is_enabled("close-with-code").await?, false)?;
    page.type_into("close-code", "4321").await?;
    page.type_into("close-reason", "done é").await?;
    let count = async || page.text("close-reason-size").await;
    wait_for("the count", count, |count| count.contains("7 of 123")).await?;
    page.click("close-with-code").await?;
    page.wait_until_closed(&["4321", "done é", "You began"]).await
}

pub(super) async fn hex_is_sent_as_bytes(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click("kind-hex").await?;
    page.type_into("message", "00 ff 4").await?;
    let problem = async || page.text("draft-problem").await;
    wait_for("a sentence beside the field", problem, |text| text.contains("odd number")).await?;
    page.type_into("message", "00 ff 41").await?;
    page.click_send().await?;
    page.wait_for_messages(&["Sent: 00 ff 41", "Received: 00 ff 41"]).await
}

pub(super) async fn a_lost_connection_comes_back_when_wanted(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/abort?after=100")).await?;
    stage.expect_failing_connection();
    page.ask::<Option<()>>(PANEL).await?;
    page.ask::<Option<()>>(OPEN).await?;
    page.click("reconnects").await?;
    // A day at most, of which chance takes any part: no try comes by itself meanwhile.
    page.type_into("first-delay", "86400000").await?;
    page.type_into("ceiling", "86400000").await?;
    page.click_connect().await?;
    page.wait_for_event("Try 1 of 10").await?;
    expect_in("the countdown", &page.text("retry").await?, &["Try 1 of 10 in"])?;
    page.click("retry-now").await?;
    let attempts = async || Ok(page.rows().await?.iter().filter(|row| row.text.contains("Connecting to")).count());
    wait_for("a second attempt", attempts, |count| *count == 2).await?;
    page.click("retry-stop").await?;
    page.wait_for_event("you stopped it").await
}

pub(super) async fn a_closed_port_is_explained(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let nobody = Nobody::find()?;
    let page = stage.open_page_for(&nobody.url).await?;
    page.click_connect().await?;
    let findings = async || page.ask::<usize>("return document.querySelectorAll('#findings li').length").await;
    wait_for("findings", findings, |count| *count >= 2).await?;
    expect_in("the title", &page.text("why").await?, &["Why it failed"])
}

pub(super) async fn a_connection_that_does_not_end_can_be_let_go(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/silent").await?;
    page.click_close().await?;
    page.wait_for_status("Closing...").await?;
    page.click("let-go").await?;
    page.wait_until_closed(&["Let go"]).await
}

pub(super) async fn the_sender_sends_as_many_as_told(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.ask::<Option<()>>(PANEL).await?;
    page.ask::<Option<()>>(OPEN).await?;
    page.type_into("sender-count", "20").await?;
    page.type_into("sender-rate", "").await?;
    page.click("sender-start").await?;
    let ledger = async || page.ledger().await;
    wait_for("twenty echoes", ledger, |ledger| ledger.received == 20).await?;
    let report = async || page.text("sender-report").await;
    wait_for("the report", report, |report| report.contains("20 of 20 sent, done")).await.map(|_| ())
}

/// Adds a message on open; its field has no id of its own.
const ADD_ON_OPEN: &str =
    "document.getElementById('add-on-open').click(); return new Promise((resolve) => setTimeout(() => {
    const field = [...document.querySelectorAll('#on-open textarea')].pop();
    field.value = TEXT;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    resolve(true);
}))";

pub(super) async fn what_is_set_for_open_goes_first_and_the_heartbeat_is_answered(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.ask::<Option<()>>(PANEL).await?;
    page.ask::<Option<()>>(OPEN).await?;
    for text in ["'first'", "'second'"] {
        page.ask::<bool>(&ADD_ON_OPEN.replace("TEXT", text)).await?;
    }
    page.click("beats").await?;
    page.type_into("beat", "beat").await?;
    // Not so often that the first rows could have left the view.
    page.type_into("beat-every", "1000").await?;
    page.type_into("beat-timeout", "86400000").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    let messages = async || page.messages().await;
    let has_beaten = |seen: &Vec<String>| seen.iter().any(|message| message == "Received: beat");
    let seen = wait_for("an answered heartbeat", messages, has_beaten).await?;
    let sent: Vec<_> = seen.iter().filter(|message| message.starts_with("Sent:")).take(3).cloned().collect();
    expect_eq("what was sent first", sent, ["Sent: first", "Sent: second", "Sent: beat"])?;
    let panel = async || page.text("section-heartbeat").await;
    wait_for("how long the answer took", panel, |text| text.contains("answered after")).await.map(|_| ())
}

pub(super) async fn a_heartbeat_without_an_answer_ends_the_connection(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/silent")).await?;
    page.ask::<Option<()>>(PANEL).await?;
    page.ask::<Option<()>>(OPEN).await?;
    page.click("beats").await?;
    page.type_into("beat-every", "100").await?;
    page.type_into("beat-timeout", "200").await?;
    page.click_connect().await?;
    page.wait_until_closed(&["A heartbeat was not answered"]).await
}
