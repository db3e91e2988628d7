//! What is taken out of the log: messages as a file of NDJSON, one message as text.

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    stage::Stage,
};

/// No browser asks a person here, none starts a download, and none has a clipboard: what they would get is kept. In
/// Firefox a script sees another window than the page does, unless it says so.
pub(super) const STUBS: &str = "const page = window.wrappedJSObject ?? window;
    window.given = [];
    const give = URL.createObjectURL;
    page.URL.createObjectURL = (blob) => { window.given.push(blob); return give.call(URL, blob); };
    page.HTMLAnchorElement.prototype.click = () => {};
    page.Clipboard.prototype.writeText = async (text) => { window.copied = text; };
    page.showSaveFilePicker = undefined;";

/// The person chooses a place.
const PICK: &str = "(window.wrappedJSObject ?? window).showSaveFilePicker = async () => {
        const root = await navigator.storage.getDirectory();
        return window.picked = await root.getFileHandle('picked', { create: true });
    };";

/// The person chooses none.
const DECLINE: &str = "(window.wrappedJSObject ?? window).showSaveFilePicker =
    async () => { throw new DOMException('no', 'AbortError'); };";

/// The events and the indexes of messages in the lines of what was given last, and whether it is a file on the disk.
const GIVEN: &str = "window.given.at(-1).text().then((text) => {
        const lines = text.trim().split('\\n').map((line) => JSON.parse(line));
        const of = (name) => lines.map((line) => line[name]).filter((value) => value !== undefined);
        return [of('event'), of('index'), window.given.at(-1) instanceof File];
    })";

/// The same of the file at the place that was picked.
const PICKED: &str = "window.picked.getFile().then((file) => file.text())
    .then((text) => text.trim().split('\\n').map((line) => JSON.parse(line).index).filter((index) => index !== undefined))";

async fn save(page: &Page, extent: u64) -> Outcome {
    page.click("save-opener").await?;
    page.click_on(&format!("#save li:nth-child({extent}) button")).await
}

async fn wait_for_saved(page: &Page, said: &str) -> Outcome {
    wait_for(&format!("{said:?}"), async || page.text("saved").await, |seen| seen == said).await.map(drop)
}

pub(super) async fn messages_are_saved_through_the_disk_and_each_session_tells_its_own(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.start("/flood?count=3000&size=500").await?;
    wait_for("the flood", async || Ok(page.ledger().await?.kept), |kept| *kept == 3_000).await?;
    page.ask::<()>(STUBS).await?;
    save(&page, 1).await?;
    wait_for_saved(&page, "Saved 3,000 messages").await?;
    let has_ended = page.ask::<bool>("return document.querySelector('#save > button').disabled").await?;
    expect_eq("whether there is nothing to stop", has_ended, true)?;
    let (events, indexes, is_on_disk): (Vec<String>, Vec<u64>, bool) = page.ask_later(GIVEN).await?;
    expect_eq("the events in the file", events, ["connecting", "opened", "closed"].map(str::to_owned).to_vec())?;
    expect_eq("the messages in the file", indexes, (0..3_000).collect::<Vec<_>>())?;
    expect_eq("whether the file is on the disk", is_on_disk, true)?;
    // Another session has saved nothing.
    page.click("new-session").await?;
    wait_for_saved(&page, "").await?;
    page.click("tab-0").await?;
    wait_for_saved(&page, "Saved 3,000 messages").await
}

pub(super) async fn messages_are_saved_where_the_person_wants_or_nowhere(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.start("/flood?count=3000&size=500").await?;
    wait_for("the flood", async || Ok(page.ledger().await?.kept), |kept| *kept == 3_000).await?;
    page.ask::<()>(STUBS).await?;
    page.ask::<()>(PICK).await?;
    // The file is begun while the filter still looks.
    page.type_into("filter", "\"seq\":29").await?;
    save(&page, 2).await?;
    wait_for_saved(&page, "Saved 111 messages").await?;
    let expected: Vec<u64> = [29].into_iter().chain(290..300).chain(2_900..3_000).collect();
    expect_eq("the messages in the file", page.ask_later::<Vec<u64>>(PICKED).await?, expected)?;
    page.ask::<()>(DECLINE).await?;
    save(&page, 1).await?;
    wait_for_saved(&page, "").await?;
    expect_eq("what was given", page.ask::<u64>("return window.given.length").await?, 0)
}

