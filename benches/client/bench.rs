//! What a measurement is given: a browser, the two labs, and ways to run scripts in their pages.

use std::{env, path::PathBuf, time::Duration};

use serde::de::DeserializeOwned;
use socketscope::model::{
    id::SessionId,
    link::{Command, ToEngine, encode},
};
use socketscope_lab::{Config, Lab, Limits, Page, Running};
use thirtyfour::WebDriver;

use crate::{
    browser::{Kind, Session},
    outcome::{Outcome, wait_for},
};

/// The folder of the release page with the commands for measurements.
const PAGE: &str = "SOCKETSCOPE_BENCH_PAGE";

/// The folder of the release page as visitors get it.
const RELEASE: &str = "SOCKETSCOPE_RELEASE_PAGE";

/// Rounds of which the median counts.
pub(crate) const ROUNDS: usize = 3;

/// No script takes longer, unless something is broken.
const LIMIT: Duration = Duration::from_mins(5);

/// The scripts of the bare page come with that page; these are added to Socketscope's.
const SCRIPTS: &str = concat!(
    include_str!("pages/client/page.js"),
    include_str!("pages/client/trips.js"),
    include_str!("pages/client/flood.js"),
    include_str!("pages/client/find.js"),
    include_str!("pages/client/scroll.js"),
    include_str!("pages/client/tasks.js"),
);

/// The page is drawn, and its engine has answered.
const IS_THERE: &str = "return !!document.querySelector('#messages ul') \
    && document.getElementById('status').textContent !== ''";

/// What all measurements share: a lab for each page, so that each is of an origin of its own.
pub(crate) struct World {
    pub(crate) client: Running,
    pub(crate) bare: Running,
    /// Serves what visitors get.
    pub(crate) release: Running,
    pub(crate) release_folder: PathBuf,
}

impl World {
    pub(crate) async fn from_environment() -> Outcome<Self> {
        let folder = |name: &str| {
            let folder = env::var_os(name).map(PathBuf::from);
            folder.ok_or_else(|| format!("{name} names no built page; `cargo xtask bench client` does all"))
        };
        let (client, release_folder) = (folder(PAGE)?, folder(RELEASE)?);
        let bare = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/client/pages"));
        Ok(Self {
            client: lab(client).await?,
            bare: lab(bare).await?,
            release: lab(release_folder.clone()).await?,
            release_folder,
        })
    }
}

async fn lab(page: PathBuf) -> Outcome<Running> {
    // As large as the largest message that is measured.
    let limits = Limits { sent_bytes: 64 << 20, ..Limits::default() };
    Ok(Lab::bind("127.0.0.1:0", Config { page: Some(Page::open(&page)?), limits, ..Config::default() }).await?.spawn())
}

/// A measurement's browser, with the labs.
pub(crate) struct Bench<'a> {
    pub(crate) world: &'a World,
    pub(crate) driver: &'a WebDriver,
    pub(crate) kind: Kind,
}

impl<'a> Bench<'a> {
    pub(crate) async fn new(world: &'a World, session: &'a Session, kind: Kind) -> Outcome<Self> {
        session.driver.set_script_timeout(LIMIT).await?;
        Ok(Self { world, driver: &session.driver, kind })
    }

    /// The name of a row of the report.
    pub(crate) fn name(&self, what: &str) -> String {
        format!("{}: {what}", self.kind.name())
    }

    /// Opens the bare page and runs this in it.
    pub(crate) async fn bare<T: DeserializeOwned>(&self, call: &str) -> Outcome<T> {
        self.driver.goto(self.world.bare.http_url("/")).await?;
        self.run(call, "").await
    }

    /// Opens Socketscope, connected to nothing, and runs this in it.
    pub(crate) async fn client<T: DeserializeOwned>(&self, call: &str) -> Outcome<T> {
        self.visit().await?;
        self.go_on(call).await
    }

    /// Opens Socketscope, connected to nothing.
    pub(crate) async fn visit(&self) -> Outcome {
        self.driver.goto(self.world.client.http_url("/?url=")).await?;
        let is_there = async || Ok(self.driver.execute(IS_THERE, vec![]).await?.convert::<bool>()?);
        wait_for("the page", is_there, |is_there| *is_there).await.map(drop)
    }

    /// Runs this in Socketscope, which is open.
    pub(crate) async fn go_on<T: DeserializeOwned>(&self, call: &str) -> Outcome<T> {
        self.run(call, SCRIPTS).await
    }

    /// Gives a command to the engine, past the page.
    pub(crate) async fn command(&self, command: Command) -> Outcome {
        let bytes = encode(&ToEngine::Session(SessionId::default(), command));
        let script = "socketscope.engine.postMessage(new Uint8Array(arguments[0]).buffer)";
        self.driver.execute(script, vec![bytes.into()]).await?;
        Ok(())
    }

    /// Lets the engine count where these bytes are in its log, and look at its memory.
    pub(crate) async fn measure(&self, needle: &str) -> Outcome<Measured> {
        let bytes = encode(&ToEngine::Session(SessionId::default(), Command::Measure(needle.into())));
        let bytes = serde_json::to_string(&bytes)?;
        let [milliseconds, found, memory] = self.go_on(&format!("measure({bytes})")).await?;
        Ok(Measured { milliseconds, found, memory })
    }

    async fn run<T: DeserializeOwned>(&self, call: &str, scripts: &str) -> Outcome<T> {
        let script = format!(
            "const done = arguments[arguments.length - 1]; {scripts}
             ({call}).then((found) => done({{ found }}), (error) => done({{ error: String(error) }}));"
        );
        let answer = self.driver.execute_async(script, vec![]).await?;
        match answer.json().get("found") {
            Some(found) => Ok(serde_json::from_value(found.clone())?),
            None => Err(format!("{call} failed: {}", answer.json()).into()),
        }
    }
}

/// What the engine tells of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    /// How long memmem took over the whole log.
    pub(crate) milliseconds: f64,
    /// How often it found something.
    pub(crate) found: f64,
    /// The bytes of the engine's memory.
    pub(crate) memory: f64,
}
