//! Messages that are large, deep, wide or wrong: none keeps the page from drawing, or the worker from answering.

use std::time::Duration;

use socketscope_lab::Limits;

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_at_most, wait_for},
    page::Page,
    stage::Stage,
};

/// A debug build without optimisation takes its time.
const LIMIT: Duration = Duration::from_mins(2);

/// Milliseconds without a frame. A person sees a tenth of it; but this is a build without optimisation, on a machine
/// that does more than this.
const MOST_MS: f64 = 2_000.0;

/// What is read in slices is told so many times at least while it is read: how often beyond that depends on how fast the page
/// draws and the engine reads.
const LEAST_TOLD: u64 = 2;

/// Measures from now on the longest time between two frames.
const WATCH_FRAMES: &str = "window.longest = 0; let last = performance.now();
    const next = (now) => { window.longest = Math.max(window.longest, now - last); last = now; requestAnimationFrame(next); };
    requestAnimationFrame(next);";

/// Clicks a row, and on Close in the next frame: whether the status told it before all of the message was read, and how many
/// times it was told how much is read.
const OPEN_AND_CLOSE: &str = "const [row, done] = arguments;
    document.querySelector(`#messages li[data-index='${row}']`).click();
    requestAnimationFrame(() => {
        const told = new Set();
        let isClosed = false;
        const look = () => {
            const progress = document.querySelector('#detail > .reading');
            if (!progress) return;
            if (progress.hidden) { seen.disconnect(); done([isClosed, told.size]); return; }
            told.add(progress.textContent);
            isClosed ||= document.getElementById('status').classList.contains('closed');
        };
        const seen = new MutationObserver(look);
        seen.observe(document.body, { subtree: true, attributes: true, childList: true, characterData: true });
        document.getElementById('close').click();
    });";

async fn expect_frames(page: &Page, what: &str) -> Outcome {
    let longest: f64 = page.ask("return window.longest").await?;
    expect_eq(&format!("whether {longest} ms without a frame are few, {what}"), longest < MOST_MS, true)
}

async fn lines(page: &Page) -> Outcome<Vec<String>> {
    page.text_of_all("#detail-lines code").await
}

/// Looks into this message, and waits until all of it is read.
async fn look_into(page: &Page, index: u64) -> Outcome<Vec<String>> {
    let row = format!("#messages li[data-index=\"{index}\"]");
    wait_for("the row", async || page.text_of_all(&row).await, |rows| !rows.is_empty()).await?;
    page.click_on(&row).await?;
    wait_until_read(page, index).await?;
    lines(page).await
}

async fn wait_until_read(page: &Page, index: u64) -> Outcome {
    let script = "return [document.querySelector('#detail h2')?.textContent ?? '',
        document.querySelector('#detail > .reading')?.hidden ?? false, document.querySelectorAll('#detail-lines li').length]";
    let look = async || page.ask::<(String, bool, u64)>(script).await;
    let is_read =
        |(title, done, lines): &(String, bool, u64)| title.ends_with(&format!(" {index}")) && *done && *lines > 0;
    wait_at_most(LIMIT, &format!("all of message {index}"), look, is_read).await.map(drop)
}

