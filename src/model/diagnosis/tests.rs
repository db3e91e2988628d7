//! Evidence made by hand, and what is said about it.

use super::*;

/// A failed opening from the lab's page, as far as a socket tells.
fn failed(url: &str) -> Evidence {
    Evidence {
        url: url.to_owned(),
        page_host: "127.0.0.1".to_owned(),
        is_online: true,
        error_seen: true,
        code: 1006,
        elapsed_ms: 3.0,
        ..Evidence::default()
    }
}

/// A connection that opened and broke off.
fn broken(error_seen: bool) -> Evidence {
    Evidence { opened: true, error_seen, elapsed_ms: 5_000.0, received: 3, ..failed("ws://127.0.0.1:9001/x") }
}

fn of(evidence: &Evidence, verdict: Verdict) -> Vec<&'static str> {
    findings(evidence).iter().filter(|finding| finding.verdict == verdict).map(|finding| finding.check.now()).collect()
}

/// Causes, what is possible, the headline, and whether a probe helps.
#[track_caller]
fn check(evidence: &Evidence, causes: &[&str], possible: &[&str], title: &str, probe: bool) {
    assert_eq!(of(evidence, Verdict::Cause), causes);
    assert_eq!(of(evidence, Verdict::Possible), possible);
    assert_eq!(headline(evidence), title);
    assert_eq!(needs_probe(evidence), probe);
    for finding in findings(evidence) {
        assert!(finding.meaning.ends_with(['.', '…']) && !finding.meaning.contains("  "), "{}", finding.meaning);
    }
}

#[test]
fn a_connection_that_ended_as_the_page_was_left_is_no_fault_of_the_server() {
    let title = "You left the page, and the browser closed its connections.";
    for evidence in [broken(true), failed("wss://host.example/")] {
        check(&Evidence { page_was_away: true, ..evidence }, &["The way back"], &[], title, false);
    }
}

#[test]
fn a_closed_port_and_a_wrong_name_share_one_text() {
    let text = |url: &str, host: &str| -> String {
        let evidence = Evidence { probe: Probe::Failed(2.0), ..failed(url) };
        format!("{} {:?}", headline(&evidence), findings(&evidence)).replace(host, "HOST")
    };
    let port = text("ws://127.0.0.1:9999/echo", "127.0.0.1:9999");
    assert_eq!(port, text("ws://no-such-name.invalid/echo", "no-such-name.invalid:80"));
    let evidence = Evidence { probe: Probe::Failed(2.0), ..failed("ws://127.0.0.1:9999/echo") };
    let title = "There was no answer from 127.0.0.1:9999 that a page may see.";
    check(&evidence, &[], &["Host and port"], title, false);
    assert!(findings(&evidence)[0].meaning.contains("after 2 ms"));
}

#[test]
fn a_probe_that_the_browser_refused_says_nothing_about_the_server() {
    let title = "The connection did not open.";
    let policy = Evidence { probe: Probe::Failed(1.0), probe_blocked_by_policy: true, ..failed("wss://host.example/") };
    check(&policy, &[], &[], title, false);
    assert_eq!(of(&policy, Verdict::Unknown), ["Host and port", "Certificate", "Handshake"]);
    let mixed = Evidence { probe: Probe::Failed(1.0), page_is_secure: true, ..failed("ws://192.168.1.2/") };
    check(&mixed, &[], &["Mixed content"], title, false);
    assert_ne!(findings(&policy)[0], findings(&mixed)[1]);
    let isolated = Evidence { probe: Probe::Failed(1.0), page_is_isolated: true, ..failed("ws://192.168.1.2/") };
    assert!(findings(&isolated)[0].meaning.contains("isolated"));
}

#[test]
fn a_probe_is_wanted_while_no_cause_is_known() {
    let evidence = failed("ws://127.0.0.1:9001/refuse");
    check(&evidence, &[], &[], "The connection did not open.", true);
    let evidence = Evidence { probe: Probe::Pending, ..evidence };
    check(&evidence, &[], &[], "The connection did not open. Looking for the cause…", false);
}

#[test]
fn a_server_that_answers_http_refuses_the_handshake() {
    let evidence = Evidence { probe: Probe::Answered(4.0), ..failed("ws://127.0.0.1:9001/refuse") };
    let title = "127.0.0.1:9001 answers in HTTP, but did not open a WebSocket.";
    check(&evidence, &["Handshake"], &[], title, false);
    let evidence = Evidence { offered_subprotocols: true, ..evidence };
    check(&evidence, &[], &["Handshake", "Subprotocol"], title, false);
}

