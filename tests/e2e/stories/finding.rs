//! What is looked for in the log, and how one gets there.

use thirtyfour::Key;

use super::log::{wait_for_shown, with_messages};
use crate::{
    outcome::{Outcome, expect_eq, expect_in, wait_for},
    page::Page,
    stage::Stage,
};

/// The numbers of the messages in the list, and which of them are there because one near them matches.
const ROWS: &str = "return [...document.querySelectorAll('#messages li[data-index]')]
    .map((row) => row.dataset.index + (row.classList.contains('context') ? ' around' : ''))";

async fn wait_for_rows(page: &Page, expected: &[&str]) -> Outcome {
    let rows = async || page.ask::<Vec<String>>(ROWS).await;
    wait_for(&format!("the rows {expected:?}"), rows, |rows| rows == expected).await.map(drop)
}

pub(super) async fn typing_at_the_list_begins_a_filter(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.press("rows", "h").await?;
    wait_for("the filter", async || page.typed("filter").await, |typed| typed == "h").await?;
    expect_eq("where one types on", page.ask::<String>("return document.activeElement.id").await?, "filter")?;
    wait_for_shown(&page, "2").await
}

pub(super) async fn rows_around_a_match_are_shown_when_wanted(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.type_into("filter", "heart").await?;
    wait_for_rows(&page, &["2", "3"]).await?;
    page.click("conditions-opener").await?;
    page.type_into("filter-context", "1").await?;
    wait_for_rows(&page, &["1 around", "2", "3", "4 around"]).await?;
    expect_eq("the messages that pass", page.ledger().await?.shown, 2)
}

pub(super) async fn a_chip_takes_its_condition_back(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.type_into("filter", "heart").await?;
    page.choose_named("filter-direction", "received").await?;
    wait_for_rows(&page, &["3"]).await?;
    expect_eq("the chips", page.text_of_all(".chip").await?, ["with “heart”", "received"])?;
    page.click_on(".chips > span:nth-child(2) button").await?;
    wait_for_rows(&page, &["2", "3"]).await?;
    expect_eq("the chips", page.text_of_all(".chip").await?, ["with “heart”"])?;
    page.click_on(".chips > span:nth-child(1) button").await?;
    wait_for_shown(&page, "6").await?;
    page.type_into("filter", "nowhere").await?;
    wait_for("a word", async || Ok(page.text_of_all("#no-match").await?.concat()), |text| text.contains("No message"))
        .await?;
    page.click("show-all").await?;
    wait_for_shown(&page, "6").await
}

pub(super) async fn one_goes_to_a_number_or_a_time_and_hears_why_not(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    let go_to = async |place: &str| {
        if page.attribute("view-opener", "aria-expanded").await? == "false" {
            page.click("view-opener").await?;
        }
        page.type_into("go-to", place).await?;
        page.press("go-to", Key::Enter).await
    };
    let went = async |part: &str| {
        let said = async || page.text("went").await;
        wait_for(&format!("{part:?} beside the field"), said, |said| said.contains(part)).await.map(drop)
    };
    go_to("3").await?;
    let title = async || Ok(page.text_of_all("#detail h2").await?.concat());
    wait_for("message 3", title, |title| title == "Received message 3").await?;
    // In a small window it covers the rest.
    page.press("rows", Key::Escape).await?;
    wait_for("no message", title, String::is_empty).await?;
    go_to("elsewhere").await?;
    went("Not understood").await?;
    go_to("99").await?;
    went("no message 99 yet. The newest is 5").await?;
    go_to("+0 s").await?;
    wait_for("no complaint", async || page.attribute("went", "hidden").await, |hidden| !hidden.is_empty()).await?;
    page.type_into("filter", "heart").await?;
    wait_for_shown(&page, "2").await?;
    go_to("5").await?;
    went("The filter hides message 5. The nearest that it shows is 3").await?;
    page.click("clear-filter").await?;
    page.click("clear").await?;
    wait_for("an empty log", async || Ok(page.ledger().await?.kept), |kept| *kept == 0).await?;
    go_to("0").await?;
    went("Message 0 has left the log").await
}

