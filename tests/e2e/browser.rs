//! The browsers: how each is started, with one driver for all stories and one session for many.

use std::{env, path::PathBuf, time::Duration};

use serde_json::json;
use thirtyfour::{
    Capabilities, CapabilitiesHelper, ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
    WindowHandle,
};
use tokio::{sync::Mutex, time::timeout};

use crate::{console::Console, driver::Driver, outcome::Outcome};

/// The size of every window, in CSS pixels.
pub(crate) const WINDOW: (u32, u32) = (1280, 800);

/// A driver that lives answers within this time which windows there are.
const ANSWER: Duration = Duration::from_mins(1);

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Chromium,
    Firefox,
    /// WebKitGTK, in its own small browser.
    WebKit,
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
    /// The process whose children it is among.
    pub(crate) parent: Option<u32>,
}

impl Session {
    /// Whether the browser or its driver has died.
    pub(crate) async fn is_lost(&self) -> bool {
        !matches!(timeout(ANSWER, self.driver.windows()).await, Ok(Ok(_)))
    }

    /// Opens a window in front of all others, and goes there.
    pub(crate) async fn open_window(&self, kind: Kind) -> Outcome<WindowHandle> {
        let driver = &self.driver;
        // To WebKit's driver a new tab is one in the background, which never draws.
        let window = if kind == Kind::WebKit { driver.new_window().await? } else { driver.new_tab().await? };
        driver.switch_to_window(window.clone()).await?;
        if kind == Kind::WebKit {
            fill_screen(driver).await?;
        }
        Ok(window)
    }
}

impl Kind {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// The program that drives it, from the same variable that wasm-bindgen's test runner reads, where it knows one.
    pub(crate) fn driver(self) -> Option<PathBuf> {
        let variable = match self {
            Self::Chromium => "CHROMEDRIVER",
            Self::Firefox => "GECKODRIVER",
            Self::WebKit => "WEBKITDRIVER",
        };
        env::var_os(variable).filter(|path| !path.is_empty()).map(PathBuf::from)
    }
}

impl Browser {
    pub(crate) fn new(kind: Kind) -> Self {
        Self { kind, driver: Mutex::new(None), session: Mutex::new(None) }
    }

    /// Opens the browser, after its driver where that is not running yet. It takes any certificate, or only those that it
    /// trusts.
    pub(crate) async fn open(&self, any_certificate: bool) -> Outcome<Session> {
        match self.open_once(any_certificate).await {
            // On a busy machine a browser may not be there in time, and a driver that lost one may hang. Neither has told a
            // story, so this hides no failure.
            Err(why) => {
                eprintln!("{} did not start, and is started once more: {why}", self.kind.name());
                self.restart().await;
                self.open_once(any_certificate).await
            }
            opened => opened,
        }
    }

    /// Ends the driver; the next browser gets a new one.
    pub(crate) async fn restart(&self) {
        if let Some(driver) = self.driver.lock().await.take() {
            driver.stop().await;
        }
    }

    async fn open_once(&self, any_certificate: bool) -> Outcome<Session> {
        let mut driver = self.driver.lock().await;
        if driver.is_none() {
            let program = self.kind.driver().ok_or("no driver is named")?;
            *driver = Some(match self.kind {
                Kind::Chromium => Driver::start(&program, &[]).await?,
                // Of two Firefoxes behind each other the second would not get the fixed port.
                Kind::Firefox => Driver::start(&program, &["--websocket-port=0"]).await?,
                Kind::WebKit => Driver::start_on_screen(&program).await?,
            });
        }
        let url = driver.as_ref().map(|driver| driver.url.clone()).unwrap_or_default();
        let parent = driver.as_ref().and_then(Driver::id);
        Ok(Session { parent, ..self.start(&url, any_certificate).await? })
    }

    async fn start(&self, url: &str, any_certificate: bool) -> Outcome<Session> {
        match self.kind {
            Kind::Chromium => chromium(url, any_certificate).await,
            Kind::Firefox => firefox(url, any_certificate).await,
            Kind::WebKit => webkit(url, any_certificate).await,
        }
    }

    pub(crate) async fn close(&self) {
        if let Some(session) = self.session.lock().await.take() {
            let _ = session.driver.quit().await;
        }
        self.restart().await;
    }
}

async fn chromium(url: &str, any_certificate: bool) -> Outcome<Session> {
    let mut wanted = DesiredCapabilities::chrome();
    wanted.accept_insecure_certs(any_certificate)?;
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
    wanted.add_arg(&format!("--window-size={},{}", WINDOW.0, WINDOW.1))?;
    wanted.set_logging_prefs("browser", LoggingPrefsLogLevel::All)?;
    let driver = WebDriver::new(url, wanted).await?;
    Ok(Session { home: driver.window().await?, driver, console: Console::Driver, parent: None })
}

async fn firefox(url: &str, any_certificate: bool) -> Outcome<Session> {
    let mut wanted = DesiredCapabilities::firefox();
    wanted.accept_insecure_certs(any_certificate)?;
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
    wanted.set("moz:firefoxOptions", json!({ "args": ["-headless", format!("--width={}", WINDOW.0), format!("--height={}", WINDOW.1)], "prefs": preferences }))?;
    wanted.enable_bidi()?;
    // The BiDi client prepares TLS even for ws://. An error says that it was done before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let driver = WebDriver::new(url, wanted).await?;
    let console = Console::by_events(&driver).await?;
    Ok(Session { home: driver.window().await?, driver, console, parent: None })
}

async fn webkit(url: &str, any_certificate: bool) -> Outcome<Session> {
    // By itself the driver finds the browser that belongs to it.
    let mut wanted = Capabilities::new();
    wanted.set("acceptInsecureCerts", json!(any_certificate))?;
    let driver = WebDriver::new(url, wanted).await?;
    fill_screen(&driver).await?;
    Ok(Session { home: driver.window().await?, driver, console: Console::Hook, parent: None })
}

async fn fill_screen(driver: &WebDriver) -> Outcome {
    Ok(driver.set_window_rect(0, 0, WINDOW.0, WINDOW.1).await?)
}
