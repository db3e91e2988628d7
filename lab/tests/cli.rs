//! The program itself: its first line, its sentences, its end.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::{
    fmt::Write,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{Child, Command, Output, Stdio},
};

use futures_util::{SinkExt, StreamExt};
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

fn lab(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_socketscope-lab"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> (Output, String) {
    let output = lab(arguments).output().unwrap();
    let errors = String::from_utf8(output.stderr.clone()).unwrap();
    (output, errors)
}

fn first_line(lab: &mut Child) -> String {
    let mut line = String::new();
    BufReader::new(lab.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    line
}

#[test]
fn the_first_line_is_the_address_and_a_signal_ends_the_lab_in_peace() {
    for (arguments, scheme) in
        [(&["--listen", "127.0.0.1:0"][..], "http"), (&["--listen", "127.0.0.1:0", "--tls"], "https")]
    {
        let mut lab = lab(arguments).spawn().unwrap();
        let line = first_line(&mut lab);
        assert!(line.starts_with(&format!("listening on {scheme}://127.0.0.1:")), "{line}");
        let ended = Command::new("kill").args(["-TERM", &lab.id().to_string()]).status().unwrap();
        assert!(ended.success());
        assert!(lab.wait().unwrap().success());
        let mut errors = String::new();
        lab.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!(errors, "", "quiet unless asked");
    }
}

#[tokio::test]
async fn a_second_signal_ends_the_lab_at_once() {
    let mut lab = lab(&["--listen", "127.0.0.1:0"]).spawn().unwrap();
    let address = first_line(&mut lab).trim().replace("listening on http", "ws");
    let mut clients = vec![];
    for _ in 0..2 {
        clients.push(support::within(tokio_tungstenite::connect_async(format!("{address}/silent"))).await.unwrap().0);
    }
    let signal = || Command::new("kill").args(["-INT", &lab.id().to_string()]).status().unwrap();
    assert!(signal().success());
    // The lab says goodbye, and then waits up to five seconds for clients that do not answer.
    for client in &mut clients {
        let goodbye = support::within(client.get_mut().read_u8());
        assert_eq!(goodbye.await.unwrap(), 0x88);
    }
    let began = std::time::Instant::now();
    assert!(signal().success());
    assert!(lab.wait().unwrap().success());
    assert!(began.elapsed().as_secs() < 4, "{:?}", began.elapsed());
}

#[test]
fn a_taken_port_is_said_in_one_sentence_that_says_what_to_do() {
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = held.local_addr().unwrap();
    let (output, errors) = run(&["--listen", &taken.to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(errors.contains("is taken by another program; give another port with --listen"), "{errors}");
    assert_eq!(errors.lines().count(), 1);
}

#[test]
fn what_cannot_be_is_said_in_one_sentence_each() {
    for (arguments, expected) in [
        (&["--page", "/nowhere/at/all"][..], "there is no page at /nowhere/at/all"),
        (&["--listen", "no.such.host.invalid:1"], "cannot listen on no.such.host.invalid:1"),
        (&["--listen", "nonsense"], "cannot listen on nonsense"),
        (&["--cert", "a.pem", "--key", "b.pem"], "cannot use the certificate: a.pem"),
        (&["--nats", "nats://:no port"], "is no address of a NATS server"),
        (&["--nats", "x"], "x is no address of a NATS server"),
        (&["--allow-origin", "*"], "* is no origin; give"),
        (&["--ws-base", "lab.example.org"], "lab.example.org is no base of WebSocket addresses"),
    ] {
        let (output, errors) =
            run(&[&["--listen", "127.0.0.1:0"][..if arguments[0] == "--listen" { 0 } else { 2 }], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors.contains(expected) && errors.lines().count() == 1, "{errors}");
    }
}

#[test]
fn no_limit_is_too_small_to_start_with_or_is_refused_in_a_sentence() {
    let (output, _) = run(&["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    let flags = help.split_whitespace().filter(|word| word.starts_with("--max-")).map(|word| word.trim_matches('`'));
    let flags: Vec<&str> = flags.collect();
    assert!(flags.len() > 15, "{flags:?}");
    for flag in flags {
        for number in ["0", "1"] {
            let mut lab = lab(&["--listen", "127.0.0.1:0", flag, number]).spawn().unwrap();
            if first_line(&mut lab).starts_with("listening on ") {
                lab.kill().unwrap();
                lab.wait().unwrap();
                continue;
            }
            let output = lab.wait_with_output().unwrap();
            let errors = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(2), "{flag} {number}: {errors}");
            assert!(errors.starts_with(&format!("error: invalid value '{number}' for '{flag} ")), "{errors}");
        }
    }
}

#[tokio::test]
async fn the_log_tells_of_each_connection_where_it_came_from_and_how_it_ended() {
    let mut command = lab(&["--listen", "127.0.0.1:0", "--json-log"]);
    let mut lab = command.env("RUST_LOG", "info").spawn().unwrap();
    let address = first_line(&mut lab).trim().replace("listening on http", "ws");
    let (mut socket, _) = support::within(tokio_tungstenite::connect_async(format!("{address}/echo"))).await.unwrap();
    let peer = match socket.get_ref() {
        tokio_tungstenite::MaybeTlsStream::Plain(stream) => stream.local_addr().unwrap().to_string(),
        _ => panic!("plain"),
    };
    support::within(socket.send("hello".into())).await.unwrap();
    support::within(socket.close(Some(CloseFrame { code: 4001.into(), reason: "".into() }))).await.unwrap();
    while let Some(Ok(_)) = support::within(socket.next()).await {}
    drop(socket);
    let mut lines = BufReader::new(lab.stderr.take().unwrap()).lines().map(|line| line.unwrap());
    let open: serde_json::Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    assert_eq!((&open["level"], &open["fields"]["message"]), (&json!("INFO"), &json!("open")));
    let closed: serde_json::Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    for line in [&open, &closed] {
        assert_eq!((&line["span"]["peer"], &line["span"]["path"]), (&json!(peer), &json!("/echo")));
    }
    let fields = &closed["fields"];
    assert_eq!(
        (&fields["message"], &fields["code"], &fields["ended_by"]),
        (&json!("closed"), &json!(4001), &json!("client"))
    );
    // "hello" masked and the close frame came, "hello" and the close frame went.
    assert_eq!(
        (&fields["received_messages"], &fields["received_bytes"], &fields["sent_bytes"]),
        (&json!(1), &json!(19), &json!(11))
    );
    assert!(fields["seconds"].as_f64().is_some_and(|seconds| seconds < 60.0), "{closed}");
    lab.kill().unwrap();
    lab.wait().unwrap();
}

#[tokio::test]
async fn help_and_the_readme_name_every_endpoint_and_parameter() {
    let (output, _) = run(&["--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    let lab = support::start().await;
    let json = support::get(&lab, "/lab.json", &[]).await.json();
    let mut table = "| path | does | parameters and their defaults |\n|---|---|---|\n".to_owned();
    for endpoint in json["endpoints"].as_array().unwrap() {
        let (path, does) = (endpoint["path"].as_str().unwrap(), endpoint["does"].as_str().unwrap());
        assert!(help.contains(&format!("  {path}\n      {does}\n")), "--help lacks {path}");
        let parameters = endpoint["parameters"].as_array().unwrap().iter().map(|parameter| {
            let (name, default) =
                (parameter["name"].as_str().unwrap(), parameter["default"].to_string().replace('"', ""));
            assert!(help.contains(&format!("      {name}={default}  ")), "--help lacks {name} of {path}");
            format!("`{name}={default}`")
        });
        let _ = writeln!(table, "| `{path}` | {does} | {} |", parameters.collect::<Vec<_>>().join(" "));
    }
    let readme = include_str!("../README.md");
    assert!(readme.contains(&table), "the README's table should be:\n{table}");
    for flag in help.split_whitespace().filter(|word| word.starts_with("--max-")) {
        assert!(readme.contains(&format!("`{flag}`")), "the README lacks {flag}");
    }
}
