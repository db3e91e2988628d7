//! HTTP: who may ask, where a request goes, and the headers of every answer.

mod body;
mod comparison;
mod handshake;
mod headers;
mod listing;
mod origin;
mod own_answers;

use std::sync::Arc;

use hyper::{HeaderMap, Method, Request, StatusCode, Version, body::Incoming, header};
use serde_json::json;

use handshake::Unanswered;
pub(crate) use own_answers::{OwnAnswers, refusal};

use crate::{
    answer::{self, Answer},
    caller::Caller,
    endpoints::{Behaviour, Endpoint},
    shared::Shared,
    site::Site,
};

/// Answers one request. What goes wrong is an answer too; only `/stall` has none.
pub(crate) async fn respond(site: Arc<Site>, caller: Caller, request: Request<Incoming>) -> Result<Answer, Unanswered> {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let (peer, method, path) = (caller.peer, request.method().clone(), request.uri().path().to_owned());
    let refusal = refuse(&site.shared, &request);
    let is_let_in = refusal.is_none();
    let mut answer = match refusal {
        Some(refusal) => refusal,
        None => route(&site, caller, request).await?,
    };
    tracing::debug!(%peer, %method, path, status = answer.status().as_u16(), "answered");
    headers::add(&mut answer, origin.filter(|_| is_let_in));
    Ok(answer)
}

/// Turns away who may not ask, whatever is asked for.
fn refuse(shared: &Shared, request: &Request<Incoming>) -> Option<Answer> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = hosts.next();
    // RFC 9112 §3.2.
    if hosts.next().is_some() || (host.is_none() && request.version() == Version::HTTP_11) {
        return Some(answer::sentence(StatusCode::BAD_REQUEST, "A request has exactly one Host header."));
    }
    // RFC 6454 §7.3: one. Of two, a proxy may have looked at the other.
    if request.headers().get_all(header::ORIGIN).iter().count() > 1 {
        return Some(answer::sentence(StatusCode::BAD_REQUEST, "A request has at most one Origin header."));
    }
    if !origin::is_own_name(shared, host, request.uri()) {
        let sentence = "The lab does not answer to this name; --allow-host gives it one.";
        return Some(answer::sentence(StatusCode::FORBIDDEN, sentence));
    }
    if origin::is_from_another_site(request.headers()) {
        let sentence = "A page of another site may not use the lab without saying which it is.";
        return Some(answer::sentence(StatusCode::FORBIDDEN, sentence));
    }
    if has_unknown_coding(request.headers()) {
        let mut answer =
            answer::sentence(StatusCode::NOT_IMPLEMENTED, "The only transfer coding here is chunked, once.");
        answer::set(&mut answer, header::CONNECTION, "close");
        return Some(answer);
    }
    let is_allowed = origin::is_allowed(shared, request.headers().get(header::ORIGIN), host);
    let sentence = "This origin may not use the lab; --allow-origin lets it in.";
    (!is_allowed).then(|| answer::sentence(StatusCode::FORBIDDEN, sentence))
}

/// RFC 9112 §6.1: 501. hyper takes any list of codings that ends in chunked, and undoes that one alone, once.
fn has_unknown_coding(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    codings.next().is_some_and(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"chunked")) || codings.next().is_some()
}

async fn route(site: &Site, caller: Caller, request: Request<Incoming>) -> Result<Answer, Unanswered> {
    let (shared, path) = (&site.shared, request.uri().path());
    if let Some(endpoint) = site.endpoints.iter().find(|endpoint| endpoint.path == path) {
        return match endpoint.check(request.uri().query().unwrap_or("")) {
            Ok(parameters) if let Behaviour::Carry(carrier) = endpoint.behaviour => {
                Ok(comparison::carry(shared, carrier, &parameters, request).await)
            }
            Ok(parameters) => handshake::open(shared, caller, endpoint, parameters, request).await,
            Err(error) => Ok(answer::sentence(StatusCode::BAD_REQUEST, &error.to_string())),
        };
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(answer::method_not_allowed("GET, HEAD"));
    }
    Ok(match path {
        "/lab.json" => answer::json(&lab(site, &request)),
        "/health" => answer::json(&shared.health()),
        "/stats" => answer::json(&shared.stats()),
        path => match &site.page {
            Some(page) => page.answer(path, request.headers()).await,
            None => listing::answer(if path == "/" { "/lab" } else { path }, &site.endpoints).unwrap_or_else(nothing),
        },
    })
}

fn nothing() -> Answer {
    answer::sentence(StatusCode::NOT_FOUND, "There is nothing here; GET /lab.json lists what there is.")
}

/// `lab.json`: what this server is, and all it can do.
fn lab(site: &Site, request: &Request<Incoming>) -> serde_json::Value {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    json!({
        "lab": "socketscope",
        "version": env!("CARGO_PKG_VERSION"),
        "ws": site.shared.ws_base(host),
        "endpoints": site.endpoints.iter().map(Endpoint::to_json).collect::<Vec<_>>(),
    })
}
