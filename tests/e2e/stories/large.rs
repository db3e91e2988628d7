//! What is larger than memory should be, in a browser that no other story uses.

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    stage::Stage,
};

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
