//! What a person controls of a connection: how it ends, what is sent, when it comes back, and why it did not open.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    stage::Stage,
};

pub(super) async fn a_close_with_code_and_reason_arrives(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.open_menu("close-menu").await?;
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

pub(super) async fn enter_in_the_close_menu_closes_and_sends_nothing(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.open_menu("close-menu").await?;
    page.type_into("close-code", "1001").await?;
    page.press("close-code", Key::Enter).await?;
    page.wait_for_problem("close", "1001").await?;
    expect_eq("the status's class", page.attribute("status", "class").await?, "open")?;
    page.type_into("close-code", "4000").await?;
    page.type_into("close-reason", "bye").await?;
    page.press("close-reason", Key::Enter).await?;
    page.wait_until_closed(&["4000", "bye", "You began"]).await?;
    expect_eq("the messages that were sent", page.ledger().await?.sent, 0)
}

pub(super) async fn hex_is_sent_as_bytes(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.choose_kind("hex").await?;
    page.type_into("message", "00 ff 4").await?;
    let problem = async || page.text("draft-problem").await;
    wait_for("a sentence beside the field", problem, |text| text.contains("odd number")).await?;
    page.type_into("message", "00 ff 41").await?;
    page.click_send().await?;
    page.wait_for_messages(&["Sent: 00 ff 41", "Received: 00 ff 41"]).await
}

pub(super) async fn a_lost_connection_comes_back_when_wanted(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_alone("/abort?after=300").await?;
    stage.expect_failing_connection();
    page.unfold().await?;
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

pub(super) async fn a_connection_that_does_not_end_can_be_let_go(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_alone("/silent").await?;
    page.click_close().await?;
    page.wait_for_status("Closing...").await?;
    page.click("let-go").await?;
    page.wait_until_closed(&["Let go"]).await
}

pub(super) async fn the_sender_sends_as_many_as_told(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.unfold().await?;
    page.type_into("sender-count", "20").await?;
    page.type_into("sender-rate", "").await?;
    page.click("sender-start").await?;
    let ledger = async || page.ledger().await;
    wait_for("twenty echoes", ledger, |ledger| ledger.received == 20).await?;
    let report = async || page.text("sender-report").await;
    wait_for("the report", report, |report| report.contains("20 of 20 sent, done")).await.map(|_| ())
}

/// Adds a message on open; its field has no id of its own.
const ADD_ON_OPEN: &str = "const rows = () => [...document.querySelectorAll('#on-open textarea')];
    const before = rows().length;
    document.getElementById('add-on-open').click();
    return new Promise((resolve) => {
        const look = () => {
            if (rows().length === before) return requestAnimationFrame(look);
            const field = rows().pop();
            field.value = TEXT;
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            resolve(true);
        };
        look();
    })";

pub(super) async fn what_is_set_for_open_goes_first_and_the_heartbeat_is_answered(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.unfold().await?;
    for text in ["'first'", "'second'"] {
        page.ask::<bool>(&ADD_ON_OPEN.replace("TEXT", text)).await?;
    }
    page.click("beats").await?;
    page.type_into("beat", "beat").await?;
    page.type_into("beat-every", "1000").await?;
    page.type_into("beat-timeout", "86400000").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    let messages = async || page.messages().await;
    let has_beaten = |seen: &Vec<String>| seen.iter().any(|message| message == "Received: beat");
    wait_for("an answered heartbeat", messages, has_beaten).await?;
    // On a busy machine so many may have come that the first rows have left the view.
    page.press("rows", thirtyfour::Key::Home).await?;
    let begins = |seen: &Vec<String>| seen.first().is_some_and(|first| first == "Sent: first");
    let seen = wait_for("the first messages", messages, begins).await?;
    let sent: Vec<_> = seen.iter().filter(|message| message.starts_with("Sent:")).take(3).cloned().collect();
    expect_eq("what was sent first", sent, ["Sent: first", "Sent: second", "Sent: beat"])?;
    let panel = async || page.text("section-heartbeat").await;
    wait_for("how long the answer took", panel, |text| text.contains("answered after")).await.map(|_| ())
}

pub(super) async fn a_heartbeat_without_an_answer_ends_the_connection(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_alone("/silent").await?;
    page.unfold().await?;
    page.click("beats").await?;
    page.type_into("beat-every", "100").await?;
    page.type_into("beat-timeout", "200").await?;
    page.click_connect().await?;
    page.wait_until_closed(&["A heartbeat was not answered"]).await
}
