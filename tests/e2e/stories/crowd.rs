//! Many sessions at once, in a browser that no other story uses afterwards.

use std::time::Duration;

use socketscope_lab::Limits;

use crate::{
    browser::Kind,
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    stage::Stage,
};

const SESSIONS: usize = 64;

const TABS: &str = "return [...document.querySelectorAll('[role=tab]')].map(tab => tab.getAttribute('aria-label'))";

/// Presses buttons, each as soon as it is there and enabled: by the driver, so many clicks would take most of a minute.
const EACH: &str = "const [steps, done] = [arguments[0], arguments[1]];
    const drawn = () => new Promise((resolve) => setTimeout(resolve, 20));
    (async () => {
        for (const id of steps) {
            while (!document.getElementById(id) || document.getElementById(id).disabled) await drawn();
            document.getElementById(id).click();
            await drawn();
        }
    })().then(() => done(true))";

pub(super) async fn sixty_four_sessions_wait_for_a_server_that_never_answers_and_all_can_be_closed(
    stage: &mut Stage<'_>,
) -> Outcome {
    stage.expect_failing_connection();
    stage.driver().set_script_timeout(Duration::from_mins(2)).await?;
    let lab = stage.own_lab(Limits { stall: Duration::from_hours(1), ..Limits::default() }).await?;
    let page = stage.open_page_in(&lab, "/stall").await?;
    let mut steps = vec!["connect".to_owned()];
    steps.extend((1..SESSIONS).flat_map(|_| ["new-session".to_owned(), "connect".to_owned()]));
    stage.driver().execute_async(EACH, vec![steps.into()]).await?;
    let all_wait = |tabs: &Vec<String>| tabs.len() == SESSIONS && tabs.iter().all(|tab| tab.contains("connecting"));
    wait_for("all sessions waiting", async || page.ask::<Vec<String>>(TABS).await, all_wait).await?;
    for tab in 0..SESSIONS {
        page.click(&format!("tab-{tab}")).await?;
        page.click_close().await?;
    }
    let all_closed = |tabs: &Vec<String>| tabs.len() == SESSIONS && tabs.iter().all(|tab| tab.contains("closed"));
    wait_for("all sessions closed", async || page.ask::<Vec<String>>(TABS).await, all_closed).await?;
    expect_in("the status", &page.status().await?, &["You closed it before it opened"])?;
    expect_eq("the lab's open connections", lab.open_connections(), 0)?;
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
