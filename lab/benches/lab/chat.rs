//! Deliveries a second in a room of a hundred.

use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

use tokio::{task::LocalSet, time::sleep};

use crate::{
    client::{Client, message},
    servers::Server,
};

const MEMBERS: usize = 100;
const IN_STEP: usize = 99_999;
const TIME: Duration = Duration::from_secs(3);

/// Every member speaks again as soon as it has heard itself.
pub(crate) async fn everyone_speaks(server: &Server) -> f64 {
    let delivered = Rc::new(Cell::new(0_u64));
    let local = LocalSet::new();
    for number in 0..MEMBERS {
        let mut client = Client::connect(server.address, "/chat").await;
        let delivered = Rc::clone(&delivered);
        local.spawn_local(async move {
            let (message, own) = (message(number), format!("{number:05}"));
            client.send(&message).await;
            loop {
                let mut heard_itself = false;
                let open = client.receive(|payload| {
                    delivered.set(delivered.get() + 1);
                    heard_itself |= payload.starts_with(own.as_bytes());
                });
                if !open.await {
                    return;
                }
                if heard_itself {
                    client.send(&message).await;
                }
            }
        });
    }
    local.run_until(per_second(&delivered)).await
}

/// One member speaks, and again as soon as everyone has heard it.
pub(crate) async fn one_speaks_in_step(server: &Server) -> f64 {
    let mut clients = Vec::new();
    for _ in 0..MEMBERS {
        clients.push(Client::connect(server.address, "/chat").await);
    }
    // A number of its own: what members of an earlier measurement said last may still be on its way.
    let message = message(IN_STEP);
    let own = format!("{IN_STEP:05}");
    let (start, mut delivered) = (Instant::now(), 0_u64);
    while start.elapsed() < TIME {
        clients[0].send(&message).await;
        for client in &mut clients {
            let mut heard = false;
            while !heard {
                client.receive(|payload| heard |= payload.starts_with(own.as_bytes())).await;
            }
            delivered += 1;
        }
    }
    delivered as f64 / start.elapsed().as_secs_f64()
}

/// The rate of a counter, after a while to get going.
pub(crate) async fn per_second(counter: &Cell<u64>) -> f64 {
    sleep(Duration::from_secs(1)).await;
    let (start, before) = (Instant::now(), counter.get());
    sleep(TIME).await;
    (counter.get() - before) as f64 / start.elapsed().as_secs_f64()
}