pub(super) async fn the_rate_of_a_kind_falls_when_its_messages_stop(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    page.open_panel().await?;
    page.click_on("#group-kinds").await?;
    for _ in 0..3 {
        page.send(r#"{"type":"price"}"#).await?;
    }
    let rate = async || Ok(page.text_of_all("#kinds li[data-kind='type: price'] .number.hint").await?.concat());
    wait_for("a rate", rate, |rate| rate.ends_with("/s") && rate != "0/s").await?;
    wait_for("the rate to fall", rate, |rate| rate == "0/s").await.map(drop)
}

pub(super) async fn a_watched_value_is_told_with_the_one_before(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.open_panel().await?;
    page.type_into("watch-path", "$.n").await?;
    page.press("watch-path", Key::Enter).await?;
    let told = async || Ok(page.text_of_all("#watches .watch").await?.concat());
    wait_for("the watch", told, |told| told.contains("not seen yet")).await?;
    for message in [r#"{"n":17}"#, r#"{"m":0}"#, r#"{"n":[1,2]}"#] {
        page.send(message).await?;
    }
    wait_for("both values", told, |told| told.contains("[1,2]") && told.contains("before: 17")).await?;
    page.type_into("watch-path", "$.[").await?;
    page.press("watch-path", Key::Enter).await?;
    wait_for("what is wrong", async || page.text("watch-problem").await, |text| !text.is_empty()).await?;
    expect_eq("what was typed", page.typed("watch-path").await?, "$.[".to_owned())?;
    expect_eq("the watches", page.text_of_all("#watches .watch").await?.len(), 1)
}

/// The messages that can be seen, and the second in which one came.
const MESSAGES_IN_VIEW: &str = "
    const pane = document.querySelector('#messages').getBoundingClientRect();
    const messages = [...document.querySelectorAll('#messages li[data-index]')].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > pane.top + 1 && top < pane.bottom - 1;
    });
    const second = (row) => row ? String(Math.floor(row.dataset.at / 1000)) : '';
";

pub(super) async fn a_click_in_the_chart_leads_to_the_messages_of_that_time(stage: &mut Stage<'_>) -> Outcome {
    // Over three seconds and more, so that there are several bars.
    let page = stage.open_page_for(&stage.lab.ws_url("/flood?count=3000&size=50&rate=1000")).await?;
    page.open_panel().await?;
    let chart = async || page.ask::<String>("return document.querySelector('#section-traffic .body').innerText").await;
    wait_for("a chart of nothing", chart, |text| text.contains("Nothing has come")).await?;
    // The last minute may be over before this is seen.
    page.choose("traffic-span", 1).await?;
    page.click_connect().await?;
    page.wait_until_closed(&["1000"]).await?;
    let path =
        async || page.ask::<String>("return document.querySelector('#traffic .came')?.getAttribute('d') ?? ''").await;
    wait_for("the chart", path, |path| path.contains('V') && !path.contains("NaN")).await?;
    let click = async |part: f64| {
        let script = format!(
            "const chart = document.querySelector('#traffic');
            const {{ left, top, width }} = chart.getBoundingClientRect();
            chart.dispatchEvent(new MouseEvent('click', {{ bubbles: true, clientX: left + width * {part}, clientY: top + 2 }}));"
        );
        page.ask::<Option<()>>(&script).await
    };
    let first = async || {
        page.ask::<u64>("return Number(document.querySelector('#messages li[data-index]')?.dataset.index ?? 9999)")
            .await
    };
    let newest = page.ask::<String>(&format!("{MESSAGES_IN_VIEW}return second(messages.at(-1));")).await?;
    click(0.0).await?;
    wait_for("the oldest message", first, |index| *index == 0).await?;
    click(1.0).await?;
    // How many came in the last second is up to how busy the machine was.
    let begins = async || {
        page.ask::<bool>(&format!(
            "{MESSAGES_IN_VIEW}return messages.findIndex((row) => second(row) === '{newest}') > 0;"
        ))
        .await
    };
    wait_for("the beginning of the last second", begins, |begins| *begins).await?;
    click(0.0).await?;
    wait_for("the oldest message again", first, |index| *index == 0).await.map(drop)
}

pub(super) async fn a_row_tells_its_kind_in_words(stage: &mut Stage<'_>) -> Outcome {
    let page = with_messages(stage).await?;
    let kinds = async || page.text_of_all("#messages .kind").await;
    wait_for("what they are", kinds, |kinds| *kinds == ["text"; 6]).await?;
    page.open_panel().await?;
    page.click_on("#group-kinds").await?;
    let named = ["price", "price", "heartbeat", "heartbeat", "not JSON", "not JSON"];
    wait_for("the kinds", kinds, |kinds| *kinds == named).await.map(drop)
}

pub(super) async fn a_match_beyond_the_beginning_of_a_message_is_seen(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.paste_into("message", &format!("{}needle in a haystack", "hay ".repeat(500)), 1).await?;
    page.click_send().await?;
    wait_for("the echo", async || Ok(page.ledger().await?.kept), |kept| *kept == 2).await?;
    page.type_into("filter", "needle").await?;
    let marked = async || page.text_of_all("#messages mark").await;
    wait_for("the marks", marked, |marked| *marked == ["needle", "needle"]).await?;
    let text = page.text_of_all("#messages .received .payload").await?.concat();
    expect_eq("how it begins", text.starts_with("…hay "), true)?;
    expect_in("the excerpt", &text, &["needle in a haystack"])
}
