//! What ten thousand connections cost that say nothing.

use crate::{
    client::{Client, message},
    servers::Server,
};

const CONNECTIONS: usize = 10_000;

/// Kibibytes of resident memory for each connection. Each has echoed once, so that buffers that stay would be seen.
pub(crate) async fn measure() -> f64 {
    let server = Server::lab();
    drop(Client::connect(server.address, "/echo").await);
    let before = server.resident_bytes();
    let mut clients = Vec::with_capacity(CONNECTIONS);
    for number in 0..CONNECTIONS {
        let mut client = Client::connect(server.address, "/echo").await;
        client.send(&message(number)).await;
        let mut echoed = false;
        while !echoed {
            assert!(client.receive(|_| echoed = true).await);
        }
        clients.push(client);
    }
    (server.resident_bytes() - before) as f64 / CONNECTIONS as f64 / 1024.0
}
