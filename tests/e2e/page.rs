//! The page, by what a person does with it and sees on it.

use std::fmt::{self, Debug};

use serde::Deserialize;
use thirtyfour::{
    By, Key, WebDriver, WebElement, WindowHandle,
    error::{WebDriverError, WebDriverErrorInner, WebDriverResult},
};

use crate::outcome::{Outcome, expect_in, wait_for};

/// One window with the page in it.
pub(crate) struct Page {
    driver: WebDriver,
    window: WindowHandle,
}

/// A row of the list.
#[derive(Clone, Deserialize, PartialEq)]
pub(crate) struct Row {
    /// `sent`, `received` or `event`.
    pub(crate) class: String,
    /// The message's number; none for events.
    pub(crate) index: Option<u64>,
    /// What stands in it, behind the time.
    pub(crate) text: String,
}

impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?} {}", self.class, self.index, self.text)
    }
}

/// The numbers of `#ledger`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) received: u64,
    pub(crate) sent: u64,
    pub(crate) kept: u64,
    pub(crate) evicted: u64,
    pub(crate) shown: u64,
    pub(crate) truncated: u64,
    pub(crate) bytes: u64,
}

const ROWS: &str = "return [...document.querySelectorAll('#messages li')].map((li) => ({
    class: li.className,
    index: li.dataset.index === undefined ? null : Number(li.dataset.index),
    text: li.className === 'event' ? li.querySelector('.note').textContent
        : li.querySelector('.direction').textContent + ' ' + li.querySelector('.payload').textContent,
}))";

const LEDGER: &str = "return Object.fromEntries(
    Object.entries(document.querySelector('#ledger').dataset).map(([name, value]) => [name, Number(value)]))";

/// As after a paste: the field has the value and the page is told.
const PASTE: &str = "const [id, text, times] = arguments;
    const field = document.getElementById(id);
    field.value = text.repeat(times);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));";

impl Page {
    pub(crate) fn new(driver: WebDriver, window: WindowHandle) -> Self {
        Self { driver, window }
    }

    pub(crate) async fn wait_until_loaded(&self) -> Outcome {
        let drawn = async || Ok(self.driver.find_all(By::Id("page-wrapper")).await?.len());
        wait_for("the page", drawn, |count| *count == 1).await.map(|_| ())
    }

    /// Brings this window to the front: one in the background does not draw.
    pub(crate) async fn look(&self) -> Outcome {
        Ok(self.driver.switch_to_window(self.window.clone()).await?)
    }

    // What a person does.

    /// Types over what is in the field.
    pub(crate) async fn type_into(&self, id: &str, text: &str) -> Outcome {
        self.press(id, Key::Control + "a").await?;
        self.press(id, Key::Backspace).await?;
        self.press(id, text).await
    }

    /// Pastes a text, which may hold what no keyboard has, so many times in a row.
    pub(crate) async fn paste_into(&self, id: &str, text: &str, times: usize) -> Outcome {
        self.driver.execute(PASTE, vec![id.into(), text.into(), times.into()]).await?;
        Ok(())
    }

    pub(crate) async fn click_connect(&self) -> Outcome {
        self.click("connect").await
    }

    pub(crate) async fn click_close(&self) -> Outcome {
        self.click("close").await
    }

    pub(crate) async fn click_send(&self) -> Outcome {
        self.click_at("#message-form button[type=submit]").await
    }

    /// Writes a message and sends it with the button.
    pub(crate) async fn send(&self, message: &str) -> Outcome {
        self.type_into("message", message).await?;
        self.click_send().await
    }

    pub(crate) async fn press_in_message(&self, keys: impl Into<thirtyfour::TypingData>) -> Outcome {
        self.press("message", keys).await
    }

    /// Presses keys on an element.
    pub(crate) async fn press(&self, id: &str, keys: impl Into<thirtyfour::TypingData>) -> Outcome {
        let keys: thirtyfour::TypingData = keys.into();
        let keys = keys.to_string();
        self.act(&format!("#{id}"), async |element| element.send_keys(keys.as_str()).await).await
    }

    pub(crate) async fn click(&self, id: &str) -> Outcome {
        self.click_at(&format!("#{id}")).await
    }

    async fn click_at(&self, selector: &str) -> Outcome {
        self.act(selector, async |element| element.click().await).await
    }

    /// Does something with an element as soon as a person could: when it is there and enabled. One that is drawn anew
    /// in the meantime is looked for again.
    async fn act(&self, selector: &str, action: impl AsyncFn(&WebElement) -> WebDriverResult<()>) -> Outcome {
        let attempt = async || {
            let acted = async {
                let element = self.driver.find(By::Css(selector)).await?;
                if !element.is_enabled().await? {
                    return Ok(Some("it is disabled".to_owned()));
                }
                action(&element).await.map(|()| None)
            };
            match acted.await {
                Ok(hindrance) => Ok(hindrance),
                Err(error) if is_passing(&error) => Ok(Some(error.to_string())),
                Err(error) => Err(error.into()),
            }
        };
        wait_for(&format!("{selector} to be ready"), attempt, Option::is_none).await.map(|_| ())
    }