#[test]
fn a_certificate_is_suspected_only_when_nothing_answers_over_https() {
    let evidence = Evidence { probe: Probe::Failed(9.0), ..failed("wss://self-signed.example/") };
    let title = "There was no answer from self-signed.example:443 that a page may see.";
    check(&evidence, &[], &["Host and port", "Certificate"], title, false);
    let evidence = Evidence { probe: Probe::Answered(9.0), ..evidence };
    assert!(of(&evidence, Verdict::Cleared).contains(&"Certificate"));
    let evidence = Evidence { probe: Probe::TimedOut(9_000.0), ..evidence };
    check(&evidence, &["Host and port"], &[], "self-signed.example:443 did not answer in time.", false);
    assert!(of(&evidence, Verdict::Unknown).contains(&"Certificate"));
}

#[test]
fn a_stalled_handshake_that_the_person_ended_is_no_mystery() {
    let stalled = Evidence { closed_by_you: true, elapsed_ms: 31_000.0, ..failed("ws://127.0.0.1:9001/stall") };
    let title = "You closed it before it had opened.";
    check(&stalled, &["Close"], &[], title, true);
    let changed_mind = Evidence { elapsed_ms: 300.0, ..stalled.clone() };
    check(&changed_mind, &["Close"], &[], title, false);
    let queued = Evidence { others_connecting: 2, ..stalled.clone() };
    check(&queued, &["Close"], &["Queue"], title, false);
    assert!(findings(&queued)[0].meaning.ends_with("whether the server was asked at all is unknown."));
    let there = Evidence { probe: Probe::Answered(3.0), ..stalled.clone() };
    check(&there, &["Close"], &[], title, false);
    assert_eq!(of(&there, Verdict::Seen), ["Host and port", "Network", "Time"]);
    for probe in [Probe::Failed(3.0), Probe::TimedOut(5_000.0)] {
        check(&Evidence { probe, ..stalled.clone() }, &["Close"], &["Host and port"], title, false);
    }
}

#[test]
fn an_attempt_that_was_let_go_is_told_from_one_that_was_closed() {
    let stalled = failed("ws://127.0.0.1:9001/stall");
    let let_go = Evidence { closed_by_you: true, let_go: true, code: 0, elapsed_ms: 31_000.0, ..stalled };
    let title = "You let it go before it had opened.";
    check(&let_go, &["Let go"], &[], title, true);
    let there = Evidence { probe: Probe::Answered(3.0), ..let_go.clone() };
    check(&there, &["Let go"], &[], title, false);
    assert_eq!(findings(&there)[0].meaning, "You let it go while the server had not answered the handshake.");
}

#[test]
fn a_heartbeat_without_an_answer_is_the_cause() {
    let dead = Evidence { heartbeat_ms: Some(1_500), code: 0, elapsed_ms: 700.0, ..broken(false) };
    let title = "A heartbeat was not answered, so the connection was let go.";
    check(&dead, &["Heartbeat"], &[], title, false);
    assert!(findings(&dead)[0].meaning.starts_with("No answer to a heartbeat came within 1,500 ms: "));
    let offline = Evidence { url: "wss://host.example/".to_owned(), is_online: false, ..dead };
    check(&offline, &["Heartbeat"], &["Network"], title, false);
}

#[test]
fn only_an_error_tells_a_broken_protocol_from_a_cut_connection() {
    check(&broken(false), &["Cut off"], &[], "It was cut off without a closing handshake.", false);
    let title = "The browser ended it, most likely because the server broke the protocol.";
    check(&broken(true), &[], &["Protocol"], title, false);
}

#[test]
fn a_network_that_went_away_is_not_told_to_be_in_order() {
    let unplugged = Evidence { url: "wss://host.example/".to_owned(), is_online: false, ..broken(false) };
    check(&unplugged, &["Cut off"], &["Network"], "It was cut off, and the browser is offline.", false);
    assert_eq!(of(&unplugged, Verdict::Cleared), ["Protocol", "Address, handshake"]);
    let on_this_machine = Evidence { is_online: false, ..broken(false) };
    check(&on_this_machine, &["Cut off"], &[], "It was cut off without a closing handshake.", false);
}

#[test]
fn an_end_right_after_the_opening_is_pointed_out() {
    let aborted = Evidence { elapsed_ms: 12.0, received: 0, ..broken(false) };
    check(&aborted, &["Cut off"], &["Right after open"], "It was cut off right after it had opened.", false);
    let unwanted = Evidence { code: 1008, error_seen: false, ..aborted };
    check(&unwanted, &["Close"], &["Right after open"], "The server closed it: 1008 Policy Violation.", false);
}

#[test]
fn a_close_that_the_server_did_not_answer_is_told_from_one_that_it_did() {
    let silent = Evidence { closed_by_you: true, ..broken(false) };
    check(&silent, &["Close"], &[], "You closed it, and the server did not confirm.", false);
    check(&Evidence { code: 1000, ..silent }, &["Close"], &[], "You closed it.", false);
}

