//! How much came and went when: a chart above and below one axis, and the same in words.

use yew::prelude::*;

use crate::{
    model::{
        decimal::decimal,
        link::PageCommand,
        log::{Bucket, Chart, Span},
        time::Timestamp,
    },
    view::{
        msg::{Msg as PageMsg, On},
        parts::field::choice,
        state::chart_axis,
        words::chart as say,
    },
    web::{clock, element, timer::Ticker},
};

/// The picture's own units.
const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 96.0;

/// What is drawn.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) chart: Option<Chart>,
    /// Its pane is the one that is seen.
    pub(super) is_seen: bool,
    pub(super) on: On,
}

/// What happens to it.
pub(super) enum Msg {
    /// A second has passed: the last minute is another one.
    Ticked,
    SpanChosen(usize),
    QuantityChosen(usize),
}

/// Draws the chart. While it is seen, the engine tells it.
pub(super) struct Traffic {
    span: Span,
    bytes: bool,
    #[expect(dead_code, reason = "kept for its drop")]
    ticker: Ticker,
}

impl Component for Traffic {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        let ticker = Ticker::every(1_000, move || link.send_message(Msg::Ticked));
        let traffic = Self { span: Span::default(), bytes: false, ticker };
        traffic.want(ctx);
        traffic
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().is_seen != old.is_seen {
            self.want(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Ticked => return ctx.props().is_seen,
            Msg::SpanChosen(at) => {
                self.span = if at == 0 { Span::Minute } else { Span::Whole };
                self.want(ctx);
            }
            Msg::QuantityChosen(at) => self.bytes = at == 1,
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let chart = ctx.props().chart.as_ref().filter(|chart| chart.span == self.span);
        html! {
            <div class="stack">
                <div class="pairs">
                    { choice("traffic-span", say::SPAN, &say::SPANS, usize::from(self.span == Span::Whole), ctx.link().callback(Msg::SpanChosen)) }
                    { choice("traffic-quantity", say::QUANTITY, &say::QUANTITIES, usize::from(self.bytes), ctx.link().callback(Msg::QuantityChosen)) }
                </div>
                { chart.map_or(Html::default(), |chart| self.draw(chart, &ctx.props().on)) }
            </div>
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        ctx.props().on.emit(PageMsg::PageWanted(PageCommand::Chart(None)));
    }
}

impl Traffic {
    /// The engine is to tell the chart, or not.
    fn want(&self, ctx: &Context<Self>) {
        let span = Some(self.span).filter(|_| ctx.props().is_seen);
        ctx.props().on.emit(PageMsg::PageWanted(PageCommand::Chart(span)));
    }

    fn draw(&self, chart: &Chart, on: &On) -> Html {
        let now = clock::now();
        let Some((from, to)) = chart_axis::axis(chart, now) else {
            return html! { <p class="hint">{ say::NOTHING }</p> };
        };
        let seconds = f64::from(chart.seconds);
        let rates: Vec<(f64, f64)> = chart.buckets.iter().map(|bucket| self.rates(bucket, seconds)).collect();
        let peak = rates.iter().fold(0.0, |peak: f64, (came, went)| peak.max(*came).max(*went));
        let latest =
            chart_axis::under_way(chart, now).map(|(bucket, past)| self.rates(&bucket, past)).unwrap_or_default();
        let scale = |at: f64| (at - from.0) / (to.0 - from.0).max(1.0) * WIDTH;
        let edges: Vec<f64> =
            (0..=rates.len()).map(|place| scale(chart_axis::begins(chart, place).0).min(WIDTH)).collect();
        let came = shape(&edges, rates.iter().map(|rate| rate.0 / peak.max(1.0)), -1.0);
        let went = shape(&edges, rates.iter().map(|rate| rate.1 / peak.max(1.0)), 1.0);
        let onclick = {
            let (on, chart) = (on.clone(), chart.clone());
            Callback::from(move |event: MouseEvent| {
                if let Some(place) = element::place_across(&event, "#traffic") {
                    // Nobody hits the moment within a step of the picture: the first message of the step is meant.
                    let at = Timestamp(from.0 + place * (to.0 - from.0));
                    on.emit(PageMsg::TimeChosen(chart_axis::beginning_of_its_stretch(&chart, at)));
                }
            })
        };
        html! {
            <figure class="chart">
                <svg id="traffic" width="100%" height={decimal(HEIGHT, 0)} viewBox={format!("0 0 {} {}", decimal(WIDTH, 0), decimal(HEIGHT, 0))}
                    preserveAspectRatio="none" role="img" aria-label={say::PICTURE} {onclick}>
                    <path key="came" class="came" d={came} />
                    <path key="went" class="went" d={went} />
                    <path key="axis" class="axis" d={format!("M0 {0}H{1}", decimal(HEIGHT / 2.0, 0), decimal(WIDTH, 0))} />
                </svg>
                <figcaption>
                    <span class="number">{ to_the_second(from) }</span>
                    <span>{ say::summary(latest, peak, self.bytes) }</span>
                    <span class="number">{ to_the_second(to) }</span>
                </figcaption>
            </figure>
        }
    }

    /// What came and went a second.
    #[expect(clippy::cast_precision_loss, reason = "a picture shows two digits")]
    fn rates(&self, bucket: &Bucket, seconds: f64) -> (f64, f64) {
        let (came, went) =
            if self.bytes { (bucket.received_bytes, bucket.sent_bytes) } else { (bucket.received, bucket.sent) };
        (came as f64 / seconds, went as f64 / seconds)
    }
}

/// The outline of steps above (-1) or below (1) the axis.
fn shape(edges: &[f64], heights: impl Iterator<Item = f64>, way: f64) -> String {
    let middle = HEIGHT / 2.0;
    let mut path = format!("M{} {}", decimal(edges[0], 1), decimal(middle, 0));
    for (height, pair) in heights.zip(edges.windows(2)) {
        let top = middle + way * height * (middle - 1.0);
        for part in ["V", &decimal(top, 1), "H", &decimal(pair[1], 1)] {
            path.push_str(part);
        }
    }
    for part in ["V", &decimal(middle, 0), "Z"] {
        path.push_str(part);
    }
    path
}

fn to_the_second(at: Timestamp) -> String {
    let mut time = clock::time_of_day(at);
    time.truncate("13:05:59".len());
    time
}
