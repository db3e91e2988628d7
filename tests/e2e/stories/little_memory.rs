//! A page whose program may have 48 MiB of memory only, and is flooded with more: it evicts, it does not end.

use std::time::Duration;

use socketscope_lab::{Limits, Running};

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_at_most, wait_for},
    page::{Ledger, Page},
    stage::Stage,
};

/// A debug build without optimisation takes its time.
const LIMIT: Duration = Duration::from_mins(2);

/// Waits until so many messages have come, and looks at the ledger all the while.
async fn wait_for_received(page: &Page, count: u64) -> Outcome<Ledger> {
    let look = async || {
        let ledger = page.ledger().await?;
        expect_eq("what is kept and evicted", ledger.kept + ledger.evicted, ledger.received + ledger.sent)?;
        Ok(ledger)
    };
    wait_at_most(LIMIT, &format!("{count} messages"), look, |ledger| ledger.received >= count).await
}

/// Connects to another address of the lab, in the same session.
async fn connect_to(lab: &Running, page: &Page, path: &str) -> Outcome {
    page.wait_for_status("Disconnected").await?;
    // Not with the mouse: a message that is looked into may lie above.
    page.paste_into("url", &lab.ws_url(path), 1).await?;
    page.click_on("#connect").await
}

pub(super) async fn where_memory_ends_the_oldest_messages_go_and_the_session_goes_on(stage: &mut Stage<'_>) -> Outcome {
    // It serves the page of this story, and lets no other page in.
    let lab = stage.own_lab(Limits::default()).await?;
    let page = stage.open_page_in(&lab, "/flood?count=24000&size=2000").await?;
    page.click_connect().await?;
    let ledger = wait_for_received(&page, 24_000).await?;
    expect_eq("whether 48 MB did not fit", (ledger.evicted > 0, ledger.kept > 10_000), (true, true))?;
    expect_eq("the truncated ones", ledger.truncated, 0)?;
    // Small ones, of which the entries weigh as much as the payload, while something is looked for in each.
    page.type_into("filter", "9").await?;
    connect_to(&lab, &page, "/flood?count=60000&size=30").await?;
    let ledger = wait_for_received(&page, 84_000).await?;
    expect_eq("the truncated ones", ledger.truncated, 0)?;
    // Large ones; one of them is looked into, and stays when it is evicted.
    connect_to(&lab, &page, "/flood?count=3&size=5242880").await?;
    page.click_on("#clear-filter").await?;
    wait_for_received(&page, 84_003).await?;
    page.click_on("#messages li[data-index=\"84002\"]").await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for("the large message", title, |title| title == "Received message 84002").await?;
    connect_to(&lab, &page, "/flood?count=8&size=5242880").await?;
    let ledger = wait_for_received(&page, 84_011).await?;
    expect_eq("whether the newest are kept whole", ledger.bytes >= 3 * 5_242_880, true)?;
    expect_in("what is looked into", &title().await?, &["84002"])?;
    // One is sent, and comes back.
    connect_to(&lab, &page, "/echo").await?;
    page.wait_for_status("Connected to:").await?;
    page.paste_into("message", &"x".repeat(1024), 4 << 10).await?;
    page.click_on("#message-form button[type=submit]").await?;
    let ledger = wait_for_received(&page, 84_012).await?;
    expect_eq("what was sent", ledger.sent, 1)?;
    // Then there is room again.
    page.click_on("#clear").await?;
    let is_closed = async || page.ask::<bool>("return !document.getElementById('detail')").await;
    wait_for("no message that is looked into", is_closed, |is_closed| *is_closed).await?;
    page.send("still here").await?;
    page.wait_for_messages(&["Sent: still here", "Received: still here"]).await?;
    expect_eq("the newest ledger", wait_for_received(&page, 84_013).await?.kept, 2)
}
