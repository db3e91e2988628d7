//! Addresses and subprotocols that lead nowhere: each gets its sentence, and stays in its field.

use socketscope_lab::Limits;

use crate::{
    nobody::Nobody,
    outcome::{Outcome, expect_eq, expect_in},
    stage::Stage,
};

pub(super) async fn an_address_that_no_browser_takes_is_explained_and_kept(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for("ws://127.0.0.1:1/").await?;
    for (typed, sentence) in [
        ("http://127.0.0.1:9001/echo", "ws://127.0.0.1:9001/echo"),
        ("127.0.0.1:9001/echo", "ws://127.0.0.1:9001/echo"),
        ("ws://127.0.0.1:9001/echo#part", "#"),
        ("ws://127.0.0.1:9001/ec ho", "space"),
        ("ws://127.0.0.1:90O1/echo", "port"),
        ("ws://127.0.0.1:65536/echo", "port"),
        ("", "empty"),
    ] {
        page.type_into("url", typed).await?;
        page.click_connect().await?;
        page.wait_for_problem("url", sentence).await?;
        expect_eq("the address", page.typed("url").await?, typed)?;
        expect_in("the status", &page.status().await?, &["not connected yet"])?;
    }
    page.type_into("url", &stage.lab.ws_url("/echo")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    expect_eq("the sentence beside the address", page.text("url-problem").await?, "")
}

pub(super) async fn a_list_of_subprotocols_that_no_browser_takes_is_explained_and_kept(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/subprotocol")).await?;
    for (typed, sentence) in [("soap, soap", "twice"), ("so ap", "space"), ("soap,", "comma"), ("so@p", "@")] {
        page.type_into("protocols", typed).await?;
        page.click_connect().await?;
        page.wait_for_problem("protocols", sentence).await?;
        expect_eq("the subprotocols", page.typed("protocols").await?, typed)?;
        expect_in("the status", &page.status().await?, &["not connected yet"])?;
    }
    Ok(())
}

pub(super) async fn a_server_that_is_not_there(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let nobody = Nobody::find()?;
    check_unreachable(stage, &nobody.url).await
}

pub(super) async fn a_server_that_refuses(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let lab = stage.own_lab(Limits::default()).await?;
    check_unreachable(stage, &lab.ws_url("/refuse?status=403")).await
}

async fn check_unreachable(stage: &Stage<'_>, url: &str) -> Outcome {
    let page = stage.open_page_for(url).await?;
    page.type_into("message", "a draft").await?;
    page.click_connect().await?;
    page.wait_until_closed(&["1006", "not clean"]).await?;
    page.wait_for_event("Error").await?;
    expect_eq("the address", page.typed("url").await?, url)?;
    expect_eq("the message", page.typed("message").await?, "a draft")?;
    expect_eq("Connect's state", page.is_enabled("connect").await?, true)
}

pub(super) async fn an_address_that_only_the_browser_refuses(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_error("refused to connect");
    let url = "ws://exa<mple/?token=hunter2";
    let page = stage.open_page_for(url).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["refused"]).await?;
    expect_eq("the address", page.typed("url").await?, url)?;
    let shown: String = page.ask("return document.body.innerText").await?;
    expect_eq("whether the secret is shown anywhere", shown.contains("hunter2"), false)?;
    page.type_into("url", &stage.lab.ws_url("/echo")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await.map(|_| ())
}
