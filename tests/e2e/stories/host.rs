//! Where the page comes from: its address, its policy, and hosts without a lab.

use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    plain_host::Twist,
    stage::{Stage, percent_encode},
};

pub(super) async fn the_query_fills_the_form_and_connects_nothing(stage: &mut Stage<'_>) -> Outcome {
    let url = stage.lab.ws_url("/subprotocol?accept=b");
    let page = stage.open_page(&format!("?url={}&protocols=a%2C%20b", percent_encode(&url))).await?;
    expect_eq("the address", page.typed("url").await?, url)?;
    expect_eq("the subprotocols", page.typed("protocols").await?, "a, b")?;
    // The engine answers a refused message after anything that the page could have asked for before.
    page.send("is anybody there?").await?;
    page.wait_for_problem("message", "no connection").await?;
    expect_in("the status", &page.status().await?, &["Disconnected from WebSocket.", "not connected yet"])?;
    expect_eq("the rows", page.rows().await?, Vec::new())
}

pub(super) async fn plain_hosting_offers_a_public_echo_and_waits(stage: &mut Stage<'_>) -> Outcome {
    stage.expect_error("lab.json");
    let host = stage.plain_host(Twist::default()).await?;
    let page = stage.open_page_of(&host, "").await?;
    let offered = async || page.typed("url").await;
    wait_for("the public echo's address", offered, |url| url == "wss://echo.websocket.org").await?;
    page.send("is anybody there?").await?;
    page.wait_for_problem("message", "no connection").await?;
    expect_in("the status", &page.status().await?, &["not connected yet"])
}

pub(super) async fn a_violation_of_the_policy_is_seen_on_the_console(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("").await?;
    page.wait_for_status("Connected to:").await?;
    expect_eq("the errors before", stage.take_console_errors().await?, Vec::<String>::new())?;
    let inline = "const script = document.createElement('script');
        script.src = 'https://elsewhere.invalid/x.js'; document.head.append(script);";
    page.ask::<()>(&format!("try {{ {inline} }} catch {{}} document.body.setAttribute('style', 'color: red')")).await?;
    let look = async || stage.take_console_errors().await;
    let is_violation =
        |error: &String| error.contains("Content Security Policy") || error.contains("Content-Security-Policy");
    wait_for("a violation on the console", look, |errors| errors.iter().any(is_violation)).await?;
    stage.expect_error("Content");
    stage.expect_error("Trusted");
    Ok(())
}

pub(super) async fn the_policy_is_on_every_file_of_the_page(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page("").await?;
    page.wait_for_status("Connected to:").await?;
    let files: Vec<String> =
        page.ask("return performance.getEntriesByType('resource').map((file) => file.name)").await?;
    expect_eq("the number of files", files.len() > 3, true)?;
    let policies: Vec<Option<String>> = page
        .ask(
            "return Promise.all([location.href, ...performance.getEntriesByType('resource').map((file) => file.name)]
            .filter((name) => name.startsWith('http'))
            .map(async (name) => (await fetch(name)).headers.get('content-security-policy')))",
        )
        .await?;
    for policy in policies {
        expect_in("the policy", &policy.unwrap_or_default(), &["default-src 'none'", "trusted-types socketscope"])?;
    }
    Ok(())
}
