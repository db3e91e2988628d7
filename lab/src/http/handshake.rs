//! The opening handshake (RFC 6455 §4.2), completed or refused.

use std::sync::{Arc, Mutex};

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use hyper::{
    HeaderMap, Method, Request, StatusCode, Version,
    body::{Body, Incoming},
    header::{
        CONNECTION, HeaderName, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_EXTENSIONS, SEC_WEBSOCKET_KEY,
        SEC_WEBSOCKET_PROTOCOL, SEC_WEBSOCKET_VERSION, UPGRADE,
    },
    upgrade::{OnUpgrade, Upgraded},
};
use hyper_util::rt::TokioIo;
use sha1::{Digest, Sha1};
use tokio::time::Instant;
use tracing::Instrument;

use super::OwnAnswers;
use crate::{
    answer::{self, Answer},
    caller::Caller,
    endpoints::{self, Behaviour, Converse, Endpoint, Opening},
    parameters::Parameters,
    protocol::{CloseCode, CloseFrame, DeflateTerms},
    shared::Shared,
    stats::{Counted, Stalled},
    transport::Transport,
    websocket::{Ending, WebSocket},
};

/// Does what the endpoint does with a request whose parameters fit.
pub(crate) async fn open(
    shared: &Arc<Shared>,
    caller: Caller,
    endpoint: &Endpoint,
    parameters: Parameters,
    request: Request<Incoming>,
) -> Result<Answer, Unanswered> {
    let accept = match check(&request) {
        Ok(accept) => accept,
        Err(refusal) => return Ok(refusal.answer()),
    };
    let (opening, converse) = match endpoint.behaviour {
        Behaviour::WebSocket(opening, converse) => (opening, converse),
        Behaviour::Refuse => return Ok(refuse(&parameters)),
        Behaviour::Stall => return stall(shared).await,
        Behaviour::Carry(_) => return Ok(Refusal::NotAnUpgrade.answer()),
    };
    let agreed = Agreed::new(accept, opening, &parameters, request.headers());
    let answer = agreed.answer();
    let counted = Counted::new(Arc::clone(&shared.stats), shared.config.limits.connections);
    let joined = (opening == Opening::Join && counted.is_some())
        .then(|| shared.rooms.join(parameters.text("room"), parameters.text("name"), agreed.terms.is_some()));
    let request_here = endpoints::Request { parameters, shared: Arc::clone(shared), joined: Mutex::new(joined) };
    let upgrade = hyper::upgrade::on(request);
    let span = tracing::info_span!("websocket", peer = %caller.peer, path = endpoint.path);
    let conversation = async move {
        let converse = counted.is_some().then_some(converse);
        hold(upgrade, request_here, converse, agreed.terms).await;
        drop((counted, caller));
    };
    shared.tasks.spawn(conversation.instrument(span));
    Ok(answer)
}

/// A request that is to have no answer: its connection ends.
#[derive(Debug, thiserror::Error)]
#[error("the request was left without an answer, as asked")]
pub(crate) struct Unanswered;

/// What the two sides agree on.
#[derive(Debug)]
struct Agreed {
    accept: String,
    subprotocol: Option<HeaderValue>,
    terms: Option<DeflateTerms>,
}

/// Why a request is not an opening handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    Method,
    NotAnUpgrade,
    Body,
    Version,
    Key,
}

/// Checks what RFC 6455 §4.2.1 asks of a client's handshake, and answers its key.
fn check(request: &Request<Incoming>) -> Result<String, Refusal> {
    let headers = request.headers();
    if request.method() != Method::GET {
        return Err(Refusal::Method);
    }
    // HTTP/1.0 knows no upgrades.
    if request.version() < Version::HTTP_11 {
        return Err(Refusal::NotAnUpgrade);
    }
    if !has_token(headers, &UPGRADE, "websocket") || !has_token(headers, &CONNECTION, "upgrade") {
        return Err(Refusal::NotAnUpgrade);
    }
    // RFC 9110 §7.8: the new protocol begins behind the request, and so behind its body. What is in the body is no frame.
    if !request.body().is_end_stream() {
        return Err(Refusal::Body);
    }
    if headers.get(SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        return Err(Refusal::Version);
    }
    let mut keys = headers.get_all(SEC_WEBSOCKET_KEY).iter();
    let key = keys.next().filter(|_| keys.next().is_none()).ok_or(Refusal::Key)?;
    let is_nonce = BASE64_STANDARD.decode(key).is_ok_and(|nonce| nonce.len() == 16);
    if is_nonce { Ok(accept_key(key.as_bytes())) } else { Err(Refusal::Key) }
}

fn has_token(headers: &HeaderMap, name: &HeaderName, token: &str) -> bool {
    tokens(headers, name).any(|value| value.eq_ignore_ascii_case(token))
}

fn tokens<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> {
    headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|list| list.split(',')).map(str::trim)
}

