//! Finds free ports, and asks whether a page answers on one.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use crate::error::Error;

/// How long a server on the same machine may take to answer before we ask again.
const PATIENCE: Duration = Duration::from_secs(2);

/// The wanted port of the loopback address, or, when it is taken, the next free one, said aloud. 0 means any.
///
/// # Errors
///
/// When no port from the wanted one on is free.
pub(crate) fn choose(wanted: u16, user: &str, option: &str) -> Result<u16, Error> {
    if wanted == 0 {
        return free(0).ok_or_else(|| Error::failed("the system has no free port left on 127.0.0.1"));
    }
    let Some(port) = (wanted..=u16::MAX).find_map(free) else {
        return Err(Error::failed(format!("no port from {wanted} on is free for {user}; name another with {option}")));
    };
    if port != wanted {
        eprintln!("Port {wanted} is taken, so {user} uses {port} ({option} chooses another).");
    }
    Ok(port)
}

/// Binds a port for a moment to see whether that is possible.
fn free(port: u16) -> Option<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).ok()?;
    Some(listener.local_addr().ok()?.port())
}

/// Whether an HTTP server on that port of the loopback address answers a GET of this path with 200.
pub(crate) fn answers(port: u16, path: &str) -> bool {
    answers_within(PATIENCE, port, path)
}

fn answers_within(patience: Duration, port: u16, path: &str) -> bool {
    ask(patience, port, path).is_some_and(|reply| reply.starts_with(b"HTTP/1.") && reply.ends_with(b" 200"))
}

/// The first bytes of the answer, up to and with the status code.
fn ask(patience: Duration, port: u16, path: &str) -> Option<[u8; 12]> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, patience).ok()?;
    stream.set_read_timeout(Some(patience)).ok()?;
    // In one piece: `write!` on a socket sends a packet for each part of the text.
    let question = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
    stream.write_all(question.as_bytes()).ok()?;
    let mut reply = [0; 12];
    stream.read_exact(&mut reply).ok()?;
    Some(reply)
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    fn listener() -> (TcpListener, u16) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("the system has a free port");
        let port = listener.local_addr().expect("a bound listener has an address").port();
        (listener, port)
    }

    #[test]
    fn a_taken_port_is_passed_over_for_a_later_one() {
        let (_taken, port) = listener();
        let chosen = choose(port, "the test", "--port").expect("a later port is free");
        assert!(chosen > port, "{chosen} comes after {port}");
    }

    #[test]
    fn port_zero_means_any_port() {
        assert_ne!(choose(0, "the test", "--port").expect("a port is free"), 0);
    }

    #[test]
    fn a_port_where_nobody_listens_does_not_answer() {
        // The port of a client's own end: it is in use, so no other program is given it meanwhile.
        let (_listener, port) = listener();
        let client = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the listener is there");
        assert!(!answers(client.local_addr().expect("a connected socket has an address").port(), "/"));
    }

    #[test]
    fn only_status_200_is_an_answer() {
        for (status, expected) in [("200 OK", true), ("404 Not Found", false)] {
            let (listener, port) = listener();
            let server = thread::spawn(move || {
                let (mut stream, _) = listener.accept().expect("the question connects");
                // The whole question is read before the answer: a socket that is closed with bytes unread resets
                // the connection, and the answer is lost with it.
                let mut question = Vec::new();
                while !question.ends_with(b"\r\n\r\n") {
                    let mut byte = [0];
                    stream.read_exact(&mut byte).expect("the question is read");
                    question.push(byte[0]);
                }
                // In one piece: who asks reads no further than the status, and leaves.
                stream.write_all(format!("HTTP/1.1 {status}\r\n\r\n").as_bytes()).expect("the answer is written");
            });
            // A busy machine may let the server wait.
            assert_eq!(answers_within(Duration::from_mins(1), port, "/"), expected, "{status}");
            server.join().expect("the server ends");
        }
    }
}
