//! What a story is given: a browser, a lab, and a console that must stay silent.

use std::path::Path;

use socketscope_lab::{Config, Lab, Limits, Running};
use thirtyfour::{WebDriver, WindowHandle};

use crate::{
    browser::{Kind, Session},
    outcome::Outcome,
    page::Page,
    plain_host::PlainHost,
};

/// Where a story plays.
pub(crate) struct Stage<'a> {
    pub(crate) kind: Kind,
    pub(crate) lab: &'a Running,
    session: &'a Session,
    page: &'a Path,
    /// Parts of errors that the story provokes.
    expected: Vec<String>,
}

impl<'a> Stage<'a> {
    pub(crate) fn new(kind: Kind, session: &'a Session, lab: &'a Running, page: &'a Path) -> Self {
        Self { kind, lab, session, page, expected: Vec::new() }
    }

    pub(crate) fn driver(&self) -> &WebDriver {
        &self.session.driver
    }

    /// Opens the lab's page in a window of its own, with this behind its address: nothing, or `?url=…`.
    pub(crate) async fn open_page(&self, query: &str) -> Outcome<Page> {
        self.open_window(&self.lab.http_url(&format!("/{query}"))).await
    }

    /// Opens the page with the form filled, which connects nothing by itself.
    pub(crate) async fn open_page_for(&self, url: &str) -> Outcome<Page> {
        self.open_page(&format!("?url={}", percent_encode(url))).await
    }

    /// Opens the page and connects to this path of the lab.
    pub(crate) async fn connect_to(&self, path: &str) -> Outcome<Page> {
        let page = self.open_page_for(&self.lab.ws_url(path)).await?;
        page.click_connect().await?;
        page.wait_for_status("Connected to:").await?;
        Ok(page)
    }

    /// Opens the page from a server that knows nothing of WebSocket or of labs.
    pub(crate) async fn open_page_of(&self, host: &PlainHost) -> Outcome<Page> {
        self.open_window(&host.url).await
    }

    pub(crate) async fn plain_host(&self) -> Outcome<PlainHost> {
        PlainHost::start(self.page).await
    }

    /// A lab for one story: it serves the page too, and has these limits.
    pub(crate) async fn own_lab(&self, limits: Limits) -> Outcome<Running> {
        let config = Config { page: Some(self.page.to_owned()), limits, ..Config::default() };
        Ok(Lab::bind("127.0.0.1:0", config).await?.spawn())
    }

    /// Opens the page from such a lab, with the form filled.
    pub(crate) async fn open_page_in(&self, lab: &Running, path: &str) -> Outcome<Page> {
        self.open_window(&lab.http_url(&format!("/?url={}", percent_encode(&lab.ws_url(path))))).await
    }

    async fn open_window(&self, url: &str) -> Outcome<Page> {
        let driver = self.driver();
        let window = driver.new_tab().await?;
        driver.switch_to_window(window.clone()).await?;
        driver.goto(url).await?;
        let page = Page::new(driver.clone(), window);
        page.wait_until_loaded().await?;
        Ok(page)
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

    /// The errors on the console since the last look.
    pub(crate) async fn take_console_errors(&self) -> Outcome<Vec<String>> {
        self.session.console.take_errors(self.driver()).await
    }

    pub(crate) async fn expect_silent_console(&self) -> Outcome {
        let mut errors = self.take_console_errors().await?;
        errors.retain(|error| !self.expected.iter().any(|part| error.contains(part)));
        if errors.is_empty() { Ok(()) } else { Err(format!("errors on the console: {errors:#?}").into()) }
    }

    /// Closes the windows of the story.
    pub(crate) async fn clear(&self) -> Outcome {
        let home = &self.session.home;
        let windows: Vec<WindowHandle> = self.driver().windows().await?;
        for window in windows.into_iter().filter(|window| window != home) {
            self.driver().switch_to_window(window).await?;
            self.driver().close_window().await?;
        }
        Ok(self.driver().switch_to_window(home.clone()).await?)
    }

    /// What a person would see now, for the report of a failure.
    pub(crate) async fn describe(&self) -> String {
        let shown = self.driver().execute("return document.body.innerText.slice(0, 3000)", vec![]).await;
        let shown = shown.ok().and_then(|shown| shown.convert::<String>().ok()).unwrap_or_default();
        let errors = self.take_console_errors().await.unwrap_or_default();
        format!("--- the page then showed:\n{shown}\n--- errors on its console: {errors:#?}")
    }
}

/// Writes every byte that has a meaning in a query as `%` and two digits.
pub(crate) fn percent_encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}