pub(super) async fn a_message_of_64_mib_is_looked_into_while_the_page_draws_and_the_worker_answers(
    stage: &mut Stage<'_>,
) -> Outcome {
    // Larger than what the common lab sends.
    let lab = stage.own_lab(Limits { sent_bytes: 64 << 20, ..Limits::default() }).await?;
    let page = stage.open_page_in(&lab, "/flood?count=1&size=67108864").await?;
    page.click_connect().await?;
    let received = async || page.ledger().await;
    wait_at_most(LIMIT, "the message", received, |ledger| ledger.received == 1 && ledger.bytes == 64 << 20).await?;
    page.wait_until_closed(&["1000"]).await?;
    page.type_into("url", &lab.ws_url("/echo")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.ask::<()>(WATCH_FRAMES).await?;
    let (is_closed, told) = page.ask_by_callback::<(bool, u64)>(OPEN_AND_CLOSE, 0).await?;
    expect_eq("whether it is closed before all of the message is read", is_closed, true)?;
    expect_eq(&format!("whether its reading is told {told} times, so in slices"), told >= LEAST_TOLD, true)?;
    wait_until_read(&page, 0).await?;
    expect_in("the lines", &lines(&page).await?[..4].concat(), &["\"seq\": 0,", "\"pad\": \"...."])?;
    // Looking for something in it does not block either: it is not there, so all of it is looked at.
    page.type_into("filter", "ÄÖÜ").await?;
    let sifted = async || page.text("filter-state").await;
    let told = "0 of 1; of one message only the first 16.0 MB";
    wait_at_most(LIMIT, "the filter", sifted, |sifted| sifted == told).await?;
    expect_frames(&page, "with 64 MiB").await
}

/// Text as JavaScript repeats it: so many times this, then that, so many times the third.
async fn send_repeated(page: &Page, parts: [(&str, usize); 3]) -> Outcome {
    let text: String = parts.iter().map(|(text, times)| text.repeat(*times)).collect();
    send(page, &text).await
}

/// Not with the mouse: the message that is looked into may lie above.
async fn send(page: &Page, text: &str) -> Outcome {
    page.paste_into("message", text, 1).await?;
    page.click_on("#message-form button[type=submit]").await
}

pub(super) async fn nothing_that_a_server_sends_blocks_the_page(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.ask::<()>(WATCH_FRAMES).await?;
    // Each is sent, comes back, and is looked into.
    send_repeated(&page, [("{\"a\":1,,", 1), ("}", 1), ("", 0)]).await?;
    expect_in(
        "broken JSON",
        &look_into(&page, 1).await?.concat(),
        &["This is no JSON from byte 7 on", "follows as it is"],
    )?;
    send_repeated(&page, [("[", 100_000), ("1", 1), ("]", 100_000)]).await?;
    expect_eq("the first lines of what is nested", &look_into(&page, 3).await?[..2], ["[", "  ["])?;
    expect_frames(&page, "nested").await?;
    let keys: Vec<String> = (0..10_000).map(|number| format!("\"k{number}\":{number}")).collect();
    send_repeated(&page, [("{", 1), (&keys.join(","), 1), ("}", 1)]).await?;
    expect_eq("the first key", &look_into(&page, 5).await?[1], "  \"k0\": 0,")?;
    expect_frames(&page, "with ten thousand keys").await?;
    send(&page, "\u{202e}abc\u{200b}\u{1b}[31mred\u{7}\0").await?;
    let shown = look_into(&page, 7).await?.concat();
    expect_eq("what acts or is invisible", shown, "\\u{202E}abc\\u{200B}␛[31mred␇␀")?;
    a_pattern_and_a_path(&page).await?;
    bytes_that_lie(&page).await?;
    expect_frames(&page, "with all of it").await
}

async fn a_pattern_and_a_path(page: &Page) -> Outcome {
    page.press("rows", thirtyfour::Key::Escape).await?;
    page.click_on(".toggle[aria-label=\"Regular expression\"]").await?;
    page.type_into("filter", "((a{100}){100}){100}").await?;
    let problem = async || page.text("filter-problem").await;
    wait_for("the reason", problem, |problem| problem.contains("too large")).await?;
    page.type_into("filter", "(a+)+$").await?;
    wait_for("no reason", problem, String::is_empty).await?;
    wait_for(
        "the filter",
        async || page.text("filter-state").await,
        |state| state.starts_with("0 of ") && state.ends_with("; of 2 messages only the first 128.0 kB"),
    )
    .await?;
    page.click_on("#clear-filter").await?;
    page.open_panel().await?;
    page.ask::<Option<bool>>(
        "const field = document.getElementById('watch-path');
         field.value = '$.no[3].where';
         field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))",
    )
    .await?;
    let watched = async || page.text_of_all("#watches .watched").await;
    wait_for("the path", watched, |watched| watched == &["not seen yet"]).await.map(drop)
}

async fn bytes_that_lie(page: &Page) -> Outcome {
    page.choose_kind("hex").await?;
    send(page, "89504e470d0a1a0a 0000000d49484452 00000001 00000001 ffffffff").await?;
    look_into(page, 9).await?;
    let problem = async || Ok(page.text_of_all("#detail .problem:not([hidden])").await?.concat());
    wait_for("what is wrong with the picture", problem, |problem| problem.contains("cannot draw this picture")).await?;
    send(page, "5b ff ff ff ff ff ff ff ff 00").await?;
    look_into(page, 11).await?;
    page.choose_named("lens", "CBOR").await?;
    let told = async || Ok(lines(page).await?.concat());
    wait_for("the sentence", told, |told| told.contains("This is no CBOR from byte 0 on: its length says more"))
        .await?;
    Ok(())
}
