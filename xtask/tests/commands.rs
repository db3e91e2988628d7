//! `serve` and `dist` as a person runs them: started, looked at from outside, and ended by Ctrl-C.
//!
//! They build pages, which takes minutes, so they run with `SOCKETSCOPE_LONG=1` only, as `cargo xtask test --long` sets it.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use nix::errno::Errno;
use nix::sys::signal::{Signal, kill, killpg};
use nix::unistd::Pid;

/// Whether there is the time.
fn is_long() -> bool {
    let is_long = std::env::var_os("SOCKETSCOPE_LONG").is_some();
    if !is_long {
        eprintln!("left out: it takes minutes, and SOCKETSCOPE_LONG is not set");
    }
    is_long
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's folder").to_owned()
}

/// `cargo xtask` with these words, the leader of a group of its own as in a terminal.
fn xtask(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(words).current_dir(root()).stdin(Stdio::null()).process_group(0);
    command
}

fn pid(child: &Child) -> Pid {
    Pid::from_raw(child.id().try_into().expect("a process's number"))
}

/// The whole answer of a server on this machine to a GET.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("the server is there");
    let question = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: */*\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).expect("the question is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the answer is read");
    String::from_utf8_lossy(&answer).into_owned()
}

/// The host and port behind these words in one of the lines.
fn address_in(lines: &[String], words: &str) -> String {
    let line = lines.iter().find_map(|line| line.split_once(words)).expect("the line with the address").1;
    line.trim().trim_end_matches('/').trim_end_matches("/lab.json").to_owned()
}

/// Programs that were started by this one, by the numbers of their groups.
fn groups_under(parent: Pid) -> Vec<Pid> {
    let list = Command::new("ps").args(["-e", "-o", "pid=,ppid=,pgid="]).output().expect("ps");
    let text = String::from_utf8_lossy(&list.stdout).into_owned();
    let rows = text.lines().map(|line| line.split_whitespace().filter_map(|word| word.parse().ok()).collect());
    let rows: Vec<Vec<i32>> = rows.collect();
    let children = rows.iter().filter(|row| row.get(1) == Some(&parent.as_raw()));
    children.filter_map(|row| row.get(2).map(|group| Pid::from_raw(*group))).collect()
}

#[test]
fn serve_shows_the_page_with_its_lab_and_ctrl_c_leaves_nothing_running() {
    if !is_long() {
        return;
    }
    let mut command = xtask(&["serve", "--port", "0", "--lab-port", "0"]);
    let mut serve = command.stdout(Stdio::piped()).spawn().expect("it starts");
    let mut lines = Vec::new();
    let output = BufReader::new(serve.stdout.take().expect("its output"));
    for line in output.lines().map_while(Result::ok) {
        let is_last = line.starts_with("Ctrl-C");
        lines.push(line);
        if is_last {
            break;
        }
    }
    let (page, lab) = (address_in(&lines, "The page: http://"), address_in(&lines, "The lab:  http://"));
    let answer = get(&page, "/");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("content-type: text/html"), "{answer}");
    assert!(answer.contains("boot.js"), "{answer}");
    let description = get(&page, "/lab.json");
    assert!(description.contains("content-type: application/json"), "{description}");
    assert!(description.contains(&format!("ws://{lab}")), "the page is told of another lab: {description}");
    let groups = groups_under(pid(&serve));
    assert!(groups.len() >= 2, "Trunk and the lab are not among {groups:?}");
    kill(pid(&serve), Signal::SIGINT).expect("Ctrl-C");
    let status = serve.wait().expect("it ends");
    assert_eq!(status.code(), Some(130), "{status}");
    for group in groups {
        assert_eq!(killpg(group, None), Err(Errno::ESRCH), "something of group {group} still runs");
    }
    assert!(TcpStream::connect(&page).is_err() && TcpStream::connect(&lab).is_err(), "a port is still taken");
}

#[test]
fn a_taken_port_is_said_and_the_next_free_one_is_used() {
    if !is_long() {
        return;
    }
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("its address").port().to_string();
    let mut command = xtask(&["serve", "--port", "0", "--lab-port", &port]);
    let mut serve = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let said = BufReader::new(serve.stderr.take().expect("what it says"));
    let sentence = format!("Port {port} is taken, so the lab uses");
    assert!(said.lines().map_while(Result::ok).any(|line| line.starts_with(&sentence)), "it did not say so");
    kill(pid(&serve), Signal::SIGINT).expect("Ctrl-C");
    serve.wait().expect("it ends");
}

#[test]
fn dist_makes_the_page_and_the_lab_that_serves_it() {
    if !is_long() {
        return;
    }
    let output = xtask(&["dist"]).stderr(Stdio::inherit()).output().expect("it runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("brotli") && said.contains("before the first connection"), "{said}");
    let dist = root().join("dist");
    let entries = fs::read_dir(&dist).expect("dist/");
    let names: Vec<_> = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok()).collect();
    assert!(names.iter().any(|name| name == "index.html"), "{names:?}");
    let program = Path::new(env!("CARGO_BIN_EXE_xtask")).ancestors().nth(2).expect("target").join("release");
    let mut command = Command::new(program.join("socketscope-lab"));
    // It holds the page: no folder is named.
    command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped());
    let mut lab = command.spawn().expect("the lab starts");
    let mut line = String::new();
    BufReader::new(lab.stdout.take().expect("its output")).read_line(&mut line).expect("its first line");
    let address =
        line.trim().strip_prefix("listening on http://").expect("its address").trim_end_matches('/').to_owned();
    let answer = get(&address, "/");
    kill(pid(&lab), Signal::SIGTERM).expect("the lab is asked to end");
    assert!(lab.wait().expect("it ends").success());
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("boot.js"), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("content-security-policy: default-src 'none'"), "{answer}");
}
