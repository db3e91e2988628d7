//! What is hidden of an address, and what is not.

use proptest::prelude::*;

use super::*;

#[test]
fn secrets_are_masked_wherever_they_stand() {
    for (url, masked) in [
        ("wss://user:hunter2@host:9001/a", "wss://user:•••@host:9001/a"),
        ("wss://u:p:q@r@host/", "wss://u:•••@host/"),
        ("wss://host/a?token=abc&room=1", "wss://host/a?token=•••&room=1"),
        ("wss://host?Access_Token=a&apiKey=b;API-KEY=c", "wss://host?Access_Token=•••&apiKey=•••;API-KEY=•••"),
        ("wss://host/?x=1&to%6Ben=abc#jwt=d", "wss://host/?x=1&to%6Ben=•••#jwt=•••"),
        ("wss://host/?authKey=1&sessionId=2&sig=3", "wss://host/?authKey=•••&sessionId=•••&sig=•••"),
        ("wss://host/hook/A1b2C3d4E5f6G7h8I9j0K1/x", "wss://host/hook/A1b2•••/x"),
        ("wss://host/550e8400-e29b-41d4-a716-446655440000", "wss://host/550e•••"),
        ("wss://host/?x=eyJhbGciOiJIUzI1NiJ9.e30.abc", "wss://host/?x=eyJh•••"),
        ("wss://host/?to=ws%3A%2F%2Fu%3Ap%40other", "wss://host/?to=•••"),
        ("wss://A1b2C3d4E5f6G7h8I9j0K1@host/", "wss://A1b2•••@host/"),
        ("host/?password=x", "host/?password=•••"),
    ] {
        assert_eq!(mask(url), masked, "{url}");
    }
}

#[test]
fn what_is_no_secret_stays() {
    for url in [
        "",
        "ws://127.0.0.1:9001/close?code=4000",
        "wss://host/chat/my-long-readable-room-name-number-2?room=general&max=50",
        "wss://user@host/?keyword=a&author=b&monkey=c&token=",
        "wss://host/?to=wss://other/path&since=2026-08-01T16:00:00.042Z",
        "wss://host/internationalizationhandler",
        "wss://höst/ä?ö=ü",
        "no address at all",
    ] {
        assert_eq!(mask(url), url);
    }
}

#[test]
fn tokens_that_are_offered_as_subprotocols_are_masked() {
    let masked = |names: &str| mask_protocols(names.split(", ")).join(", ");
    for (names, expected) in [
        ("soap, wamp.2.json, v1.kernel.websocket.jupyter.org", "soap, wamp.2.json, v1.kernel.websocket.jupyter.org"),
        (
            "base64url.bearer.authorization.k8s.io.bXktdG9rZW4, v4.channel.k8s.io",
            "base64url.bearer.authorization.k8s.io.•••, v4.channel.k8s.io",
        ),
        ("access_token, hunter2, chat", "access_token, •••, chat"),
        ("realtime, openai-insecure-api-key.sk-Abc123Def456Ghi789Jkl, beta", "realtime, open•••, beta"),
        ("graphql-transport-ws, A1b2-C3d4_E5f6-G7h8_I9j0-K1l2", "graphql-transport-ws, A1b2•••"),
    ] {
        assert_eq!(masked(names), expected);
    }
    assert_eq!(masked(&"a".repeat(4_000)).chars().count(), 81);
}

#[test]
fn a_command_line_that_was_typed_as_an_address_is_quoted_without_its_secrets() {
    let typed = "curl -H 'Authorization: Bearer hunter2' -u me:hunter2 wss://u:hunter2@host/?token=hunter2";
    let quoted = mask_input(typed);
    assert!(!quoted.contains("hunter2") && quoted.starts_with("curl -H 'Authorization: "), "{quoted}");
    assert_eq!(mask_input("host:80/path"), "host:80/path");
    assert!(mask_input(&"x".repeat(2_000_000)).len() < 100);
}

#[test]
fn a_sentence_quotes_no_secret() {
    let url = "ws://exa<mple/?token=hunter2";
    let quoted = mask_quoted("The URL 'ws://exa<mple/?token=hunter2' is invalid.", url);
    assert_eq!(quoted, "The URL 'ws://exa<mple/?token=•••' is invalid.");
    let other = mask_quoted("“WSS://host/%C3%A4?token=hunter2” and http://u:hunter2@host failed", "wss://host/ä");
    assert_eq!(other, "“WSS://host/%C3%A4?token=•••” and http://u:•••@host failed");
    assert_eq!(mask_quoted("no address: // at all ://", ""), "no address: // at all ://");
}

proptest! {
    #[test]
    fn any_text_can_be_masked_and_masking_twice_changes_nothing(url in "[a-zA-Z0-9:/@?&=%#é.-]{0,60}") {
        let masked = mask(&url);
        prop_assert_eq!(mask(&masked), masked);
    }

    #[test]
    fn no_password_is_left(password in "[a-z0-9]{8,}") {
        let url = format!("wss://u:{password}@host/?password={password}");
        prop_assert!(!mask(&url).contains(&password));
    }
}
