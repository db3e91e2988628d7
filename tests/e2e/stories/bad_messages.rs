//! Messages that cannot be sent: the field keeps them, with the reason beside it.

use crate::{
    outcome::{Outcome, expect_eq},
    page::Page,
    stage::Stage,
};

/// Both clicks at once: the browser does not wait long for a server that answers no close.
const CLOSE_AND_SEND: &str = "document.querySelector('#close').click();
    document.querySelector('#message-form button[type=submit]').click();";

pub(super) async fn sending_while_connecting_keeps_the_message(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_alone("/stall").await?;
    page.click_connect().await?;
    page.wait_for_status("Connecting...").await?;
    page.send("too early").await?;
    check_kept(&page, "too early", "still opening").await
}

pub(super) async fn sending_while_closing_keeps_the_message(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.connect_alone("/silent").await?;
    page.type_into("message", "too late").await?;
    page.ask::<()>(CLOSE_AND_SEND).await?;
    check_kept(&page, "too late", "is closing").await
}

pub(super) async fn sending_while_closed_keeps_the_message(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    page.send("much too late").await?;
    check_kept(&page, "much too late", "no connection").await?;
    // What was refused can be sent as soon as it is possible.
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.click_send().await?;
    page.wait_for_messages(&["Sent: much too late", "Received: much too late"]).await
}

async fn check_kept(page: &Page, message: &str, reason: &str) -> Outcome {
    page.wait_for_problem("message", reason).await?;
    expect_eq("the field", page.typed("message").await?, message)?;
    let ledger = page.ledger().await?;
    expect_eq("the number of messages", ledger.sent + ledger.received, 0)
}
