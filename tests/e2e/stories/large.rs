//! What is larger than memory should be, in a browser that no other story uses.

use std::time::Duration;

use socketscope_lab::Limits;

use super::taking::STUBS;
use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_at_most, wait_for},
    page::Page,
    stage::Stage,
};

/// A debug build without optimisation takes its time.
const LIMIT: Duration = Duration::from_mins(5);

/// Bytes that the whole browser may take more while the file is under way. The file has 1 GiB.
const MOST_MORE: u64 = 300 << 20;

/// A server that reads slowly, and one that reads all at once; and after how many bytes it is enough.
const SERVERS: [(&str, f64); 2] = [("/slow?bytes_per_second=1000000", 4e6), ("/silent", 64e6)];

pub(super) async fn a_gibibyte_in_chunks_takes_no_memory(stage: &mut Stage<'_>) -> Outcome {
    for (path, enough) in SERVERS {
        send_a_part(stage, path, enough).await?;
    }
    Ok(())
}

async fn send_a_part(stage: &Stage<'_>, path: &str, enough: f64) -> Outcome {
    let page = stage.connect_to(path).await?;
    page.unfold().await?;
    page.drop_file("body", "gibibyte.bin", 1 << 20, 1_024).await?;
    page.choose("file-way", 1).await?;
    let before = stage.memory();
    page.click_send().await?;
    let (mut most, mut fullest) = (0, 0.0_f64);
    let look = async || {
        most = most.max(stage.memory().unwrap_or_default());
        fullest = fullest.max(page.ask("return document.getElementById('buffered').value").await?);
        page.ask::<f64>("return document.querySelector('#file-progress progress').value").await
    };
    wait_for(&format!("a part of the file at {path}"), look, |gone| *gone > enough).await?;
    // Its threshold, and the chunk that goes beyond it.
    expect_eq(&format!("whether {fullest} bytes are within the threshold"), fullest <= 1_048_576.0 + 65_536.0, true)?;
    if let Some(before) = before {
        let more = most.saturating_sub(before);
        expect_eq(&format!("whether {more} bytes more than {before} are few"), more < MOST_MORE, true)?;
    }
    page.click("cancel-file").await?;
    let progress = async || page.text("file-progress").await;
    wait_for("its end", progress, |text| text.contains("cancelled")).await?;
    let ledger = page.ledger().await?;
    expect_eq("what is kept and evicted", ledger.kept + ledger.evicted, ledger.sent)?;
    page.click_close().await?;
    page.wait_for_status("Closing...").await?;
    page.click("let-go").await?;
    page.wait_until_closed(&["Let go"]).await
}

/// A page that was sent so many messages of so many bytes, by a lab that sends such, the newest of which is open.
async fn with_large(stage: &mut Stage<'_>, count: u64, size: u64) -> Outcome<Page> {
    let lab = stage.own_lab(Limits { sent_bytes: 1 << 30, held_bytes: 4 << 30, ..Limits::default() }).await?;
    let page = stage.open_page_in(&lab, &format!("/flood?count={count}&size={size}&kind=binary")).await?;
    page.ask::<()>(STUBS).await?;
    page.click_connect().await?;
    let ledger = async || page.ledger().await;
    wait_at_most(LIMIT, "the messages", ledger, |ledger| ledger.received == count).await?;
    page.wait_until_closed(&["1000"]).await?;
    let last = count - 1;
    page.click_on(&format!("#messages li[data-index='{last}']")).await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_at_most(LIMIT, "the message", title, |title| title == &format!("Received message {last}")).await?;
    Ok(page)
}

/// Saves the message that is open; answers how many bytes its file has.
async fn save(page: &Page) -> Outcome<u64> {
    page.click("take-opener").await?;
    page.click_on("#take li:nth-child(6) button").await?;
    let told = async || Ok(page.text_of_all("#detail header [role=status]").await?.concat());
    wait_at_most(LIMIT, "the file", told, |told| told == "Saved").await?;
    page.ask("return window.given.at(-1).size").await
}

pub(super) async fn two_messages_of_64_mib_are_compared_and_one_is_saved(stage: &mut Stage<'_>) -> Outcome {
    let page = with_large(stage, 2, 64 << 20).await?;
    page.choose("compare", 1).await?;
    let why = async || Ok(page.text_of_all("#detail").await?.concat());
    let told = wait_at_most(LIMIT, "how they differ", why, |told| told.contains("compared by bytes")).await?;
    expect_in("why by bytes", &told, &["One of them is larger than 2 MiB"])?;
    expect_eq("the bytes of the file", save(&page).await?, 64 << 20)
}

pub(super) async fn six_hundred_mebibytes_are_looked_into_and_saved(stage: &mut Stage<'_>) -> Outcome {
    const SIZE: u64 = 600 << 20;
    let page = with_large(stage, 1, SIZE).await?;
    let lines = async || page.text_of_all("#detail-lines code").await;
    wait_at_most(LIMIT, "its beginning", lines, |lines| !lines.is_empty()).await?;
    let kept = page.ledger().await?;
    page.click("take-opener").await?;
    page.click_on("#take li:nth-child(5) button").await?;
    let told = async || Ok(page.text_of_all("#detail header [role=status]").await?.concat());
    wait_at_most(LIMIT, "why it is not copied", told, |told| told.contains("Save it as a file")).await?;
    // Of a message that is larger than the budget, half a budget is kept, and that is what can be had.
    expect_eq("how many messages are cut", (kept.kept, kept.truncated), (1, 1))?;
    expect_eq("the bytes of the file", save(&page).await?, kept.bytes)?;
    expect_eq("whether it is less than came", (1 << 20..SIZE).contains(&kept.bytes), true)
}
