//! Scrolling through ten million messages: how smooth it is against a page that does nothing, and whether rows are
//! there when they come into view.

use serde::Deserialize;
use serde_json::json;
use socketscope::model::link::{Command, Inquiry};
use thirtyfour::common::command::{Actions, Command as DriverCommand};

use crate::{
    bench::{Bench, ROUNDS},
    outcome::Outcome,
    report::{Report, Unit, gaps, percentile},
};

const MESSAGES: u64 = 10_000_000;
const SIZE: usize = 16;
const BUDGET: u64 = 1 << 30;

/// Turns of the wheel in a round.
const TURNS: usize = 300;

/// What a script brings back.
#[derive(Debug, Deserialize)]
struct Watched {
    frames: Vec<f64>,
    /// Frames in which a part of the view had no row.
    blank: f64,
}

#[derive(Default)]
struct Rounds {
    gap: Vec<f64>,
    blank: Vec<f64>,
}

impl Rounds {
    #[expect(clippy::cast_precision_loss, reason = "some thousand frames")]
    fn add(&mut self, watched: &Watched) {
        self.gap.push(percentile(&gaps(watched.frames.iter().copied()), 99));
        self.blank.push(watched.blank / watched.frames.len() as f64 * 100.0);
    }
}

pub(crate) async fn ten_million_rows(bench: &Bench<'_>, report: &mut Report) -> Outcome {
    let (mut idle, mut wheel, mut thumb) = (Rounds::default(), Rounds::default(), Rounds::default());
    for _ in 0..ROUNDS {
        idle.add(&bench.bare("idle(300)").await?);
        bench.visit().await?;
        bench.command(Command::Inquire(Inquiry::Budget(BUDGET))).await?;
        bench.command(Command::Fill(MESSAGES, SIZE)).await?;
        bench.go_on::<bool>(&format!("shows({MESSAGES})")).await?;
        for place in ["0.5", "0", "1"] {
            bench.go_on::<bool>(&format!("watch({place})")).await?;
            turn_the_wheel(bench, if place == "1" { -120 } else { 120 }).await?;
            wheel.add(&bench.go_on("endWatch()").await?);
        }
        thumb.add(&bench.go_on("dragThumb(240)").await?);
    }
    let name = |part: &str| bench.name(&format!("10,000,000 rows, {part}"));
    report.add_limit(&name("wheel, frame gap p99, to an idle page"), Unit::Milliseconds, &wheel.gap, &idle.gap, 1.5);
    report.add_limit(&name("thumb, frame gap p99, to an idle page"), Unit::Milliseconds, &thumb.gap, &idle.gap, 1.5);
    report.add_value(&name("wheel, frames with blank rows"), Unit::Percent, &wheel.blank, 1.0);
    report.add_value(&name("thumb, frames with blank rows"), Unit::Percent, &thumb.blank, 1.0);
    Ok(())
}

async fn turn_the_wheel(bench: &Bench<'_>, pixels: i32) -> Outcome {
    let list = bench.driver.find(thirtyfour::By::Id("messages")).await?.to_json()?;
    let turn = json!({
        "type": "scroll", "origin": list, "x": 0, "y": 0, "deltaX": 0, "deltaY": pixels, "duration": 0,
    });
    let actions = json!([{ "type": "wheel", "id": "wheel", "actions": vec![turn; TURNS] }]);
    bench.driver.handle().cmd(DriverCommand::PerformActions(Actions::from(actions))).await?;
    Ok(())
}
