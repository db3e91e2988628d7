//! What stays in the browser, what is asked before it goes, and what is taken elsewhere.

use std::sync::Arc;

use socketscope_lab::{Limits, Running};
use thirtyfour::Key;

use super::taking::STUBS;
use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

/// The origin of a lab of its own has a storage of its own.
async fn own_page(stage: &mut Stage<'_>, path: &str) -> Outcome<(Arc<Running>, Page)> {
    let lab = stage.own_lab(Limits::default()).await?;
    let page = stage.open_page_in(&lab, path).await?;
    Ok((lab, page))
}

pub(super) async fn recent_addresses_come_back_with_their_subprotocols_and_without_their_secrets(
    stage: &mut Stage<'_>,
) -> Outcome {
    const SECRET: &str = "A1b2C3d4E5f6G7h8I9j0K1";
    let (lab, page) = own_page(stage, &format!("/chat?room={SECRET}")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    page.type_into("url", &lab.ws_url("/subprotocol")).await?;
    page.type_into("protocols", "soap, wamp").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    let page = stage.open_page_in(&lab, "/greet").await?;
    page.open_menu("recent").await?;
    let entries = async || page.text_of_all("#recent li").await;
    let listed = wait_for("both addresses", entries, |entries| entries.len() == 2).await?;
    expect_in("the latest", &listed[0], &["/subprotocol", "soap, wamp"])?;
    expect_in("the first", &listed[1], &["/chat?room=A1b2•••"])?;
    expect_eq("whether the secret is listed", listed.concat().contains(SECRET), false)?;
    page.click_on("#recent li:last-child .entry").await?;
    let typed = async || page.typed("url").await;
    wait_for("the address without its secret", typed, |typed| typed.ends_with("/chat?room=A1b2•••")).await?;
    page.click_connect().await?;
    page.wait_for_problem("url", "The secret was not kept").await?;
    page.type_into("url", &lab.ws_url(&format!("/chat?room={SECRET}"))).await?;
    wait_for("no problem", async || page.text("url-problem").await, String::is_empty).await?;
    page.open_menu("recent").await?;
    page.click_on("#recent li:first-child .entry").await?;
    let offered = async || page.typed("protocols").await;
    wait_for("its subprotocols", offered, |offered| offered == "soap, wamp").await?;
    page.open_menu("recent").await?;
    page.click_on("#recent li:first-child [aria-label^=Forget]").await?;
    wait_for("one address less", entries, |entries| entries.len() == 1).await?;
    page.click_on("#drop-addresses").await?;
    wait_for("no address", entries, Vec::is_empty).await?;
    let page = stage.open_page_in(&lab, "/greet").await?;
    page.open_menu("recent").await?;
    expect_eq("what is listed after all", page.text_of_all("#recent li").await?.len(), 0)
}

pub(super) async fn secrets_of_recent_addresses_are_kept_when_that_is_wanted(stage: &mut Stage<'_>) -> Outcome {
    let (lab, page) = own_page(stage, "/chat?room=A1b2C3d4E5f6G7h8I9j0K1").await?;
    page.click("open-settings").await?;
    page.click("keep-secrets").await?;
    page.press_anywhere(Key::Escape).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    let page = stage.open_page_in(&lab, "/greet").await?;
    page.open_menu("recent").await?;
    expect_in("what is listed", &page.text_of_all("#recent li").await?.concat(), &["/chat?room=A1b2•••"])?;
    page.click_on("#recent li .entry").await?;
    let typed = async || page.typed("url").await;
    wait_for("the whole address", typed, |typed| typed.ends_with("?room=A1b2C3d4E5f6G7h8I9j0K1")).await.map(drop)
}

pub(super) async fn what_one_window_keeps_another_one_offers(stage: &mut Stage<'_>) -> Outcome {
    let (lab, one) = own_page(stage, "/echo").await?;
    let other = stage.open_page_in(&lab, "/greet").await?;
    other.look().await?;
    other.type_into("message", "hello").await?;
    other.open_menu("named").await?;
    other.type_into("message-name", "Greeting").await?;
    other.click("keep-message").await?;
    one.look().await?;
    let names = async || one.text_of_all("#named li .entry > :first-child").await;
    wait_for("the name from the other window", names, |names| names == &["Greeting"]).await.map(drop)
}

pub(super) async fn to_forget_everything_empties_every_store(stage: &mut Stage<'_>) -> Outcome {
    let (_lab, page) = own_page(stage, "/echo").await?;
    page.ask::<()>(
        "localStorage.setItem('socketscope.kept', '9 of another version');
        sessionStorage.setItem('socketscope.started', '1')",
    )
    .await?;
    stage.driver().refresh().await?;
    page.wait_until_loaded().await?;
    page.type_into("message", "a draft").await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.open_menu("named").await?;
    page.type_into("message-name", "Greeting").await?;
    page.click("keep-message").await?;
    let stores =
        async || page.ask::<Vec<String>>("return [localStorage, sessionStorage].flatMap(Object.keys).sort()").await;
    let kept = ["socketscope.kept", "socketscope.kept.1", "socketscope.tabs"];
    wait_for("all that is kept", stores, |names| kept.iter().all(|name| names.contains(&(*name).into()))).await?;
    page.click("open-settings").await?;
    page.click_on("#forget").await?;
    page.click("forget-now").await?;
    wait_for("empty stores", stores, Vec::is_empty).await?;
    page.press_anywhere(Key::Escape).await?;
    page.type_into("message", "another draft").await?;
    page.ask::<()>("dispatchEvent(new PageTransitionEvent('pagehide'))").await?;
    expect_eq("what is kept afterwards", stores().await?, Vec::<String>::new())
}

pub(super) async fn messages_with_names_come_back_where_they_belong(stage: &mut Stage<'_>) -> Outcome {
    let (lab, page) = own_page(stage, "/echo").await?;
    page.choose_kind("hex").await?;
    page.type_into("message", "00 ff").await?;
    page.open_menu("named").await?;
    page.type_into("message-name", "Bytes").await?;
    page.click("keep-message").await?;
    page.choose_kind("text").await?;
    page.type_into("message", "hello").await?;
    page.open_menu("named").await?;
    page.click("only-here").await?;
    page.type_into("message-name", "Greeting").await?;
    page.click("keep-message").await?;
    let names = async || page.text_of_all("#named li .entry > :first-child").await;
    wait_for("both names", names, |names| names == &["Bytes", "Greeting"]).await?;
    let button = async || page.text("keep-message").await;
    for (name, says) in [("Greeting", "Replace"), ("Greetings", "Keep")] {
        page.type_into("message-name", name).await?;
        wait_for(&format!("{says} on the button"), button, |text| text == says).await?;
    }
    page.click_on("#named [aria-label='Greeting: move up']").await?;
    wait_for("the other order", names, |names| names == &["Greeting", "Bytes"]).await?;
    let page = stage.open_page_in(&lab, "/greet").await?;
    let names = async || page.text_of_all("#named li .entry > :first-child").await;
    expect_eq("what is offered elsewhere", names().await?, ["Bytes"])?;
    page.open_menu("named").await?;
    page.click_on("#named li .entry").await?;
    wait_for("the message", async || page.typed("message").await, |typed| typed == "00 ff").await?;
    expect_eq("its kind", page.typed("kind").await?, "hex".to_owned())?;
    page.unfold().await?;
    page.choose("add-saved", 1).await?;
    let on_open = async || Ok(page.text_of_all("#on-open textarea").await?.len());
    wait_for("the message on open", on_open, |count| *count == 1).await?;
    expect_eq("the message on open", page.typed("on-open-0").await?, "00 ff")?;
    page.click_on("#drop-messages").await?;
    wait_for("no name", names, Vec::is_empty).await?;
    let page = stage.open_page_in(&lab, "/echo").await?;
    let names = async || page.text_of_all("#named li .entry > :first-child").await;
    expect_eq("what was not listed, and stays", names().await?, ["Greeting"])
}

pub(super) async fn what_another_version_of_the_page_has_kept_is_set_aside_and_not_overwritten(
    stage: &mut Stage<'_>,
) -> Outcome {
    const LATER: &str = "9 what only a later version can read";
    let (_lab, page) = own_page(stage, "/echo").await?;
    page.ask::<()>(&format!("localStorage.setItem('socketscope.kept', '{LATER}')")).await?;
    stage.driver().refresh().await?;
    page.wait_until_loaded().await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    let kept = async || page.ask::<Option<String>>("return localStorage.getItem('socketscope.kept')").await;
    wait_for("what this version keeps", kept, |kept| kept.as_ref().is_some_and(|kept| kept.starts_with("1 "))).await?;
    let aside: Vec<String> =
        page.ask("return Object.keys(localStorage).filter((name) => localStorage[name].startsWith('9 '))").await?;
    expect_eq("where the other's is", aside, ["socketscope.kept.1"])?;
    expect_eq("what it is", page.ask::<String>("return localStorage['socketscope.kept.1']").await?, LATER)
}

/// Leaves the stores no room, to the last character.
const FILL: &str = "for (const store of [localStorage, sessionStorage]) {
        for (let length = 1 << 22, number = 0; length >= 1;) {
            try { store.setItem(`filler ${number++}`, 'x'.repeat(length)); } catch { length >>= 1; }
        }
    }";

