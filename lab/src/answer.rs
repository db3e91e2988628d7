//! The few kinds of answers that the lab gives.

use std::convert::Infallible;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::{
    Response, StatusCode,
    header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue},
};

/// An answer: whole, or streamed.
pub(crate) type Answer = Response<UnsyncBoxBody<Bytes, Infallible>>;

/// An answer with these bytes.
pub(crate) fn bytes(status: StatusCode, media_type: &'static str, body: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(body.into()).boxed_unsync());
    *answer.status_mut() = status;
    set(&mut answer, CONTENT_TYPE, media_type);
    set(&mut answer, CACHE_CONTROL, "no-store");
    answer
}

/// A sentence for the person who sees it.
pub(crate) fn sentence(status: StatusCode, sentence: &str) -> Answer {
    bytes(status, "text/plain; charset=utf-8", format!("{sentence}\n"))
}

/// JSON with status 200.
pub(crate) fn json(value: &serde_json::Value) -> Answer {
    bytes(StatusCode::OK, "application/json", value.to_string())
}

/// 405, with the methods that there are (RFC 9110 §15.5.6).
pub(crate) fn method_not_allowed(allow: &'static str) -> Answer {
    let mut answer = sentence(StatusCode::METHOD_NOT_ALLOWED, &format!("Use {allow} here."));
    set(&mut answer, ALLOW, allow);
    answer
}

/// Sets a header to a value that is known to be one.
pub(crate) fn set(answer: &mut Answer, name: HeaderName, value: &'static str) {
    answer.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// An answer without a body.
pub(crate) fn empty(status: StatusCode) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::new()).boxed_unsync());
    *answer.status_mut() = status;
    answer
}

/// Sets a header to a value made at run time; what cannot stand in a header is left out.
pub(crate) fn set_text(answer: &mut Answer, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(name, value);
    }
}
