//! The parts of an address, and what browsers make of them: blocked ports, this machine, the local network.

use std::net::IpAddr;

/// The parts of a `ws://` or `wss://` address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// `wss:`.
    pub is_secure: bool,
    /// The host, an IPv6 address with its brackets.
    pub host: &'a str,
    /// The port, 80 or 443 when none is written.
    pub port: u16,
    /// What follows host and port: path and query, or nothing.
    pub rest: &'a str,
    /// Host and port as they are written.
    host_and_port: &'a str,
}

impl<'a> Address<'a> {
    /// Takes an address apart; `None` when it is no address of WebSocket.
    pub fn parse(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.trim().split_once("://")?;
        let is_secure = scheme.eq_ignore_ascii_case("wss");
        if !is_secure && !scheme.eq_ignore_ascii_case("ws") {
            return None;
        }
        let (authority, rest) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
        let host_and_port = authority.rsplit('@').next().unwrap_or_default();
        let (host, port) = split_port(host_and_port);
        let port = if port.is_empty() { if is_secure { 443 } else { 80 } } else { port.parse().ok()? };
        (!host.is_empty()).then_some(Self { is_secure, host, port, rest, host_and_port })
    }

    /// The same address for `fetch()`, without user name and password: with them it would throw.
    pub fn to_http(&self) -> String {
        let Self { host_and_port, rest, .. } = self;
        format!("{}://{host_and_port}{}{rest}", if self.is_secure { "https" } else { "http" }, slash(rest))
    }

    /// Whether browsers connect to no such port.
    pub fn has_blocked_port(&self) -> bool {
        BLOCKED_PORTS.contains(&self.port)
    }
}

/// Host and port; the port is empty when none is written. The colons of an IPv6 address stand in brackets.
pub(super) fn split_port(host_and_port: &str) -> (&str, &str) {
    match host_and_port.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (host_and_port, ""),
    }
}

/// What must stand before a query so that it follows a path.
fn slash(rest: &str) -> &'static str {
    if rest.starts_with(['/', '\\']) { "" } else { "/" }
}

/// Where a host is, as far as its name tells: a name can lead to any address, and a page is not told which. The more
/// private comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// This machine.
    Loopback,
    /// The network around this machine.
    Local,
    /// Anywhere else, or a name that does not tell.
    Public,
}

/// Where a host is (the address blocks of Local Network Access, and the reserved names of RFC 6761 and RFC 6762).
pub fn reach(host: &str) -> Reach {
    let host = host.trim_matches(['[', ']']).trim_end_matches('.').to_ascii_lowercase();
    match host.parse().map(|ip: IpAddr| ip.to_canonical()) {
        Ok(IpAddr::V4(ip)) if ip.is_loopback() || ip.octets()[0] == 0 => Reach::Loopback,
        Ok(IpAddr::V4(ip)) => {
            // Carrier-grade NAT (RFC 6598) and benchmarking (RFC 2544) count as local too.
            let shared = matches!(ip.octets(), [100, 64..=127, ..] | [198, 18..=19, ..]);
            if ip.is_private() || ip.is_link_local() || shared { Reach::Local } else { Reach::Public }
        }
        Ok(IpAddr::V6(ip)) if ip.is_loopback() || ip.is_unspecified() => Reach::Loopback,
        Ok(IpAddr::V6(ip)) if ip.is_unique_local() || ip.is_unicast_link_local() => Reach::Local,
        Ok(IpAddr::V6(_)) => Reach::Public,
        Err(_) => match host.rsplit('.').next() {
            Some("localhost") => Reach::Loopback,
            Some("local") if host != "local" => Reach::Local,
            _ => Reach::Public,
        },
    }
}

/// The Fetch standard's bad ports (section 2.9, "Port blocking", June 2026).
#[rustfmt::skip]
const BLOCKED_PORTS: [u16; 83] = [
    0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109,
    110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531,
    532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060,
    5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let address = Address::parse("WSS://u:p@[::1]:9001/a?b=c:d@e").expect("an address");
        assert_eq!((address.is_secure, address.host, address.port, address.rest), (true, "[::1]", 9001, "/a?b=c:d@e"));
        assert_eq!(Address::parse("ws://host").map(|it| it.port), Some(80));
        assert_eq!(Address::parse("wss://[::1]?a").map(|it| (it.host, it.port)), Some(("[::1]", 443)));
        for url in ["", "host", "http://host", "ws://", "ws://:80", "ws://host:65536", "ws://u@/"] {
            assert_eq!(Address::parse(url), None, "{url}");
        }
    }

    #[test]
    fn the_address_of_http_has_the_same_host_port_and_path() {
        let http = |url| Address::parse(url).map(|address| address.to_http());
        assert_eq!(http("ws://u:p@host:9001/a?b=c").as_deref(), Some("http://host:9001/a?b=c"));
        assert_eq!(http("wss://host").as_deref(), Some("https://host/"));
        assert_eq!(http("ws://[::1]:80?a").as_deref(), Some("http://[::1]:80/?a"));
    }

    #[test]
    fn hosts_of_this_machine_and_the_local_network_are_known() {
        for host in ["127.0.0.1", "127.9.9.9", "[::1]", "localhost", "A.LOCALHOST.", "0.0.0.0", "[::ffff:127.0.0.1]"] {
            assert_eq!(reach(host), Reach::Loopback, "{host}");
        }
        for host in ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.1.1", "100.64.0.1", "printer.local", "[fd00::1]"]
        {
            assert_eq!(reach(host), Reach::Local, "{host}");
        }
        for host in ["8.8.8.8", "172.32.0.1", "100.128.0.1", "example.com", "localhost.example", "[2001:db8::1]", ""] {
            assert_eq!(reach(host), Reach::Public, "{host}");
        }
    }

    #[test]
    fn blocked_ports_are_those_of_the_fetch_standard() {
        assert!(BLOCKED_PORTS.is_sorted());
        for (port, blocked) in [(0, true), (25, true), (80, false), (4190, true), (6000, true), (6001, false)] {
            let url = format!("ws://host:{port}/");
            assert_eq!(Address::parse(&url).map(|address| address.has_blocked_port()), Some(blocked), "{port}");
        }
    }
}
