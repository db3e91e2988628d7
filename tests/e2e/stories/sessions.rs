//! Several sessions at once: each with its log, its draft and its form.

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    stage::Stage,
};

const TABS: &str =
    "return [...document.querySelectorAll('#sessions [role=tab]')].map(tab => tab.getAttribute('aria-label'))";

async fn tabs(page: &Page) -> Outcome<Vec<String>> {
    page.ask(TABS).await
}

async fn wait_for_tabs(page: &Page, expected: &[&str]) -> Outcome {
    let fit = |seen: &Vec<String>| {
        seen.len() == expected.len() && seen.iter().zip(expected).all(|(tab, part)| tab.contains(part))
    };
    wait_for(&format!("the tabs {expected:?}"), async || tabs(page).await, fit).await.map(|_| ())
}

pub(super) async fn leaving_a_session_loses_neither_its_draft_nor_its_log(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send("first").await?;
    page.wait_for_messages(&["Sent: first", "Received: first"]).await?;
    page.type_into("message", "a draft").await?;
    page.open_menu("close-menu").await?;
    page.type_into("close-reason", "enough").await?;
    page.click("new-session").await?;
    wait_for_tabs(&page, &["open", "closed"]).await?;
    page.wait_for_messages(&[]).await?;
    expect_eq("the new session's draft", page.typed("message").await?, "")?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.send("second").await?;
    page.wait_for_messages(&["Sent: second", "Received: second"]).await?;
    // As a screen reader does: without a pointer.
    page.click_on("#tab-0").await?;
    page.wait_for_messages(&["Sent: first", "Received: first"]).await?;
    expect_eq("the draft", page.typed("message").await?, "a draft")?;
    expect_eq("the close reason", page.typed("close-reason").await?, "enough")
}

pub(super) async fn tabs_are_there_again_after_a_reload_and_wait_for_a_person(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click_on("#sessions [aria-label^=Duplicate]").await?;
    wait_for_tabs(&page, &["open", "closed"]).await?;
    page.type_into("url", "ws://127.0.0.1:1/second").await?;
    page.type_into("protocols", "soap").await?;
    page.type_into("message", "a draft").await?;
    page.type_into("filter", "price").await?;
    page.reload().await?;
    page.wait_for_status("not connected yet").await?;
    wait_for_tabs(&page, &["/echo", "/second"]).await?;
    for (field, text) in
        [("url", "ws://127.0.0.1:1/second"), ("protocols", "soap"), ("message", "a draft"), ("filter", "price")]
    {
        expect_eq(field, page.typed(field).await?.as_str(), text)?;
    }
    page.click("tab-0").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await.map(drop)
}

pub(super) async fn a_page_on_which_nobody_did_anything_connects_by_itself_after_a_reload_too(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.open_page("").await?;
    page.wait_for_status("Connected to:").await?;
    page.reload().await?;
    page.wait_for_status("Connected to:").await.map(drop)
}

pub(super) async fn a_duplicate_takes_form_draft_and_kind_along(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/subprotocol?accept=soap").await?;
    page.type_into("protocols", "soap").await?;
    page.choose_kind("hex").await?;
    page.type_into("message", "00 ff").await?;
    page.click_on("#sessions [aria-label^=Duplicate]").await?;
    wait_for_tabs(&page, &["open", "closed"]).await?;
    let taken = [page.typed("url").await?, page.typed("protocols").await?, page.typed("message").await?];
    expect_eq(
        "what the duplicate took along",
        taken,
        [&stage.lab.ws_url("/subprotocol?accept=soap"), "soap", "00 ff"],
    )?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.click_send().await?;
    page.wait_for_messages(&["Sent: 00 ff", "Received: 00 ff"]).await?;
    page.click("tab-0").await?;
    page.wait_for_messages(&[]).await?;
    expect_eq("the first one's draft", page.typed("message").await?, "00 ff")
}

pub(super) async fn what_comes_while_another_session_is_shown_is_counted(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/flood?count=1000000&rate=10&size=30").await?;
    page.click("new-session").await?;
    wait_for("unread messages", async || tabs(&page).await, |tabs| tabs[0].contains("unread")).await?;
    page.click("tab-0").await?;
    wait_for("none unread", async || tabs(&page).await, |tabs| !tabs[0].contains("unread")).await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await
}

pub(super) async fn a_session_with_messages_is_closed_after_a_question_only(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.send("kept").await?;
    page.wait_for_messages(&["Sent: kept", "Received: kept"]).await?;
    page.click("new-session").await?;
    wait_for_tabs(&page, &["open", "closed"]).await?;
    let close = "document.querySelector('.tab .cross').click()";
    page.ask::<Option<()>>(close).await?;
    page.click("keep-session").await?;
    wait_for_tabs(&page, &["open", "closed"]).await?;
    page.ask::<Option<()>>(close).await?;
    page.click("close-session").await?;
    wait_for_tabs(&page, &["closed"]).await
}

pub(super) async fn a_name_stays_and_tabs_change_places_by_keys(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click("new-session").await?;
    wait_for_tabs(&page, &["open", "closed"]).await?;
    page.press("tab-1", thirtyfour::Key::F2).await?;
    page.type_into("session-name", "Mine").await?;
    page.press("session-name", thirtyfour::Key::Enter).await?;
    wait_for_tabs(&page, &["echo, open", "Mine, closed"]).await?;
    wait_for("the focus where it was", async || page.focused().await, |focused| focused == "tab-1").await?;
    page.press("tab-1", thirtyfour::Key::Alt + thirtyfour::Key::Shift + thirtyfour::Key::Left).await?;
    wait_for_tabs(&page, &["Mine, closed", "echo, open"]).await
}

pub(super) async fn tabs_change_places_by_the_pointer_that_holds_one_and_no_other(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.click("new-session").await?;
    page.click("new-session").await?;
    wait_for_tabs(&page, &["open", "closed", "closed"]).await?;
    page.drag("#tab-0", &["#tab-2"]).await?;
    wait_for_tabs(&page, &["closed", "closed", "open"]).await?;
    page.drag("#tab-0", &["#tab-1"]).await?;
    wait_for_tabs(&page, &["open", "closed", "closed"]).await?;
    // The press began elsewhere: what was held before is not held any more.
    page.drag("h1", &["#tab-1", "#tab-2"]).await?;
    wait_for_tabs(&page, &["open", "closed", "closed"]).await
}
