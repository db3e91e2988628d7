//! The headers that every answer carries, the refusals too.

use hyper::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_SECURITY_POLICY, HeaderName, HeaderValue, REFERRER_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};

use crate::answer::{Answer, set};

/// What the page and its worker may do; a worker obeys the header of its own script.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; \
    connect-src 'self' http: https: ws: wss:; style-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types socketscope";

/// Adds the security headers, and lets an allowed origin read the answer.
pub(crate) fn add(answer: &mut Answer, allowed_origin: Option<HeaderValue>) {
    set(answer, CONTENT_SECURITY_POLICY, POLICY);
    set(answer, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(answer, REFERRER_POLICY, "no-referrer");
    set(answer, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(
        answer,
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    );
    let vary = if answer.headers().contains_key(VARY) { "accept-encoding, origin" } else { "origin" };
    set(answer, VARY, vary);
    if let Some(origin) = allowed_origin {
        answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
}
