//! What the browser tests share: the lab's address, sockets with an ear, and waiting with a limit.

use std::{
    cell::RefCell,
    collections::{HashMap, VecDeque},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use gloo_net::http::Request;
use serde::Deserialize;
use socketscope::{
    model::{
        close::CloseEvent,
        endpoint::{Endpoint, Subprotocol},
        log::Source,
        message::Kind,
        phase::Target,
        session::SocketEvent,
    },
    web::{
        clock,
        socket::{Heard, Payload, Socket},
        timer::Timer,
    },
};

/// Milliseconds; nothing takes longer, unless it is broken. Chromium delays attempts after dozens of them by seconds,
/// and a busy machine takes its time.
const LIMIT: f64 = 120_000.0;

const NO_FIXTURE: &str = "There is no tests/fixture.json, so there is no lab to talk to. \
    Start these tests with `cargo xtask test`, which starts a lab and writes that file.";

/// The lab that the tests in this browser talk to.
#[derive(Deserialize)]
pub(crate) struct Fixture {
    ws: String,
    http: String,
}

#[derive(Deserialize)]
struct Stats {
    total_connections: u64,
    members: u64,
}

impl Fixture {
    /// Reads the address from the file that the test runner serves. Each browser has a lab of its own: their tests run side by side.
    pub(crate) async fn find() -> Self {
        let answer = Request::get("/tests/fixture.json").send().await.expect(NO_FIXTURE);
        assert!(answer.ok(), "{NO_FIXTURE}");
        let mut labs: HashMap<String, Self> = answer.json().await.expect("addresses in tests/fixture.json");
        let agent = web_sys::window().and_then(|window| window.navigator().user_agent().ok()).expect("a browser");
        labs.remove(if agent.contains("Firefox") { "Firefox" } else { "Chromium" }).expect("a lab for this browser")
    }

    /// The base of its addresses, without a slash at the end.
    pub(crate) fn ws(&self) -> &str {
        &self.ws
    }

    /// Starts to connect.
    pub(crate) fn connect(&self, path: &str, protocols: &str) -> (Socket, Ear) {
        connect(&format!("{}{path}", self.ws), protocols).expect("an address that the browser takes")
    }

    /// Connects, and waits until the connection is open.
    pub(crate) async fn open(&self, path: &str, protocols: &str) -> (Socket, Ear) {
        let (socket, ear) = self.connect(path, protocols);
        let first = ear.event().await;
        assert!(matches!(first, SocketEvent::Opened(_)), "{path}: {first:?}");
        (socket, ear)
    }

    pub(crate) async fn total_connections(&self) -> u64 {
        self.stats().await.total_connections
    }

    /// How many are in chat rooms. How many connections are open says nothing of a test: a browser may keep one of another, which
    /// was let go, for a minute.
    pub(crate) async fn members(&self) -> u64 {
        self.stats().await.members
    }

    async fn stats(&self) -> Stats {
        let answer = Request::get(&format!("{}/stats", self.http)).send().await.expect("the lab of tests/fixture.json");
        answer.json().await.expect("the lab's numbers")
    }
}

/// Starts to connect to any address.
pub(crate) fn connect(url: &str, protocols: &str) -> Result<(Socket, Ear), String> {
    let target = Target {
        endpoint: Endpoint::parse(url).expect("a good address"),
        offered: Subprotocol::parse_list(protocols).expect("good names"),
    };
    let ear = Ear::default();
    let socket = Socket::open(&target, ear.listener())?;
    Ok((socket, ear))
}

/// Hears what a socket says, in order.
#[derive(Clone, Default)]
pub(crate) struct Ear(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    heard: VecDeque<Heard>,
    waker: Option<Waker>,
}

impl Ear {
    fn listener(&self) -> impl Fn(Heard) + Clone + 'static {
        let inner = self.0.clone();
        move |heard| {
            inner.borrow_mut().heard.push_back(heard);
            wake(&inner);
        }
    }

    /// The next event.
    pub(crate) async fn next(&self) -> Heard {
        let began = clock::now();
        let inner = self.0.clone();
        let _alarm = Timer::after(LIMIT, move || wake(&inner));
        poll_fn(|context| {
            let mut inner = self.0.borrow_mut();
            assert!(clock::now().since(began) < LIMIT, "waited in vain for an event of the socket");
            inner.waker = Some(context.waker().clone());
            inner.heard.pop_front().map_or(Poll::Pending, Poll::Ready)
        })
        .await
    }

    /// The next event, without time and payload.
    pub(crate) async fn event(&self) -> SocketEvent {
        self.next().await.event
    }

    /// The next event, which must be a message.
    pub(crate) async fn message(&self) -> (Kind, Vec<u8>) {
        let heard = self.next().await;
        assert_eq!(heard.event, SocketEvent::MessageReceived);
        let payload = heard.payload.expect("a payload");
        let kind = payload.kind();
        match payload {
            Payload::Text(mut text) => (kind, bytes_of(&mut text)),
            Payload::Binary(mut bytes) => (kind, bytes_of(&mut bytes)),
            // It stays with the browser.
            Payload::Blob(_) => (kind, Vec::new()),
        }
    }

    /// The close event, whatever comes before it.
    pub(crate) async fn closed(&self) -> CloseEvent {
        loop {
            if let SocketEvent::Closed(close) = self.event().await {
                return close;
            }
        }
    }

    /// Whether every event that came was taken.
    pub(crate) fn is_silent(&self) -> bool {
        self.0.borrow().heard.is_empty()
    }
}

fn bytes_of(source: &mut impl Source) -> Vec<u8> {
    let mut bytes = vec![0; source.left().1];
    let written = source.write(&mut bytes);
    bytes.truncate(written);
    bytes
}

fn wake(inner: &RefCell<Inner>) {
    let waker = inner.borrow_mut().waker.take();
    if let Some(waker) = waker {
        waker.wake();
    }
}

/// Asks again and again until something holds.
pub(crate) async fn wait_for(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let began = clock::now();
    while !holds().await {
        assert!(clock::now().since(began) < LIMIT, "waited in vain until {what}");
        pause().await;
    }
}

/// A moment between two questions.
async fn pause() {
    let mut timer = None;
    poll_fn(|context| {
        if timer.is_some() {
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        timer = Some(Timer::after(10.0, move || waker.wake()));
        Poll::Pending
    })
    .await;
}
