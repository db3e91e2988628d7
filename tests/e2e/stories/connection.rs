//! Connecting, and how a connection ends.

use crate::{
    outcome::{Outcome, expect_eq, expect_in},
    stage::Stage,
};

pub(super) async fn the_page_connects_to_the_lab_as_it_loads(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("").await?;
    let url = stage.lab.ws_url("/echo");
    page.wait_for_status(&format!("Connected to: {url}")).await?;
    expect_eq("the status's class", page.attribute("status", "class").await?, "open")?;
    expect_eq("the address", page.typed("url").await?, url)?;
    expect_eq("Connect's state", page.is_enabled("connect").await?, false)?;
    expect_in("Connect's reason", &page.attribute("connect", "title").await?, &["Close"])
}

pub(super) async fn closing_shows_the_code_and_connect_opens_again(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000", "Normal Closure", "clean"]).await?;
    expect_eq("Close's state", page.is_enabled("close").await?, false)?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.send("again").await?;
    page.wait_for_messages(&["Sent: again", "Received: again"]).await
}

pub(super) async fn the_server_closes_with_code_and_reason(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/close?code=4001&reason=bye")).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["4001", "bye", "clean"]).await?;
    expect_eq("a clean close", page.status().await?.contains("not clean"), false)?;
    page.wait_for_event("4001").await
}

pub(super) async fn a_connection_that_dies_is_1006_and_not_clean(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_alone("/abort?after=300").await?;
    page.click_connect().await?;
    page.wait_until_closed(&["1006", "Abnormal Closure", "not clean"]).await?;
    page.wait_for_event("1006").await
}

pub(super) async fn the_subprotocol_that_the_server_picked_is_shown(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/subprotocol?accept=soap,wamp")).await?;
    page.type_into("protocols", "other, wamp").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.wait_for_event("offering other, wamp").await?;
    page.wait_for_event("subprotocol wamp").await
}

pub(super) async fn closing_an_attempt_ends_it(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_alone("/stall").await?;
    page.click_connect().await?;
    page.wait_for_status("Connecting...").await?;
    page.click_close().await?;
    page.wait_until_closed(&["1006", "not clean"]).await
}