/// RFC 6455 §4.2.2: the key with a fixed text behind it, hashed.
fn accept_key(key: &[u8]) -> String {
    let hash = Sha1::new().chain_update(key).chain_update(b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11").finalize();
    BASE64_STANDARD.encode(hash)
}

/// The first subprotocol that the client offers and the list accepts.
fn select(headers: &HeaderMap, accepted: &str) -> Option<HeaderValue> {
    let offered =
        tokens(headers, &SEC_WEBSOCKET_PROTOCOL).find(|offered| accepted.split(',').any(|name| name == *offered));
    offered.and_then(|name| HeaderValue::from_str(name).ok())
}

impl Refusal {
    fn answer(self) -> Answer {
        let (status, sentence) = match self {
            Self::Method => return answer::method_not_allowed("GET"),
            Self::NotAnUpgrade => {
                (StatusCode::UPGRADE_REQUIRED, "This address speaks WebSocket; connect with ws:// instead.")
            }
            Self::Body => (StatusCode::BAD_REQUEST, "A request for a WebSocket has no body."),
            Self::Version => {
                (StatusCode::UPGRADE_REQUIRED, "This server speaks version 13 of the WebSocket protocol only.")
            }
            Self::Key => (StatusCode::BAD_REQUEST, "Sec-WebSocket-Key must be 16 bytes in Base64, given once."),
        };
        let mut answer = answer::sentence(status, sentence);
        if status == StatusCode::UPGRADE_REQUIRED {
            answer::set(&mut answer, UPGRADE, "websocket");
            answer::set(&mut answer, CONNECTION, "upgrade");
            answer::set(&mut answer, SEC_WEBSOCKET_VERSION, "13");
        }
        answer
    }
}

fn refuse(parameters: &Parameters) -> Answer {
    let status = u16::try_from(parameters.number("status")).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.unwrap_or(StatusCode::FORBIDDEN);
    answer::sentence(status, &format!("Refused with {status}, as asked."))
}

async fn stall(shared: &Shared) -> Result<Answer, Unanswered> {
    let _counted = Stalled::new(Arc::clone(&shared.stats));
    tokio::select! {
        () = tokio::time::sleep(shared.config.limits.stall) => {}
        () = shared.shutdown.cancelled() => {}
    }
    Err(Unanswered)
}

fn wanted_terms(parameters: &Parameters) -> DeflateTerms {
    let server_window_bits = u8::try_from(parameters.number("window")).unwrap_or(15);
    DeflateTerms { server_window_bits, server_takeover: parameters.number("takeover") == 1, ..DeflateTerms::BEST }
}

impl Agreed {
    fn new(accept: String, opening: Opening, parameters: &Parameters, headers: &HeaderMap) -> Self {
        let selects = opening == Opening::SelectSubprotocol;
        let subprotocol = if selects { select(headers, parameters.text("accept")) } else { None };
        let wanted = match opening {
            Opening::Deflate => Some(wanted_terms(parameters)),
            _ => (parameters.find("deflate").is_some() && parameters.number("deflate") == 1)
                .then_some(DeflateTerms::BEST),
        };
        let terms = wanted.and_then(|wanted| wanted.negotiate(tokens(headers, &SEC_WEBSOCKET_EXTENSIONS)));
        Self { accept, subprotocol, terms }
    }

    /// 101 (RFC 6455 §4.2.2).
    fn answer(&self) -> Answer {
        let mut answer = answer::empty(StatusCode::SWITCHING_PROTOCOLS);
        answer::set(&mut answer, UPGRADE, "websocket");
        answer::set(&mut answer, CONNECTION, "upgrade");
        answer::set_text(&mut answer, SEC_WEBSOCKET_ACCEPT, &self.accept);
        if let Some(terms) = self.terms {
            answer::set_text(&mut answer, SEC_WEBSOCKET_EXTENSIONS, &terms.header());
        }
        if let Some(subprotocol) = &self.subprotocol {
            answer.headers_mut().insert(SEC_WEBSOCKET_PROTOCOL, subprotocol.clone());
        }
        answer
    }
}

/// Holds the conversation from the end of the opening handshake to the end of the connection; without one, the lab is
/// full.
async fn hold(
    upgrade: OnUpgrade,
    request: endpoints::Request,
    converse: Option<Converse>,
    terms: Option<DeflateTerms>,
) {
    let Some((transport, read_ahead)) = upgrade.await.ok().and_then(transport) else { return };
    let (shared, began) = (&request.shared, Instant::now());
    let limits = shared.decoder_limits();
    let mut socket = WebSocket::new(transport, &read_ahead, limits, terms, shared.budget.hold());
    tracing::info!(deflate = terms.is_some(), "open");
    let ending = match converse {
        None => Ending::Close(CloseFrame::new(CloseCode::TRY_AGAIN_LATER, "the lab is full; try again later")),
        Some(converse) => tokio::select! {
            outcome = converse(&mut socket, &request) => outcome.unwrap_or_else(|ending| ending),
            () = shared.shutdown.cancelled() => {
                Ending::Close(CloseFrame::new(CloseCode::GOING_AWAY, "the lab shuts down"))
            }
        },
    };
    let (code, ended_by) = ending.close_code();
    socket.end(ending).await;
    let (received_messages, received_bytes, sent_bytes) = socket.traffic();
    let seconds = began.elapsed().as_secs_f64();
    tracing::info!(code, ended_by, received_messages, received_bytes, sent_bytes, seconds, "closed");
}

/// Takes the bare stream out of hyper's hands, with what it read too far.
fn transport(upgraded: Upgraded) -> Option<(Transport, Bytes)> {
    let parts = upgraded.downcast::<TokioIo<OwnAnswers<Transport>>>().ok()?;
    Some((parts.io.into_inner().into_inner()?, parts.read_buf))
}
