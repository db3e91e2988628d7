//! A flood to a client that only counts.

use std::time::Instant;

use crate::{
    client::Client,
    prebuilt::{COUNT, SIZE},
    servers::Server,
};

pub(crate) async fn measure(server: &Server) -> f64 {
    let mut client = Client::connect(server.address, &format!("/flood?count={COUNT}&size={SIZE}")).await;
    let start = Instant::now();
    let mut received = 0;
    while received < COUNT {
        assert!(client.receive(|_| received += 1).await, "the flood ended early, after {received}");
    }
    COUNT as f64 / start.elapsed().as_secs_f64()
}
