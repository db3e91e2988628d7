//! The pictures of the documentation: scenes that a person comes to, each as it looks on a desk or a phone.

use std::{env, path::PathBuf};

use crate::{
    browser::Kind,
    outcome::{Outcome, wait_for},
    page::Page,
    stage::Stage,
};

/// Where they go; without it they go to a folder of the tests, so that each scene is known to be reached.
const FOLDER: &str = "SOCKETSCOPE_PICTURES";

const DESK: (u32, u32) = (1200, 760);
/// For what does not fit a desk at once.
const TALL: (u32, u32) = (1200, 1240);
const PHONE: (u32, u32) = (390, 780);

const ORDER: &str = r#"{"type":"order","id":9007199254740993,"items":[{"sku":"A-17","price":12.50}],"paid":true}"#;
const PRICE: &str = r#"{"type":"price","symbol":"ACME","bid":101.25,"ask":101.30}"#;
const PRICE_AFTER: &str = r#"{"type":"price","symbol":"ACME","bid":101.75,"ask":101.30}"#;

pub(super) async fn every_scene_of_the_documentation_is_reached(stage: &mut Stage<'_>) -> Outcome {
    if stage.kind != Kind::Chromium {
        return Ok(());
    }
    stage.expect_failing_connection();
    for (theme, name) in [("light", "socketscope"), ("dark", "socketscope-dark")] {
        let page = desk(stage, theme).await?;
        talk(stage, &page).await?;
        take(stage, &page, name).await?;
    }
    let page = desk(stage, "light").await?;
    welcome(stage, &page).await?;
    failure(stage, &page).await?;
    misbehaviour(stage, &page).await?;
    flood(stage, &page).await?;
    comparison(stage, &page).await?;
    sender(stage, &page).await?;
    alive(stage, &page).await?;
    elsewhere(stage, &page).await?;
    lessons(stage, &page).await?;
    phone(stage).await
}

async fn desk(stage: &Stage<'_>, theme: &str) -> Outcome<Page> {
    let page = stage.open_page_with(&format!("theme={theme} language=en"), "?url=").await?;
    stage.resize(DESK.0, DESK.1).await?;
    Ok(page)
}

/// A few messages, one of them looked into.
async fn talk(stage: &Stage<'_>, page: &Page) -> Outcome {
    open(stage, page, "/echo").await?;
    for message in [PRICE, "hello", ORDER] {
        page.send(message).await?;
    }
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 3).await?;
    look_into(page, 5).await
}

async fn welcome(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.wait_for_demos().await?;
    take(stage, page, "welcome").await
}

async fn failure(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.type_into("url", &stage.lab.ws_url("/refuse")).await?;
    page.click_connect().await?;
    let findings = async || page.text_of_all("#findings li").await;
    wait_for("the findings", findings, |findings| findings.len() > 2).await?;
    take(stage, page, "why").await
}

/// An endpoint that breaks a rule of the protocol right after the opening handshake.
async fn misbehaviour(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click("clear").await?;
    page.type_into("url", &stage.lab.ws_url("/invalid?what=utf8")).await?;
    page.click_connect().await?;
    let findings = async || page.text_of_all("#findings li").await;
    wait_for("the findings", findings, |findings| findings.concat().contains("Right after open")).await?;
    take(stage, page, "misbehave").await
}

async fn flood(stage: &Stage<'_>, page: &Page) -> Outcome {
    open(stage, page, "/flood?count=20000&size=60&rate=20000").await?;
    page.type_into("filter", "99").await?;
    page.wait_for_status_class("closed").await?;
    take(stage, page, "find").await
}

async fn comparison(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click("new-session").await?;
    open(stage, page, "/echo").await?;
    for message in [PRICE, PRICE_AFTER] {
        page.send(message).await?;
    }
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    look_into(page, 3).await?;
    page.choose("compare", 1).await?;
    let lines = async || page.text_of_all("#detail-lines code").await;
    wait_for("the differences", lines, |lines| lines.iter().any(|line| line.contains("101.75"))).await?;
    take(stage, page, "compare").await
}