pub(super) async fn where_the_browser_has_no_room_the_page_says_so_once_and_goes_on(stage: &mut Stage<'_>) -> Outcome {
    let (_lab, page) = own_page(stage, "/echo").await?;
    expect_eq("what is said before", page.text("news").await?, String::new())?;
    page.ask::<()>(FILL).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    wait_for("the news", async || page.text("news").await, |news| news.contains("make room")).await?;
    page.send("anyway").await?;
    page.wait_for_messages(&["Sent: anyway", "Received: anyway"]).await?;
    page.click_on("#news button").await?;
    wait_for("the news to go", async || page.text("news").await, String::is_empty).await?;
    stage.driver().refresh().await?;
    page.wait_until_loaded().await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    page.ask::<()>("localStorage.clear(); sessionStorage.clear()").await
}

/// Whether the browser would ask: its own question cannot be seen by a driver.
const ASKS: &str = "const leave = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leave);
    return leave.defaultPrevented;";

pub(super) async fn before_unsaved_messages_are_left_the_browser_asks(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    let asks = async || page.ask::<bool>(ASKS).await;
    expect_eq("whether it asks before any message", asks().await?, false)?;
    page.send("hello").await?;
    page.wait_for_messages(&["Sent: hello", "Received: hello"]).await?;
    wait_for("a question", asks, |asks| *asks).await?;
    page.ask::<()>(STUBS).await?;
    page.open_menu("save").await?;
    page.click_on("#save .choices li:first-child button").await?;
    let saved = async || page.text("saved").await;
    wait_for("the file", saved, |saved| saved.contains("Saved 2 messages")).await?;
    wait_for("no question", asks, |asks| !asks).await?;
    page.send("again").await?;
    wait_for("a question for what is new", asks, |asks| *asks).await.map(|_| ())
}

