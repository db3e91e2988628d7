//! What an origin is, and what an authority consists of.

use hyper::{Uri, http::uri::Authority};

/// A page's origin, in the one form in which browsers send it (RFC 6454 §6.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) scheme: String,
    /// An IPv6 address stands in brackets.
    pub(crate) host: String,
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

    pub(crate) fn is_web(&self) -> bool {
        matches!(self.scheme.as_str(), "http" | "https")
    }
}

/// What an authority consists of, in lower case. Its type lets more pass: a user's name, anything behind a bracket, any
/// port.
pub(crate) fn host_and_port(authority: &Authority) -> Option<(String, Option<u16>)> {
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
