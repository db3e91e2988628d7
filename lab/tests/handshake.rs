//! The opening handshake's rules (RFC 6455 §4.2.1), and queries that do not fit.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use support::{exchange, get, handshake, start};

/// A handshake with one header line in place of another.
fn changed(original: &str, replacement: &str) -> Vec<u8> {
    let head = "GET /echo HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n\
        Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    assert!(head.contains(original));
    head.replace(original, replacement).into_bytes()
}

#[tokio::test]
async fn the_key_of_the_rfc_gets_the_answer_of_the_rfc() {
    let lab = start().await;
    let answer = exchange(&lab, &changed("/echo", "/echo")).await;
    assert_eq!((answer.status, answer.header("sec-websocket-accept")), (101, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
}

#[tokio::test]
async fn a_wrong_handshake_gets_the_status_that_says_why() {
    let lab = start().await;
    for (original, replacement, status) in [
        ("Upgrade: websocket\r\n", "", 426),
        ("Upgrade: websocket\r\n", "Upgrade: h2c\r\n", 426),
        ("Connection: keep-alive, Upgrade\r\n", "Connection: keep-alive\r\n", 426),
        ("Version: 13", "Version: 8", 426),
        ("Sec-WebSocket-Version: 13\r\n", "", 426),
        ("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=", 400),
        ("dGhlIHNhbXBsZSBub25jZQ==", "not base64 at all!", 400),
        ("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", 400),
        ("GET ", "POST ", 405),
        ("/echo", "/nowhere", 404),
        // RFC 6455 §4.2.1 asks for HTTP/1.1, and RFC 9112 §3.2 for one Host.
        ("HTTP/1.1", "HTTP/1.0", 426),
        ("Host: localhost\r\n", "", 400),
        ("Host: localhost\r\n", "Host: localhost\r\nHost: b\r\n", 400),
    ] {
        let answer = exchange(&lab, &changed(original, replacement)).await;
        assert_eq!(answer.status, status, "{original} -> {replacement}");
        if status == 426 {
            assert_eq!(answer.header("sec-websocket-version"), "13");
        }
    }
}

#[tokio::test]
async fn every_declared_parameter_refuses_what_it_does_not_accept() {
    let lab = start().await;
    let json = get(&lab, "/lab.json", &[]).await.json();
    let mut refused = 0;
    for endpoint in json["endpoints"].as_array().unwrap() {
        let path = endpoint["path"].as_str().unwrap();
        let mut queries = vec!["unknown=1".to_owned()];
        for parameter in endpoint["parameters"].as_array().unwrap() {
            let name = parameter["name"].as_str().unwrap();
            queries.extend(unfit(parameter).into_iter().map(|value| format!("{name}={value}")));
            let default = parameter["default"].to_string().replace('"', "");
            queries.push(format!("{name}={default}&{name}={default}"));
        }
        for query in queries {
            let answer = handshake(&lab, &format!("{path}?{query}"), &[]).await;
            assert_eq!(answer.status, 400, "{path}?{query}");
            assert!(answer.text().ends_with(".\n"), "a sentence: {}", answer.text());
            refused += 1;
        }
    }
    assert!(refused > 100, "{refused}");
}

/// Values that a parameter of this type must refuse.
fn unfit(parameter: &serde_json::Value) -> Vec<String> {
    let number = |name: &str| parameter[name].as_u64().unwrap();
    match parameter["type"].as_str().unwrap() {
        "number" => {
            let mut values = vec![(number("max") + 1).to_string(), "-1".to_owned(), "1.5".to_owned(), String::new()];
            values.extend(["99999999999999999999".to_owned(), "%2B1".to_owned(), "0x10".to_owned(), "NaN".to_owned()]);
            values.extend(number("min").checked_sub(1).map(|below| below.to_string()));
            values
        }
        "choice" => vec!["nonsense".to_owned(), String::new()],
        "text" => {
            let max = parameter["max_characters"].as_u64().or(parameter["max_bytes"].as_u64()).unwrap();
            vec!["x".repeat(usize::try_from(max).unwrap() + 1), "a%0Ab".to_owned(), "%00".to_owned()]
        }
        "subprotocols" => vec!["a,,b".to_owned(), "a%20b".to_owned(), String::new()],
        "close code" => [0, 999, 1004, 1005, 1006, 1015, 2999, 5000, 70_000].map(|code| code.to_string()).to_vec(),
        other => panic!("{other} has no values here"),
    }
}

#[tokio::test]
async fn what_is_no_percent_encoded_text_is_refused_and_not_made_one() {
    let lab = start().await;
    for room in ["%FF", "%zz", "%", "%4", "a%C3", "%ED%A0%80"] {
        let answer = handshake(&lab, &format!("/chat?room={room}"), &[]).await;
        assert_eq!((answer.status, answer.text()), (400, format!("“{room}” is not percent-encoded UTF-8.\n")));
    }
    for room in ["%C3%A9", "a+b", "100%25", "%2f"] {
        assert_eq!(handshake(&lab, &format!("/chat?room={room}"), &[]).await.status, 101, "{room}");
    }
}

#[tokio::test]
async fn a_number_means_the_same_however_it_is_written() {
    let lab = start().await;
    let offer = "Sec-WebSocket-Extensions: permessage-deflate";
    for (deflate, negotiated) in [("1", "permessage-deflate"), ("01", "permessage-deflate"), ("00", "")] {
        let answer = handshake(&lab, &format!("/echo?deflate={deflate}"), &[offer]).await;
        assert_eq!((answer.status, answer.header("sec-websocket-extensions")), (101, negotiated), "{deflate}");
    }
}

#[tokio::test]
async fn every_endpoint_opens_on_its_bare_path() {
    let lab = start().await;
    let json = get(&lab, "/lab.json", &[]).await.json();
    for endpoint in json["endpoints"].as_array().unwrap() {
        let path = endpoint["path"].as_str().unwrap();
        let expected = match path {
            "/stall" => continue,
            "/refuse" => 403,
            _ if endpoint["transport"] == "http" => 426,
            _ => 101,
        };
        if endpoint["transport"] == "websocket" {
            assert_eq!(handshake(&lab, path, &[]).await.status, expected, "{path}");
            assert_eq!(get(&lab, path, &[]).await.status, 426, "{path}");
        }
    }
}
