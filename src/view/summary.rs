//! What a screen reader hears of the log: not each message, but how many came, at a human pace.

use yew::prelude::*;

use super::words::shell as say;
use crate::web::timer::Ticker;

/// The pace: time enough to hear one sentence before the next.
const PACE_MS: u32 = 5_000;

/// Characters of the last message that are read out.
const READ_OUT: usize = 120;

/// What is told.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// How many messages were received.
    pub(super) received: u64,
    /// The beginning of the last one, as far as it is in view.
    pub(super) last: Option<AttrValue>,
}

/// The time for a sentence has come.
pub(super) struct Due;

/// Draws `#summary`, which is heard and not seen.
pub(super) struct Summary {
    /// What had been received when it was told last.
    told: u64,
    text: String,
    #[expect(dead_code, reason = "kept for its drop")]
    ticker: Ticker,
}

impl Component for Summary {
    type Message = Due;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let ticker = Ticker::every(PACE_MS, move || link.send_message(Due));
        Self { told: ctx.props().received, text: String::new(), ticker }
    }

    fn update(&mut self, ctx: &Context<Self>, _: Due) -> bool {
        let Props { received, last } = ctx.props();
        let new = received.saturating_sub(self.told);
        self.told = *received;
        if new > 0 {
            let last: String = last.as_deref().unwrap_or_default().chars().take(READ_OUT).collect();
            self.text = say::received(new, &last);
        }
        new > 0
    }

    /// What changes between two sentences is not worth a drawing.
    fn changed(&mut self, _: &Context<Self>, _: &Props) -> bool {
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        html! { <p id="summary" class="hidden" role="status">{ &self.text }</p> }
    }
}
