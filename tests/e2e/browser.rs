//! The browsers: how each is started, with one driver for all stories and one session for many.

use std::{env, path::PathBuf};

use serde_json::json;
use thirtyfour::{
    CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver, WindowHandle,
};
use tokio::sync::Mutex;

use crate::{console::Console, driver::Driver, outcome::Outcome};

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
}

/// A browser for the stories. Whoever holds the session tells a story; the others wait.
pub(crate) struct Browser {
    pub(crate) kind: Kind,
    pub(crate) driver: Mutex<Option<Driver>>,
    pub(crate) session: Mutex<Option<Session>>,
}

/// An open browser.
pub(crate) struct Session {
    pub(crate) driver: WebDriver,
    pub(crate) console: Console,
    /// The window that it opened by itself; it stays until the end.
    pub(crate) home: WindowHandle,
}

impl Kind {
    pub(crate) const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The program that drives it, from the same variable that wasm-bindgen's test runner reads.
    pub(crate) fn driver(self) -> Option<PathBuf> {
        let variable = match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
        };
        env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

impl Browser {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, driver: Mutex::new(None), session: Mutex::new(None) }
    }

    /// Opens the browser, after its driver where that is not running yet.
    pub(crate) async fn open(&self) -> Outcome<Session> {
        let mut driver = self.driver.lock().await;
        if driver.is_none() {
            let program = self.kind.driver().ok_or("no driver is named")?;
            let options: &[&str] = match self.kind {
                Kind::Chromium => &[],
                // Of two Firefoxes behind each other the second would not get the fixed port.
                Kind::Firefox => &["--websocket-port=0"],
            };
            *driver = Some(Driver::start(&program, options).await?);
        }
        let url = driver.as_ref().map(|driver| driver.url.clone()).unwrap_or_default();
        match self.start(&url).await {
            // On a busy machine a browser may not be there in time. It has told no story, so this hides no failure.
            Err(why) => {
                eprintln!("{} did not start, and is started once more: {why}", self.kind.name());
                self.start(&url).await
            }
            started => started,
        }
    }

    async fn start(&self, url: &str) -> Outcome<Session> {
        match self.kind {
            Kind::Chromium => chromium(url).await,
            Kind::Firefox => firefox(url).await,
        }
    }

    pub(crate) async fn close(&self) {
        if let Some(session) = self.session.lock().await.take() {
            let _ = session.driver.quit().await;
        }
        if let Some(driver) = self.driver.lock().await.take() {
            driver.stop().await;
        }
    }
}

async fn chromium(url: &str) -> Outcome<Session> {
    let mut wanted = DesiredCapabilities::chrome();
    for argument in [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ] {
        wanted.add_arg(argument)?;
    }
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    let driver = WebDriver::new(url, wanted).await?;
    Ok(Session { home: driver.window().await?, driver, console: Console::ByDriver })
}

async fn firefox(url: &str) -> Outcome<Session> {
    let mut wanted = DesiredCapabilities::firefox();
    let preferences = json!({
        // Nothing leaves the machine.
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "app.normandy.enabled": false,
        "datareporting.policy.dataSubmissionEnabled": false,
        "browser.newtabpage.activity-stream.feeds.topsites": false,
        // Seconds that it waits for a server's answer to its close: by itself too few to see and do something meanwhile.
        "network.websocket.timeout.close": 60,
    });
    wanted.set("moz:firefoxOptions", json!({ "args": ["-headless"], "prefs": preferences }))?;
    wanted.enable_bidi()?;
    // The BiDi client prepares TLS even for ws://. An error says that it was done before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let driver = WebDriver::new(url, wanted).await?;
    let console = Console::by_events(&driver).await?;
    Ok(Session { home: driver.window().await?, driver, console })
}
