//! The page in German, state by state: no English sentence is left in it.

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, wait_for},
    page::Page,
    stage::Stage,
};

/// What is read or heard and has one of these words, which German has not. What messages, addresses and programs hold
/// is not the page's, and neither are the names of the standards.
const ENGLISH: &str = r"
    const frequent = 'the and of is are it its not no with without this that these your you has have had from for by be been '
        + 'what which when why how than they there can cannot only each every other more most before after while until send sends '
        + 'sent receive received messages connection connections closed opened address page session sessions rows search show '
        + 'choose save saved clear copy copied delay tries keep kept size answer first newest oldest unknown seen possible none '
        + 'any new find';
    const words = new RegExp('\\b(' + frequent.replaceAll(' ', '|') + ')\\b', 'i');
    const foreign = '.payload, code, pre, .mono, textarea, .standard, option[value=en]';
    const said = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { nodeValue, parentElement } = texts.currentNode;
        if (!parentElement.closest(foreign)) said.push(nodeValue);
    }
    for (const element of document.querySelectorAll('body *')) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'label']) said.push(element.getAttribute(name) ?? '');
    }
    // Addresses, names of functions and states, what is quoted, and IANA's names.
    const aside = /\S*:\/\/\S*|\w+\(\)|\b[A-Z]{4,}\b|`[^`]*`|„[^“]*“|Normal Closure|No Status Received|Abnormal Closure/g;
    return [...new Set(said.filter((text) => words.test(text.replaceAll(aside, ''))))];";

pub(super) async fn what_is_said_of_an_open_message_changes_its_language_with_the_page(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.open_page_with("language=en", "").await?;
    // In a small window the message would cover the settings.
    stage.resize(1440, 900).await?;
    page.wait_for_status_class("open").await?;
    page.send("hello").await?;
    page.click_on("#messages li.received").await?;
    let said = async || Ok(page.text_of_all("#detail").await?.concat());
    wait_for("what is said of it", said, |said| said.contains("The message is text.")).await?;
    page.click("open-settings").await?;
    page.choose_named("language", "Deutsch").await?;
    wait_for("the same in German", said, |said| said.contains("Die Nachricht ist Text.")).await.map(drop)
}

pub(super) async fn german_is_spoken_in_every_state(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let page = stage.open_page_with("language=de", "?url=").await?;
    stage.resize(1440, 900).await?;
    page.wait_for_demos().await?;
    page.unfold().await?;
    speaks_german(&page, "fresh").await?;
    connect(stage, &page, "/echo").await?;
    talk(&page).await?;
    for kind in ["json", "hex", "base64", "file", "drawing", "text"] {
        page.choose_kind(kind).await?;
        speaks_german(&page, kind).await?;
    }
    look_into(&page).await?;
    find(&page).await?;
    end(stage, &page).await?;
    above(&page).await
}

async fn connect(stage: &Stage<'_>, page: &Page, path: &str) -> Outcome {
    page.type_into("url", &stage.lab.ws_url(path)).await?;
    page.click_connect().await?;
    page.wait_for_status_class("open").await
}

/// Messages of several kinds, grouped, and values that are watched.
async fn talk(page: &Page) -> Outcome {
    for (at, message) in ["{\"type\":\"a\",\"n\":1}", "{\"type\":\"a\",\"n\":2}", "[1, 2"].into_iter().enumerate() {
        page.send(message).await?;
        let count = 2 * (at as u64 + 1);
        wait_for("the echo", async || Ok(page.ledger().await?.kept), |kept| *kept == count).await?;
    }
    page.click("group-kinds").await?;
    page.type_into("watch-path", "$.n").await?;
    page.press("watch-path", Key::Enter).await?;
    let kinds = async || page.text_of_all("#kinds li").await;
    wait_for("the kinds", kinds, |kinds| kinds.len() == 2).await?;
    page.type_into("sender-count", "2").await?;
    page.click("sender-start").await?;
    let report = async || page.text("sender-report").await;
    wait_for("the sender", report, |report| report.contains("fertig")).await?;
    speaks_german(page, "with traffic").await
}

/// A message that is no JSON, and one with its differences from the one before.
async fn look_into(page: &Page) -> Outcome {
    page.click_on("#messages li[data-index='5']").await?;
    let says = async || page.text_of_all("#detail-lines li").await;
    wait_for("what is wrong", says, |lines| lines.concat().contains("JSON")).await?;
    speaks_german(page, "looking into a message").await?;
    page.click_on("#messages li[data-index='3']").await?;
    let title = async || page.text_of_all("#detail h2").await;
    wait_for("the other message", title, |title| title == &["Empfangene Nachricht 3"]).await?;
    page.choose("compare", 1).await?;
    let compared = async || page.text_of_all("#detail .options .hint").await;
    wait_for("the comparison", compared, |texts| texts.concat().contains("verglichen")).await?;
    speaks_german(page, "comparing").await?;
    page.press("rows", Key::Escape).await
}

/// Conditions of every kind, and patterns that are none.
async fn find(page: &Page) -> Outcome {
    page.type_into("filter", "n").await?;
    page.type_into("search", "1").await?;
    page.open_menu("conditions").await?;
    page.choose("filter-direction", 1).await?;
    page.type_into("filter-least", "1").await?;
    let chips = async || page.text_of_all(".chip").await;
    wait_for("the conditions", chips, |chips| chips.len() == 3).await?;
    speaks_german(page, "filtered").await?;
    page.type_into("filter-least", "x").await?;
    let problem = async || page.text("filter-least-problem").await;
    wait_for("the problem", problem, |problem| !problem.is_empty()).await?;
    speaks_german(page, "with a wrong condition").await?;
    page.press_anywhere(Key::Escape).await?;
    page.click("clear-filter").await
}

/// Closed by the person; by nobody, and let go; failed, with its findings; then addresses that are none.
async fn end(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click_close().await?;
    page.wait_for_status_class("closed").await?;
    page.click_send().await?;
    page.wait_for_problem("message", "Nicht gesendet").await?;
    speaks_german(page, "closed").await?;
    connect(stage, page, "/silent").await?;
    page.click_close().await?;
    page.wait_for_status_class("closing").await?;
    wait_for("what it waits for", async || page.text("waiting").await, |text| text.contains("bisher")).await?;
    speaks_german(page, "closing").await?;
    page.click("let-go").await?;
    page.wait_for_status_class("closed").await?;
    page.type_into("url", &stage.lab.ws_url("/refuse")).await?;
    page.click_connect().await?;
    let findings = async || page.text_of_all("#findings li").await;
    wait_for("the findings", findings, |findings| findings.len() > 3).await?;
    speaks_german(page, "failed").await?;
    page.type_into("url", "http://a b").await?;
    page.type_into("protocols", "a,,b").await?;
    page.click_connect().await?;
    page.wait_for_problem("url", "WebSocket").await?;
    page.wait_for_problem("protocols", "Komma").await?;
    speaks_german(page, "with a wrong address").await
}

/// What lies above the page.
async fn above(page: &Page) -> Outcome {
    let dialog = async || page.ask::<bool>("return !!document.querySelector('dialog[open]')").await;
    for id in ["open-palette", "open-settings", "open-lessons"] {
        page.click(id).await?;
        wait_for(id, dialog, |is_open| *is_open).await?;
        speaks_german(page, id).await?;
        page.press_anywhere(Key::Escape).await?;
        wait_for("the page", dialog, |is_open| !is_open).await?;
    }
    page.press_anywhere("?").await?;
    wait_for("the shortcuts", dialog, |is_open| *is_open).await?;
    speaks_german(page, "the shortcuts").await
}

async fn speaks_german(page: &Page, state: &str) -> Outcome {
    let english: Vec<String> = page.ask(ENGLISH).await?;
    if english.is_empty() { Ok(()) } else { Err(format!("English, {state}:\n{}", english.join("\n")).into()) }
}