pub(super) async fn a_connection_is_taken_elsewhere_with_subprotocols_and_messages_on_open(
    stage: &mut Stage<'_>,
) -> Outcome {
    let page = stage.open_page_for("wss://example.org/socket").await?;
    page.unfold().await?;
    page.type_into("protocols", "soap").await?;
    page.click("add-on-open").await?;
    page.type_into("on-open-0", "hello there").await?;
    for (at, parts) in [
        (0, &["websocat", "wss://example.org/socket", "soap", "hello there"][..]),
        (1, &["wscat", "wss://example.org/socket", "soap", "hello there"]),
        (2, &["new WebSocket(", "wss://example.org/socket", "soap", "hello there"]),
        (3, &["from \"ws\"", "wss://example.org/socket", "soap", "hello there"]),
        (4, &["websockets", "wss://example.org/socket", "soap", "hello there"]),
        (5, &["tokio_tungstenite", "wss://example.org/socket", "soap", "hello there"]),
    ] {
        page.choose("share-kind", at).await?;
        let code = async || page.text("share-code").await;
        let has_all = |code: &String| parts.iter().all(|part| code.contains(part));
        wait_for(&format!("{parts:?} in the code"), code, has_all).await?;
    }
    // A link leads another person to the same form, without the secret.
    page.type_into("url", "wss://example.org/socket?token=s3cr3t-0123456789").await?;
    page.choose("share-kind", 6).await?;
    let link = async || page.text("share-code").await;
    let link = wait_for("the link", link, |link| link.contains("?url=")).await?;
    expect_eq("whether the secret is in it", link.contains("s3cr3t"), false)?;
    let page = stage.open_page_at(&link).await?;
    expect_eq("the address", page.typed("url").await?, "wss://example.org/socket?token=***".to_owned())?;
    expect_eq("the subprotocols", page.typed("protocols").await?, "soap".to_owned())
}
