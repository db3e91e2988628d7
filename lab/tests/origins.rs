//! Who may talk to the lab, and by which name it is called (RFC 6455 §10.2).
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use socketscope_lab::{Config, Lab, Running};
use support::{exchange, handshake, start, start_with};

/// The status of a request with this `Host`, and with this origin if there is one.
async fn status(lab: &Running, path: &str, host: &str, origin: Option<&str>) -> u16 {
    let origin = origin.map(|origin| format!("Origin: {origin}\r\n")).unwrap_or_default();
    let head = format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{origin}Connection: close\r\n\r\n");
    exchange(lab, head.as_bytes()).await.status
}

/// A lab on all addresses of the machine, as in a container.
async fn start_everywhere(config: Config) -> Running {
    Lab::bind("0.0.0.0:0", config).await.unwrap().spawn()
}

#[tokio::test]
async fn foreign_origins_and_null_are_refused_and_loopback_pages_are_not() {
    let lab = start().await;
    for origin in [
        "https://example.org",
        "null",
        "http://127.0.0.1.example.org",
        "http://localhost.example.org",
        "file://",
        "http://[::2]",
        "ws://localhost",
    ] {
        assert_eq!(handshake(&lab, "/echo", &[&format!("Origin: {origin}")]).await.status, 403, "{origin}");
    }
    for origin in [
        "http://127.0.0.1:8080",
        "http://localhost:1234",
        "https://localhost",
        "http://[::1]:5000",
        "http://page.localhost:8080",
    ] {
        assert_eq!(handshake(&lab, "/echo", &[&format!("Origin: {origin}")]).await.status, 101, "{origin}");
    }
    assert_eq!(handshake(&lab, "/echo", &[]).await.status, 101, "no origin is no browser");
}

#[tokio::test]
async fn an_origin_that_was_allowed_is_let_in_however_it_was_written() {
    for allowed in ["https://example.org", "https://Example.org", "https://example.org:443", "https://example.org/"] {
        let lab = start_with(Config { allowed_origins: vec![allowed.into()], ..Config::default() }).await;
        assert_eq!(handshake(&lab, "/echo", &["Origin: https://example.org"]).await.status, 101, "{allowed}");
        for foreign in ["https://example.org.evil.test", "http://example.org", "https://example.org:8443", "null"] {
            assert_eq!(handshake(&lab, "/echo", &[&format!("Origin: {foreign}")]).await.status, 403, "{foreign}");
        }
    }
}

#[tokio::test]
async fn what_is_no_origin_is_refused_at_the_start_with_a_sentence() {
    for wrong in ["null", "*", "example.org", "https://example.org/path", ""] {
        let config = Config { allowed_origins: vec![wrong.into()], ..Config::default() };
        let error = Lab::bind("127.0.0.1:0", config).await.unwrap_err().to_string();
        assert!(error.starts_with(wrong) && error.contains("--allow-origin"), "{error}");
    }
    let config = Config { ws_base: Some("example.org".into()), ..Config::default() };
    let error = Lab::bind("127.0.0.1:0", config).await.unwrap_err().to_string();
    assert!(error.contains("--ws-base"), "{error}");
}

#[tokio::test]
async fn a_foreign_name_that_points_to_this_machine_reads_nothing() {
    let lab = start().await;
    for host in ["evil.example", "evil.example:9001", "127.0.0.1.evil.example", "localhost.evil.example", "rebind.it."]
    {
        for path in ["/stats", "/poll", "/lab.json", "/"] {
            assert_eq!(status(&lab, path, host, None).await, 403, "{host} {path}");
        }
    }
    for host in ["localhost:9001", "127.0.0.1", "[::1]:80", "page.localhost", "LOCALHOST", "192.168.0.7"] {
        assert_eq!(status(&lab, "/stats", host, None).await, 200, "{host}");
    }
}

#[tokio::test]
async fn a_lab_behind_a_proxy_answers_to_the_name_that_it_was_given() {
    let config = Config { ws_base: Some("wss://lab.example.org/here".into()), ..Config::default() };
    let lab = start_with(config).await;
    assert_eq!(status(&lab, "/stats", "lab.example.org", None).await, 200);
    assert_eq!(status(&lab, "/stats", "other.example.org", None).await, 403);
    let json = support::get(&lab, "/lab.json", &[]).await.json();
    assert_eq!(json["ws"], "wss://lab.example.org/here");
}

