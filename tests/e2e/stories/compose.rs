//! What is written, chosen, dropped, pasted and drawn, and what of it arrives.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::{Ledger, Page},
    stage::Stage,
};

/// A second member of the room, without Socketscope: it hears the very bytes.
const WITNESS: &str = "window.heard = [];
    window.witness = new WebSocket('URL');
    witness.binaryType = 'arraybuffer';
    const hex = (data) => [...new Uint8Array(data)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    witness.onmessage = ({ data }) => heard.push(typeof data === 'string' ? data : hex(data));
    return new Promise((resolve) => { witness.onopen = () => resolve(true); });";

async fn expect_heard(page: &Page, expected: &str) -> Outcome {
    page.click_send().await?;
    let heard = async || page.ask::<Vec<String>>("return heard.splice(0)").await;
    let heard = wait_for(&format!("{expected:?} at the witness"), heard, |heard| !heard.is_empty()).await?;
    expect_eq("what the witness heard", heard, [expected])
}

pub(super) async fn every_kind_arrives_exactly_as_it_was_written(stage: &mut Stage<'_>) -> Outcome {
    let room = stage.lab.ws_url(&format!("/chat?room=exact-{}&max=1000", stage.kind.name()));
    let page = stage.open_page_for(&room).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.ask::<bool>(&WITNESS.replace("URL", &room)).await?;
    page.paste_into("message", "a\nb ", 1).await?;
    expect_heard(&page, "a\nb ").await?;
    page.choose("line-ends", 1).await?;
    page.paste_into("message", "a\nb ", 1).await?;
    expect_heard(&page, "a\r\nb ").await?;
    page.click("escapes").await?;
    page.paste_into("message", r"x\0\n\r\u{1f980}\\", 1).await?;
    expect_heard(&page, "x\0\n\r\u{1f980}\\").await?;
    page.choose_kind("json").await?;
    page.paste_into("message", "{\"a\":1,}", 1).await?;
    let problem = async || page.text("draft-problem").await;
    wait_for("what is wrong", problem, |problem| problem.contains("no JSON")).await?;
    let json = "{\"a\":12345678901234567890, \"a\":1.0,\n  \"é\" : \"\\u0000\"} ";
    page.paste_into("message", json, 1).await?;
    expect_heard(&page, json).await?;
    page.choose_kind("base64").await?;
    page.paste_into("message", "AP9B", 1).await?;
    expect_heard(&page, "00 ff 41").await?;
    page.choose_kind("hex").await?;
    page.paste_into("message", "0x00, FF", 1).await?;
    expect_heard(&page, "00 ff").await?;
    page.ask::<()>("witness.close()").await
}

pub(super) async fn json_is_written_one_thing_a_line_without_loss(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.choose_kind("json").await?;
    let written = "{\"a\":12345678901234567890,\"a\":[1.0,\"\\u0041\"]}";
    page.type_into("message", written).await?;
    page.click("format").await?;
    let lines = "{\n  \"a\": 12345678901234567890,\n  \"a\": [\n    1.0,\n    \"\\u0041\"\n  ]\n}";
    wait_for("the lines", async || page.typed("message").await, |typed| typed == lines).await?;
    stage.undo(&page).await?;
    wait_for("what was written", async || page.typed("message").await, |typed| typed == written).await.map(drop)
}

pub(super) async fn what_is_sent_stays_in_the_field_when_that_is_wanted(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click("extras-opener").await?;
    page.click("keep-draft").await?;
    page.send("again").await?;
    page.wait_for_messages(&["Sent: again", "Received: again"]).await?;
    expect_eq("what the field holds", page.typed("message").await?, "again".to_owned())?;
    page.click_send().await?;
    page.wait_for_messages(&["Sent: again", "Received: again", "Sent: again", "Received: again"]).await?;
    page.click("extras-opener").await?;
    page.click("keep-draft").await?;
    page.click_send().await?;
    wait_for("the empty field", async || page.typed("message").await, String::is_empty).await.map(drop)
}

pub(super) async fn what_was_sent_comes_back_with_its_kind(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send("0042").await?;
    page.wait_for_messages(&["Sent: 0042", "Received: 0042"]).await?;
    page.choose_kind("hex").await?;
    page.send("00 ff").await?;
    wait_for("the echo", async || page.ledger().await, |ledger| ledger.received == 2).await?;
    page.type_into("message", "41").await?;
    for (key, text, kind) in
        [(Key::Up, "00 ff", "hex"), (Key::Up, "0042", "text"), (Key::Down, "00 ff", "hex"), (Key::Down, "41", "hex")]
    {
        page.press_in_message(Key::Alt + key).await?;
        wait_for("the draft", async || page.typed("message").await, |typed| typed == text).await?;
        expect_eq(&format!("the kind of {text}"), page.typed("kind").await?, kind.to_owned())?;
    }
    // A letter typed into what was sent loses nothing of what was being written.
    for (key, text) in [(Key::Alt + Key::Up, "00 ff"), (Key::End + "0", "00 ff0"), (Key::Alt + Key::Down, "41")] {
        page.press_in_message(key).await?;
        wait_for("the draft", async || page.typed("message").await, |typed| typed == text).await?;
    }
    Ok(())
}

async fn wait_for_ledger(page: &Page, what: &str, fits: impl Fn(&Ledger) -> bool) -> Outcome {
    wait_for(what, async || page.ledger().await, fits).await.map(|_| ())
}

pub(super) async fn a_file_that_is_dropped_anywhere_goes_whole_or_in_chunks(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.drop_file("#status", "a.bin", 2_500, 1).await?;
    let name = async || page.text("file-name").await;
    wait_for("the file's name", name, |name| name.contains("a.bin, 2.5 kB")).await?;
    page.click_send().await?;
    wait_for_ledger(&page, "the whole file", |ledger| (ledger.sent, ledger.received) == (1, 1)).await?;
    page.choose("file-way", 1).await?;
    page.type_into("chunk-size", "1000").await?;
    page.click_send().await?;
    wait_for_ledger(&page, "three chunks", |ledger| (ledger.sent, ledger.received) == (4, 4)).await?;
    let progress = async || page.text("file-progress").await;
    wait_for("the report", progress, |text| text.contains("all 2.5 kB sent")).await?;
    page.type_into("chunk-size", "0").await?;
    page.click_send().await?;
    page.wait_for_problem("message", "A chunk has 1 byte to 64 MiB").await
}

const PASTE_TEXT: &str = "const [times, done] = arguments, text = '0123456789abcdeé'.repeat(times);
    const transfer = new DataTransfer();
    transfer.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
    // Firefox gives each event a clipboard of its own.
    if (event.clipboardData.getData('text/plain') !== text) event.clipboardData.setData('text/plain', text);
    done(document.getElementById('message').dispatchEvent(event));";

pub(super) async fn a_long_text_that_is_pasted_becomes_a_file_and_goes_as_text(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.type_into("message", "unfinished").await?;
    let is_left = page.ask_by_callback::<bool>(PASTE_TEXT, 64 * 1024).await?;
    expect_eq("whether a MiB is left to the field", is_left, true)?;
    let is_left = page.ask_by_callback::<bool>(PASTE_TEXT, 64 * 1024 + 1).await?;
    expect_eq("whether more is left to the field", is_left, false)?;
    page.wait_for_problem("message", "More than 1 MiB was pasted").await?;
    expect_in("the file", &page.text("file-name").await?, &["pasted.txt, 1.1 MB"])?;
    page.click_send().await?;
    wait_for_ledger(&page, "its echo", |ledger| ledger.received == 1).await?;
    page.click_on("#messages li[data-index='1']").await?;
    let facts = async || Ok(page.text_of_all("#detail .hint").await?.concat());
    wait_for("what came back", facts, |facts| facts.contains("text, 1.1 MB")).await?;
    page.choose_kind("text").await?;
    expect_eq("what was being written", page.typed("message").await?.as_str(), "unfinished")
}

pub(super) async fn what_stays_with_the_browser_is_told_where_it_is_not_looked_into(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/binary?size=2000000")).await?;
    page.unfold().await?;
    page.choose("binary-type", 1).await?;
    page.type_into("watch-path", "$.n").await?;
    page.press("watch-path", Key::Enter).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    wait_for_ledger(&page, "the message", |ledger| ledger.kept == 1).await?;
    let told = "not looked into: 1 message that stay";
    let hint = async || Ok(page.text_of_all("#watches ~ .hint").await?.concat());
    wait_for("what no watch sees", hint, |hint| hint.contains(told)).await?;
    page.type_into("filter", "nowhere").await?;
    wait_for("what no filter sees", async || page.text("filter-state").await, |state| state.contains(told)).await?;
    page.type_into("search", "nowhere").await?;
    wait_for("what no search sees", async || page.text("search-count").await, |count| count.contains(told))
        .await
        .map(drop)
}

const PASTE_FILES: &str = "const transfer = new DataTransfer();
    const files = ['one.bin', 'two.bin'].map((name) => new File([new Uint8Array(10)], name));
    files.forEach((file) => transfer.items.add(file));
    const event = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
    // Firefox gives each event a clipboard of its own.
    if (event.clipboardData.files.length === 0) files.forEach((file) => event.clipboardData.items.add(file));
    document.getElementById('message').dispatchEvent(event);";

pub(super) async fn of_several_files_that_are_pasted_one_is_taken_and_that_is_said(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.ask::<Option<()>>(PASTE_FILES).await?;
    page.wait_for_problem("message", "One file at a time is sent: one.bin").await?;
    expect_in("the file's name", &page.text("file-name").await?, &["one.bin, 10 B"])?;
    page.click_send().await?;
    wait_for_ledger(&page, "the file", |ledger| (ledger.received, ledger.bytes) == (1, 20)).await
}

pub(super) async fn a_file_is_shown_and_can_be_cancelled_whatever_is_written_meanwhile(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.connect_alone("/slow?bytes_per_second=100000").await?;
    page.drop_file("body", "big.bin", 1 << 20, 40).await?;
    page.choose("file-way", 1).await?;
    page.click_send().await?;
    page.choose_kind("text").await?;
    page.type_into("message", "meanwhile").await?;
    let progress = async || page.text("file-progress").await;
    wait_for("its progress", progress, |text| text.contains("big.bin") && text.contains("of 41.9 MB sent")).await?;
    page.click("cancel-file").await?;
    let is_hidden = async || page.ask::<bool>("return document.getElementById('file-progress').hidden").await;
    wait_for("the end of the strip", is_hidden, |is_hidden| *is_hidden).await?;
    page.choose_kind("file").await?;
    wait_for("what became of it", progress, |text| text.contains("cancelled")).await?;
    page.choose_kind("text").await?;
    expect_eq("the draft", page.typed("message").await?, "meanwhile")
}

pub(super) async fn a_drawing_is_sent_as_the_pixels_of_its_canvas(stage: &mut Stage<'_>) -> Outcome {
    const PIXELS: u64 = 240 * 120 * 4;
    let page = stage.connect_to("/echo").await?;
    page.choose_kind("drawing").await?;
    page.click_send().await?;
    page.wait_for_problem("message", "nothing is drawn yet").await?;
    page.drag("#drawing", &["#clear", "#drawing"]).await?;
    page.drag("#drawing", &["#message-form"]).await?;
    page.click_send().await?;
    let came = |ledger: &Ledger| (ledger.sent, ledger.received, ledger.bytes) == (1, 1, 2 * PIXELS);
    wait_for_ledger(&page, "the drawing", came).await
}

pub(super) async fn a_blob_is_read_when_it_comes_into_view(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/binary?size=100000")).await?;
    page.unfold().await?;
    page.choose("binary-type", 1).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    let now = async || page.text("binary-type-now").await;
    wait_for("the connection's own type", now, |now| now == "blob").await?;
    let payloads = async || page.text_of_all("#messages .payload").await;
    let is_read = |payloads: &Vec<String>| payloads.first().is_some_and(|payload| payload.len() > 8);
    wait_for("the beginning of the message", payloads, is_read).await?;
    expect_eq("what is kept in the log", page.ledger().await?.truncated, 0)
}
