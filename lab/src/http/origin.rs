//! Which pages may talk to the lab (RFC 6455 §10.2), and by which names it is asked for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hyper::{
    HeaderMap, Uri,
    header::{HeaderValue, ORIGIN},
    http::uri::Authority,
};

use crate::shared::Shared;

/// A page's origin, in the one form in which browsers send it (RFC 6454 §6.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    scheme: String,
    /// An IPv6 address stands in brackets.
    host: String,
    /// None where it is the scheme's own.
    port: Option<u16>,
}

impl Origin {
    /// Reads an origin; none where it is no such thing, as `null`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let (scheme, authority) = (uri.scheme_str()?.to_lowercase(), uri.authority()?);
        let is_bare = matches!(uri.path(), "" | "/") && uri.query().is_none() && !text.contains('#');
        let usual = match scheme.as_str() {
            "http" => Some(80),
            "https" => Some(443),
            _ => None,
        };
        let (host, port) = host_and_port(authority)?;
        let port = port.filter(|port| Some(*port) != usual);
        (is_bare && !host.is_empty()).then_some(Self { scheme, host, port })
    }

    fn is_web(&self) -> bool {
        matches!(self.scheme.as_str(), "http" | "https")
    }
}

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

/// What an authority consists of, in lower case. Its type lets more pass: a user's name, anything behind a bracket, any
/// port.
fn host_and_port(authority: &Authority) -> Option<(String, Option<u16>)> {
    let host = authority.host();
    let port = match authority.as_str().strip_prefix(host)? {
        // RFC 3986 §3.2.3: a port may be empty.
        "" | ":" => None,
        rest => {
            let digits = rest.strip_prefix(':').filter(|port| port.bytes().all(|byte| byte.is_ascii_digit()))?;
            Some(digits.parse().ok()?)
        }
    };
    Some((host.to_lowercase(), port))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_the_same_in_every_way_that_it_can_be_written() {
        let origin = Origin::parse("https://example.org");
        assert!(origin.is_some());
        for same in ["https://Example.org", "https://example.org:443", "https://example.org/", "HTTPS://example.org"] {
            assert_eq!(Origin::parse(same), origin, "{same}");
        }
        for other in ["http://example.org", "https://example.org:8443", "https://example.org.evil.test"] {
            assert_ne!(Origin::parse(other), origin, "{other}");
        }
    }

    #[test]
    fn what_is_no_origin_is_none() {
        for text in ["null", "*", "", "example.org", "https://", "https://a/b", "https://a?b", "https://u@a", "file://"]
        {
            assert_eq!(Origin::parse(text), None, "{text}");
        }
    }
}
