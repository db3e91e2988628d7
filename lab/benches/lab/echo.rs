//! Echoes a second over fifty connections, each with several messages on their way.

use std::{cell::Cell, rc::Rc};

use tokio::task::LocalSet;

use crate::{
    chat::per_second,
    client::{Client, message},
    servers::Server,
};

const CONNECTIONS: usize = 50;
/// Messages on their way in each connection.
const PIPELINED: usize = 32;

pub(crate) async fn measure(server: &Server) -> f64 {
    let echoed = Rc::new(Cell::new(0_u64));
    let local = LocalSet::new();
    for number in 0..CONNECTIONS {
        let mut client = Client::connect(server.address, "/echo").await;
        let echoed = Rc::clone(&echoed);
        local.spawn_local(async move {
            let batch = message(number).repeat(PIPELINED);
            let size = batch.len() / PIPELINED;
            client.send(&batch).await;
            loop {
                let mut back = 0;
                let open = client.receive(|payload| {
                    assert_eq!(payload.len(), 64);
                    back += 1;
                });
                if !open.await {
                    return;
                }
                echoed.set(echoed.get() + back);
                client.send(&batch[..usize::try_from(back).unwrap() * size]).await;
            }
        });
    }
    local.run_until(per_second(&echoed)).await
}
