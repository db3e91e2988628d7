//! What a story is given: a browser, a lab, and a console that must stay silent.

use std::{
    fs,
    net::Ipv4Addr,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU16, Ordering},
    },
};

use serde_json::json;
use socketscope_lab::{Config, Lab, Limits, Running, Tls};
use thirtyfour::{
    Key, WebDriver, WindowHandle,
    bidi::{BrowsingContextId, modules::browsing_context::Viewport},
};

use crate::{
    browser::{Kind, Session},
    memory,
    outcome::{Outcome, wait_for},
    page::Page,
    plain_host::{PlainHost, Twist},
};

/// A built page, and how labs serve it: one after another, without compressing it anew.
pub(crate) struct Built {
    pub(crate) folder: PathBuf,
    page: Arc<socketscope_lab::Page>,
}

impl Built {
    pub(crate) fn open(folder: PathBuf) -> Outcome<Self> {
        Ok(Self { page: socketscope_lab::Page::open(&folder)?, folder })
    }

    /// A lab that serves it.
    pub(crate) fn config(&self) -> Config {
        Config { page: Some(Arc::clone(&self.page)), ..Config::default() }
    }
}

/// Where a story plays.
pub(crate) struct Stage<'a> {
    pub(crate) kind: Kind,
    pub(crate) lab: &'a Running,
    has_own_lab: bool,
    session: &'a Session,
    page: &'a Built,
    /// Labs of this story alone. They stay until its pages are gone: a page would tell of their end as an error.
    own_labs: Vec<Arc<Running>>,
    /// Parts of errors that the story provokes.
    expected: Vec<String>,
}

/// Ends the engine of a page, and with it all its sockets, and forgets what the page kept: the next story is a person of
/// its own.
const LEAVE: &str = "try { localStorage.clear() } catch { /* no page, no storage */ }
    globalThis.socketscope?.engine.terminate();";

/// How many labs there have been that have each a host of their own.
static OWN_LABS: AtomicU16 = AtomicU16::new(0);

impl<'a> Stage<'a> {
    /// A stage in this browser, with the lab of all stories in it.
    pub(crate) fn new(kind: Kind, session: &'a Session, lab: &'a Running, page: &'a Built) -> Self {
        Self { kind, lab, has_own_lab: false, session, page, own_labs: Vec::new(), expected: Vec::new() }
    }

    /// The same, where the lab is there for this story alone.
    pub(crate) fn with_own_lab(self) -> Self {
        Self { has_own_lab: true, ..self }
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.session.driver
    }

    /// Opens the lab's page in a window of its own, with this behind its address: nothing, or `?url=…`.
    pub(crate) async fn open_page(&self, query: &str) -> Outcome<Page> {
        self.open_page_at(&self.lab.http_url(&format!("/{query}"))).await
    }

    /// Opens the page as somebody finds it who has these settings.
    pub(crate) async fn open_page_with(&self, settings: &str, query: &str) -> Outcome<Page> {
        let page = self.open_page(query).await?;
        let script = "localStorage.setItem('socketscope.settings', arguments[0])";
        self.driver().execute(script, vec![settings.into()]).await?;
        self.driver().refresh().await?;
        page.wait_until_loaded().await?;
        Ok(page)
    }

    /// Makes the page so large, in CSS pixels. A browser's window itself may have a least width.
    pub(crate) async fn resize(&self, width: u32, height: u32) -> Outcome {
        let driver = self.driver();
        match self.kind {
            Kind::Chromium => {
                let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
                driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await?;
            }
            Kind::Firefox => {
                let context = BrowsingContextId::new(driver.window().await?.to_string());
                let bidi = driver.bidi().await?;
                bidi.browsing_context().set_viewport(context, Some(Viewport { width, height })).await?;
            }
            // Its window has a frame, but no least width that would matter.
            Kind::WebKit => driver.set_window_rect(0, 0, width, height).await?,
        }
        Ok(())
    }

    /// Opens the page with the form filled, which connects nothing by itself.
    pub(crate) async fn open_page_for(&self, url: &str) -> Outcome<Page> {
        self.open_page(&query_for(url)).await
    }

