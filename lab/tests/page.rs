//! A page served with `--page`: headers, compression, caching, and nothing from outside its folder.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::fs;

use socketscope_lab::{Config, Page, Running, StartError};
use support::{Answer, Folder, get, handshake, request, start, start_with};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self' http: https: ws: wss:; style-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types socketscope";

/// A folder as Trunk writes it.
fn page(test: &str) -> Folder {
    let folder = Folder::new(test);
    let write = |name: &str, content: &[u8]| fs::write(folder.0.join(name), content).unwrap();
    fs::create_dir(folder.0.join("snippets")).unwrap();
    write("index.html", "<!doctype html>".repeat(100).as_bytes());
    write("engine.js", "import init from './socketscope.js'; await init();\n".repeat(20).as_bytes());
    write("socketscope-0123456789abcdef_bg.wasm", &b"\0asm".repeat(1000));
    write("socketscope-0123456789abcdef.js", b"export {};\n");
    // A hash of fewer digits, as one that begins with a zero is written.
    write("style-123456789abcde.css", b"p {}\n");
    write("snippets/one.js", b"export {};\n");
    write(".secret", b"hidden");
    folder
}

/// A lab with a page, and the page's folder.
async fn serve(test: &str) -> (Running, Folder) {
    let folder = page(test);
    (start_with(Config { page: Some(Page::open(&folder.0).unwrap()), ..Config::default() }).await, folder)
}

fn check_security(answer: &Answer) {
    assert_eq!(answer.header("content-security-policy"), POLICY);
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("referrer-policy"), "no-referrer");
    assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    assert!(!answer.header("permissions-policy").is_empty());
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let (lab, _folder) = serve("security").await;
    let index = get(&lab, "/", &[]).await;
    let etag = format!("If-None-Match: {}", index.header("etag"));
    let too_long = format!("X-Long: {}", "x".repeat(20 << 10));
    let answers = [
        support::exchange(&lab, b"this is no request\r\n\r\n").await,
        get(&lab, "/", &[&too_long]).await,
        get(&lab, &format!("/{}", "x".repeat(20 << 10)), &[]).await,
        get(&lab, "/", &[&etag]).await,
        get(&lab, "/engine.js", &[]).await,
        get(&lab, "/nowhere", &[]).await,
        get(&lab, "/lab.json", &[]).await,
        get(&lab, "/echo", &[]).await,
        get(&lab, "/echo?what=1", &[]).await,
        get(&lab, "/", &["Origin: null"]).await,
        request(&lab, "POST / HTTP/1.1", &[], b"").await,
        handshake(&lab, "/refuse", &[]).await,
        index,
    ];
    for answer in &answers {
        check_security(answer);
    }
    assert_eq!(answers[0].text(), "This cannot be read as an HTTP request.\n");
    assert_eq!(answers.map(|answer| answer.status), [400, 431, 431, 304, 200, 404, 200, 426, 400, 403, 405, 403, 200]);
}

#[tokio::test]
async fn hashed_files_are_immutable_and_all_others_are_revalidated() {
    let (lab, _folder) = serve("caching").await;
    for (path, caching, media_type) in [
        ("/", "no-cache", "text/html; charset=utf-8"),
        ("/index.html", "no-cache", "text/html; charset=utf-8"),
        ("/engine.js", "no-cache", "text/javascript; charset=utf-8"),
        ("/snippets/one.js", "no-cache", "text/javascript; charset=utf-8"),
        ("/socketscope-0123456789abcdef.js", "public, max-age=31536000, immutable", "text/javascript; charset=utf-8"),
        ("/socketscope-0123456789abcdef_bg.wasm", "public, max-age=31536000, immutable", "application/wasm"),
        ("/style-123456789abcde.css", "public, max-age=31536000, immutable", "text/css; charset=utf-8"),
    ] {
        let answer = get(&lab, path, &[]).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!((answer.header("cache-control"), answer.header("content-type")), (caching, media_type), "{path}");
        let again = get(&lab, path, &[&format!("If-None-Match: {}", answer.header("etag"))]).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{path}");
    }
}