async fn sender(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click("new-session").await?;
    open(stage, page, "/slow?bytes_per_second=100000").await?;
    unfold(page, &["pressure", "sender"]).await?;
    page.click("sender-start").await?;
    let waits = async || page.text_of_all("#section-sender").await;
    wait_for("the sender", waits, |texts| texts.concat().contains("buffer")).await?;
    take(stage, page, "sender").await
}

/// A connection that is opened again when it is lost, and whose heartbeat is answered.
async fn alive(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click("new-session").await?;
    stage.resize(TALL.0, TALL.1).await?;
    unfold(page, &["reconnect", "heartbeat"]).await?;
    page.click("reconnects").await?;
    page.click("beats").await?;
    page.type_into("beat-every", "1000").await?;
    open(stage, page, "/echo").await?;
    let answer = async || page.text("section-heartbeat").await;
    wait_for("an answered heartbeat", answer, |text| text.contains("answered after")).await?;
    scroll_to(page, "section-reconnect").await?;
    take(stage, page, "alive").await?;
    page.click_close().await?;
    page.wait_for_status_class("closed").await?;
    stage.resize(DESK.0, DESK.1).await
}

/// A connection as a program.
async fn elsewhere(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click("new-session").await?;
    open(stage, page, "/echo").await?;
    page.send(PRICE).await?;
    wait_for("the echo", async || Ok(page.ledger().await?.received), |received| *received == 1).await?;
    unfold(page, &["share"]).await?;
    page.choose_named("share-kind", "Python (websockets)").await?;
    wait_for("the program", async || page.text("share-code").await, |code| code.contains("import")).await?;
    scroll_to(page, "section-share").await?;
    take(stage, page, "elsewhere").await
}

async fn lessons(stage: &Stage<'_>, page: &Page) -> Outcome {
    page.click("open-lessons").await?;
    page.click_on("#lessons nav li:nth-child(5) button").await?;
    take(stage, page, "lessons").await?;
    page.press_anywhere(thirtyfour::Key::Escape).await
}

async fn phone(stage: &Stage<'_>) -> Outcome {
    let page = stage.open_page_with("theme=dark language=en", "?url=").await?;
    stage.resize(PHONE.0, PHONE.1).await?;
    open(stage, &page, "/echo").await?;
    for message in ["hello", PRICE] {
        page.send(message).await?;
    }
    wait_for("the echoes", async || Ok(page.ledger().await?.received), |received| *received == 2).await?;
    take(stage, &page, "phone").await
}

async fn open(stage: &Stage<'_>, page: &Page, path: &str) -> Outcome {
    page.type_into("url", &stage.lab.ws_url(path)).await?;
    page.click_connect().await?;
    page.wait_for_status_class("open").await
}

/// Opens the inspector with these sections of one pane unfolded, and no others.
async fn unfold(page: &Page, sections: &[&str]) -> Outcome {
    page.open_panel().await?;
    let script = format!(
        "const shown = {sections:?}.map((id) => `section-${{id}}`);
        for (const section of document.querySelectorAll('.pane > details')) section.open = shown.includes(section.id);
        const pane = document.getElementById(shown[0]).closest('.pane');
        document.querySelector(`[aria-controls=${{pane.id}}]`).click();"
    );
    page.ask::<()>(&script).await
}

async fn scroll_to(page: &Page, id: &str) -> Outcome {
    page.ask::<()>(&format!("document.getElementById('{id}').scrollIntoView()")).await
}

async fn look_into(page: &Page, index: u32) -> Outcome {
    page.click_on(&format!("#messages li[data-index='{index}']")).await?;
    let lines = async || page.text_of_all("#detail-lines code").await;
    wait_for("its lines", lines, |lines| lines.len() > 2).await.map(drop)
}

async fn take(stage: &Stage<'_>, page: &Page, name: &str) -> Outcome {
    page.settle().await?;
    // The cursor blinks in the field that has the focus.
    page.ask::<()>("document.activeElement.blur()").await?;
    page.ask_later::<f64>("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))").await?;
    let folder = env::var_os(FOLDER).map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")), PathBuf::from);
    let picture = stage.driver().screenshot_as_png().await?;
    Ok(std::fs::write(folder.join(format!("{name}.png")), picture)?)
}
