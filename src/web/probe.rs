//! A question over HTTP to an address of WebSocket: does anything answer there?

use gloo_net::http::Request;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestMode};

use super::{clock, task, timer::Timer};
use crate::model::diagnosis::Probe;

/// A question that is under way.
#[must_use = "dropping it ends the question"]
pub struct Probing {
    controller: AbortController,
    #[expect(dead_code, reason = "kept for its drop")]
    alarm: Timer,
}

impl Probing {
    /// Asks, and calls `then` with what came of it, after `limit_ms` at the latest. `None` when the browser has no
    /// memory for it.
    ///
    /// It is a GET: servers that speak WebSocket only know no other method, and some of them answer a HEAD with
    /// nothing. The handshake was a GET of the same address, so it asks for nothing that the person did not. Without
    /// CORS a page learns only whether an answer came, which is all that is needed. The body is not read.
    pub fn start(url: &str, limit_ms: f64, then: impl FnOnce(Probe) + 'static) -> Option<Self> {
        let controller = AbortController::new().ok()?;
        let signal = controller.signal();
        let request = Request::get(url)
            .mode(RequestMode::NoCors)
            .credentials(RequestCredentials::Omit)
            .cache(RequestCache::NoStore)
            .referrer_policy(ReferrerPolicy::NoReferrer)
            .abort_signal(Some(&signal))
            .build();
        let ended = controller.clone();
        task::spawn(async move {
            let began = clock::now();
            let answer = match request {
                Ok(request) => request.send().await.is_ok(),
                Err(_) => false,
            };
            let took = clock::now().since(began).max(0.0);
            let timed_out = signal.aborted();
            // The body may have no end.
            ended.abort();
            then(match (answer, timed_out) {
                (true, _) => Probe::Answered(took),
                (false, true) => Probe::TimedOut(limit_ms),
                (false, false) => Probe::Failed(took),
            });
        });
        let late = controller.clone();
        let alarm = Timer::after(limit_ms, move || late.abort());
        Some(Self { controller, alarm })
    }
}

impl Drop for Probing {
    fn drop(&mut self) {
        self.controller.abort();
    }
}
