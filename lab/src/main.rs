//! The command line of the lab: flags in, a lab that runs until it is asked to end.

mod cli;

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::{CommandFactory, FromArgMatches};
use cli::Arguments;
use socketscope_lab::{Lab, Limits, StartError, endpoint_help};
use tokio::{
    signal::unix::{Signal, SignalKind, signal},
    sync::oneshot,
};
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let help = format!("Endpoints, with their parameters and defaults:\n{}", endpoint_help(&Limits::default()));
    let command = Arguments::command().after_long_help(help);
    let arguments = match Arguments::from_arg_matches(&command.get_matches()) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    log_to_stderr(arguments.json_log);
    // A connection is a file descriptor, and a usual soft limit of 1,024 would be the first to be reached.
    if let Err(error) = rlimit::increase_nofile_limit(u64::MAX) {
        tracing::warn!(%error, "cannot raise the limit of open files");
    }
    let started = tokio::runtime::Runtime::new().map(|runtime| runtime.block_on(serve(&arguments)));
    match started {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => fail(&error.to_string()),
        Err(error) => fail(&format!("the system gives no threads: {error}; end other programs and try again")),
    }
}

/// Quiet unless `RUST_LOG` says otherwise.
fn log_to_stderr(as_json: bool) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    if as_json { log.json().init() } else { log.init() }
}

fn fail(sentence: &str) -> ExitCode {
    let _ = writeln!(io::stderr(), "socketscope-lab: {sentence}");
    ExitCode::FAILURE
}

async fn serve(arguments: &Arguments) -> Result<(), StartError> {
    let lab = Lab::bind(arguments.listen.as_str(), arguments.config()?).await?;
    // Listening for signals begins before the first line: who has read it may send one.
    let (told, asked) = oneshot::channel();
    let asked_twice = asked_twice(told, [SignalKind::interrupt(), SignalKind::terminate()].map(signal));
    // A reader that has gone away must not end the lab.
    let _ = writeln!(io::stdout(), "listening on {}", lab.http_base());
    tokio::select! {
        () = lab.run(async { drop(asked.await) }) => {}
        () = asked_twice => {}
    }
    Ok(())
}

/// Tells of the first Ctrl-C, or signal with which service managers end a program, and completes at the second. One counts for
/// both: two that count for themselves take two signals in a row for one when they are late.
async fn asked_twice(told: oneshot::Sender<()>, signals: [io::Result<Signal>; 2]) {
    // Without a handler the signal ends the process by itself.
    let [Ok(mut interrupt), Ok(mut terminate)] = signals else { return std::future::pending().await };
    let mut next = async || {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    };
    next().await;
    let _ = told.send(());
    next().await;
}
