//! Why a connection failed: what was checked, what came out, and what no page can know.

use yew::prelude::*;

use crate::model::{
    diagnosis::{self, Evidence, Finding, Verdict},
    phase::ReadyState,
};
use crate::view::{
    msg::On,
    parts::{
        icon::{Icon, icon},
        learn::learn_more,
    },
    state::lessons::Lesson,
    words::why as say,
};

/// Draws `#why`: a headline, and the findings below it.
pub(super) fn why(evidence: Option<&Evidence>, state: ReadyState, on: &On) -> Html {
    let hidden = evidence.is_none() || state != ReadyState::Closed;
    let headline = evidence.map_or(String::new(), diagnosis::headline);
    let findings = evidence.map_or(Vec::new(), diagnosis::findings);
    html! {
        <details id="why" {hidden} open=true>
            <summary><h2>{ say::TITLE }</h2><span id="why-headline">{ headline }</span></summary>
            <ul id="findings">
                { for findings.iter().enumerate().map(|(place, finding)| html! { <li key={place} data-what={what(finding.verdict)}>{ line(finding) }</li> }) }
            </ul>
            { learn_more(Lesson::Events, on) }
        </details>
    }
}

/// By what scripts know the verdict.
fn what(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Cause => "cause",
        Verdict::Seen => "seen",
        Verdict::Cleared => "ruled-out",
        Verdict::Possible | Verdict::Unknown => "possible",
    }
}

fn line(finding: &Finding) -> Html {
    let (class, picture) = match finding.verdict {
        Verdict::Cause => ("cause", Icon::Cross),
        Verdict::Possible => ("possible", Icon::Warning),
        Verdict::Seen => ("seen", Icon::Eye),
        Verdict::Cleared => ("cleared", Icon::Check),
        Verdict::Unknown => ("unknown", Icon::Question),
    };
    html! {
        <>
            <span class={classes!("verdict", class)}>{ icon(picture) }{ say::verdict(finding.verdict) }</span>
            <span class="finding"><strong>{ finding.check }</strong>{ " " }{ &finding.meaning }</span>
        </>
    }
}