    // What a person sees.

    pub(crate) async fn status(&self) -> Outcome<String> {
        self.text("status").await
    }

    pub(crate) async fn wait_for_status(&self, part: &str) -> Outcome<String> {
        wait_for(&format!("the status {part:?}"), async || self.status().await, |status| status.contains(part)).await
    }

    /// Waits until a connection is closed, and compares how it ended.
    pub(crate) async fn wait_until_closed(&self, parts: &[&str]) -> Outcome {
        let is_closed = |status: &String| {
            status.starts_with("Disconnected from WebSocket.") && !status.contains("not connected yet")
        };
        let status = wait_for("the end of the connection", async || self.status().await, is_closed).await?;
        expect_in("the status", &status, parts)?;
        expect_in("its class", &self.attribute("status", "class").await?, &["closed"])
    }

    /// The sentence beside a field: `url`, `protocols` or `message`.
    pub(crate) async fn wait_for_problem(&self, field: &str, part: &str) -> Outcome {
        let id = format!("{field}-problem");
        let look = async || self.text(&id).await;
        wait_for(&format!("{part:?} beside {field}"), look, |problem| problem.contains(part)).await.map(|_| ())
    }

    /// What is typed in a field.
    pub(crate) async fn typed(&self, id: &str) -> Outcome<String> {
        self.look_up(id, "value").await
    }

    pub(crate) async fn typed_length(&self, id: &str) -> Outcome<u64> {
        self.look_up(id, "value.length").await
    }

    /// The rows in the document: those near the view.
    pub(crate) async fn rows(&self) -> Outcome<Vec<Row>> {
        self.ask(ROWS).await
    }

    /// The messages among the rows, as `Sent: …` and `Received: …`.
    pub(crate) async fn messages(&self) -> Outcome<Vec<String>> {
        let rows = self.rows().await?.into_iter().filter(|row| row.class != "event");
        Ok(rows.map(|row| row.text).collect())
    }

    pub(crate) async fn wait_for_messages(&self, expected: &[&str]) -> Outcome {
        let what = format!("the messages {expected:?}");
        wait_for(&what, async || self.messages().await, |messages| messages == expected).await.map(|_| ())
    }

    pub(crate) async fn wait_for_event(&self, part: &str) -> Outcome {
        let is_there = |rows: &Vec<Row>| rows.iter().any(|row| row.class == "event" && row.text.contains(part));
        wait_for(&format!("an event {part:?}"), async || self.rows().await, is_there).await.map(|_| ())
    }

    pub(crate) async fn ledger(&self) -> Outcome<Ledger> {
        self.ask(LEDGER).await
    }

    pub(crate) async fn text(&self, id: &str) -> Outcome<String> {
        self.look_up(id, "innerText.trim()").await
    }

    pub(crate) async fn attribute(&self, id: &str, name: &str) -> Outcome<String> {
        self.look_up(id, &format!("getAttribute('{name}') ?? ''")).await
    }

    pub(crate) async fn is_enabled(&self, id: &str) -> Outcome<bool> {
        self.look_up(id, "matches(':enabled')").await
    }

    /// Clicks on the first element that this selector finds.
    pub(crate) async fn click_on(&self, selector: &str) -> Outcome {
        let script = "document.querySelector(arguments[0]).click()";
        self.driver.execute(script, vec![selector.into()]).await?;
        Ok(())
    }

    /// The texts of all elements that this selector finds, with their spaces.
    pub(crate) async fn text_of_all(&self, selector: &str) -> Outcome<Vec<String>> {
        let script = "return [...document.querySelectorAll(arguments[0])].map((element) => element.textContent)";
        Ok(self.driver.execute(script, vec![selector.into()]).await?.convert()?)
    }

    /// Runs a script for what no person could count.
    pub(crate) async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        Ok(self.driver.execute(script, vec![]).await?.convert()?)
    }

    /// Looks at an element that is there, in one step: found first and read then, it may be drawn anew in between.
    async fn look_up<T: serde::de::DeserializeOwned + Debug>(&self, id: &str, property: &str) -> Outcome<T> {
        let script =
            format!("const found = document.getElementById('{id}'); return found === null ? null : found.{property}");
        let seen = wait_for(&format!("#{id}"), async || self.ask::<Option<T>>(&script).await, Option::is_some).await?;
        seen.ok_or_else(|| format!("there is no #{id}").into())
    }
}

/// Whether an element was not ready only at this moment.
fn is_passing(error: &WebDriverError) -> bool {
    matches!(
        **error,
        WebDriverErrorInner::NoSuchElement(_)
            | WebDriverErrorInner::StaleElementReference(_)
            | WebDriverErrorInner::ElementClickIntercepted(_)
            | WebDriverErrorInner::ElementNotInteractable(_)
    )
}