#[tokio::test]
async fn a_lab_on_all_addresses_answers_to_the_names_that_it_was_given_and_to_its_own_pages() {
    let lab = start_everywhere(Config::default()).await;
    assert_eq!(status(&lab, "/stats", "rebound.example", None).await, 403);
    assert_eq!(
        handshake(&lab, "/echo", &["Host: rebound.example", "Origin: http://rebound.example"]).await.status,
        400
    );
    let allowed_hosts = vec!["Lab.example.org".to_owned()];
    let lab = start_everywhere(Config { allowed_hosts, ..Config::default() }).await;
    let host = format!("lab.example.org:{}", lab.address().port());
    let own = format!("http://{host}");
    assert_eq!(status(&lab, "/stats", &host, None).await, 200);
    assert_eq!(status(&lab, "/stats", &host, Some(&own)).await, 200);
    assert_eq!(status(&lab, "/stats", &host, Some("http://lab.example.org:1")).await, 403);
    assert_eq!(status(&lab, "/stats", &host, Some("http://evil.example")).await, 403);
    assert_eq!(status(&lab, "/stats", "lab.example.org", Some("http://lab.example.org")).await, 200);
}

#[tokio::test]
async fn lab_json_of_a_lab_on_all_addresses_names_the_one_that_was_asked() {
    let allowed_hosts = vec!["lab.example.org".to_owned()];
    let lab = start_everywhere(Config { allowed_hosts, ..Config::default() }).await;
    let port = lab.address().port();
    for (host, name) in [("lab.example.org:8000", "lab.example.org"), ("[::1]:8000", "[::1]"), ("10.0.0.7", "10.0.0.7")]
    {
        let head = format!("GET /lab.json HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let json = exchange(&lab, head.as_bytes()).await.json();
        assert_eq!(json["ws"], format!("ws://{name}:{port}"), "with the lab's own port");
    }
}

#[tokio::test]
async fn a_lab_on_the_loopback_of_ipv6_says_so_and_answers_there() {
    // A machine may have no IPv6.
    let Ok(lab) = Lab::bind("[::1]:0", Config::default()).await else { return };
    let lab = lab.spawn();
    assert_eq!(lab.ws_url("/echo"), format!("ws://[::1]:{}/echo", lab.address().port()));
    let json = support::get(&lab, "/lab.json", &[]).await.json();
    assert_eq!(json["ws"], format!("ws://{}", lab.address()));
    assert_eq!(handshake(&lab, "/echo", &["Origin: http://[::1]:1"]).await.status, 101);
    assert_eq!(status(&lab, "/stats", "evil.example", None).await, 403);
}

#[tokio::test]
async fn a_picture_on_a_foreign_page_takes_nothing_out_of_a_mailbox() {
    let lab = start().await;
    let ask = async |headers: &str| {
        let head = format!("GET /poll?session=one HTTP/1.1\r\nHost: localhost\r\n{headers}Connection: close\r\n\r\n");
        exchange(&lab, head.as_bytes()).await.status
    };
    assert_eq!(ask("Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n").await, 403);
    for own in ["same-origin", "same-site", "none"] {
        assert_ne!(ask(&format!("Sec-Fetch-Site: {own}\r\n")).await, 403, "{own}");
    }
    // A page that says which it is, is judged by that.
    assert_ne!(ask("Sec-Fetch-Site: cross-site\r\nOrigin: http://localhost:8080\r\n").await, 403);
    assert_eq!(ask("Sec-Fetch-Site: cross-site\r\nOrigin: http://evil.example\r\n").await, 403);
}

#[tokio::test]
async fn a_lab_answers_to_the_name_that_it_listens_on() {
    let lab = Lab::bind("localhost:0", Config::default()).await.unwrap().spawn();
    assert_eq!(status(&lab, "/stats", &format!("LOCALHOST:{}", lab.address().port()), None).await, 200);
    assert_eq!(status(&lab, "/stats", "machine", None).await, 403);
}

#[tokio::test]
async fn two_origins_are_refused_whichever_comes_first() {
    let lab = start().await;
    for origins in [["http://localhost", "http://evil.example"], ["http://evil.example", "http://localhost"]] {
        let headers = origins.map(|origin| format!("Origin: {origin}"));
        assert_eq!(handshake(&lab, "/echo", &[&headers[0], &headers[1]]).await.status, 400, "{origins:?}");
    }
}

/// What a page of somebody else could be called to look like one of this machine, or like `https://example.org`.
const FOREIGN: [&str; 66] = [
    "null",
    "NULL",
    "",
    "*",
    "localhost",
    "localhost:8080",
    "127.0.0.1",
    "//localhost",
    // A name that begins or ends like another.
    "http://localhost.evil",
    "http://127.0.0.1.evil",
    "http://evil-localhost",
    "http://evillocalhost",
    "http://localhost%2eevil",
    "http://localhost%00.evil",
    "http://[::1].evil.example",
    "http://[::1]evil",
    "http://xn--localhost-",
    "http://localh\u{43e}st",
    "https://example.org.evil",
    "https://evilexample.org",
    "https://evil-example.org",
    "https://example.orgevil",
    "https://www.example.org",
    "https://example.org.",
    "https://ex\u{430}mple.org",
    "https://example.org%2eevil",
    // Another part of an address.
    "http://localhost@evil.example",
    "http://evil.example@localhost",
    "http://localhost:80@evil.example",
    "https://user@example.org",
    "https://example.org@evil",
    "http://evil.example/localhost",
    "http://evil.example#localhost",
    "http://evil.example?localhost",
    "http://localhost/path",
    "http://localhost?x",
    "http://localhost#x",
    r"http://localhost\.evil.example",
    r"http://evil.example\localhost",
    // Addresses: other ones, and ways to write one that no browser sends.
    "http://0.0.0.0",
    "http://[::]",
    "http://[::2]",
    "http://[fe80::1]",
    "http://192.168.0.7",
    "http://128.0.0.1",
    "http://2130706433",
    "http://0x7f000001",
    "http://0177.0.0.1",
    "http://127.1",
    "http://127.000.000.001",
    "http://[::ffff:127.0.0.1]",
    "http://[127.0.0.1]",
    "http://[::1",
    "http://::1",
    "http://127.0.0.256",
    // Ports: of `example.org` only the usual one was allowed.
    "https://example.org:444",
    "https://example.org:99999",
    "http://localhost:65536",
    "http://localhost:+80",
    // Schemes.
    "http://example.org",
    "ws://localhost",
    "ftp://localhost",
    "file://localhost",
    "blob:http://localhost/1",
    // Several.
    "http://localhost http://evil.example",
    "http://localhost, http://evil.example",
];

const OWN: [&str; 16] = [
    "http://localhost",
    "https://localhost",
    "http://LOCALHOST",
    "HTTP://Localhost:1",
    "http://localhost:65535",
    "http://a.localhost",
    "http://a.b.localhost:8080",
    "http://127.0.0.1",
    "http://127.255.255.254:1",
    "http://[::1]",
    "https://[::1]:8443",
    "http://[0:0:0:0:0:0:0:1]",
    "  http://localhost  ",
    "https://example.org",
    "https://example.org:443",
    "https://EXAMPLE.org",
];

#[tokio::test]
async fn an_origin_that_looks_like_an_own_one_is_foreign() {
    let lab = start_with(Config { allowed_origins: vec!["https://example.org".into()], ..Config::default() }).await;
    for origin in FOREIGN {
        assert_eq!(status(&lab, "/stats", "localhost", Some(origin)).await, 403, "{origin:?}");
        assert_eq!(handshake(&lab, "/echo", &[&format!("Origin: {origin}")]).await.status, 403, "{origin:?}");
    }
    for origin in OWN {
        assert_eq!(status(&lab, "/stats", "localhost", Some(origin)).await, 200, "{origin:?}");
        assert_eq!(handshake(&lab, "/echo", &[&format!("Origin: {origin}")]).await.status, 101, "{origin:?}");
    }
}

#[tokio::test]
async fn a_host_that_only_begins_like_an_address_is_foreign() {
    let lab = start().await;
    for host in ["[::1].evil.example", "[::1]evil", "[127.0.0.1]", "evil@localhost", "localhost:99999", "127.0.0.1:+80"]
    {
        assert_eq!(status(&lab, "/stats", host, None).await, 403, "{host}");
    }
    assert_eq!(status(&lab, "/stats", "localhost:", None).await, 200, "a port may be empty");
}

#[tokio::test]
async fn a_foreign_name_in_the_request_line_is_foreign_whatever_host_says() {
    let lab = start().await;
    for foreign in ["http://evil.example/stats", "http://evil.example:80/stats", "http://localhost.evil/stats"] {
        assert_eq!(status(&lab, foreign, "localhost", None).await, 403, "{foreign}");
    }
    assert_eq!(status(&lab, "http://localhost/stats", "evil.example", None).await, 403);
    assert_eq!(status(&lab, "http://localhost/stats", "localhost", None).await, 200);
}
