//! Clients that ask for more than they take: neither the lab nor anybody else pays for it.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use socketscope_lab::{Config, Limits, Running};
use support::{
    Client, all_gone, get,
    raw::{BINARY, FIN, PING, PONG, Raw, TEXT, frame},
    start, start_with, wait_for, within,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

async fn stats(lab: &Running, name: &str) -> u64 {
    get(lab, "/stats", &[]).await.json()[name].as_u64().unwrap()
}

#[tokio::test]
async fn pings_to_a_flood_that_nobody_reads_do_not_pile_up() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/flood?count=10000000").await;
    let pings = frame(FIN | PING, &[b'p'; 125]).repeat(10_000);
    for _ in 0..15 {
        raw.write(&pings).await;
    }
    let held = stats(&lab, "held_bytes").await;
    assert!(held < 1 << 20, "20 MB of pings were read, and {held} bytes are kept");
}

#[tokio::test]
async fn a_message_behind_pings_is_answered_though_the_answers_before_it_fill_the_output() {
    let lab = start().await;
    let mut raw = Raw::connect(&lab, "/binary?size=65000").await;
    assert_eq!(raw.receive().await.unwrap().payload.len(), 65_000);
    let again = frame(FIN | TEXT, b"again");
    let pings: Vec<u8> = (b'0'..=b'9').flat_map(|number| frame(FIN | PING, &[number; 125])).collect();
    raw.write(&[&again[..], &pings, &again].concat()).await;
    let (mut messages, mut last_pong) = (0, vec![]);
    while messages < 2 {
        let frame = raw.receive().await.unwrap();
        match frame.first & 0x0f {
            BINARY => messages += 1,
            PONG => last_pong = frame.payload,
            other => panic!("a frame of the opcode {other}"),
        }
    }
    while last_pong != [b'9'; 125] {
        last_pong = raw.receive().await.unwrap().payload;
    }
}

