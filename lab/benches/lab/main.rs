//! The lab's four numbers, each beside its baseline in the same run: `cargo bench -p socketscope-lab`. Behind `--`,
//! `chat-echo`, `flood` or `idle` measures that alone.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a measurement that cannot be made may panic")]

mod chat;
mod client;
mod echo;
mod flood;
mod idle;
mod prebuilt;
mod report;
mod servers;

use std::process::ExitCode;

use report::Report;
use servers::{Server, node_modules};

/// Rounds of each measurement; the median counts.
const ROUNDS: usize = 3;

/// What one speaker says before it listens.
const AT_ONCE: u64 = 32;

/// What can be measured alone.
const ALONE: [&str; 3] = ["chat-echo", "flood", "idle"];

fn main() -> ExitCode {
    if std::env::var_os(servers::PREBUILT).is_some() {
        servers::serve_prebuilt();
        return ExitCode::SUCCESS;
    }
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut report = Report::default();
    runtime.block_on(async {
        if is_asked_for("chat-echo") {
            match node_modules() {
                Ok(()) => compare_with_node(&mut report).await,
                Err(why) => println!("Without Node there is nothing to compare chat and echo with: {why}"),
            }
        }
        if is_asked_for("flood") {
            report.add(compare_with_prebuilt().await);
        }
        if is_asked_for("idle") {
            report.add(report::Line::at_most("idle connection", "KiB each", idle::measure().await, 16.0));
        }
    });
    report.finish()
}

/// Whether a measurement is named on the command line, or none is.
fn is_asked_for(measurement: &str) -> bool {
    let mut named = std::env::args().filter(|argument| ALONE.contains(&argument.as_str())).peekable();
    named.peek().is_none() || named.any(|name| name == measurement)
}

async fn compare_with_node(report: &mut Report) {
    let [mut spoken, mut ahead, mut in_step, mut echoed] = [const { report::Pair::new() }; 4];
    for round in 1..=ROUNDS {
        eprintln!("chat and echo, round {round} of {ROUNDS} …");
        let node = Server::node();
        spoken.baseline.push(chat::everyone_speaks(&node).await);
        ahead.baseline.push(chat::one_speaks(&node, AT_ONCE).await);
        in_step.baseline.push(chat::one_speaks(&node, 1).await);
        echoed.baseline.push(echo::measure(&node).await);
        drop(node);
        let lab = Server::lab();
        spoken.lab.push(chat::everyone_speaks(&lab).await);
        ahead.lab.push(chat::one_speaks(&lab, AT_ONCE).await);
        in_step.lab.push(chat::one_speaks(&lab, 1).await);
        echoed.lab.push(echo::measure(&lab).await);
    }
    report.add(spoken.line("chat, 100 members, all speak", "deliveries/s", "Node ws", 3.0));
    report.add(ahead.line("chat, 100 members, one speaks, 32 at once", "deliveries/s", "Node ws", 3.0));
    report.add(in_step.line("chat, 100 members, one speaks, in step", "deliveries/s", "Node ws", 0.0));
    report.add(echoed.line("echo, 50 connections, 64 B", "messages/s", "Node ws", 2.0));
}

async fn compare_with_prebuilt() -> report::Line {
    let mut pair = report::Pair::new();
    for round in 1..=ROUNDS {
        eprintln!("flood, round {round} of {ROUNDS} …");
        pair.baseline.push(flood::measure(&Server::prebuilt()).await);
        pair.lab.push(flood::measure(&Server::lab()).await);
    }
    pair.line("flood, 1,000,000 × 100 B", "messages/s", "prebuilt bytes", 0.8)
}
