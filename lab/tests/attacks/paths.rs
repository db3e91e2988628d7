//! Paths that would lead out of the page's folder, if the lab did not read them to the end first.

use std::fs;

use socketscope_lab::{Config, Page};

use super::{all_that_comes, statuses};
use crate::support::{Folder, start_with};

const GUARDED: &str = "guarded, and nobody's business";

/// What is neither in the folder nor a request.
const NOTHING: [&[u8]; 99] = [
    b"/../secret.txt",
    b"/..",
    b"/../",
    b"/./../secret.txt",
    b"/folder/../../secret.txt",
    b"/folder/..",
    b"/.../secret.txt",
    b"/....//secret.txt",
    b"/index.html/../../secret.txt",
    b"/index.html/..",
    b"/folder/../index.html",
    // Dots and slashes in disguise, once, twice and three times.
    b"/%2e%2e/secret.txt",
    b"/%2E%2E/secret.txt",
    b"/.%2e/secret.txt",
    b"/%2e./secret.txt",
    b"/..%2fsecret.txt",
    b"/..%2Fsecret.txt",
    b"/%2e%2e%2fsecret.txt",
    b"/folder%2f..%2f..%2fsecret.txt",
    b"/%2fetc/passwd",
    b"/%252e%252e/secret.txt",
    b"/%252e%252e%252fsecret.txt",
    b"/..%252fsecret.txt",
    b"/%25252e%25252e/secret.txt",
    // Backslashes.
    b"/..\\secret.txt",
    b"\\..\\secret.txt",
    b"/folder\\..\\..\\secret.txt",
    b"/..%5csecret.txt",
    b"/%2e%2e%5csecret.txt",
    b"/..%255csecret.txt",
    b"/\\\\localhost\\c$\\secret.txt",
    b"/%5c%5clocalhost%5cc$%5csecret.txt",
    // Overlong UTF-8, other alphabets' dots and slashes, and no UTF-8.
    b"/%c0%ae%c0%ae/secret.txt",
    b"/..%c0%afsecret.txt",
    b"/..%c1%9csecret.txt",
    b"/%e0%80%ae%e0%80%ae/secret.txt",
    b"/..%e0%80%afsecret.txt",
    b"/%f0%80%80%ae./secret.txt",
    b"/\xc0\xae\xc0\xae/secret.txt",
    b"/%u002e%u002e/secret.txt",
    b"/..%u2215secret.txt",
    b"/..%E2%88%95secret.txt",
    b"/..%EF%BC%8Fsecret.txt",
    b"/%EF%BC%8E%EF%BC%8E/secret.txt",
    b"/\xe2\x80\xa4\xe2\x80\xa4/secret.txt",
    b"/%ff",
    b"/%ED%A0%80",
    // Ends that others cut off.
    b"/../secret.txt%00.html",
    b"/index.html%00",
    b"/%00",
    b"/\0",
    b"/index.html%20",
    b"/index.html%0a",
    b"/index.html/",
    b"/index.html/.",
    b"/index.html;a=b",
    b"/..;/secret.txt",
    b"/..;a=b/secret.txt",
    b"/;/../secret.txt",
    b"/index.html%3f",
    b"/index.html%23",
    b"/.%00./secret.txt",
    // Hosts, drives and places of this machine.
    b"//secret.txt",
    b"//../secret.txt",
    b"///../secret.txt",
    b"//etc/passwd",
    b"/etc/passwd",
    b"/proc/self/environ",
    b"/C:/secret.txt",
    b"/c:secret.txt",
    b"/%43:/secret.txt",
    b"//localhost/c$/secret.txt",
    b"/~/secret.txt",
    b"/$HOME",
    b"http://localhost/../secret.txt",
    b"http://localhost/%2e%2e/secret.txt",
    b"file:///etc/passwd",
    b"http:///etc/passwd",
    b"http:/etc/passwd",
    b"../secret.txt",
    b"secret.txt",
    b"localhost:80",
    b"*",
    b"?",
    b"",
    // Hidden files.
    b"/.secret",
    b"/%2esecret",
    b"/folder/.secret",
    b"/folder%2f.secret",
    b"/./index.html",
    // What stands in no path.
    b"/%",
    b"/%2",
    b"/%zz",
    b"/a b",
    b"/a\tb",
    b"/a\x01b",
    b"/a\x7fb",
    b"/%0d%0aX-Evil:%20yes",
    b"/`id`",
];

/// Other ways to write what is in the folder.
const SOMETHING: [&[u8]; 9] = [
    b"/",
    b"/index.html",
    b"/%69ndex.html",
    b"/index.html?/../../secret.txt",
    b"/index.html#/../../secret.txt",
    b"/?../secret.txt",
    b"/folder//one.js",
    b"/folder%2fone.js",
    b"http://localhost/index.html",
];

#[tokio::test]
async fn no_path_leads_to_what_is_beside_the_page() {
    let folder = Folder::new("paths");
    let page = folder.0.join("page");
    fs::create_dir_all(page.join("folder")).unwrap();
    for guarded in ["secret.txt", "page/.secret", "page/folder/.secret"] {
        fs::write(folder.0.join(guarded), GUARDED).unwrap();
    }
    for served in ["index.html", "folder/one.js"] {
        fs::write(page.join(served), "for everyone").unwrap();
    }
    let lab = start_with(Config { page: Some(Page::open(&page).unwrap()), ..Config::default() }).await;
    let ask = async |path: &[u8]| {
        let request = [b"GET ", path, b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"].concat();
        all_that_comes(&lab, &request).await
    };
    let long =
        [b"../".repeat(4000), b"%2e%2e%2f".repeat(1500), b"a/".repeat(5000), vec![b'x'; 300], vec![b'x'; 15_000]];
    let long = long.map(|path| [b"/", &path[..], b"secret.txt"].concat());
    for path in NOTHING.into_iter().chain(long.iter().map(Vec::as_slice)) {
        let answer = ask(path).await;
        assert!(matches!(statuses(&answer)[..], [400 | 403 | 404]), "{}: {:?}", path.escape_ascii(), statuses(&answer));
        let text = String::from_utf8_lossy(&answer).into_owned();
        assert!(!text.contains(GUARDED) && !text.contains("root:"), "{}", path.escape_ascii());
        assert!(!text.to_lowercase().contains("x-evil"), "{}", path.escape_ascii());
    }
    for path in [vec![b'/'; 70_000], [b"/", &b"%2e"[..]].concat().repeat(30_000)] {
        assert_eq!(statuses(&ask(&path).await), [431]);
    }
    for path in SOMETHING {
        assert!(ask(path).await.ends_with(b"for everyone"), "{}", path.escape_ascii());
    }
}
