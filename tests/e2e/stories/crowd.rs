//! Many sessions at once, in a browser that no other story uses afterwards.

use std::time::Duration;

use socketscope_lab::Limits;

use crate::{
    browser::Kind,
    outcome::{Outcome, expect_in, wait_for},
    run::is_long,
    stage::Stage,
    stats,
};

/// How many sessions there are: a gate has no time for more.
fn sessions() -> usize {
    if is_long() { 64 } else { 16 }
}

const TABS: &str =
    "return [...document.querySelectorAll('#sessions [role=tab]')].map(tab => tab.getAttribute('aria-label'))";

/// Presses buttons, each as soon as it is there and enabled: by the driver, so many clicks would take more than a minute.
const EACH: &str = "const [steps, done] = [arguments[0], arguments[1]];
    const drawn = () => new Promise((resolve) => setTimeout(resolve, 20));
    (async () => {
        for (const id of steps) {
            while (!document.getElementById(id) || document.getElementById(id).disabled) await drawn();
            document.getElementById(id).click();
            await drawn();
        }
    })().then(() => done(true))";

/// A few at a time: a driver gives one script a limited time.
async fn press(stage: &Stage<'_>, steps: &[&str]) -> Outcome {
    stage.driver().execute_async(EACH, vec![steps.into()]).await?;
    Ok(())
}

pub(super) async fn many_sessions_wait_for_a_server_that_never_answers_and_all_can_be_closed_or_let_go(
    stage: &mut Stage<'_>,
) -> Outcome {
    stage.expect_failing_connection();
    stage.driver().set_script_timeout(Duration::from_mins(2)).await?;
    let lab = stage.own_lab(Limits { stall: Duration::from_hours(1), ..Limits::default() }).await?;
    let page = stage.open_page_in(&lab, "/stall").await?;
    let sessions = sessions();
    press(stage, &["connect"]).await?;
    for _ in 1..sessions {
        press(stage, &["new-session", "connect"]).await?;
    }
    let all_wait = |tabs: &Vec<String>| tabs.len() == sessions && tabs.iter().all(|tab| tab.contains("connecting"));
    wait_for("all sessions waiting", async || page.ask::<Vec<String>>(TABS).await, all_wait).await?;
    let stalled = async || stats::count(&lab, "stalled_handshakes").await;
    wait_for("a handshake that stalls", stalled, |stalled| *stalled > 0).await?;
    for tab in 0..sessions {
        page.click(&format!("tab-{tab}")).await?;
        if tab == 0 {
            let waiting = async || page.text("waiting").await;
            wait_for("what it waits for", waiting, |text| text.contains(&format!("{} other sessions", sessions - 1)))
                .await?;
        }
        // One half is closed, the other let go.
        press(stage, &[if tab % 2 == 0 { "close" } else { "let-go" }]).await?;
    }
    let all_closed = |tabs: &Vec<String>| tabs.len() == sessions && tabs.iter().all(|tab| tab.contains("closed"));
    wait_for("all sessions closed", async || page.ask::<Vec<String>>(TABS).await, all_closed).await?;
    expect_in("the status", &page.status().await?, &["Let go before it had opened."])?;
    let headline = async || page.text("why-headline").await;
    wait_for("why", headline, |text| text.contains("You let it go before it had opened")).await?;
    page.click(&format!("tab-{}", sessions - 2)).await?;
    page.wait_for_status("You closed it before it opened").await?;
    // Firefox keeps up to six handshakes that a page has given up, even when the page is gone: a bare page's, too.
    let most = if stage.kind == Kind::Firefox { 6 } else { 0 };
    wait_for("hardly a handshake that stalls", stalled, |stalled| *stalled <= most).await?;
    if stage.kind == Kind::Firefox {
        // It goes on as if the first of them were still under way: the next attempt at this host fails after 20 s.
        return Ok(());
    }
    // Nothing is left in the browser that keeps the next one waiting.
    page.type_into("url", &lab.ws_url("/echo")).await?;
    page.click_connect().await?;
    page.wait_for_status("Connected to:").await?;
    wait_for("one open connection", async || Ok(lab.open_connections()), |open| *open == 1).await?;
    page.click_close().await?;
    page.wait_until_closed(&["1000"]).await?;
    wait_for("none open", async || Ok(lab.open_connections()), |open| *open == 0).await.map(|_| ())
}
