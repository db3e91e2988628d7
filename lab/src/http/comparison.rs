//! `/poll`, `/long-poll` and `/sse`: the messages of `/echo` and `/flood` carried by HTTP, to compare with.

use std::{convert::Infallible, fmt::Write, sync::Arc, time::Duration};

use bytes::Bytes;
use futures_util::stream;
use http_body_util::{BodyExt, LengthLimitError, Limited, StreamBody};
use hyper::{
    Method, Request, Response, StatusCode,
    body::{Frame, Incoming},
    header::{ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, CACHE_CONTROL, CONTENT_TYPE},
};
use serde_json::{Value as Json, json};

use super::answer::{self, Answer};
use crate::{
    endpoints::Carrier,
    mailbox::{Fetched, Mailbox, MailboxError},
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
    if request.method() == Method::OPTIONS {
        return preflight();
    }
    let mailbox = match shared.mailboxes.open(parameters) {
        Ok(mailbox) => mailbox,
        Err(error) => return answer::sentence(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
    };
    match (request.method(), carrier) {
        (&Method::POST, _) => post(shared, &mailbox, request).await,
        (&Method::GET, Carrier::Poll) => answer::json(&to_json(&mailbox.fetch())),
        (&Method::GET, Carrier::LongPoll) => long_poll(shared, &mailbox, parameters.milliseconds("wait")).await,
        (&Method::GET, Carrier::EventStream) => event_stream(Arc::clone(shared), mailbox),
        _ => answer::method_not_allowed("GET, POST, OPTIONS"),
    }
}

/// What a browser asks before it posts from another origin; whether that origin may is decided for every request.
fn preflight() -> Answer {
    let mut answer = answer::empty(StatusCode::NO_CONTENT);
    answer::set(&mut answer, ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
    answer::set(&mut answer, ACCESS_CONTROL_ALLOW_HEADERS, "content-type");
    answer
}

async fn post(shared: &Shared, mailbox: &Mailbox, request: Request<Incoming>) -> Answer {
    let media_type = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let kind = if media_type.starts_with("text/") { MessageKind::Text } else { MessageKind::Binary };
    let limit = shared.config.limits.message_bytes;
    let payload = match Limited::new(request.into_body(), limit).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            let sentence = format!("A message holds at most {limit} bytes.");
            return answer::sentence(StatusCode::PAYLOAD_TOO_LARGE, &sentence);
        }
        Err(_) => return answer::sentence(StatusCode::BAD_REQUEST, "The body ended before it was whole."),
    };
    if kind == MessageKind::Text && std::str::from_utf8(&payload).is_err() {
        return answer::sentence(
            StatusCode::BAD_REQUEST,
            "Text must be UTF-8; send bytes as application/octet-stream.",
        );
    }
    match mailbox.post(Message { kind, payload }) {
        Ok(()) => answer::empty(StatusCode::NO_CONTENT),
        Err(error @ MailboxError::Full(_)) => answer::sentence(StatusCode::TOO_MANY_REQUESTS, &error.to_string()),
        Err(error) => answer::sentence(StatusCode::SERVICE_UNAVAILABLE, &error.to_string()),
    }
}

async fn long_poll(shared: &Shared, mailbox: &Mailbox, wait: Duration) -> Answer {
    let fetched = tokio::select! {
        fetched = mailbox.fetch_within(wait) => fetched,
        () = shared.shutdown.cancelled() => mailbox.fetch(),
    };
    answer::json(&to_json(&fetched))
}

fn to_json(fetched: &Fetched) -> Json {
    let messages: Vec<Json> = fetched.messages.iter().map(Message::to_json).collect();
    json!({ "messages": messages, "done": fetched.done })
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
