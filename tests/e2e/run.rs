//! Runs the stories: each in each kind of browser, one at a time in a browser, all browsers side by side.

use std::{
    env,
    path::PathBuf,
    process::ExitCode,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use libtest_mimic::{Arguments, Failed, Trial};
use socketscope_lab::Running;
use tokio::{runtime::Runtime, sync::Semaphore, time::timeout};

use crate::{
    browser::{Browser, Kind, Session},
    outcome::Outcome,
    stage::{Built, Stage, start_lab},
    stories::{self, Story},
};

/// The folder of a built page.
const PAGE: &str = "SOCKETSCOPE_E2E_PAGE";

/// The folder of a page whose program may have little memory only. Without it, the stories about that are not told.
const SMALL_PAGE: &str = "SOCKETSCOPE_E2E_SMALL_PAGE";

/// How many seconds all stories together may take.
const ALL: &str = "SOCKETSCOPE_E2E_LIMIT";

/// The variable by which the stories that take long are told, too.
const LONG: &str = "SOCKETSCOPE_LONG";

/// Parts of the names of the stories that are to be told, with spaces between them; without it, all are.
const STORIES: &str = "SOCKETSCOPE_E2E_STORIES";

/// No story takes longer, unless it is broken: more than it may wait for one thing.
const LIMIT: Duration = Duration::from_mins(5);

/// Of so many stories the time is told.
const LONGEST: usize = 15;

/// A browser in which so many stories failed is told no more: the others would fail for the same reason.
const MOST_FAILURES: usize = 3;

/// So many browsers of each kind tell stories side by side: half of a story's time it waits. The driver of WebKit has one
/// screen.
fn lanes(kind: Kind) -> usize {
    if kind == Kind::WebKit { 1 } else { 2 }
}

/// How far a story was told.
enum Told {
    Whole,
    /// The browser or its driver has died: that is no fault of the page.
    Lost,
}

/// What all stories share.
struct World {
    runtime: Runtime,
    page: Built,
    small_page: Option<Built>,
    crews: Vec<Crew>,
    /// Held by a story that takes both cores.
    heavy: tokio::sync::Mutex<()>,
    /// When the last story must have ended.
    deadline: Option<Instant>,
    log: Mutex<Log>,
}

/// All browsers of a kind.
struct Crew {
    kind: Kind,
    /// Each with a lab: what one of them leaves open, the others do not see.
    lanes: Vec<(Browser, Running)>,
    /// As many as there are free ones.
    permits: Semaphore,
    /// Their places.
    free: Mutex<Vec<usize>>,
}

/// What is told when all stories are.
#[derive(Default)]
struct Log {
    times: Vec<(Duration, String)>,
    /// Stories that were begun again, because their browser died.
    restarts: Vec<String>,
    /// How many stories failed in each browser.
    failures: [usize; Kind::ALL.len()],
}

pub(crate) fn run() -> ExitCode {
    let world = match World::from_environment() {
        Ok(world) => world.map(Arc::new),
        Err(why) => {
            eprintln!("The end-to-end tests cannot start: {why}");
            return ExitCode::FAILURE;
        }
    };
    let Some(world) = world else {
        println!("End to end: nothing is tested, because {PAGE} names no built page; `cargo xtask test` does all.");
        return ExitCode::SUCCESS;
    };
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(2 * world.crews.iter().map(|crew| crew.lanes.len()).sum::<usize>());
    let told = stories::all().into_iter().filter(|story| !story.needs_small_page() || world.small_page.is_some());
    let wanted = wanted();
    let is_wanted = |trial: &Trial| wanted.is_empty() || wanted.iter().any(|part| trial.name().contains(part));
    let trials = told.flat_map(|story| {
        let world = Arc::clone(&world);
        (0..world.crews.len()).map(move |crew| trial(Arc::clone(&world), crew, story))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.filter(is_wanted).collect());
    world.runtime.block_on(async {
        for (browser, _) in world.crews.iter().flat_map(|crew| &crew.lanes) {
            browser.close().await;
        }
    });
    world.report();
    conclusion.exit_code()
}

/// Parts of the names of the stories that were asked for.
fn wanted() -> Vec<String> {
    env::var(STORIES).unwrap_or_default().split_whitespace().map(str::to_owned).collect()
}

/// Whether there is time for all.
pub(crate) fn is_long() -> bool {
    env::var_os(LONG).is_some()
}

fn name(kind: Kind, story: Story) -> String {
    format!("{}::{}", kind.name(), story.name)
}

fn trial(world: Arc<World>, crew: usize, story: Story) -> Trial {
    let kind = world.crews[crew].kind;
    let there: Vec<Kind> = world.crews.iter().map(|crew| crew.kind).collect();
    // What was asked for by name is told, however long it takes.
    let is_left_out = !is_long() && wanted().is_empty() && story.is_long(kind, &there);
    let trial = Trial::test(name(kind, story), move || {
        let told = world.runtime.block_on(world.tell(&world.crews[crew], story));
        told.map_err(|failure| Failed::from(failure.to_string()))
    });
    trial.with_ignored_flag(!story.is_told_in(kind) || is_left_out)
}

impl Crew {
    async fn new(kind: Kind, page: &Built) -> Outcome<Self> {
        let mut all = Vec::new();
        for _ in 0..lanes(kind) {
            all.push((Browser::new(kind), start_lab(page.config()).await?));
        }
        let (permits, free) = (Semaphore::new(all.len()), Mutex::new((0..all.len()).collect()));
        Ok(Self { kind, lanes: all, permits, free })
    }

    fn free(&self) -> MutexGuard<'_, Vec<usize>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A free one, of whoever has a permit.
    fn take(&self) -> usize {
        self.free().pop().unwrap_or_default()
    }
}

impl World {
    fn from_environment() -> Outcome<Option<Self>> {
        let Some(page) = env::var_os(PAGE).filter(|page| !page.is_empty()).map(PathBuf::from) else { return Ok(None) };
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| kind.driver().is_some()).collect();
        if kinds.is_empty() {
            return Err(format!(
                "{PAGE} is set, but none of CHROMEDRIVER, GECKODRIVER and WEBKITDRIVER names a driver"
            )
            .into());
        }
        let (runtime, page) = (Runtime::new()?, Built::open(page)?);
        let mut crews = Vec::new();
        for kind in kinds {
            crews.push(runtime.block_on(Crew::new(kind, &page))?);
        }
        let small_page = env::var_os(SMALL_PAGE).filter(|page| !page.is_empty()).map(PathBuf::from);
        let small_page = small_page.map(Built::open).transpose()?;
        let seconds = env::var(ALL).ok().and_then(|seconds| seconds.parse().ok());
        let deadline = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let heavy = tokio::sync::Mutex::default();
        Ok(Some(Self { runtime, page, small_page, crews, heavy, deadline, log: Mutex::default() }))
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says what took longest: where the time goes is where a story deserves to be looked at.
    fn report(&self) {
        let mut log = self.log();
        log.times.sort_unstable_by(|one, other| other.cmp(one));
        let all: Duration = log.times.iter().map(|(time, _)| *time).sum();
        println!("Of {:.0} s in all browsers together, the longest stories took:", all.as_secs_f64());
        for (time, name) in log.times.iter().take(LONGEST) {
            println!("{:>7.1} s  {name}", time.as_secs_f64());
        }
        println!("Begun again because a browser died: {}", log.restarts.len());
        for name in &log.restarts {
            println!("           {name}");
        }
    }

    /// Tells a story in one of these browsers, as soon as one is free.
    async fn tell(&self, crew: &Crew, story: Story) -> Outcome {
        let _permit = crew.permits.acquire().await?;
        let lane = crew.take();
        let told = self.tell_on(crew, lane, story).await;
        crew.free().push(lane);
        told
    }

    async fn tell_on(&self, crew: &Crew, lane: usize, story: Story) -> Outcome {
        let kind = crew.kind;
        let mut place = crew.lanes[lane].0.session.lock().await;
        if self.log().failures[kind as usize] >= MOST_FAILURES {
            return Err(format!("not told: {MOST_FAILURES} stories have failed in {} before it", kind.name()).into());
        }
        let _alone = if story.is_heavy() { Some(self.heavy.lock().await) } else { None };
        let began = Instant::now();
        let mut told = self.tell_in(&crew.lanes[lane], &mut place, story).await;
        if let Ok(Told::Lost) = told {
            self.log().restarts.push(name(kind, story));
            told = self.tell_in(&crew.lanes[lane], &mut place, story).await;
        }
        let told = match told {
            Ok(Told::Whole) => Ok(()),
            Ok(Told::Lost) => Err("its browser died twice".into()),
            Err(failure) => Err(failure),
        };
        let mut log = self.log();
        log.times.push((began.elapsed(), name(kind, story)));
        log.failures[kind as usize] += usize::from(told.is_err());
        told
    }

    /// How long a story may take that begins now.
    fn limit(&self) -> Duration {
        let left = self.deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
        left.map_or(LIMIT, |left| left.min(LIMIT))
    }

    /// Only a session that served well is used again.
    async fn tell_in(
        &self,
        (browser, lab): &(Browser, Running),
        place: &mut Option<Session>,
        story: Story,
    ) -> Outcome<Told> {
        let limit = self.limit();
        if limit.is_zero() {
            return Err("not told: the time for all stories was over".into());
        }
        let session = match place.take() {
            Some(session) if !story.is_alone() => session,
            other => {
                if let Some(other) = other {
                    let _ = other.driver.quit().await;
                }
                browser.open(story.any_certificate()).await?
            }
        };
        let page = self.small_page.as_ref().filter(|_| story.needs_small_page()).unwrap_or(&self.page);
        let own_lab = if story.has_own_lab() { Some(start_lab(page.config()).await?) } else { None };
        let mut stage = Stage::new(browser.kind, &session, own_lab.as_ref().unwrap_or(lab), page);
        if own_lab.is_some() {
            stage = stage.with_own_lab();
        }
        let told = match timeout(limit, (story.tell)(&mut stage)).await {
            Ok(Ok(())) => stage.leave().await,
            Ok(failed) => failed,
            Err(_) => Err(format!("it took longer than {limit:?}").into()),
        };
        let Err(failure) = told else {
            if story.is_alone() {
                let _ = session.driver.quit().await;
            } else {
                *place = Some(session);
            }
            return Ok(Told::Whole);
        };
        if session.is_lost().await {
            eprintln!("{} lost its browser: {failure}", name(browser.kind, story));
            browser.restart().await;
            return Ok(Told::Lost);
        }
        let seen = stage.describe(&name(browser.kind, story)).await;
        let _ = stage.clear().await;
        let _ = session.driver.quit().await;
        Err(format!("{failure}\n{seen}").into())
    }
}
