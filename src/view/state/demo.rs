//! What can be tried out on the lab with one click: an address, and the subprotocols that belong to it.

use super::form::Form;
use crate::web::lab::Lab;

/// Something to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demo {
    /// Everything comes back.
    Echo,
    /// The server speaks first.
    Greet,
    /// A room.
    Chat,
    /// Many messages.
    Flood,
    /// A code and a reason.
    Close,
    /// The connection is cut.
    Abort,
    /// No answer to a close.
    Silent,
    /// No WebSocket.
    Refuse,
    /// No answer to the handshake.
    Stall,
    /// The server picks one.
    Subprotocol,
    /// Compressed messages.
    Deflate,
    /// Bytes.
    Binary,
    /// A picture.
    Image,
    /// One message in several frames.
    Fragments,
    /// A slow reader.
    Slow,
    /// Pings, told as text.
    Ping,
    /// A broken rule.
    Invalid,
    /// TLS where the server speaks none.
    Secure,
}

impl Demo {
    /// All of them, from what behaves to what does not.
    pub const ALL: [Self; 18] = [
        Self::Echo,
        Self::Greet,
        Self::Chat,
        Self::Flood,
        Self::Binary,
        Self::Image,
        Self::Subprotocol,
        Self::Deflate,
        Self::Fragments,
        Self::Ping,
        Self::Close,
        Self::Abort,
        Self::Silent,
        Self::Slow,
        Self::Refuse,
        Self::Stall,
        Self::Invalid,
        Self::Secure,
    ];

    /// The path and query on the lab.
    pub fn path(self) -> &'static str {
        match self {
            Self::Echo | Self::Secure => "/echo",
            Self::Greet => "/greet",
            Self::Chat => "/chat?room=lobby&name=me",
            Self::Flood => "/flood?count=100000&size=100",
            Self::Close => "/close?code=4001&reason=bye&after=1000",
            Self::Abort => "/abort?after=1000",
            Self::Silent => "/silent",
            Self::Refuse => "/refuse?status=403",
            Self::Stall => "/stall",
            Self::Subprotocol => "/subprotocol?accept=chat",
            Self::Deflate => "/deflate",
            Self::Binary => "/binary?size=256",
            Self::Image => "/image",
            Self::Fragments => "/fragments?parts=3",
            Self::Slow => "/slow?bytes_per_second=10000",
            Self::Ping => "/ping?every=1000",
            Self::Invalid => "/invalid?what=utf8",
        }
    }

    /// The connection's form for it. `None` where this lab does not have it.
    pub fn form(self, lab: &Lab) -> Option<Form> {
        let path = self.path().split('?').next().unwrap_or_default();
        if !lab.paths.iter().any(|known| known == path) {
            return None;
        }
        let base = match (self, lab.ws.strip_prefix("ws://")) {
            (Self::Secure, Some(place)) => format!("wss://{place}"),
            // A lab with TLS has nothing to show here.
            (Self::Secure, None) => return None,
            _ => lab.ws.clone(),
        };
        let protocols = if self == Self::Subprotocol { "soap, chat" } else { "" };
        Some(Form { url: format!("{base}{}", self.path()), protocols: protocols.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lab(ws: &str) -> Lab {
        Lab { ws: ws.into(), paths: vec!["/echo".into(), "/subprotocol".into()] }
    }

    #[test]
    fn only_what_the_lab_has_is_offered() {
        let lab = lab("ws://127.0.0.1:9001");
        let offered: Vec<Demo> = Demo::ALL.into_iter().filter(|demo| demo.form(&lab).is_some()).collect();
        assert_eq!(offered, [Demo::Echo, Demo::Subprotocol, Demo::Secure]);
    }

    #[test]
    fn tls_is_tried_where_the_lab_speaks_none() {
        let form = Demo::Secure.form(&lab("ws://127.0.0.1:9001")).unwrap_or_default();
        assert_eq!(form.url, "wss://127.0.0.1:9001/echo");
        assert_eq!(Demo::Secure.form(&lab("wss://127.0.0.1:9001")), None);
        assert_eq!(Demo::Subprotocol.form(&lab("ws://x")).map(|form| form.protocols), Some("soap, chat".into()));
    }
}