#[tokio::test]
async fn a_file_travels_in_the_best_encoding_that_the_client_accepts() {
    let (lab, _folder) = serve("encoding").await;
    let whole = get(&lab, "/", &[]).await;
    assert_eq!((whole.header("content-encoding"), whole.body.len()), ("", 1500));
    for (accepted, encoding) in
        [("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("zstd", "")]
    {
        let answer = get(&lab, "/", &[&format!("Accept-Encoding: {accepted}")]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert!(encoding.is_empty() || answer.body.len() < 200);
        assert!(answer.header("vary").contains("accept-encoding"));
    }
    let tiny = get(&lab, "/snippets/one.js", &["Accept-Encoding: br, gzip"]).await;
    assert_eq!(tiny.text(), "export {};\n", "compression would make it longer");
}

#[tokio::test]
async fn nothing_outside_the_folder_and_nothing_hidden_is_served() {
    let (lab, _folder) = serve("outside").await;
    for path in [
        "/../Cargo.toml",
        "/snippets/../../x",
        "/%2e%2e/Cargo.toml",
        "/.secret",
        "//etc/passwd",
        "/snippets",
        "/a\\..\\b",
    ] {
        assert_eq!(get(&lab, path, &[]).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_file_that_was_built_anew_is_served_anew() {
    let (lab, folder) = serve("anew").await;
    get(&lab, "/engine.js", &[]).await;
    fs::write(folder.0.join("engine.js"), "// another build\n").unwrap();
    assert_eq!(get(&lab, "/engine.js", &[]).await.text(), "// another build\n");
}

#[tokio::test]
async fn a_head_request_gets_the_headers_alone() {
    let (lab, _folder) = serve("head").await;
    let answer = request(&lab, "HEAD / HTTP/1.1", &[], b"").await;
    assert_eq!((answer.status, answer.header("content-length"), answer.body.len()), (200, "1500", 0));
}

#[test]
fn a_folder_without_a_page_is_said_in_one_sentence() {
    let empty = Folder::new("empty");
    let error = Page::open(&empty.0).unwrap_err();
    assert!(matches!(error, StartError::NoPage(_)));
    assert!(error.to_string().contains("cargo xtask dist"));
}

#[tokio::test]
async fn a_file_whose_name_is_escaped_in_its_address_is_found_and_nothing_outside() {
    let (lab, folder) = serve("escaped").await;
    fs::write(folder.0.join("a b é.txt"), "here").unwrap();
    assert_eq!(get(&lab, "/a%20b%20%C3%A9.txt", &[]).await.text(), "here");
    for path in ["/%2e%2e/escaped", "/snippets%2f..%2f.secret", "/%2Fetc/passwd", "/%2esecret", "/%00", "/%FF"] {
        assert_eq!(get(&lab, path, &[]).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn a_weight_is_read_in_either_case() {
    let (lab, _folder) = serve("weight").await;
    let answer = get(&lab, "/engine.js", &["Accept-Encoding: br;Q=0, gzip;Q=0.5"]).await;
    assert_eq!(answer.header("content-encoding"), "gzip");
}

#[tokio::test]
async fn without_a_page_the_root_lists_every_endpoint() {
    let lab = start().await;
    let listing = get(&lab, "/", &[]).await;
    check_security(&listing);
    let json = get(&lab, "/lab.json", &[]).await.json();
    for endpoint in json["endpoints"].as_array().unwrap() {
        let heading = format!(">{}</a></h2>", endpoint["path"].as_str().unwrap());
        assert!(listing.text().contains(&heading), "{heading}");
    }
    assert!(!listing.text().contains("style=") && !listing.text().contains("<script>"));
    assert_eq!(get(&lab, "/lab.js", &[]).await.status, 200);
    assert_eq!(get(&lab, "/lab.css", &[]).await.status, 200);
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_leads_nowhere_outside_and_a_pipe_holds_nobody_up() {
    let folder = page("links");
    let outside = Folder::new("outside");
    fs::write(outside.0.join("secret.txt"), "secret").unwrap();
    std::os::unix::fs::symlink(outside.0.join("secret.txt"), folder.0.join("link.txt")).unwrap();
    std::os::unix::fs::symlink(&outside.0, folder.0.join("folder")).unwrap();
    std::os::unix::fs::symlink("engine.js", folder.0.join("inside.js")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(folder.0.join("pipe")).status().unwrap().success());
    let lab = start_with(Config { page: Some(Page::open(&folder.0).unwrap()), ..Config::default() }).await;
    for path in ["/link.txt", "/folder/secret.txt", "/pipe"] {
        assert_eq!(get(&lab, path, &[]).await.status, 404, "{path}");
    }
    assert_eq!(get(&lab, "/inside.js", &[]).await.status, 200);
    lab.shut_down().await;
}
