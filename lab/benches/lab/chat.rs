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
const SPEAKER: usize = 99_999;
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

/// One member says so many messages at once, and again as soon as everyone has heard them.
pub(crate) async fn one_speaks(server: &Server, at_once: u64) -> f64 {
    let mut clients = Vec::new();
    for _ in 0..MEMBERS {
        clients.push(Client::connect(server.address, "/chat").await);
    }
    // A number of its own: what members of an earlier measurement said last may still be on its way.
    let messages = message(SPEAKER).repeat(usize::try_from(at_once).unwrap());
    let own = format!("{SPEAKER:05}");
    let (start, mut delivered) = (Instant::now(), 0_u64);
    while start.elapsed() < TIME {
        clients[0].send(&messages).await;
        for client in &mut clients {
            let mut heard = 0;
            while heard < at_once {
                client.receive(|payload| heard += u64::from(payload.starts_with(own.as_bytes()))).await;
            }
            delivered += heard;
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
