//! What a person does on the page.

use std::{
    cell::Cell,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::{Duration, Instant},
};

use serde_json::json;
use thirtyfour::{
    By, Key, WebElement,
    common::command::{Actions, Command},
    error::{WebDriverError, WebDriverErrorInner, WebDriverResult},
};

use super::Page;
use crate::outcome::{Outcome, is_hiccup, wait_for};

/// What covers an element for so long does not go away by itself.
const LONGEST_COVER: Duration = Duration::from_secs(10);

/// As after a paste: the field has the value and the page is told.
const PASTE: &str = "const [id, text, times] = arguments;
    const field = document.getElementById(id);
    if (!field) return false;
    field.value = text.repeat(times);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return true;";

const CHOOSE: &str = "const [id, at] = arguments;
    const field = document.getElementById(id);
    if (!field) return false;
    field.selectedIndex = at;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    return true;";

const CLICK: &str = "const found = document.querySelector(arguments[0]);
    found?.click();
    return found !== null;";

/// Whether an element is where it was a frame ago. A driver looks where it is, and clicks there, a moment later.
const IS_STILL: &str = "const [element, done] = arguments;
    const place = () => { const { x, y } = element.getBoundingClientRect(); return `${x} ${y}`; };
    element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    const before = place();
    requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));";