async fn take(page: &Page, place: u64) -> Outcome {
    page.click("take-opener").await?;
    page.click_on(&format!("#take li:nth-child({place}) button")).await
}

async fn wait_for_told(page: &Page, part: &str) -> Outcome {
    let told = async || Ok(page.text_of_all("#detail header [role=status]").await?.concat());
    wait_for(&format!("{part:?} beside the message"), told, |told| told.contains(part)).await.map(drop)
}

pub(super) async fn a_copy_that_lacks_something_says_so(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.ask::<()>(STUBS).await?;
    page.send("plain").await?;
    page.choose_kind("hex").await?;
    page.send("41 ff").await?;
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    page.click_on("#messages li[data-index='0']").await?;
    wait_for("the menu", async || Ok(page.text_of_all("#take-opener").await?.len()), |there| *there == 1).await?;
    take(&page, 2).await?;
    wait_for_told(&page, "it is no JSON").await?;
    page.click_on("#messages li[data-index='2']").await?;
    wait_for_told(&page, "").await?;
    take(&page, 1).await?;
    wait_for_told(&page, "with losses").await?;
    let copied = async || page.ask::<String>("return window.copied").await;
    wait_for("the copy", copied, |copied| copied == "A\u{fffd}").await.map(drop)
}

/// Asks for the message that is open as a draft, and opens another one before its bytes can have come.
const TAKE_AND_LEAVE: &str = "document.querySelector('#take li:last-child button').click();
    document.querySelector(\"#messages li[data-index='0']\").click();";

pub(super) async fn what_was_asked_for_is_taken_whatever_is_opened_meanwhile(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send("first").await?;
    page.choose_kind("hex").await?;
    page.send("00 ff").await?;
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    page.choose_kind("text").await?;
    page.click_on("#messages li[data-index='2']").await?;
    wait_for("the menu", async || Ok(page.text_of_all("#take-opener").await?.len()), |there| *there == 1).await?;
    page.ask::<()>(TAKE_AND_LEAVE).await?;
    let draft = async || page.typed("message").await;
    wait_for("the draft of what was asked for", draft, |draft| draft == "00 ff").await?;
    expect_eq("its kind", page.typed("kind").await?, "hex".to_owned())?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for("the other message", title, |title| title == "Sent message 0").await.map(drop)
}

pub(super) async fn a_message_is_copied_unless_it_is_too_large(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.start("/flood?count=2&size=12582912").await?;
    wait_for("the messages", async || Ok(page.ledger().await?.kept), |kept| *kept == 2).await?;
    page.ask::<()>(STUBS).await?;
    page.click_on("#messages li[data-index=\"1\"]").await?;
    let opened = async || page.text_of_all("#detail h2").await;
    wait_for("the message", opened, |titles| titles == &["Received message 1"]).await?;
    let told = async || Ok(page.text_of_all("#detail header [role=status]").await?.concat());
    take(&page, 1).await?;
    wait_for("the copy", told, |told| told == "Copied").await?;
    let copied: (u64, String) = page.ask("return [window.copied.length, window.copied.slice(0, 16)]").await?;
    expect_eq("the copy", copied, (12_582_912, "{\"seq\":1,\"pad\":\"".to_owned()))?;
    take(&page, 2).await?;
    let lines =
        async || page.ask::<Vec<String>>("return window.copied.split('\\n').map((line) => line.slice(0, 12))").await;
    wait_for("the indented copy", lines, |lines| lines == &["{", "  \"seq\": 1,", "  \"pad\": \"..", "}"]).await?;
    // As hex it would be three times as long.
    take(&page, 4).await?;
    wait_for("why not", told, |told| told.contains("larger than 16 MiB")).await?;
    take(&page, 7).await?;
    wait_for("what came of it", told, |told| told.contains("in the composer as a file")).await?;
    let chosen = async || Ok(page.text_of_all("#file-name").await?.concat());
    wait_for("the file", chosen, |name| name == "message-1.json, 12.6 MB").await.map(drop)
}