    /// Opens the page and connects to this path of the lab, which may close the connection as soon as it is open.
    pub(crate) async fn start(&self, path: &str) -> Outcome<Page> {
        let page = self.open_page_for(&self.lab.ws_url(path)).await?;
        page.click_connect().await?;
        Ok(page)
    }

    /// Opens the page and connects to this path of the lab, which keeps the connection open.
    pub(crate) async fn connect_to(&self, path: &str) -> Outcome<Page> {
        let page = self.open_page_for(&self.lab.ws_url(path)).await?;
        page.click_connect().await?;
        page.wait_for_status("Connected to:").await?;
        Ok(page)
    }

    /// Opens the page from a server that knows nothing of WebSocket or of labs, with this behind its address.
    pub(crate) async fn open_page_of(&self, host: &PlainHost, query: &str) -> Outcome<Page> {
        self.open_page_at(&format!("{}{query}", host.url)).await
    }

    pub(crate) async fn plain_host(&self, twist: Twist) -> Outcome<PlainHost> {
        PlainHost::start(&self.page.folder, twist).await
    }

    /// A lab for one story: it serves the page too, and has these limits. What stalls or fails there holds up no other
    /// story: browsers do one handshake after the other with a host, and let one wait that has failed.
    pub(crate) async fn own_lab(&mut self, limits: Limits) -> Outcome<Arc<Running>> {
        let config = Config { limits, ..self.page.config() };
        self.start_own(config).await
    }

    /// A lab of the same kind that speaks TLS, with a certificate that it made itself.
    pub(crate) async fn own_secure_lab(&mut self) -> Outcome<Arc<Running>> {
        let config = Config { tls: Some(Tls::SelfSigned), ..self.page.config() };
        self.start_own(config).await
    }

    /// Takes back what was done last in the field of the message. The keys for it are the window's in WebKit, and reach none that a
    /// driver steers.
    pub(crate) async fn undo(&self, page: &Page) -> Outcome {
        if self.kind == Kind::WebKit {
            return page.ask::<()>("document.getElementById('message').focus(); document.execCommand('undo')").await;
        }
        page.press_in_message(Key::Control + "z").await
    }

    async fn start_own(&mut self, config: Config) -> Outcome<Arc<Running>> {
        let lab = Arc::new(start_lab(config).await?);
        self.own_labs.push(Arc::clone(&lab));
        Ok(lab)
    }

    /// Opens the page with the form filled with this path of a lab of its own.
    pub(crate) async fn open_page_alone(&mut self, path: &str) -> Outcome<Page> {
        let lab = self.own_lab(Limits::default()).await?;
        self.open_page_in(&lab, path).await
    }

    /// Opens such a page and connects.
    pub(crate) async fn connect_alone(&mut self, path: &str) -> Outcome<Page> {
        let page = self.open_page_alone(path).await?;
        page.click_connect().await?;
        page.wait_for_status("Connected to:").await?;
        Ok(page)
    }

    /// Opens the page from such a lab, with the form filled.
    pub(crate) async fn open_page_in(&self, lab: &Running, path: &str) -> Outcome<Page> {
        self.open_page_at(&lab.http_url(&format!("/{}", query_for(&lab.ws_url(path))))).await
    }

    /// Opens the page at this address, in a window of its own.
    pub(crate) async fn open_page_at(&self, url: &str) -> Outcome<Page> {
        let driver = self.driver();
        let window = self.session.open_window(self.kind).await?;
        driver.goto(url).await?;
        self.session.console.listen(driver).await?;
        let page = Page::new(driver.clone(), window);
        page.wait_until_loaded().await?;
        Ok(page)
    }

    /// What the browser takes of memory, in bytes, where the system tells.
    pub(crate) fn memory(&self) -> Option<u64> {
        self.session.parent.and_then(memory::of_all_under)
    }

    /// From now on errors with this in them are part of the story.
    pub(crate) fn expect_error(&mut self, part: &str) {
        self.expected.push(part.to_owned());
    }

    /// The story makes a connection fail: the browser and the page both report it as an error.
    pub(crate) fn expect_failing_connection(&mut self) {
        self.expect_error("WebSocket connection to");
        self.expect_error("WebSocket error on");
        self.expect_error("can’t establish a connection");
        self.expect_error("was interrupted while the page was loading");
    }

