//! Walks over all of one kind on the page: every control, every field, every fold.

use std::collections::BTreeMap;

use thirtyfour::Key;

use crate::{
    outcome::{Outcome, expect_eq, wait_for},
    page::Page,
    stage::Stage,
};

/// Choices and boxes that belong to a session.
const OF_SESSION: [&str; 14] = [
    "any-close",
    "beat-reply",
    "beat-way",
    "beats",
    "binary-type",
    "close-no-code",
    "escapes",
    "file-way",
    "filter-direction",
    "filter-kind",
    "group-kinds",
    "keep-draft",
    "line-ends",
    "reconnects",
];

/// Those that belong to the page: what was chosen last holds in every session.
const OF_PAGE: [&str; 4] = ["clock-column", "share-kind", "traffic-quantity", "traffic-span"];

/// Those that are for the next click alone.
const PASSING: [&str; 2] = ["add-saved", "only-here"];

/// Sets each choice to its first option (0) or to its last, and unticks or ticks each box, one drawing after the other;
/// answers how all stand then.
const WALK: &str = "const [isLast, done] = arguments;
    const drawn = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
    const all = () => [...document.querySelectorAll('main select:not(#kind), main input[type=checkbox]')];
    (async () => {
        for (const { id } of all()) {
            const control = document.getElementById(id);
            if (!control || control.matches(':disabled')) continue;
            if (control.type === 'checkbox') {
                if (control.checked !== (isLast === 1)) control.click();
            } else {
                control.selectedIndex = isLast === 1 ? control.options.length - 1 : 0;
                control.dispatchEvent(new Event('change', { bubbles: true }));
            }
            await drawn();
        }
        await drawn();
        done(Object.fromEntries(all().map((control) => [control.id, String(control.selectedIndex ?? control.checked)])));
    })();";

/// How all of them stand.
const LOOK: &str =
    "return Object.fromEntries([...document.querySelectorAll('main select:not(#kind), main input[type=checkbox]')]
    .map((control) => [control.id, String(control.selectedIndex ?? control.checked)]))";

type Stand = BTreeMap<String, String>;

async fn show(page: &Page, tab: u32) -> Outcome {
    page.click(&format!("tab-{tab}")).await?;
    let selected = async || page.attribute(&format!("tab-{tab}"), "aria-selected").await;
    wait_for("the tab", selected, |selected| selected == "true").await?;
    page.unfold().await
}

pub(super) async fn every_choice_and_box_shows_what_its_own_session_has(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.choose_kind("file").await?;
    page.unfold().await?;
    let walk = async |last: u64| page.ask_by_callback::<Stand>(WALK, last).await;
    let first = walk(1).await?;
    let mut known: Vec<&str> = [&OF_SESSION[..], &OF_PAGE, &PASSING].concat();
    known.sort_unstable();
    let there: Vec<&str> = first.keys().map(String::as_str).collect();
    expect_eq("the choices and boxes of the page", there, known)?;
    page.click("new-session").await?;
    show(&page, 1).await?;
    page.choose_kind("file").await?;
    walk(1).await?;
    let second = walk(0).await?;
    for (tab, own) in [(0, &first), (1, &second)] {
        show(&page, tab).await?;
        for id in OF_SESSION {
            let shown = async || Ok(page.ask::<Stand>(LOOK).await?.remove(id));
            wait_for(&format!("{id} of session {tab}"), shown, |shown| shown.as_ref() == own.get(id)).await?;
        }
        let shown = page.ask::<Stand>(LOOK).await?;
        for id in OF_PAGE {
            expect_eq(&format!("{id} in session {tab}"), shown.get(id), second.get(id))?;
        }
    }
    Ok(())
}

/// Fields of the inspector and of the list's menu, what is typed there and not entered.
const FIELDS: [(&str, &str); 5] =
    [("budget", "5"), ("budget-of-all", "6"), ("kind-field", "$.never"), ("watch-path", "$.never"), ("go-to", "7")];

pub(super) async fn what_is_typed_and_not_entered_is_not_seen_in_another_session(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.open_page_for(&stage.lab.ws_url("/echo")).await?;
    page.unfold().await?;
    page.click_on("#group-kinds").await?;
    wait_for("the kinds", async || page.is_enabled("kind-field").await, |there| *there).await?;
    for (id, text) in FIELDS {
        page.paste_into(id, text, 1).await?;
    }
    let is_open = "return document.getElementById('section-timeline').open";
    expect_eq("whether the states are unfolded", page.ask::<bool>(is_open).await?, true)?;
    page.click("new-session").await?;
    page.open_panel().await?;
    for (id, text) in FIELDS {
        let typed = page.typed(id).await?;
        expect_eq(&format!("whether {text:?} is in #{id} of another session"), typed == text, false)?;
    }
    page.ask::<()>("document.getElementById('section-timeline').open = false").await?;
    page.click("tab-0").await?;
    wait_for("the fold of the first session", async || page.ask::<bool>(is_open).await, |open| *open).await?;
    page.click("tab-1").await?;
    wait_for("the fold of the second", async || page.ask::<bool>(is_open).await, |open| !open).await.map(drop)
}

/// How far the document reaches beyond the window, and how far it was scrolled.
const BEYOND: &str = "const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
    return [scrollHeight - clientHeight, scrollTop]";

pub(super) async fn unfolding_all_makes_the_document_no_taller_than_the_window(stage: &mut Stage<'_>) -> Outcome {
    let page = stage.connect_to("/echo").await?;
    page.unfold().await?;
    for id in ["group-kinds", "reconnects", "beats"] {
        page.click_on(&format!("#{id}")).await?;
    }
    wait_for("all that is unfolded", async || page.is_enabled("beat-reply").await, |there| *there).await?;
    page.turn_wheel("#status", 2_000).await?;
    page.settle().await?;
    expect_eq("what is beyond the window, and scrolled", page.ask::<(i64, i64)>(BEYOND).await?, (0, 0))?;
    page.press("rows", Key::Home).await
}
