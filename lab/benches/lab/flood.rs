//! A flood to a client that only counts.

use std::time::Instant;

use crate::{client::Client, servers::Server};

const COUNT: usize = 1_000_000;
const SIZE: usize = 100;

pub(crate) async fn measure(server: &Server) -> f64 {
    let mut client = Client::connect(server.address, &format!("/flood?count={COUNT}&size={SIZE}")).await;
    let start = Instant::now();
    let mut received = 0;
    while received < COUNT {
        assert!(client.receive(|_| received += 1).await, "the flood ended early, after {received}");
    }
    COUNT as f64 / start.elapsed().as_secs_f64()
}

/// The bytes of the same flood, made beforehand.
pub(crate) fn prebuilt() -> Vec<u8> {
    let mut bytes = Vec::with_capacity(COUNT * (SIZE + 2));
    for seq in 0..COUNT {
        let head = format!("{{\"seq\":{seq},\"pad\":\"");
        bytes.extend([0x81, u8::try_from(SIZE).unwrap()]);
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend(std::iter::repeat_n(b'.', SIZE - head.len() - 2));
        bytes.extend_from_slice(b"\"}");
    }
    bytes
}
