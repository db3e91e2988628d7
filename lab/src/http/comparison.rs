//! `/poll`, `/long-poll` and `/sse`: the messages of `/echo` and `/flood` carried by HTTP, to compare with.

use std::{convert::Infallible, fmt::Write, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::stream;
use http_body_util::{BodyExt, StreamBody};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Frame, Incoming},
    header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, CACHE_CONTROL, CONTENT_TYPE},
};
use serde_json::{Value as Json, json};

use super::body;
use crate::{
    answer::{self, Answer},
    endpoints::Carrier,
    mailbox::{Fetched, Mailbox, PostError},
    mailboxes::TooManySessions,
    parameters::Parameters,
    protocol::{Message, MessageKind},
    shared::Shared,
};

/// How long an event stream may be quiet: proxies end one that seems dead.
const QUIET: Duration = Duration::from_secs(15);

/// POST puts a message into the session's mailbox, GET fetches what is there.
pub(crate) async fn carry(
    shared: &Arc<Shared>,
    carrier: Carrier,
    parameters: &Parameters,
    request: Request<Incoming>,
) -> Answer {
    let answer = match *request.method() {
        Method::OPTIONS => return preflight(),
        Method::POST => post(shared, parameters, request).await,
        Method::GET => fetch(shared, carrier, parameters).await,
        _ => return answer::method_not_allowed("GET, POST, OPTIONS"),
    };
    answer.unwrap_or_else(|full| answer::sentence(StatusCode::SERVICE_UNAVAILABLE, &full.to_string()))
}

/// What a browser asks before it posts from another origin; whether that origin may is decided for every request.
fn preflight() -> Answer {
    let mut answer = answer::empty(StatusCode::NO_CONTENT);
    answer::set(&mut answer, ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    answer::set(&mut answer, ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
    answer
}

async fn post(shared: &Shared, parameters: &Parameters, request: Request<Incoming>) -> Result<Answer, TooManySessions> {
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = if media_type.starts_with("text/") { MessageKind::Text } else { MessageKind::Binary };
    let payload = match body::read(shared, request.into_body()).await {
        Ok(payload) => payload,
        Err(refusal) => return Ok(refusal),
    };
    if kind == MessageKind::Text && std::str::from_utf8(&payload).is_err() {
        let sentence = "Text must be UTF-8; send bytes as application/octet-stream.";
        return Ok(answer::sentence(StatusCode::BAD_REQUEST, sentence));
    }
    let mailbox = shared.mailboxes.open(parameters.text("session"))?;
    Ok(match mailbox.post(Message { kind, payload }, parameters.milliseconds("delay")) {
        Ok(()) => answer::empty(StatusCode::NO_CONTENT),
        Err(error @ PostError::Full(_)) => answer::sentence(StatusCode::TOO_MANY_REQUESTS, &error.to_string()),
        Err(error) => answer::sentence(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
    })
}

async fn fetch(shared: &Arc<Shared>, carrier: Carrier, parameters: &Parameters) -> Result<Answer, TooManySessions> {
    let mailbox = shared.mailboxes.open_to_fetch(parameters)?;
    let fetched = match carrier {
        Carrier::Poll => mailbox.fetch(),
        Carrier::LongPoll => tokio::select! {
            fetched = mailbox.fetch_within(parameters.milliseconds("wait")) => fetched,
            () = shared.shutdown.cancelled() => mailbox.fetch(),
        },
        Carrier::EventStream => return Ok(event_stream(Arc::clone(shared), mailbox)),
    };
    let messages: Vec<Json> = fetched.messages.iter().map(Message::to_json).collect();
    let mut json = json!({ "messages": messages, "done": fetched.done });
    let is_own = parameters.text("session").is_empty() && parameters.number("count") > 0;
    if is_own && !fetched.done {
        json["session"] = shared.mailboxes.keep(mailbox)?.into();
    }
    Ok(answer::json(&json))
}

/// Each message is one event; a flood ends with the event `done`, after which a client should not come back.
fn event_stream(shared: Arc<Shared>, mailbox: Arc<Mailbox>) -> Answer {
    let events = stream::unfold(Some((shared, mailbox)), async |state| {
        let (shared, mailbox) = state?;
        let fetched = tokio::select! {
            fetched = mailbox.fetch_within(QUIET) => fetched,
            () = shared.shutdown.cancelled() => return None,
        };
        let frame = Ok::<_, Infallible>(Frame::data(Bytes::from(to_events(&fetched))));
        Some((frame, (!fetched.done).then_some((shared, mailbox))))
    });
    let mut answer = Response::new(StreamBody::new(events).boxed_unsync());
    answer::set(&mut answer, CONTENT_TYPE, "text/event-stream");
    answer::set(&mut answer, CACHE_CONTROL, "no-store");
    answer
}

fn to_events(fetched: &Fetched) -> String {
    let mut events = String::new();
    for message in &fetched.messages {
        let _ = write!(events, "data: {}\n\n", message.to_json());
    }
    if fetched.done {
        events.push_str("event: done\ndata: {}\n\n");
    }
    if events.is_empty() {
        events.push_str(": nothing yet\n\n");
    }
    events
}