    /// The story makes a program break down: the browser and the program both report it.
    pub(crate) fn expect_breakdown(&mut self) {
        self.expect_error("panicked at");
        self.expect_error("unreachable");
        self.expect_error("RuntimeError");
        self.expect_error("was called while it worked");
    }

    /// The errors on the console since the last look.
    pub(crate) async fn take_console_errors(&self) -> Outcome<Vec<String>> {
        self.session.console.take_errors(self.driver()).await
    }

    pub(crate) async fn expect_silent_console(&self) -> Outcome {
        let mut errors = self.take_console_errors().await?;
        errors.retain(|error| !self.expected.iter().any(|part| error.contains(part)));
        if errors.is_empty() { Ok(()) } else { Err(format!("errors on the console: {errors:#?}").into()) }
    }

    /// Ends a story: its console must be silent, its sockets are closed, then its windows, and none of that may be an
    /// error either, which the next story would be blamed for.
    pub(crate) async fn leave(&mut self) -> Outcome {
        self.expect_silent_console().await?;
        self.clear().await?;
        self.expect_silent_console().await
    }

    /// Closes the sockets of the story, and then its windows. Firefox tells of a window that is closed with an open socket
    /// as an error, and with a file that is still to be sent it takes minutes to quit.
    pub(crate) async fn clear(&mut self) -> Outcome {
        let home = &self.session.home;
        let windows: Vec<WindowHandle> = self.driver().windows().await?;
        let windows: Vec<_> = windows.into_iter().filter(|window| window != home).collect();
        for window in &windows {
            self.driver().switch_to_window(window.clone()).await?;
            self.driver().execute(LEAVE, vec![]).await?;
        }
        // A lab of the story alone may have sockets that nothing ends but the browser's own patience.
        if !self.has_own_lab {
            let open = async || Ok(self.lab.open_connections());
            wait_for("the sockets of the story to be closed", open, |open| *open == 0).await?;
        }
        for window in windows {
            self.driver().switch_to_window(window).await?;
            self.driver().close_window().await?;
        }
        self.driver().switch_to_window(home.clone()).await?;
        self.own_labs.clear();
        Ok(())
    }

    /// What a person would see now, for the report of a failure, which gets a picture of this name.
    pub(crate) async fn describe(&self, name: &str) -> String {
        let shown = self.driver().execute("return document.body.innerText.slice(0, 3000)", vec![]).await;
        let shown = shown.ok().and_then(|shown| shown.convert::<String>().ok()).unwrap_or_default();
        let errors = self.take_console_errors().await.unwrap_or_default();
        let picture = match self.take_picture(name).await {
            Ok(path) => path.display().to_string(),
            Err(why) => format!("none: {why}"),
        };
        format!(
            "--- the page then showed:\n{shown}\n--- errors on its console: {errors:#?}\n--- its picture: {picture}"
        )
    }

    async fn take_picture(&self, name: &str) -> Outcome<PathBuf> {
        let folder = self.page.folder.with_added_extension("failed");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{}.png", name.replace("::", ".")));
        self.driver().screenshot(&path).await?;
        Ok(path)
    }
}

/// Starts a lab on a host of its own.
pub(crate) async fn start_lab(config: Config) -> Outcome<Running> {
    let [high, low] = OWN_LABS.fetch_add(1, Ordering::Relaxed).saturating_add(2).to_be_bytes();
    // All of 127.0.0.0/8 is this machine in Linux. Elsewhere only 127.0.0.1 may be set up.
    let lab = match Lab::bind(format!("{}:0", Ipv4Addr::new(127, 0, high, low)), config.clone()).await {
        Ok(lab) => lab,
        Err(_) => Lab::bind("127.0.0.1:0", config).await?,
    };
    Ok(lab.spawn())
}

/// The query that fills the form with this address.
pub(crate) fn query_for(url: &str) -> String {
    format!("?url={}", percent_encode(url))
}

/// Writes every byte that has a meaning in a query as `%` and two digits.
pub(crate) fn percent_encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
