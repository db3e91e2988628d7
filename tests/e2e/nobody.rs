//! A port where nobody listens, and which no other program is given meanwhile.

use tokio::net::TcpSocket;

use crate::outcome::Outcome;

/// The port, kept until this is dropped.
pub(crate) struct Nobody {
    pub(crate) url: String,
    #[expect(dead_code, reason = "kept for its drop")]
    socket: TcpSocket,
}

impl Nobody {
    pub(crate) fn find() -> Outcome<Self> {
        // Bound, but not listening: a connection is refused.
        let socket = TcpSocket::new_v4()?;
        socket.bind(([127, 0, 0, 1], 0).into())?;
        Ok(Self { url: format!("ws://{}/", socket.local_addr()?), socket })
    }
}
