//! Which pages may talk to the lab (RFC 6455 §10.2), and by which names it is asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::{
    HeaderMap, Uri,
    header::{HeaderValue, ORIGIN},
    http::uri::Authority,
};

use crate::{
    origin::{Origin, host_and_port},
    shared::Shared,
};

/// Whether a request with this origin is let in. No origin is no browser, and is.
pub(crate) fn is_allowed(shared: &Shared, origin: Option<&HeaderValue>, host: Option<&HeaderValue>) -> bool {
    let Some(origin) = origin else { return true };
    let Some(parsed) = origin.to_str().ok().and_then(Origin::parse) else { return false };
    if shared.origins.contains(&parsed) {
        return true;
    }
    parsed.is_web() && (is_loopback(&parsed.host) || (!shared.address.ip().is_loopback() && is_own(&parsed, host)))
}

/// Whether the page came from this very server. A lab on loopback does not ask: a foreign name that is made to point
/// to 127.0.0.1 (DNS rebinding) would look just so.
fn is_own(origin: &Origin, host: Option<&HeaderValue>) -> bool {
    let Some(host) = host.and_then(|host| host.to_str().ok()) else { return false };
    Origin::parse(&format!("{}://{host}", origin.scheme)).is_some_and(|own| own == *origin)
}

/// Whether a page of another site makes this request without saying which: as an image, a link, or a fetch without CORS,
/// which carry no `Origin`. Browsers tell so (Fetch Metadata, <https://w3c.github.io/webappsec-fetch-metadata/>).
pub(crate) fn is_from_another_site(headers: &HeaderMap) -> bool {
    let is_cross_site = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    is_cross_site && !headers.contains_key(ORIGIN)
}

/// Whether the lab answers to the name that a request asks for. It does not to one that somebody else may own: with DNS
/// rebinding, his page would be of one origin with the lab, and read what needs no `Origin`. RFC 9112 §3.2.2: an address with
/// a name in it counts more than `Host`. Here both count.
pub(crate) fn is_own_name(shared: &Shared, host: Option<&HeaderValue>, address: &Uri) -> bool {
    let host = host.map(|host| host.to_str().ok().and_then(|host| host.parse().ok()));
    host.is_none_or(|host| host.is_some_and(|host| answers_to(shared, &host)))
        && address.authority().is_none_or(|authority| answers_to(shared, authority))
}

fn answers_to(shared: &Shared, authority: &Authority) -> bool {
    let Some((host, _)) = host_and_port(authority) else { return false };
    let name = host.trim_end_matches('.');
    // Nobody can own an address.
    is_loopback(name) || ip(name).is_some() || is_given(shared, name)
}

/// Whether the configuration names this host.
fn is_given(shared: &Shared, name: &str) -> bool {
    let base = shared.config.ws_base.as_deref().and_then(|base| base.parse::<Uri>().ok());
    let is_base = base.is_some_and(|base| base.host().is_some_and(|host| host.eq_ignore_ascii_case(name)));
    is_base || shared.names.iter().any(|given| given == name) || shared.origins.iter().any(|origin| origin.host == name)
}

/// `localhost` and all names under it never leave the machine (RFC 6761 §6.3).
fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.ends_with(".localhost") || ip(host).is_some_and(|ip| ip.is_loopback())
}

fn ip(host: &str) -> Option<IpAddr> {
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(host) => host.parse::<Ipv6Addr>().ok().map(IpAddr::V6),
        None => host.parse::<Ipv4Addr>().ok().map(IpAddr::V4),
    }
}
