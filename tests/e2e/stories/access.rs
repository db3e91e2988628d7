//! Access: what axe-core finds, how large things are that one presses, and the whole flow by keyboard alone.

use std::{env, fs};

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    run::is_long,
    stage::Stage,
};

/// The file of axe-core. `cargo xtask test` gets it from npm.
const AXE: &str = "SOCKETSCOPE_AXE";

/// A phone and a desk, in CSS pixels.
const SIZES: [(u32, u32); 2] = [(360, 740), (1440, 900)];

/// Settings under which everything is looked at.
const LOOKS: [&str; 3] = ["theme=light", "theme=dark language=de", "theme=light contrast=more density=compact"];

/// Under which looks and sizes the states are looked at: each state in both sizes and themes, or all that there are.
fn scenes() -> Vec<(&'static str, (u32, u32))> {
    if is_long() {
        LOOKS.into_iter().flat_map(|look| SIZES.map(|size| (look, size))).collect()
    } else {
        vec![(LOOKS[0], SIZES[1]), (LOOKS[1], SIZES[0])]
    }
}

/// What axe finds, a line for each place.
const RUN: &str = "const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations', 'incomplete'] }).then(({ violations }) => done(violations.flatMap(
        ({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`))));";

/// Whether one of the parts that stand below each other begins before the one above it ends.
const OVERLAPS: &str = "const parts = ['messages', 'message-form', 'ledger'].map((id) => document.getElementById(id))
        .map((part) => part.getBoundingClientRect()).filter((part) => part.height > 1);
    return parts.slice(1).some((part, above) => part.top < parts[above].bottom - 1);";

/// What can be pressed and is smaller than WCAG 2.5.8 asks, unless it stands within a sentence.
const SMALL: &str = "const seen = (element) => element.offsetParent !== null && getComputedStyle(element).visibility === 'visible';
    return [...document.querySelectorAll('button, a[href], input, select, textarea, summary, [role=tab], [role=option], .cross')]
        .filter(seen).filter((element) => !element.closest('.skip'))
        .map((element) => [element, (element.closest('label') ?? element).getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < 23.9)
        .map(([{ tagName, id, className }, { width, height }]) => `${tagName}#${id}.${className} ${width} × ${height}`)";

/// Whether a button would hear a key that is still held down.
const HELD: &str = "const held = { key: 'Enter', repeat: true, bubbles: true, cancelable: true };
    return document.activeElement.dispatchEvent(new KeyboardEvent('keydown', held));";

/// How far parts of the page moved by themselves since it was loaded, and which (<https://wicg.github.io/layout-instability/>).
const SHIFTS: &str = "const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    const at = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');
    const told = ({ node, previousRect, currentRect }) =>
        `${node?.id || node?.className || node?.nodeName} in ${node?.parentElement?.id || node?.parentElement?.className}
         ${node?.textContent?.slice(0, 30)}: ${at(previousRect)} -> ${at(currentRect)}`;
    return observer.takeRecords().map(({ value, sources }) => [value, sources.map(told).join('; ')])";

/// More than this is seen. What is drawn on fractions of a pixel moves by less.
const SEEN_SHIFT: f64 = 0.001;

/// A state of the page, and what leads to it.
enum State {
    Fresh,
    Traffic,
    Looking,
    Failed,
    Panel(&'static str),
    Above(&'static str),
}

const STATES: [(&str, State); 11] = [
    ("fresh", State::Fresh),
    ("with traffic", State::Traffic),
    ("looking into a message", State::Looking),
    ("failed", State::Failed),
    ("with what is known, all of it", State::Panel("show-connection")),
    ("with what runs through, all of it", State::Panel("show-traffic")),
    ("with what goes by itself, all of it", State::Panel("show-automate")),
    ("palette", State::Above("open-palette")),
    ("lessons", State::Above("open-lessons")),
    ("settings", State::Above("open-settings")),
    ("shortcuts", State::Above("")),
];

pub(super) async fn axe_finds_nothing_in_any_state_look_and_width(stage: &mut Stage<'_>) -> Outcome {
    let Some(axe) = env::var_os(AXE).filter(|path| !path.is_empty()) else {
        eprintln!("{AXE} names no axe-core, so nothing is looked at; `cargo xtask test` gets it where there is npm.");
        return Ok(());
    };
    let axe = fs::read_to_string(axe)?;
    stage.expect_failing_connection();
    let mut found = Vec::new();
    for (look, (width, height)) in scenes() {
        let page = stage.open_page_with(look, "").await?;
        stage.resize(width, height).await?;
        page.wait_for_status("").await?;
        stage.driver().execute(&axe, vec![]).await?;
        for (name, state) in &STATES {
            go_to(stage, &page, state).await?;
            let lines: Vec<String> = stage.driver().execute_async(RUN, vec![]).await?.convert()?;
            found.extend(lines.into_iter().map(|line| format!("{look}, {width}, {name}: {line}")));
            let small: Vec<String> = page.ask(SMALL).await?;
            found.extend(small.into_iter().map(|line| format!("{look}, {width}, {name}: too small: {line}")));
            let is_wider: bool = page.ask("return document.documentElement.scrollWidth > innerWidth").await?;
            found.extend(is_wider.then(|| format!("{look}, {width}, {name}: the page scrolls sideways")));
            let overlaps: bool = page.ask(OVERLAPS).await?;
            found.extend(overlaps.then(|| format!("{look}, {width}, {name}: one part lies over another")));
            leave(&page, state).await?;
        }
    }
    if found.is_empty() { Ok(()) } else { Err(format!("{} places:\n{}", found.len(), found.join("\n")).into()) }
}

pub(super) async fn nothing_moves_while_the_page_connects_by_itself(stage: &mut Stage<'_>) -> Outcome {
    for (width, height) in [SIZES[0], (412, 823), SIZES[1]] {
        let page = stage.open_page("").await?;
        stage.resize(width, height).await?;
        stage.driver().refresh().await?;
        page.wait_until_loaded().await?;
        page.wait_for_status_class("open").await?;
        page.settle().await?;
        let shifts: Vec<(f64, String)> = page.ask(SHIFTS).await?;
        let seen: Vec<_> = shifts.into_iter().filter(|(value, _)| *value > SEEN_SHIFT).collect();
        expect_eq(&format!("what moved at {width} pixels"), seen, Vec::new())?;
    }
    Ok(())
}

async fn go_to(stage: &Stage<'_>, page: &Page, place: &State) -> Outcome {
    match place {
        State::Fresh => page.click("new-session").await,
        State::Traffic => {
            page.type_into("url", &stage.lab.ws_url("/echo")).await?;
            page.click_connect().await?;
            page.wait_for_status_class("open").await?;
            page.send("{\"type\":\"hello\",\"shalom\":\"שלום\"}").await?;
            wait_for("the echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await.map(drop)
        }
        State::Looking => {
            page.click_on("#messages li.received").await?;
            let lines = async || page.text_of_all("#detail-lines li").await;
            wait_for("its lines", lines, |lines| lines.len() > 2).await.map(drop)
        }
        State::Failed => {
            page.click_close().await?;
            page.wait_for_status_class("closed").await?;
            page.type_into("url", &stage.lab.ws_url("/refuse")).await?;
            page.click_connect().await?;
            let findings = async || page.text_of_all("#findings li").await;
            wait_for("the findings", findings, |findings| findings.len() > 2).await.map(drop)
        }
        State::Panel(tab) => {
            page.open_panel().await?;
            page.click(tab).await
        }
        State::Above(id) => {
            if id.is_empty() {
                page.press_anywhere("?").await?;
            } else {
                page.click(id).await?;
            }
            wait_for("what lies above the page", async || is_covered(page).await, |open| *open).await.map(drop)
        }
    }?;
    page.settle().await
}

async fn leave(page: &Page, state: &State) -> Outcome {
    match state {
        State::Looking => page.press("rows", Key::Escape).await,
        State::Panel(_) => page.click("close-inspector").await,
        State::Above(_) => {
            page.press_anywhere(Key::Escape).await?;
            wait_for("nothing above the page", async || is_covered(page).await, |open| !open).await.map(drop)
        }
        _ => Ok(()),
    }
}

async fn is_covered(page: &Page) -> Outcome<bool> {
    page.ask("return !!document.querySelector('dialog[open]')").await
}

pub(super) async fn connect_send_find_read_and_close_take_no_pointer(stage: &mut Stage<'_>) -> Outcome {
    for (width, height) in SIZES {
        let page = stage.open_page("?url=").await?;
        stage.resize(width, height).await?;
        // The first stop leads past the head of the page, to the message.
        page.press_anywhere(Key::Tab).await?;
        expect_eq("the first stop", page.focused().await?, "skip".to_owned())?;
        // The palette leads to each place.
        command(&page, "go to address").await?;
        page.press_anywhere(stage.lab.ws_url("/echo")).await?;
        page.press_anywhere(Key::Enter).await?;
        page.wait_for_status("Connected to:").await?;
        command(&page, "go to message").await?;
        page.press_anywhere("{\"find\":\"me\"}").await?;
        page.press_anywhere(Key::Control + Key::Enter).await?;
        wait_for("the echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
        command(&page, "go to filter").await?;
        page.press_anywhere("find").await?;
        let shown = async || page.attribute("ledger", "data-shown").await;
        wait_for("both messages", shown, |shown| shown == "2").await?;
        command(&page, "list of messages").await?;
        page.press_anywhere(Key::Up).await?;
        let lines = async || page.text_of_all("#detail-lines code").await;
        wait_for("the message, read", lines, |lines| lines.iter().any(|line| line.contains("\"find\": \"me\"")))
            .await?;
        page.press_anywhere(Key::Escape).await?;
        wait_for("the focus after Escape", async || page.focused().await, |id| id == "rows").await?;
        // F6 goes round the parts, the inspector among them where it is seen.
        for (keys, next) in [(Key::Shift + Key::F6, "url"), (Key::F6.into(), "rows")] {
            page.press_anywhere(keys).await?;
            wait_for("another part", async || page.focused().await, |id| id == next).await?;
        }
        command(&page, "close the connection").await?;
        page.wait_until_closed(&["1000"]).await?;
    }
    Ok(())
}

pub(super) async fn a_button_that_cannot_be_pressed_any_more_hands_the_focus_on(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.unfold().await?;
    page.type_into("sender-count", "100000").await?;
    let steps = [
        ("connect", "close", true),
        ("sender-start", "sender-pause", true),
        ("sender-pause", "sender-resume", true),
        ("sender-resume", "sender-pause", true),
        ("sender-stop", "sender-start", true),
        ("close", "connect", false),
    ];
    for (button, next, is_open) in steps {
        let script = format!("document.getElementById('{button}').focus(); return document.activeElement.id");
        // One that cannot be pressed yet takes no focus, and the key would press another.
        wait_for(&format!("the focus on {button}"), async || page.ask::<String>(&script).await, |id| id == button)
            .await?;
        page.press_anywhere(Key::Enter).await?;
        wait_for(&format!("the focus to leave {button}"), async || page.focused().await, |id| id == next).await?;
        expect_eq("whether the same press goes on there", page.ask::<bool>(HELD).await?, false)?;
        page.wait_for_status(if is_open { "Connected to:" } else { "Disconnected" }).await?;
    }
    Ok(())
}

/// Chooses a command in the palette.
async fn command(page: &Page, words: &str) -> Outcome {
    page.press_anywhere(Key::Control + "k").await?;
    wait_for("the palette", async || page.focused().await, |id| id == "palette-field").await?;
    page.press_anywhere(words).await?;
    page.press_anywhere(Key::Enter).await?;
    let open = async || page.ask::<bool>("return !!document.querySelector('dialog[open]')").await;
    wait_for("the palette to go", open, |open| !open).await.map(drop)
}