#[tokio::test]
async fn empty_messages_that_are_delayed_are_not_free_of_charge() {
    let limits = Limits { held_bytes: 1 << 20, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut raw = Raw::connect(&lab, "/echo?delay=60000").await;
    raw.write(&frame(FIN | TEXT, b"").repeat(20_000)).await;
    assert_eq!(raw.closing_code().await, Some(1013), "20,000 messages are more than a megabyte");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_who_writes_a_lot_at_once_does_not_throw_the_others_out_of_the_room() {
    const MEMBERS: u64 = 20;
    const MESSAGES: usize = 8 * 1024;
    let lab = start().await;
    let payload = [b'x'; 1018];
    let said = frame(FIN | TEXT, &payload).repeat(MESSAGES);
    let mut members = Vec::new();
    for _ in 0..MEMBERS {
        members.push(Raw::connect(&lab, "/chat?max=2000").await.stream);
    }
    wait_for("all are in", async || stats(&lab, "members").await == MEMBERS).await;
    let (mut ear, mut mouth) = members.pop().unwrap().into_split();
    let speaking = tokio::spawn(async move {
        mouth.write_all(&said).await.unwrap();
        mouth
    });
    let listening: Vec<_> = members
        .into_iter()
        .map(|mut member| {
            tokio::spawn(async move {
                listen(&mut member, &payload, MESSAGES).await;
            })
        })
        .collect();
    listen(&mut ear, &payload, MESSAGES).await;
    for member in listening {
        member.await.unwrap();
    }
    speaking.await.unwrap();
    assert_eq!(stats(&lab, "slow_members").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn all_who_write_a_lot_at_once_hear_all_of_each_other() {
    const MEMBERS: u8 = 20;
    const MESSAGES: usize = 256;
    let lab = start().await;
    let mut talking = Vec::new();
    for number in 0..MEMBERS {
        let (mut ear, mut mouth) = Raw::connect(&lab, "/chat?max=2000").await.stream.into_split();
        talking.push(async move {
            let said = frame(FIN | TEXT, &[b'a' + number; 1018]).repeat(MESSAGES);
            let (mut heard, mut message) = ([0; MEMBERS as usize], [0; 1022]);
            let listening = async {
                for _ in 0..MESSAGES * usize::from(MEMBERS) {
                    within(ear.read_exact(&mut message)).await.unwrap();
                    assert!(message[..4] == [FIN | TEXT, 126, 3, 250] && message[4..] == [message[4]; 1018]);
                    heard[usize::from(message[4] - b'a')] += 1;
                }
            };
            let (spoken, ()) = tokio::join!(mouth.write_all(&said), listening);
            spoken.unwrap();
            assert_eq!(heard, [MESSAGES; MEMBERS as usize]);
            mouth
        });
    }
    wait_for("all are in", async || stats(&lab, "members").await == u64::from(MEMBERS)).await;
    let talking: Vec<_> = talking.into_iter().map(tokio::spawn).collect();
    for member in talking {
        member.await.unwrap();
    }
    assert_eq!(stats(&lab, "slow_members").await, 0);
}

#[tokio::test]
async fn one_who_speaks_faster_than_most_can_hear_waits_for_them() {
    const MESSAGES: usize = 320;
    let lab = start().await;
    let mut members = Vec::new();
    for _ in 0..3 {
        members.push(Raw::connect(&lab, "/chat?max=65536").await.stream);
    }
    wait_for("all are in", async || stats(&lab, "members").await == 3).await;
    let payload = vec![b'x'; 50_000];
    let said = frame(FIN | TEXT, &payload).repeat(MESSAGES);
    let (mut ear, mut mouth) = members.pop().unwrap().into_split();
    let said_payload = payload.clone();
    let talking = tokio::spawn(async move {
        let heard = listen(&mut ear, &said_payload, MESSAGES);
        tokio::join!(async { mouth.write_all(&said).await.unwrap() }, heard);
        mouth
    });
    // The kernel takes some megabytes for each of the two who do not read yet.
    wait_for("they are behind", async || stats(&lab, "lagging_bytes").await > 512 << 10).await;
    let [one, two] = &mut members[..] else { panic!("two members") };
    tokio::join!(listen(one, &payload, MESSAGES), listen(two, &payload, MESSAGES));
    talking.await.unwrap();
    assert_eq!(stats(&lab, "slow_members").await, 0);
}

/// Hears so many messages of this payload, and nothing else.
async fn listen(ear: &mut (impl AsyncReadExt + Unpin), payload: &[u8], messages: usize) {
    let length = u16::try_from(payload.len()).unwrap().to_be_bytes();
    let message = [&[FIN | TEXT, 126], &length[..], payload].concat();
    let mut heard = vec![0; message.len() * 64];
    for _ in 0..messages / 64 {
        within(ear.read_exact(&mut heard)).await.unwrap();
        assert!(heard.chunks(message.len()).all(|frame| frame == message));
    }
}

#[tokio::test]
async fn one_who_does_not_listen_holds_a_talk_up_by_nothing() {
    let limits = Limits { lag_bytes: 64 << 10, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let _deaf = Raw::connect(&lab, "/chat").await;
    let mut speaker = Client::connect(&lab, "/chat?max=60000").await;
    wait_for("both are in", async || stats(&lab, "members").await == 2).await;
    let message = "x".repeat(30_000);
    while stats(&lab, "lagging_bytes").await < 32 << 10 {
        speaker.send(message.clone()).await;
        assert_eq!(speaker.receive_text().await.len(), 30_000);
    }
    let began = std::time::Instant::now();
    for number in 0..50 {
        speaker.send(number.to_string()).await;
        assert_eq!(speaker.receive_text().await, number.to_string());
    }
    assert!(began.elapsed().as_secs() < 5, "a hundred bytes took {:?}", began.elapsed());
}

#[tokio::test]
async fn messages_under_way_have_one_limit_for_all_connections_together() {
    let limits = Limits { held_bytes: 2 << 20, ..Limits::default() };
    let lab = start_with(Config { limits, ..Config::default() }).await;
    let mut bystander = Client::connect(&lab, "/echo").await;
    let message = frame(FIN | BINARY, &vec![0; 700 << 10]);
    let (most, rest) = message.split_at(600 << 10);
    let too_much = frame(FIN | BINARY, &vec![0; 3 << 20]);
    let mut one = Raw::connect(&lab, "/echo").await;
    one.write(most).await;
    wait_for("most of it is here", async || stats(&lab, "held_bytes").await > 500 << 10).await;
    let mut two = Raw::connect(&lab, "/echo").await;
    two.write(&too_much[..2 << 20]).await;
    assert_eq!(two.closing_code().await, Some(1013));
    bystander.send("still here?").await;
    assert_eq!(bystander.receive_text().await, "still here?");
    one.write(rest).await;
    assert_eq!(one.receive().await.unwrap().payload.len(), 700 << 10);
    drop((one, two));
    bystander.close().await;
    all_gone(&lab).await;
    assert_eq!(stats(&lab, "held_bytes").await, 0);
}
