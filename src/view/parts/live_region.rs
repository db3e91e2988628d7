//! What a screen reader hears of something that changes all the time: at a human pace, the latest and not each.

use yew::prelude::*;

use super::throttle::Throttle;

/// Time enough to hear one sentence before the next, in milliseconds.
const PACE_MS: f64 = 5_000.0;

/// What is told.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// What stands there now.
    pub(crate) text: AttrValue,
}

/// The time for the next sentence has come.
pub(crate) struct Due;

/// Draws a region that is heard and not seen.
pub(crate) struct LiveRegion {
    pace: Throttle,
}

impl Component for LiveRegion {
    type Message = Due;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { pace: Throttle::new(PACE_MS) }
    }

    fn update(&mut self, _: &Context<Self>, _: Due) -> bool {
        self.pace.done();
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, _: &Props) -> bool {
        let link = ctx.link().clone();
        if self.pace.waits(move || link.send_message(Due)) {
            return false;
        }
        self.pace.done();
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        html! { <span class="hidden" role="status">{ &ctx.props().text }</span> }
    }
}
