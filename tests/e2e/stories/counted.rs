//! What a click costs: the server counts the connections.

use socketscope_lab::{Limits, Running};
use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    refuser::Refuser,
    stage::Stage,
    stats,
};

async fn total(lab: &Running) -> Outcome<u64> {
    stats::count(lab, "total_connections").await
}

async fn wait_for_echo(page: &Page, text: &str) -> Outcome {
    page.send(text).await?;
    let messages = async || page.messages().await;
    let came = |messages: &Vec<String>| messages.contains(&format!("Received: {text}"));
    wait_for("the echo", messages, came).await.map(|_| ())
}

pub(super) async fn one_click_opens_exactly_one_connection(stage: &mut Stage<'_>) -> Outcome {
    let lab = stage.own_lab(Limits::default()).await?;
    let page = stage.open_page_in(&lab, "/echo").await?;
    expect_eq("the connections before", total(&lab).await?, 0)?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    wait_for_echo(&page, "one").await?;
    expect_eq("the connections after a click", total(&lab).await?, 1)?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    // As fast as no person is: the second click comes before the page could draw anything.
    page.ask::<()>("const connect = document.getElementById('connect'); connect.click(); connect.click();").await?;
    page.wait_for_status("Connected to:").await?;
    wait_for_echo(&page, "two").await?;
    expect_eq("the connections after a double click", total(&lab).await?, 2)?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    page.press("url", Key::Enter).await?;
    page.wait_for_status("Connected to:").await?;
    wait_for_echo(&page, "three").await?;
    expect_eq("the connections after Enter in the address", total(&lab).await?, 3)
}

pub(super) async fn a_try_opens_exactly_one_connection(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let lab = stage.own_lab(Limits::default()).await?;
    let page = stage.open_page_in(&lab, "/abort?after=20").await?;
    page.unfold().await?;
    page.click("reconnects").await?;
    page.type_into("first-delay", "20").await?;
    page.type_into("tries", "2").await?;
    page.click_connect().await?;
    page.wait_for_event("the 2 tries are used up").await?;
    expect_eq("the connections of an attempt and two tries", total(&lab).await?, 3)?;
    expect_eq("those that are open", stats::count(&lab, "open_connections").await?, 0)
}

pub(super) async fn of_a_row_of_tries_the_first_and_the_last_ask_over_http(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("WebSocket");
    stage.expect_error("403");
    let refuser = Refuser::start().await?;
    let page = stage.open_page_for(&refuser.url).await?;
    page.unfold().await?;
    page.click("reconnects").await?;
    page.type_into("first-delay", "300").await?;
    page.type_into("factor", "1").await?;
    page.type_into("tries", "4").await?;
    page.click_connect().await?;
    page.wait_for_event("the 4 tries are used up").await?;
    let headline = async || page.text("why-headline").await;
    wait_for("the last probe", headline, |text| text.contains("answers in HTTP")).await?;
    let (handshakes, others) = refuser.counts();
    expect_eq("the handshakes", handshakes, 5)?;
    expect_eq("the other requests", others, 2)
}