const DROP: &str = "const [selector, name, size, parts] = arguments;
    const part = new Blob([new Uint8Array(size).fill(7)]);
    const transfer = new DataTransfer();
    transfer.items.add(new File(Array(parts).fill(part), name));
    for (const type of ['dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
        document.querySelector(selector).dispatchEvent(event);
        if (!event.defaultPrevented) throw new Error(`the browser would leave the page at ${type}`);
    }";

/// Opens what hides an element: another pane of the inspector is shown, a menu is closed, the search is not wanted yet.
const REVEAL: &str = "const [selector] = arguments;
    const element = document.querySelector(selector);
    const press = (opener) => document.querySelector(opener)?.click();
    const pane = element?.closest('.pane[hidden]');
    if (pane && !element.closest('#detail')) press(`[aria-controls='${pane.id}']`);
    const menu = element?.closest('.sheet[hidden]');
    if (menu) press(`[aria-controls='${menu.id}']`);
    if (element?.closest('.search[hidden]')) press('#open-search');
    // In a small window the inspector lies over the rest.
    const isCovered = (part) => part && getComputedStyle(part).visibility === 'hidden';
    if (isCovered(document.getElementById('messages')) && isCovered(element)) press('#close-inspector');";

const UNFOLD: &str = "document.querySelectorAll('details').forEach((part) => { part.open = true; });";

impl Page {
    /// Types over what is in the field.
    pub(crate) async fn type_into(&self, id: &str, text: &str) -> Outcome {
        self.press(id, Key::Control + "a").await?;
        self.press(id, Key::Backspace).await?;
        // WebKit's driver has no keys to press in an empty text.
        if text.is_empty() { Ok(()) } else { self.press(id, text).await }
    }

    /// Pastes a text, which may hold what no keyboard has, so many times in a row.
    pub(crate) async fn paste_into(&self, id: &str, text: &str, times: usize) -> Outcome {
        self.do_with(id, PASTE, vec![id.into(), text.into(), times.into()]).await
    }

    /// Opens the inspector and unfolds all that is in it, and every other part of the page that is folded.
    pub(crate) async fn unfold(&self) -> Outcome {
        self.open_panel().await?;
        self.ask::<Option<()>>(UNFOLD).await.map(|_| ())
    }

    /// Loads the page again, as a person would: it is told that it goes, and keeps what it remembers.
    pub(crate) async fn reload(&self) -> Outcome {
        // A reload is under way when it was asked for: what is seen until then is of the page before.
        self.ask::<Option<()>>("window.isOld = true; setTimeout(() => location.reload())").await?;
        // Of a page that goes meanwhile, Firefox's driver answers with nothing.
        let is_new = async || self.ask::<Option<bool>>("return window.isOld !== true").await;
        wait_for("the page after the reload", is_new, |is_new| *is_new == Some(true)).await?;
        self.wait_until_loaded().await
    }

    /// Opens the menu with this id, unless it is open.
    pub(crate) async fn open_menu(&self, id: &str) -> Outcome {
        let is_hidden = async || self.look_up::<bool>(id, "hidden").await;
        if is_hidden().await? {
            self.click_at(&format!("[aria-controls='{id}']")).await?;
        }
        wait_for(&format!("the menu {id}"), is_hidden, |is_hidden| !is_hidden).await.map(|_| ())
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
        self.act(&format!("#{id}"), async |element| element.send_keys(keys.as_str()).await.map(|()| true)).await
    }

    /// Presses keys on whatever has the focus.
    pub(crate) async fn press_anywhere(&self, keys: impl Into<thirtyfour::TypingData>) -> Outcome {
        let focused = async || Ok(self.driver.active_element().await?);
        Ok(wait_for("what has the focus", focused, |_| true).await?.send_keys(keys).await?)
    }

    /// Waits until nothing moves any more.
    pub(crate) async fn settle(&self) -> Outcome {
        // What begins with the next frame is no motion yet.
        let script = "const done = arguments[arguments.length - 1];
            const look = () => done(document.getAnimations().every((motion) => motion.playState === 'finished'));
            requestAnimationFrame(() => requestAnimationFrame(look));";
        let is_still = async || Ok(self.driver.execute_async(script, vec![]).await?.convert::<bool>()?);
        wait_for("the end of all motion", is_still, |still| *still).await.map(drop)
    }

    /// Chooses the kind of what is written.
    pub(crate) async fn choose_kind(&self, kind: &str) -> Outcome {
        let at = ["text", "json", "hex", "base64", "file", "drawing"].iter().position(|known| *known == kind);
        self.choose("kind", at.ok_or("no kind of message")?).await
    }

    pub(crate) async fn click(&self, id: &str) -> Outcome {
        self.click_at(&format!("#{id}")).await
    }

    /// Presses the pointer on the first element, moves it over the others, and lifts it.
    pub(crate) async fn drag(&self, from: &str, over: &[&str]) -> Outcome {
        let mut actions = self.driver.action_chain().click_and_hold_element(&self.driver.find(By::Css(from)).await?);
        for selector in over {
            actions = actions.move_to_element_center(&self.driver.find(By::Css(*selector)).await?);
        }
        Ok(actions.release().perform().await?)
    }

    /// Chooses among a few, by the place of what is chosen.
    pub(crate) async fn choose(&self, id: &str, at: usize) -> Outcome {
        self.do_with(id, CHOOSE, vec![id.into(), at.into()]).await
    }

    /// Clicks on the first element that this selector finds, wherever it is.
    pub(crate) async fn click_on(&self, selector: &str) -> Outcome {
        self.do_with(selector, CLICK, vec![selector.into()]).await
    }

    /// Does with an element what a script says, as soon as the element is there. Done once it is not done again when a driver
    /// has lost the answer.
    async fn do_with(&self, what: &str, script: &str, mut arguments: Vec<serde_json::Value>) -> Outcome {
        static DEEDS: AtomicU64 = AtomicU64::new(0);
        arguments.push(DEEDS.fetch_add(1, Relaxed).into());
        let script = format!(
            "const deed = [...arguments].pop(), done = window.deeds ??= new Set();
            if (!done.has(deed) && (function () {{ {script} }})(...arguments)) done.add(deed);
            return done.has(deed);"
        );
        let act = async || Ok(self.driver.execute(&script, arguments.clone()).await?.convert::<bool>()?);
        wait_for(what, act, |is_done| *is_done).await.map(drop)
    }

    /// Drops a file on an element: of so many parts, each of so many bytes. The parts are one in memory.
    pub(crate) async fn drop_file(&self, selector: &str, name: &str, part: u64, parts: u64) -> Outcome {
        let arguments = vec![selector.into(), name.into(), part.into(), parts.into()];
        self.driver.execute(DROP, arguments).await?;
        Ok(())
    }

    pub(super) async fn click_at(&self, selector: &str) -> Outcome {
        self.act(
            selector,
            async |element| {
                if self.is_still(element).await? { element.click().await.map(|()| true) } else { Ok(false) }
            },
        )
        .await
    }

    async fn is_still(&self, element: &WebElement) -> WebDriverResult<bool> {
        self.driver.execute_async(IS_STILL, vec![element.to_json()?]).await?.convert()
    }

    /// Does something with an element as soon as a person could: when it is there and enabled, and the action says that it
    /// is done. One that is drawn anew in the meantime is looked for again.
    pub(super) async fn act(
        &self,
        selector: &str,
        action: impl AsyncFn(&WebElement) -> WebDriverResult<bool>,
    ) -> Outcome {
        let covered_since = Cell::new(None);
        let attempt = async || {
            let acted = async {
                let element = self.driver.find(By::Css(selector)).await?;
                if !element.is_enabled().await? {
                    return Ok(Some("it is disabled".to_owned()));
                }
                let is_done = action(&element).await?;
                Ok((!is_done).then(|| "it moves".to_owned()))
            };
            match acted.await {
                Ok(hindrance) => Ok(hindrance),
                Err(error) if is_covered(&error) => {
                    let since = covered_since.get().unwrap_or_else(Instant::now);
                    covered_since.set(Some(since));
                    // The driver says what covers it. A fault of the layout is not to look like slowness.
                    if since.elapsed() > LONGEST_COVER { Err(error.into()) } else { Ok(Some(error.to_string())) }
                }
                Err(error) if is_hidden(&error) => {
                    self.driver.execute(REVEAL, vec![selector.into()]).await?;
                    Ok(Some(error.to_string()))
                }
                Err(error) if is_passing(&error) || is_hiccup(&error) => Ok(Some(error.to_string())),
                Err(error) => Err(error.into()),
            }
        };
        wait_for(&format!("{selector} to be ready"), attempt, Option::is_none).await.map(|_| ())
    }

    /// Turns the wheel over an element, by so many pixels: down, or up where they are less than 0.
    pub(crate) async fn turn_wheel(&self, selector: &str, pixels: i32) -> Outcome {
        let over = self.driver.find(By::Css(selector)).await?.to_json()?;
        let turn =
            json!({ "type": "scroll", "origin": over, "x": 0, "y": 0, "deltaX": 0, "deltaY": pixels, "duration": 0 });
        self.perform(json!([{ "type": "wheel", "id": "wheel", "actions": [turn] }])).await
    }

    /// Puts a finger on an element and draws it down, pixel by pixel.
    pub(crate) async fn draw_finger(&self, selector: &str, pixels: i32) -> Outcome {
        let on = self.driver.find(By::Css(selector)).await?.to_json()?;
        let to = |y: i32| json!({ "type": "pointerMove", "duration": 10, "origin": on, "x": 0, "y": y });
        let mut actions = vec![to(-pixels / 2), json!({ "type": "pointerDown", "button": 0 })];
        actions.extend((1..=pixels).map(|moved| to(moved - pixels / 2)));
        actions.push(json!({ "type": "pointerUp", "button": 0 }));
        let finger =
            json!({ "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" }, "actions": actions });
        self.perform(json!([finger])).await
    }

    pub(super) async fn perform(&self, actions: serde_json::Value) -> Outcome {
        self.driver.handle().cmd(Command::PerformActions(Actions::from(actions))).await?;
        // To WebKit's driver the next turn is none when it is like the one before.
        self.driver.handle().cmd(Command::ReleaseActions).await?;
        Ok(())
    }
}

/// Whether another element would get the click.
fn is_covered(error: &WebDriverError) -> bool {
    matches!(**error, WebDriverErrorInner::ElementClickIntercepted(_))
}

/// Whether an element can't be seen.
fn is_hidden(error: &WebDriverError) -> bool {
    matches!(**error, WebDriverErrorInner::ElementNotInteractable(_))
}

/// Whether an element was not ready only at this moment.
fn is_passing(error: &WebDriverError) -> bool {
    matches!(**error, WebDriverErrorInner::NoSuchElement(_) | WebDriverErrorInner::StaleElementReference(_))
}
