//! HTTP: who may ask, where a request goes, and the headers of every answer.

pub(crate) mod answer;
mod comparison;
mod handshake;
mod headers;
mod listing;
mod origin;
mod own_answers;

use std::sync::Arc;

use hyper::{Method, Request, StatusCode, body::Incoming, header};
use serde_json::json;
use tokio::sync::OwnedSemaphorePermit;

pub(crate) use answer::Answer;
use handshake::Unanswered;
pub(crate) use own_answers::OwnAnswers;

use crate::{
    endpoints::{Behaviour, Endpoint},
    shared::Shared,
};

/// Answers one request. What goes wrong is an answer too; only `/stall` has none.
pub(crate) async fn respond(
    shared: Arc<Shared>,
    place: Arc<OwnedSemaphorePermit>,
    request: Request<Incoming>,
) -> Result<Answer, Unanswered> {
    let origin = request.headers().get(header::ORIGIN).cloned();
    let host = request.headers().get(header::HOST).cloned();
    let allowed = origin::is_allowed(&shared, origin.as_ref(), host.as_ref());
    let mut answer = if allowed {
        route(&shared, place, request).await?
    } else {
        answer::sentence(StatusCode::FORBIDDEN, "This origin may not use the lab; --allow-origin lets it in.")
    };
    headers::add(&mut answer, origin.filter(|_| allowed));
    Ok(answer)
}

async fn route(
    shared: &Arc<Shared>,
    place: Arc<OwnedSemaphorePermit>,
    request: Request<Incoming>,
) -> Result<Answer, Unanswered> {
    let path = request.uri().path();
    if let Some(endpoint) = shared.endpoints.iter().find(|endpoint| endpoint.path == path) {
        return match endpoint.check(request.uri().query().unwrap_or("")) {
            Ok(parameters) if let Behaviour::Carry(carrier) = endpoint.behaviour => {
                Ok(comparison::carry(shared, carrier, &parameters, request).await)
            }
            Ok(parameters) => handshake::open(shared, place, endpoint, parameters, request).await,
            Err(error) => Ok(answer::sentence(StatusCode::BAD_REQUEST, &error.to_string())),
        };
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Ok(answer::method_not_allowed("GET, HEAD"));
    }
    Ok(match path {
        "/lab.json" => answer::json(&lab(shared, &request)),
        "/health" => answer::json(&shared.health()),
        "/stats" => answer::json(&shared.stats()),
        path => match &shared.page {
            Some(page) => page.answer(path, request.headers()).await,
            None => listing::answer(if path == "/" { "/lab" } else { path }, &shared.endpoints).unwrap_or_else(nothing),
        },
    })
}

fn nothing() -> Answer {
    answer::sentence(StatusCode::NOT_FOUND, "There is nothing here; GET /lab.json lists what there is.")
}

/// `lab.json`: what this server is, and all it can do.
fn lab(shared: &Shared, request: &Request<Incoming>) -> serde_json::Value {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    json!({
        "lab": "socketscope",
        "version": env!("CARGO_PKG_VERSION"),
        "ws": shared.ws_base(host),
        "endpoints": shared.endpoints.iter().map(Endpoint::to_json).collect::<Vec<_>>(),
    })
}
