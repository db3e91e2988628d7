//! The page, by what a person does with it (`hands`) and sees on it.

mod hands;

use std::fmt::{self, Debug};

use serde::Deserialize;
use thirtyfour::{By, WebDriver, WindowHandle};

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

    // What a person sees.

    pub(crate) async fn status(&self) -> Outcome<String> {
        self.text("status").await
    }

    pub(crate) async fn wait_for_status(&self, part: &str) -> Outcome<String> {
        wait_for(&format!("the status {part:?}"), async || self.status().await, |status| status.contains(part)).await
    }

    /// Waits for the class of the status: it is the same in every language.
    pub(crate) async fn wait_for_status_class(&self, class: &str) -> Outcome {
        let look = async || self.attribute("status", "class").await;
        wait_for(&format!("the status to be {class}"), look, |seen| seen.split(' ').any(|one| one == class))
            .await
            .map(drop)
    }

    /// Waits until the lab's offers are there.
    pub(crate) async fn wait_for_demos(&self) -> Outcome {
        let offers = async || self.text_of_all(".demos strong").await;
        wait_for("the lab's offers", offers, |offers| offers.len() > 10).await.map(drop)
    }

    /// The id of what has the focus, or its class where it has none.
    pub(crate) async fn focused(&self) -> Outcome<String> {
        self.see("const { id, className } = document.activeElement; return id || String(className)").await
    }

    /// The page's own address.
    pub(crate) async fn address(&self) -> Outcome<String> {
        self.see("return location.href").await
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
        self.see(ROWS).await
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
        self.see(LEDGER).await
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

    /// Chooses in a choice by what is written there.
    pub(crate) async fn choose_named(&self, id: &str, name: &str) -> Outcome {
        const CHOOSE: &str = "const [id, name] = arguments;
            const choice = document.getElementById(id);
            const place = [...choice?.options ?? []].findIndex((option) => option.textContent.trim() === name);
            if (place < 0) return false;
            choice.selectedIndex = place;
            choice.dispatchEvent(new Event('change', { bubbles: true }));
            return true;";
        let choose = async || Ok(self.driver.execute(CHOOSE, vec![id.into(), name.into()]).await?.convert::<bool>()?);
        wait_for(&format!("{name:?} in #{id}"), choose, |chosen| *chosen).await.map(drop)
    }

    /// Opens the inspector, which is closed by itself in a narrow window, with all panes and sections; it shows that of the
    /// traffic in the end.
    pub(crate) async fn open_panel(&self) -> Outcome {
        // A pane is not drawn before it is opened.
        for pane in ["automate", "connection", "traffic"] {
            let open = format!(
                "document.getElementById('show-{pane}').click();
                const sections = document.querySelectorAll('#pane-{pane} details');
                sections.forEach((section) => {{ section.open = true }});
                return sections.length > 0 && !document.getElementById('pane-{pane}').hidden;"
            );
            wait_for(&format!("the pane {pane}"), async || self.ask::<bool>(&open).await, |is_there| *is_there).await?;
        }
        Ok(())
    }

    /// The texts of all elements that this selector finds, with their spaces.
    pub(crate) async fn text_of_all(&self, selector: &str) -> Outcome<Vec<String>> {
        let selector = serde_json::to_string(selector)?;
        self.see(&format!("return [...document.querySelectorAll({selector})].map((element) => element.textContent)"))
            .await
    }

    /// Runs a script for what no person could count.
    pub(crate) async fn ask<T: serde::de::DeserializeOwned>(&self, script: &str) -> Outcome<T> {
        Ok(self.driver.execute(script, vec![]).await?.convert()?)
    }

    /// Runs a script that only looks.
    async fn see<T: serde::de::DeserializeOwned + Debug>(&self, script: &str) -> Outcome<T> {
        wait_for("an answer of the driver", async || self.ask(script).await, |_| true).await
    }

    /// The same for a promise.
    pub(crate) async fn ask_later<T: serde::de::DeserializeOwned>(&self, promise: &str) -> Outcome<T> {
        let script = format!("const done = arguments[arguments.length - 1]; ({promise}).then(done)");
        Ok(self.driver.execute_async(script, vec![]).await?.convert()?)
    }

    /// Runs a script that calls its last argument with the answer, later.
    pub(crate) async fn ask_by_callback<T: serde::de::DeserializeOwned>(&self, script: &str, with: u64) -> Outcome<T> {
        Ok(self.driver.execute_async(script, vec![with.into()]).await?.convert()?)
    }

    /// Looks at an element that is there, in one step: found first and read then, it may be drawn anew in between.
    async fn look_up<T: serde::de::DeserializeOwned + Debug>(&self, id: &str, property: &str) -> Outcome<T> {
        let script =
            format!("const found = document.getElementById('{id}'); return found === null ? null : found.{property}");
        let seen = wait_for(&format!("#{id}"), async || self.ask::<Option<T>>(&script).await, Option::is_some).await?;
        seen.ok_or_else(|| format!("there is no #{id}").into())
    }
}
