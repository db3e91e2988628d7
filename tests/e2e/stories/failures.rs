//! Why a connection failed: what the page tells of each misbehaving endpoint of the lab, in each browser.

use crate::{
    browser::Kind,
    outcome::{Outcome, wait_for},
    stage::Stage,
};

/// What may be told of it; nothing where it opens.
type Headlines = &'static [&'static str];

const HTTP_ONLY: &str = "answers in HTTP, but did not open a WebSocket";
const BROKEN: &str = "most likely because the server broke the protocol";
const CUT: &str = "It was cut off right after it had opened";

/// Firefox may find the broken frame before it fires `open`: then no page can tell it from a refused handshake.
const BROKEN_OR_NEVER_OPEN: Headlines = &[BROKEN, HTTP_ONLY];

/// The lab's path, the subprotocol that is offered, and the headline in Chromium and in Firefox.
const FAILURES: &[(&str, &str, Headlines, Headlines)] = &[
    ("/refuse?status=403", "", &[HTTP_ONLY], &[HTTP_ONLY]),
    ("/abort?after=50", "", &[CUT], &[CUT]),
    // RFC 6455 section 4.1 lets a client go on without; Chromium does not.
    ("/subprotocol?accept=a", "x", &[HTTP_ONLY], &[]),
    ("/invalid?what=utf8", "", &[BROKEN], BROKEN_OR_NEVER_OPEN),
    ("/invalid?what=opcode", "", &[BROKEN], BROKEN_OR_NEVER_OPEN),
    ("/invalid?what=rsv", "", &[BROKEN], BROKEN_OR_NEVER_OPEN),
    ("/invalid?what=length", "", &[BROKEN], BROKEN_OR_NEVER_OPEN),
    // Firefox takes a masked frame of a server.
    ("/invalid?what=mask", "", &[BROKEN], &[]),
    ("/invalid?what=control", "", &[BROKEN], BROKEN_OR_NEVER_OPEN),
    ("/invalid?what=continuation", "", &[BROKEN], BROKEN_OR_NEVER_OPEN),
];

pub(super) async fn each_misbehaving_endpoint_has_its_headline(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("WebSocket");
    for (path, offered, chromium, firefox) in FAILURES {
        let headlines = if stage.kind == Kind::Chromium { chromium } else { firefox };
        let page = stage.open_page_for(&stage.lab.ws_url(path)).await?;
        page.type_into("protocols", offered).await?;
        page.click_connect().await?;
        if headlines.is_empty() {
            page.wait_for_status("Connected to:").await?;
        } else {
            let seen = async || page.text("why-headline").await;
            let is_told = |told: &String| headlines.iter().any(|headline| told.contains(headline));
            wait_for(&format!("one of {headlines:?} as the reason of {path}"), seen, is_told).await?;
        }
    }
    Ok(())
}

pub(super) async fn an_attempt_without_an_answer_says_so_when_it_is_closed(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_for(&stage.lab.ws_url("/stall")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connecting...").await?;
    page.click_close().await?;
    let reason = async || page.text("why-headline").await;
    wait_for("the reason", reason, |reason| reason.contains("You closed it before it had opened")).await.map(|_| ())
}
