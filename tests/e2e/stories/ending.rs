//! How a connection ends when the other side, or what lies between, does not do its part.

use crate::{
    browser::Kind,
    detour::{Detour, Loss},
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

pub(super) async fn who_comes_back_to_the_page_reads_why_its_connection_ended(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_failing_connection();
    let Some(page) = leave_and_come_back(stage).await? else {
        // Firefox lets the page go, and WebKit may.
        return if stage.kind == Kind::Chromium { Err("Chromium kept the page in no try".into()) } else { Ok(()) };
    };
    if stage.kind == Kind::WebKit {
        // It keeps the connections, too.
        page.send("still there").await?;
        return page.wait_for_messages(&["Sent: still there", "Received: still there"]).await;
    }
    page.wait_for_status_class("closed").await?;
    let headline = async || page.text("why-headline").await;
    wait_for("the cause", headline, |text| text.contains("You left the page")).await?;
    page.click_connect().await?;
    page.wait_for_status_class("open").await
}

/// Connects, goes to another page, and back. `None` when the browser did not keep the page, of which none is sure to.
async fn leave_and_come_back(stage: &Stage<'_>) -> Outcome<Option<Page>> {
    for _ in 0..3 {
        let page = stage.connect_to("/echo").await?;
        stage.driver().goto(&stage.lab.http_url("/?url=")).await?;
        page.wait_for_status_class("closed").await?;
        stage.driver().back().await?;
        page.wait_until_loaded().await?;
        if !page.rows().await?.is_empty() {
            return Ok(Some(page));
        }
    }
    Ok(None)
}

pub(super) async fn a_server_that_goes_on_sending_keeps_it_closing_until_it_is_let_go(
    stage: &mut Stage<'_>,
) -> Outcome {
    let detour = Detour::start(stage.lab.address(), Loss::Requests)?;
    let page = stage.open_page_for(&detour.ws_url("/flood?count=1000000&size=100&rate=2000")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    wait_for("some messages", async || page.ledger().await, |ledger| ledger.received > 100).await?;
    page.click_close().await?;
    page.wait_for_status("Closing...").await?;
    let waiting = async || page.text("waiting").await;
    wait_for("what it waits for", waiting, |text| text.contains("A server that goes on sending")).await?;
    page.click("let-go").await?;
    page.wait_until_closed(&["Let go; the browser is still closing it."]).await?;
    let ledger = page.ledger().await?;
    expect_eq("what is kept and evicted", ledger.kept + ledger.evicted, ledger.received + ledger.sent)?;
    // The session is free for the next one at once.
    page.type_into("url", &stage.lab.ws_url("/echo")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    expect_eq("what still came of the old one", page.ledger().await?.received, ledger.received)
}

pub(super) async fn a_close_that_the_server_began_is_not_blamed_on_the_person(stage: &mut Stage<'_>) -> Outcome {
    let detour = Detour::start(stage.lab.address(), Loss::End)?;
    let page = stage.open_page_for(&detour.ws_url("/close?code=4001&reason=bye&after=300")).await?;
    page.click_connect().await?;
    if stage.kind == Kind::Chromium {
        page.wait_for_status("Connected to:").await?;
        // For two seconds it waits for the end of TCP. No event tells, but a command makes the engine look.
        let look = async || {
            page.ask::<Option<()>>("document.querySelector('#message-form [type=submit]').click()").await?;
            page.status().await
        };
        let ends = |status: &String| !status.starts_with("Connected");
        let status = wait_for("the close", look, ends).await?;
        expect_in("the status", &status, &["Closing..."])?;
        let waiting = async || page.text("waiting").await;
        wait_for("what it waits for", waiting, |text| text.contains("The other side began it")).await?;
        page.ask::<Option<()>>("document.getElementById('close').click()").await?;
    }
    page.wait_until_closed(&["4001", "bye", "The server began the close."]).await
}

pub(super) async fn a_file_that_was_under_way_when_the_connection_broke_is_not_told_as_sent(
    stage: &mut Stage<'_>,
) -> Outcome {
    stage.expect_failing_connection();
    let detour = Detour::start(stage.lab.address(), Loss::Cut)?;
    let page = stage.open_page_for(&detour.ws_url("/slow?bytes_per_second=100000")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    // Less than what the lab takes in one frame: Firefox makes one of it.
    page.drop_file("body", "whole.bin", 1 << 20, 30).await?;
    page.click_send().await?;
    let progress = async || page.text("file-progress").await;
    wait_for("the file in the browser's hands", progress, |text| text.contains("the browser holds the rest")).await?;
    detour.cut();
    page.wait_until_closed(&["1006", "not clean"]).await?;
    let report = wait_for("its end", progress, |text| text.contains("stopped with the connection")).await?;
    expect_eq("whether all was told as sent", report.contains("31.5 MB of 31.5 MB"), false)
}
