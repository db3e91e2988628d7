//! A page from https, in a browser that takes any certificate, which no other story uses.

use super::failures::{MIXED, wait_until_told};
use crate::{
    outcome::Outcome,
    stage::{Stage, query_for},
};

pub(super) async fn a_page_from_https_says_that_it_cannot_use_ws(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_error("Mixed Content");
    stage.expect_error("refused to connect");
    stage.expect_error("WebSocket");
    let lab = stage.own_secure_lab().await?;
    let page = stage.open_page_at(&lab.http_url(&format!("/{}", query_for("ws://mixed.invalid/")))).await?;
    page.click_connect().await?;
    wait_until_told(&page, "ws:// from https://", &[MIXED]).await?;
    page.type_into("url", &lab.ws_url("/echo")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to: wss://").await.map(|_| ())
}
