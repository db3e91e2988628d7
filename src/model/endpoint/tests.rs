//! Addresses and subprotocols, as people type them.

use super::*;

fn check(text: &str, expected: Result<&str, EndpointError>) {
    assert_eq!(Endpoint::parse(text), expected.map(|url| Endpoint(url.to_owned())), "{text:?}");
}

#[test]
fn addresses_of_websocket_are_taken_as_typed() {
    for url in ["ws://127.0.0.1:9001/echo", "wss://Echo.Example/a?b=c%20d", "WS://[::1]:80", "ws://u:p@host/"] {
        check(url, Ok(url));
    }
    check("  ws://host  ", Ok("ws://host"));
}

#[test]
fn an_address_that_the_browser_would_refuse_is_explained() {
    check("", Err(EndpointError::Empty));
    for (url, suggestion) in [
        ("host:80/x", "ws://host:80/x"),
        ("ws:host", "ws://host"),
        ("WSS:/host/x", "wss://host/x"),
        ("//host", "ws://host"),
        ("https:host", "wss://host"),
    ] {
        check(url, Err(EndpointError::NoScheme { suggestion: suggestion.into() }));
    }
    check("https://host/x", Err(EndpointError::Http { suggestion: "wss://host/x".into() }));
    check("ftp://host", Err(EndpointError::OtherScheme { scheme: "ftp".into() }));
    check("ws://host/#part", Err(EndpointError::Fragment));
    check("ws://ho st/", Err(EndpointError::Space));
    check("ws:///path", Err(EndpointError::NoHost));
    check("ws://:80/path", Err(EndpointError::NoHost));
    check("ws://ho\u{200b}st/", Err(EndpointError::Hidden { character: '\u{200b}', place: 8 }));
    let told = EndpointError::Hidden { character: '\u{feff}', place: 1 }.to_string();
    assert!(told.contains("U+FEFF, a byte order mark, at character 1"), "{told}");
    check("wss://نامه\u{200c}ای.com/", Ok("wss://نامه\u{200c}ای.com/"));
    for port in ["65536", "8o", "-1", "+80"] {
        check(&format!("ws://host:{port}/x"), Err(EndpointError::Port { port: port.into() }));
    }
}

#[test]
fn subprotocols_are_split_at_commas() {
    let names = |text| Subprotocol::parse_list(text).map(|list| list.into_iter().map(|p| p.0).collect::<Vec<_>>());
    assert_eq!(names(" soap , wamp.2.json"), Ok(vec!["soap".to_owned(), "wamp.2.json".to_owned()]));
    assert_eq!(names("  "), Ok(vec![]));
    assert_eq!(names("a,,b"), Err(SubprotocolError::Empty));
    assert_eq!(names("a,b,a"), Err(SubprotocolError::Repeated { name: "a".into() }));
    assert_eq!(names("a b"), Err(SubprotocolError::Character { name: "a b".into(), character: ' ' }));
}
