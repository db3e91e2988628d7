//! Runs the measurements: which there are, and each of them in its browsers.

use std::pin::Pin;

use crate::{
    bench::{Bench, World},
    binary,
    browser::Kind,
    close, find, flood, load, memory,
    outcome::Outcome,
    report::Report,
    scroll, tasks, trips,
};

type Measuring<'b> = Pin<Box<dyn Future<Output = Outcome> + 'b>>;

/// A measurement with its name.
struct Measurement {
    name: &'static str,
    /// In Chromium they all are.
    in_all_browsers: bool,
    measure: for<'b> fn(&'b Bench<'_>, &'b mut Report) -> Measuring<'b>,
}

macro_rules! measurements {
    ($($name:literal $measure:path, in_all_browsers: $in_all_browsers:literal;)+) => {
        const MEASUREMENTS: &[Measurement] = &[$(Measurement {
            name: $name,
            in_all_browsers: $in_all_browsers,
            measure: |bench, report| Box::pin($measure(bench, report)),
        },)+];
    };
}

measurements! {
    "flood" flood::kept_and_drawn, in_all_browsers: true;
    "snapshots" flood::snapshots, in_all_browsers: false;
    "filtered" flood::with_a_filter, in_all_browsers: false;
    "binary" binary::megabytes, in_all_browsers: false;
    "close" close::during_a_flood, in_all_browsers: false;
    "memory" memory::of_a_message, in_all_browsers: false;
    "budget" memory::within_a_budget, in_all_browsers: false;
    "find" find::text_and_expression, in_all_browsers: false;
    "scroll" scroll::ten_million_rows, in_all_browsers: false;
    "tasks" tasks::of_large_messages, in_all_browsers: false;
    "load" load::transfer_and_connection, in_all_browsers: false;
    "echo" trips::echo, in_all_browsers: true;
    "connect" trips::connect, in_all_browsers: true;
}

/// Runs the named measurements, or all, in each browser that has a driver.
pub(crate) async fn run(wanted: &[String]) -> Outcome {
    if let Some(unknown) = wanted.iter().find(|word| MEASUREMENTS.iter().all(|known| known.name != **word)) {
        let names: Vec<&str> = MEASUREMENTS.iter().map(|known| known.name).collect();
        return Err(format!("there is no measurement `{unknown}`; there are: {}", names.join(", ")).into());
    }
    let world = World::from_environment().await?;
    let mut report = Report::default();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.driver().is_some()) {
        for measurement in MEASUREMENTS {
            let is_wanted = wanted.is_empty() || wanted.iter().any(|word| word == measurement.name);
            if is_wanted && (kind == Kind::Chromium || measurement.in_all_browsers) {
                measure(measurement, kind, &world, &mut report).await?;
            }
        }
    }
    report.finish()
}

/// Measures in a browser that nothing else was done in.
async fn measure(measurement: &Measurement, kind: Kind, world: &World, report: &mut Report) -> Outcome {
    let browser = crate::browser::Browser::new(kind);
    let session = browser.open(false).await?;
    let measured = match Bench::new(world, &session, kind).await {
        Ok(bench) => (measurement.measure)(&bench, report).await,
        Err(why) => Err(why),
    };
    let _ = session.driver.quit().await;
    browser.close().await;
    measured.map_err(|why| format!("`{}` in {}: {why}", measurement.name, kind.name()).into())
}
