//! Snippets, read by the languages that they are written in where those are installed.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use proptest::prelude::*;

use super::*;
use crate::model::endpoint::{Endpoint, Subprotocol};

fn target(url: &str, subprotocols: &str) -> Target {
    Target {
        endpoint: Endpoint::parse(url).expect("a good address"),
        offered: Subprotocol::parse_list(subprotocols).expect("good names"),
    }
}

const HOSTILE: &str = "'\"`$(touch x)\\${y}\n\r\t\0</script>#{z}%s {0} \u{202e}\u{2028}\u{feff}\u{e0041}é🦀 !!";

fn messages() -> Vec<Message> {
    vec![Message::Text(HOSTILE.to_owned()), Message::Text(String::new()), Message::Binary(vec![0, 39, 255])]
}

/// What a program prints that reads this on its standard input; `None` when there is no such program.
fn run(program: &str, arguments: &[&str], input: &str) -> Option<Vec<u8>> {
    let command = &mut Command::new(program);
    let pipes = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = pipes.spawn().ok()?;
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{program}: {}\n{input}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

#[test]
fn a_connection_without_anything_is_short() {
    let target = target("ws://127.0.0.1:9001/echo", "");
    assert_eq!(snippet(Tool::Websocat, &target, &[]), "websocat 'ws://127.0.0.1:9001/echo'\n");
    assert_eq!(snippet(Tool::Wscat, &target, &[]), "wscat -c 'ws://127.0.0.1:9001/echo'\n");
    for tool in Tool::ALL {
        let text = snippet(tool, &target, &[]);
        assert!(text.contains("ws://127.0.0.1:9001/echo") && text.ends_with('\n'), "{}: {text}", tool.name());
    }
}

#[test]
fn subprotocols_and_messages_are_in_every_snippet() {
    let target = target("wss://host/a?b='c'", "soap, w'amp");
    let hello = [Message::Text("it's $HOME".to_owned())];
    assert_eq!(
        snippet(Tool::Websocat, &target, &hello),
        "{ printf '%s\\n' 'it'\\''s $HOME'; cat; } | websocat --text --linemode-strip-newlines \
         --protocol='soap, w'\\''amp' 'wss://host/a?b=%27c%27'\n"
    );
    assert_eq!(
        snippet(Tool::Wscat, &target, &hello),
        "wscat -c 'wss://host/a?b=%27c%27' -s 'soap' -s 'w'\\''amp' -x 'it'\\''s $HOME' -w 3600\n"
    );
    let expected = [
        (Tool::JavaScript, "(\"wss://host/a?b='c'\", [\"soap\", \"w'amp\"]);"),
        (Tool::Node, "(\"wss://host/a?b='c'\", [\"soap\", \"w'amp\"]);"),
        (Tool::Python, "subprotocols=[\"soap\", \"w'amp\"]"),
        (Tool::Rust, ".with_sub_protocol(\"soap\").with_sub_protocol(\"w'amp\");"),
    ];
    for (tool, part) in expected {
        let text = snippet(tool, &target, &hello);
        assert!(text.contains(part) && text.contains("\"it's $HOME\""), "{text}");
    }
}

#[test]
fn websocat_gets_in_base64_what_does_not_fit_into_a_line() {
    let target = target("ws://host/", "");
    let text = snippet(Tool::Websocat, &target, &messages());
    assert!(text.contains(" 'T:' 'B:ACf/'; cat; }"), "{text}");
    assert!(text.contains("--base64 --binary-prefix=B: --base64-text --text-prefix=T: 'ws://host/'"), "{text}");
    let mixed = [Message::Text("plain".to_owned()), Message::Binary(vec![0])];
    let text = snippet(Tool::Websocat, &target, &mixed);
    assert!(text.starts_with("{ printf '%s\\n' 'plain' 'B:AA=='; cat; }") && !text.contains("--base64-text"), "{text}");
    let long = snippet(Tool::Websocat, &target, &[Message::Text("x".repeat(70_000))]);
    assert!(long.contains("--buffer-size=71024"));
}

#[test]
fn wscat_names_what_it_cannot_send() {
    let text = snippet(Tool::Wscat, &target("ws://host/", ""), &messages());
    assert!(text.starts_with("# Left out, because wscat cannot send them: binary messages (1).\n"), "{text}");
    assert!(text.ends_with("wscat -c 'ws://host/' -x '' -w 3600\n"), "{text}");
}

#[test]
fn a_shell_reads_the_words_as_they_were() {
    for text in [HOSTILE.replace('\0', "").as_str(), "", "-n", "'''", "\\'", "a\nb\n"] {
        let printed = run("sh", &["-s"], &format!("printf '%s' {}", quote::shell(text)));
        assert!(printed.is_none_or(|printed| printed == text.as_bytes()), "{text:?}");
    }
}

#[test]
fn node_and_python_read_the_strings_as_they_were() {
    let expected = quote::hex(HOSTILE.as_bytes());
    let script = format!("process.stdout.write(Buffer.from({}).toString('hex'))", quote::javascript(HOSTILE));
    assert!(run("node", &["-"], &script).is_none_or(|printed| printed == expected.as_bytes()));
    let script = format!("print({}.encode().hex(), end='')", quote::python(HOSTILE));
    assert!(run("python3", &["-"], &script).is_none_or(|printed| printed == expected.as_bytes()));
}

#[test]
fn the_programs_are_good_programs() {
    let target = target("ws://host/é?'\"`", "a, b`$'");
    for messages in [vec![], messages()] {
        let node = snippet(Tool::Node, &target, &messages);
        run("node", &["--input-type=module", "--check", "-"], &node);
        run("node", &["--check", "-"], &snippet(Tool::JavaScript, &target, &messages));
        let python = snippet(Tool::Python, &target, &messages);
        run("python3", &["-c", "import sys; compile(sys.stdin.buffer.read(), 'client.py', 'exec')"], &python);
        run("sh", &["-n"], &snippet(Tool::Websocat, &target, &messages));
        run("sh", &["-n"], &snippet(Tool::Wscat, &target, &messages));
    }
}

#[test]
fn what_cannot_be_seen_is_escaped() {
    for (literal, expected) in [
        (quote::javascript("\0\u{202e}\u{e0041}</"), r#""\u{0}\u{202e}\u{e0041}<\/""#),
        (quote::python("\0\u{202e}\u{e0041}"), r#""\u0000\u202e\U000e0041""#),
        (quote::rust("\0\u{202e}{}\"\\"), r#""\u{0}\u{202e}{}\"\\""#),
    ] {
        assert_eq!(literal, expected);
    }
}

#[test]
fn addresses_are_ascii_behind_the_host() {
    assert_eq!(ascii_url(&target("ws://höst/é?ü", "")), "ws://höst/%C3%A9?%C3%BC");
    assert_eq!(ascii_url(&target("ws://h/é\u{200d}é", "")), "ws://h/%C3%A9%E2%80%8D%C3%A9");
}

proptest! {
    #[test]
    fn a_literal_holds_no_line_break_and_no_open_quote(text: String) {
        for literal in [quote::javascript(&text), quote::python(&text), quote::rust(&text)] {
            prop_assert!(!literal.chars().any(crate::model::inspect::hides));
            let inside = literal[1..literal.len() - 1].replace("\\\\", "");
            prop_assert_eq!(inside.matches('"').count(), inside.matches("\\\"").count());
        }
    }
}
