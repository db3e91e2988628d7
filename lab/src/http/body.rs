//! A request's body, read to its end within a size, a time and the lab's memory.

use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt;
use hyper::{
    StatusCode,
    body::{Body, Incoming},
};
use tokio::time::timeout;

use crate::{
    answer::{self, Answer},
    budget::OverBudget,
    shared::Shared,
};

/// Reads a body that is to be one message.
pub(super) async fn read(shared: &Shared, body: Incoming) -> Result<Bytes, Answer> {
    match timeout(shared.config.limits.body, collect(shared, body)).await {
        Ok(Ok(body)) => Ok(body),
        Ok(Err(why)) => Err(why.answer()),
        Err(_) => Err(Unread::TooSlow.answer()),
    }
}

/// Why a body was not read to its end.
#[derive(Debug)]
enum Unread {
    TooLarge(usize),
    TooSlow,
    Broken,
    NoMemory,
}

async fn collect(shared: &Shared, mut body: Incoming) -> Result<Bytes, Unread> {
    let limit = shared.config.limits.message_bytes;
    // What is too large by its own word is not waited for.
    if body.size_hint().lower() > limit as u64 {
        return Err(Unread::TooLarge(limit));
    }
    let mut held = shared.budget.hold();
    let mut whole = BytesMut::new();
    // It may be long, but it goes on: else a thousand bodies of one byte would take every place for as long as a body may.
    let pause = shared.config.limits.handshake;
    while let Some(frame) = timeout(pause, body.frame()).await.map_err(|_| Unread::TooSlow)? {
        let Ok(data) = frame.map_err(|_| Unread::Broken)?.into_data() else { continue };
        if whole.len() + data.len() > limit {
            return Err(Unread::TooLarge(limit));
        }
        held.set(whole.len() + data.len())?;
        whole.extend_from_slice(&data);
    }
    Ok(whole.freeze())
}

impl From<OverBudget> for Unread {
    fn from(_: OverBudget) -> Self {
        Self::NoMemory
    }
}

impl Unread {
    fn answer(self) -> Answer {
        let (status, sentence) = match self {
            Self::TooLarge(limit) => {
                let sentence = format!("A message holds at most {limit} bytes.");
                return answer::sentence(StatusCode::PAYLOAD_TOO_LARGE, &sentence);
            }
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "The body took too long."),
            Self::Broken => (StatusCode::BAD_REQUEST, "The body ended before it was whole."),
            Self::NoMemory => {
                let sentence = "The lab holds as many bytes of messages as it may; try again later.";
                (StatusCode::SERVICE_UNAVAILABLE, sentence)
            }
        };
        answer::sentence(status, sentence)
    }
}
