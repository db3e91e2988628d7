//! Which pages may talk to the lab (RFC 6455 §10.2).

use std::net::IpAddr;

use hyper::{Uri, header::HeaderValue, http::uri::Authority};

use crate::shared::Shared;

/// Whether a request with this origin is let in. No origin is no browser, and is.
pub(crate) fn is_allowed(shared: &Shared, origin: Option<&HeaderValue>, host: Option<&HeaderValue>) -> bool {
    let Some(origin) = origin else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    if shared.config.allowed_origins.iter().any(|allowed| allowed.trim_end_matches('/') == origin) {
        return true;
    }
    let Some(authority) = authority(origin) else { return false };
    is_loopback(&authority) || (!shared.address.ip().is_loopback() && is_host(&authority, host))
}

fn authority(origin: &str) -> Option<Authority> {
    let uri: Uri = origin.parse().ok()?;
    let is_web = matches!(uri.scheme_str(), Some("http" | "https"));
    uri.into_parts().authority.filter(|_| is_web)
}

fn is_loopback(authority: &Authority) -> bool {
    let host = authority.host().trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || host.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// Whether the page came from this very server. A lab on loopback does not ask: a foreign name that is made to point
/// to 127.0.0.1 (DNS rebinding) would look just so.
fn is_host(authority: &Authority, host: Option<&HeaderValue>) -> bool {
    host.is_some_and(|host| host.as_bytes().eq_ignore_ascii_case(authority.as_str().as_bytes()))
}
