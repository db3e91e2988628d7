//! Runs the stories: each in each browser, one at a time in a browser, both browsers side by side.

use std::{env, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use libtest_mimic::{Arguments, Failed, Trial};
use socketscope_lab::{Config, Lab, Running};
use tokio::{runtime::Runtime, time::timeout};

use crate::{
    browser::{Browser, Kind},
    outcome::{Failure, Outcome},
    stage::Stage,
    stories::{self, Story},
};

/// The folder of a built page.
const PAGE: &str = "SOCKETSCOPE_E2E_PAGE";

/// No story takes longer, unless it is broken: more than it may wait for one thing.
const LIMIT: Duration = Duration::from_mins(5);

/// What all stories share.
struct World {
    runtime: Runtime,
    page: PathBuf,
    lab: Running,
    browsers: Vec<Browser>,
}

pub(crate) fn run() -> ExitCode {
    let mut arguments = Arguments::from_args();
    let world = match World::from_environment() {
        Ok(world) => world.map(Arc::new),
        Err(why) => {
            eprintln!("The end-to-end tests cannot start: {why}");
            return ExitCode::FAILURE;
        }
    };
    let Some(world) = world else {
        if !arguments.list {
            println!("End to end: nothing is tested, because {PAGE} names no built page; `cargo xtask test` does all.");
        }
        let ignored = |kind: Kind| stories::all().into_iter().map(move |story| (kind, story));
        let skipped = Kind::ALL.into_iter().flat_map(ignored);
        let skipped = skipped.map(|(kind, story)| Trial::test(name(kind, story), || Ok(())).with_ignored_flag(true));
        return libtest_mimic::run(
            &Arguments { ignored: false, include_ignored: false, ..arguments },
            skipped.collect(),
        )
        .exit_code();
    };
    arguments.test_threads.get_or_insert(2 * world.browsers.len());
    let trials = stories::all().into_iter().flat_map(|story| {
        let world = Arc::clone(&world);
        (0..world.browsers.len()).map(move |browser| trial(Arc::clone(&world), browser, story))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    world.runtime.block_on(async {
        for browser in &world.browsers {
            browser.close().await;
        }
    });
    conclusion.exit_code()
}

fn name(kind: Kind, story: Story) -> String {
    format!("{}::{}", kind.name(), story.name)
}

fn trial(world: Arc<World>, browser: usize, story: Story) -> Trial {
    Trial::test(name(world.browsers[browser].kind, story), move || {
        let told = world.runtime.block_on(world.tell(&world.browsers[browser], story));
        told.map_err(|failure| Failed::from(failure.to_string()))
    })
}

impl World {
    fn from_environment() -> Outcome<Option<Self>> {
        let Some(page) = env::var_os(PAGE).filter(|page| !page.is_empty()).map(PathBuf::from) else { return Ok(None) };
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.driver().is_some());
        let browsers: Vec<_> = kinds.map(Browser::new).collect();
        if browsers.is_empty() {
            return Err(format!("{PAGE} is set, but neither CHROMEDRIVER nor GECKODRIVER names a driver").into());
        }
        let runtime = Runtime::new()?;
        let config = Config { page: Some(page.clone()), ..Config::default() };
        let lab = runtime.block_on(async { Ok::<_, Failure>(Lab::bind("127.0.0.1:0", config).await?.spawn()) })?;
        Ok(Some(Self { runtime, page, lab, browsers }))
    }

    /// Tells a story in a browser. Only a session that served well is used again.
    async fn tell(&self, browser: &Browser, story: Story) -> Outcome {
        let mut place = browser.session.lock().await;
        let session = match place.take() {
            Some(session) if !story.is_alone => session,
            other => {
                if let Some(other) = other {
                    let _ = other.driver.quit().await;
                }
                browser.open().await?
            }
        };
        let mut stage = Stage::new(browser.kind, &session, &self.lab, &self.page);
        // What the windows of the story before said as they were closed is no part of this one.
        stage.take_console_errors().await?;
        let told = timeout(LIMIT, (story.tell)(&mut stage)).await;
        let told = match told.unwrap_or_else(|_| Err(format!("it took longer than {LIMIT:?}").into())) {
            Ok(()) => stage.expect_silent_console().await,
            failed => failed,
        };
        if let Err(failure) = told {
            let seen = stage.describe().await;
            let _ = session.driver.quit().await;
            return Err(format!("{failure}\n{seen}").into());
        }
        if story.is_alone {
            let _ = session.driver.quit().await;
        } else {
            stage.clear().await?;
            *place = Some(session);
        }
        Ok(())
    }
}
