//! The program itself: its first line, its sentences, its end.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use std::{
    fmt::Write,
    io::{BufRead, BufReader, Read},
    net::TcpListener,
    process::{Child, Command, Output, Stdio},
};

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
    ] {
        let (output, errors) =
            run(&[&["--listen", "127.0.0.1:0"][..if arguments[0] == "--listen" { 0 } else { 2 }], arguments].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(errors.contains(expected) && errors.lines().count() == 1, "{errors}");
    }
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
    assert!(include_str!("../README.md").contains(&table), "the README's table should be:\n{table}");
}