#[test]
fn a_subprotocol_that_was_not_accepted_fails_in_chromium_and_shows_in_firefox() {
    let chromium = Evidence { offered_subprotocols: true, ..failed("ws://127.0.0.1:9001/subprotocol") };
    check(&chromium, &[], &["Subprotocol"], "The connection did not open.", true);
    let firefox = Evidence { offered_subprotocols: true, ..broken(false) };
    check(&firefox, &["Cut off"], &["Subprotocol"], "It was cut off without a closing handshake.", false);
    let accepted = Evidence { selected_subprotocol: "a".to_owned(), ..firefox };
    assert_eq!(of(&accepted, Verdict::Possible), [""; 0]);
}

#[test]
fn what_the_browser_forbids_needs_no_probe() {
    for port in [25, 6000] {
        let evidence = failed(&format!("ws://127.0.0.1:{port}/"));
        check(&evidence, &["Port"], &[], &format!("Browsers block port {port}."), false);
    }
    let mixed = Evidence { page_is_secure: true, page_host: "page.example".to_owned(), ..failed("ws://host.example/") };
    check(&mixed, &["Mixed content"], &[], "A page from https cannot connect to ws://.", false);
    let policy = Evidence { blocked_by_policy: Some("connect-src".to_owned()), ..failed("wss://host.example/") };
    check(&policy, &["Content-Security-Policy"], &[], "The policy of this page forbids the connection.", false);
    let offline = Evidence { is_online: false, ..failed("wss://host.example/") };
    check(&offline, &["Network"], &[], "The browser is offline.", false);
    let lab = Evidence { is_online: false, ..failed("ws://127.0.0.1:9001/") };
    check(&lab, &[], &[], "The connection did not open.", true);
    let bad = failed("ws://host/#part");
    check(&bad, &["Address"], &[], "A browser cannot connect to this address.", false);
    let refused = Evidence { exception: Some("SecurityError: no.".to_owned()), ..failed("ws://host.example/") };
    check(&refused, &["Exception"], &[], "The browser refused to connect.", false);
}

#[test]
fn a_public_page_needs_permission_for_the_local_network() {
    let secure =
        Evidence { page_is_secure: true, page_host: "page.example".to_owned(), ..failed("wss://192.168.1.2/") };
    check(&secure, &[], &["Local network"], "The connection did not open.", true);
    let mixed = Evidence { url: "ws://localhost:9001/".to_owned(), ..secure.clone() };
    check(&mixed, &[], &["Local network", "Mixed content"], "The connection did not open.", true);
    let insecure = Evidence { page_is_secure: false, ..secure.clone() };
    assert_ne!(findings(&insecure), findings(&secure));
    let local = Evidence { page_host: "10.0.0.1".to_owned(), ..secure.clone() };
    check(&local, &[], &[], "The connection did not open.", true);
    let to_this_machine = Evidence { url: "wss://localhost/".to_owned(), ..local };
    check(&to_this_machine, &[], &["Local network"], "The connection did not open.", true);
    let with = |local_permission| Evidence { local_permission, ..secure.clone() };
    check(&with(Permission::Denied), &["Local network"], &[], "The connection did not open.", true);
    check(&with(Permission::Prompt), &[], &["Local network"], "The connection did not open.", true);
    assert!(of(&with(Permission::Granted), Verdict::Cleared).contains(&"Local network"));
}

#[test]
fn what_cannot_be_known_is_said_to_be_unknown() {
    let evidence = Evidence { recent_failures: 3, ..failed("wss://host.example/") };
    assert_eq!(of(&evidence, Verdict::Unknown), ["Certificate", "Delay", "Handshake"]);
    assert_eq!(of(&broken(true), Verdict::Unknown), ["Which rule"]);
}

#[test]
fn the_time_is_told_in_every_case() {
    let text = |elapsed_ms| {
        let all = findings(&Evidence { elapsed_ms, ..failed("ws://127.0.0.1:9001/stall") });
        all.into_iter().find(|finding| &*finding.check == "Time").map(|finding| finding.meaning).unwrap_or_default()
    };
    assert_eq!(
        of(&failed("ws://127.0.0.1:9001/stall"), Verdict::Seen),
        ["Network", "Time"],
        "neither rules out anything"
    );
    assert_eq!(text(3.2), "It ended 3 ms after the start.");
    assert!(text(20_400.0).starts_with("It ended 20.4 s after the start. So long a wait"));
    assert!(text(200_000.0).starts_with("It ended 3 min 20 s after"));
    assert!(text(f64::NAN).starts_with("It ended 0 ms after"));
}
