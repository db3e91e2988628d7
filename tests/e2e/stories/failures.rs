//! Why a connection failed: what the page tells of each way to fail, in each browser.

use serde::Deserialize;

use crate::{
    browser::Kind,
    nobody::Nobody,
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    plain_host::Twist,
    stage::{Stage, query_for},
};

/// What is told of a failure.
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// A part of the headline.
    headline: &'static str,
    causes: &'static [&'static str],
    possible: &'static [&'static str],
}

/// One of these is told; none where the connection opens.
type OneOf = &'static [Told];

/// What a page shows.
#[derive(Debug, Default, Deserialize)]
struct Shown {
    headline: String,
    causes: Vec<String>,
    possible: Vec<String>,
}

const fn told(headline: &'static str, causes: &'static [&'static str], possible: &'static [&'static str]) -> Told {
    Told { headline, causes, possible }
}

const HTTP_ONLY: Told = told("answers in HTTP, but did not open a WebSocket", &["Handshake"], &[]);
const BROKEN: Told = told("most likely because the server broke the protocol", &[], &["Protocol", "Right after open"]);
const CUT: Told = told("It was cut off right after it had opened", &["Cut off"], &["Right after open"]);
const UNWANTED: Told = told("The server closed it: 4001", &["Close"], &["Right after open"]);
const NO_ANSWER: Told = told("There was no answer from", &[], &["Host and port"]);
const NO_TRUST: Told = told("There was no answer from", &[], &["Host and port", "Certificate"]);
const BLOCKED: Told = told("Browsers block port 6000", &["Port"], &[]);
const FORBIDDEN: Told = told("The policy of this page forbids", &["Content-Security-Policy"], &[]);
pub(super) const MIXED: Told = told("A page from https cannot connect to ws://", &["Mixed content"], &[]);
const REFUSED: Told = told("The browser refused to connect", &["Exception"], &[]);
const OFFLINE: Told = told("The browser is offline", &["Network"], &[]);
const GIVEN_UP: Told = told("You closed it before it had opened", &["Close"], &[]);

/// Firefox may find the broken frame before it fires `open`: then no page can tell it from a refused handshake.
const BROKEN_OR_NEVER_OPEN: OneOf = &[BROKEN, HTTP_ONLY];

/// The lab's path, the subprotocol that is offered, and what is told in Chromium, in Firefox and in WebKit.
const FAILURES: &[(&str, &str, [OneOf; 3])] = &[
    ("/refuse?status=403", "", [&[HTTP_ONLY]; 3]),
    // Time enough for a browser on a busy machine to say that it is open, before it is cut.
    ("/abort?after=300", "", [&[CUT]; 3]),
    ("/close?code=4001", "", [&[UNWANTED]; 3]),
    // RFC 6455 section 4.1 lets a client go on without; Chromium does not.
    ("/subprotocol?accept=a", "x", [&[told(HTTP_ONLY.headline, &[], &["Handshake", "Subprotocol"])], &[], &[]]),
    ("/invalid?what=utf8", "", [&[BROKEN], BROKEN_OR_NEVER_OPEN, BROKEN_OR_NEVER_OPEN]),
    ("/invalid?what=opcode", "", [&[BROKEN], BROKEN_OR_NEVER_OPEN, BROKEN_OR_NEVER_OPEN]),
    ("/invalid?what=rsv", "", [&[BROKEN], BROKEN_OR_NEVER_OPEN, BROKEN_OR_NEVER_OPEN]),
    ("/invalid?what=length", "", [&[BROKEN], BROKEN_OR_NEVER_OPEN, BROKEN_OR_NEVER_OPEN]),
    // Firefox takes a masked frame of a server.
    ("/invalid?what=mask", "", [&[BROKEN], &[], BROKEN_OR_NEVER_OPEN]),
    ("/invalid?what=control", "", [&[BROKEN], BROKEN_OR_NEVER_OPEN, BROKEN_OR_NEVER_OPEN]),
    ("/invalid?what=continuation", "", [&[BROKEN], BROKEN_OR_NEVER_OPEN, BROKEN_OR_NEVER_OPEN]),
];

/// What stands at the sentences that are told.
const SHOWN: &str = "const of = (verdict) => [...document.querySelectorAll(`#findings li:has(.${verdict}) strong`)]
        .map((check) => check.textContent);
    const why = document.getElementById('why');
    return { headline: why.hidden ? '' : document.getElementById('why-headline').textContent,
        causes: of('cause'), possible: of('possible') };";

pub(super) async fn wait_until_told(page: &Page, what: &str, expected: &[Told]) -> Outcome {
    let fits = |shown: &Shown| {
        expected.iter().any(|told| {
            shown.headline.contains(told.headline) && shown.causes == told.causes && shown.possible == told.possible
        })
    };
    let headlines: Vec<_> = expected.iter().map(|told| (told.headline, told.causes, told.possible)).collect();
    wait_for(&format!("one of {headlines:?} of {what}"), async || page.ask(SHOWN).await, fits).await.map(|_| ())
}

/// Connects to an address, and waits for what is told of it.
async fn check(stage: &Stage<'_>, url: &str, expected: OneOf) -> Outcome {
    let page = stage.open_page_for(url).await?;
    check_page(&page, url, "", expected).await
}

async fn check_page(page: &Page, url: &str, offered: &str, expected: OneOf) -> Outcome {
    page.type_into("protocols", offered).await?;
    page.click_connect().await?;
    if expected.is_empty() {
        return page.wait_for_status("Connected to:").await.map(|_| ());
    }
    wait_until_told(page, url, expected).await
}

pub(super) async fn each_misbehaving_endpoint_has_its_findings(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("WebSocket");
    for (path, offered, [chromium, firefox, webkit]) in FAILURES {
        let expected = match stage.kind {
            Kind::Chromium => chromium,
            Kind::Firefox => firefox,
            Kind::WebKit => webkit,
        };
        let page = stage.open_page_alone(path).await?;
        check_page(&page, path, offered, expected).await?;
    }
    Ok(())
}

pub(super) async fn an_address_without_a_server_has_its_findings(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("WebSocket");
    stage.expect_error("ERR_CONNECTION_REFUSED");
    let nobody = Nobody::find()?;
    check(stage, &nobody.url, &[NO_ANSWER]).await?;
    let page = stage.open_page_for(&nobody.url).await?;
    page.click_connect().await?;
    wait_until_told(&page, "a closed port", &[NO_ANSWER]).await?;
    let meaning = page.text("findings").await?;
    expect_eq("whether the probe's time is told", meaning.contains("failed too, after"), true)?;
    check(stage, "ws://127.0.0.1:6000/", &[BLOCKED]).await
}

pub(super) async fn a_certificate_that_the_browser_does_not_trust_has_its_findings(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("WebSocket");
    stage.expect_error("ERR_CERT");
    let lab = stage.own_secure_lab().await?;
    check(stage, &lab.ws_url("/echo"), &[NO_TRUST]).await
}

/// Everything that the page needs, but no connection to elsewhere.
const NARROW: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

pub(super) async fn a_policy_that_forbids_the_address_has_its_findings(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("Content");
    // Firefox's constructor throws.
    stage.expect_error("refused to connect");
    stage.expect_error("lab.json");
    stage.expect_error("WebSocket");
    let host = stage.plain_host(Twist { policy: NARROW, ..Twist::default() }).await?;
    let page = stage.open_page_of(&host, &query_for(&stage.lab.ws_url("/echo"))).await?;
    page.click_connect().await?;
    // WebKit's worker throws, and is told of no policy: see the console.
    let told = if stage.kind == Kind::WebKit { REFUSED } else { FORBIDDEN };
    wait_until_told(&page, "a forbidden address", &[told]).await
}

/// Lets a story say what `navigator.onLine` is in the worker, which no driver reaches.
const NETWORK: &str = "{
    let isOnline = true;
    Object.defineProperty(navigator, 'onLine', { get: () => isOnline });
    new BroadcastChannel('network').onmessage = ({ data }) => {
        isOnline = data;
        dispatchEvent(new Event(data ? 'online' : 'offline'));
    };
}
";

/// On this machine, but neither the page nor the engine sees that it is.
fn elsewhere(url: &str) -> String {
    url.replace("127.0.0.1", "127.1")
}

async fn go(page: &Page, online: bool) -> Outcome {
    page.ask::<()>(&format!("new BroadcastChannel('network').postMessage({online})")).await
}

pub(super) async fn a_browser_that_is_offline_says_so_and_tries_again_when_it_is_not(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    stage.expect_error("WebSocket");
    stage.expect_error("lab.json");
    let nobody = Nobody::find()?;
    let host = stage.plain_host(Twist { before_engine: NETWORK, ..Twist::default() }).await?;
    let page = stage.open_page_of(&host, &query_for(&elsewhere(&nobody.url))).await?;
    page.unfold().await?;
    page.click("reconnects").await?;
    page.type_into("first-delay", "1").await?;
    page.type_into("tries", "2").await?;
    go(&page, false).await?;
    page.click_connect().await?;
    wait_until_told(&page, "an address while offline", &[OFFLINE]).await?;
    let retry = async || page.text("retry").await;
    wait_for("the wait for the network", retry, |retry| retry.contains("waits until the browser is online")).await?;
    go(&page, true).await?;
    page.wait_for_event("the 2 tries are used up").await
}

pub(super) async fn an_attempt_without_an_answer_says_so_when_it_is_closed(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_alone("/stall").await?;
    page.click_connect().await?;
    page.wait_for_status("Connecting...").await?;
    // Long enough for the page to ask over HTTP.
    let waiting = async || page.text("waiting").await;
    let seconds = |text: &str| text.split_once(" s").and_then(|(number, _)| number.parse::<f64>().ok());
    wait_for("two seconds", waiting, |text| seconds(text).is_some_and(|seconds| seconds >= 2.0)).await?;
    page.click_close().await?;
    wait_until_told(&page, "a stalled handshake", &[GIVEN_UP]).await?;
    let findings = async || page.text("findings").await;
    wait_for("the probe", findings, |text| text.contains("left the handshake without an answer")).await.map(|_| ())
}
