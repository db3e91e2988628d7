//! The engine in a real browser, against a real lab: what the page says goes in, Snapshots come out.

use std::{cell::RefCell, rc::Rc};

use socketscope::{
    engine::start,
    model::{
        backoff::NoRetry,
        close::{CloseCode, CloseRequest},
        codec::Format,
        diagnosis::Probe,
        endpoint::Endpoint,
        id::{SessionId, Ticket},
        link::{Command, Look, PageCommand, SenderState, Snapshot, ToEngine, ToPage},
        log::{Note, RowItem},
        message::Message,
        phase::{Closer, LetGo, Phase, ReadyState, Target},
        recipe::Recipe,
        session::Refusal,
        settings::{BinaryType, Heartbeat, ReconnectPolicy, Reply, SenderPlan, Settings},
    },
    web::file::File,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    lab::{Fixture, wait_for},
    snapshots,
};

pub(super) const ONE: SessionId = SessionId(1);
const TWO: SessionId = SessionId(2);

/// An engine, and the latest Snapshot that it gave.
pub(super) struct Page {
    lab: Fixture,
    pub(super) tell: Box<dyn Fn(ToEngine, Option<File>)>,
    latest: Rc<RefCell<Option<Snapshot>>>,
}

impl Page {
    pub(super) async fn open() -> Self {
        let latest = Rc::new(RefCell::new(None));
        let slot = latest.clone();
        let tell = Box::new(start::run(move |said, _| {
            if let ToPage::Snapshot(snapshot) = said {
                *slot.borrow_mut() = Some((**snapshot).clone());
            }
        }));
        let page = Self { lab: Fixture::find().await, tell, latest };
        page.look_at(ONE);
        page
    }

    fn look_at(&self, session: SessionId) {
        self.want_page(PageCommand::Look(session, Look::Newest(1_000)));
    }

    pub(super) fn want(&self, session: SessionId, command: Command) {
        (self.tell)(ToEngine::Session(session, command), None);
    }

    fn want_page(&self, command: PageCommand) {
        (self.tell)(ToEngine::Page(command), None);
    }

    pub(super) fn connect(&self, session: SessionId, path: &str) {
        self.want(session, Command::Connect(self.target(path)));
    }

    fn target(&self, path: &str) -> Target {
        let url = if path.starts_with('/') { format!("{}{path}", self.lab.ws()) } else { path.to_owned() };
        Target { endpoint: Endpoint::parse(&url).expect("a good address"), offered: Vec::new() }
    }

    /// Asks for Snapshots until one of them is as expected.
    pub(super) async fn until(&self, what: &str, holds: impl Fn(&Snapshot) -> bool) -> Snapshot {
        snapshots::until(self.tell.as_ref(), &self.latest, what, holds).await
    }

    pub(super) async fn until_state(&self, state: ReadyState) -> Snapshot {
        self.until(&format!("it is {state:?}"), |snapshot| snapshot.shown.phase.ready_state() == state).await
    }
}

fn texts(snapshot: &Snapshot) -> Vec<String> {
    let rows = snapshot.shown.rows.iter();
    rows.filter_map(|row| match &row.item {
        RowItem::Message { preview, .. } => Some(preview.text.clone()),
        RowItem::Note(_) => None,
    })
    .collect()
}

fn notes(snapshot: &Snapshot) -> Vec<Note> {
    let rows = snapshot.shown.rows.iter();
    rows.filter_map(|row| match &row.item {
        RowItem::Note(note) => Some(note.clone()),
        RowItem::Message { .. } => None,
    })
    .collect()
}

fn text(text: &str) -> Message {
    Message::Text(text.to_owned())
}

fn recipe(text: &str, format: Format) -> Recipe {
    Recipe::new(text, format).expect("a message")
}

fn heartbeat(every_ms: u32, timeout_ms: u32) -> Settings {
    let heartbeat = Heartbeat { message: recipe("beat", Format::default()), every_ms, reply: Reply::Any, timeout_ms };
    Settings { heartbeat: Some(heartbeat), ..Settings::default() }
}

#[wasm_bindgen_test]
async fn sessions_are_apart_and_a_discarded_one_ends_its_connection() {
    let page = Page::open().await;
    wait_for("the rooms are empty", async || page.lab.members().await == 0).await;
    page.connect(ONE, "/chat?room=one");
    page.connect(TWO, "/chat?room=two");
    page.until("both are open", |snapshot| snapshot.sessions.iter().all(|one| one.state == ReadyState::Open)).await;
    page.want(TWO, Command::Send(Ticket(1), text("to two")));
    let snapshot = page.until("two has its echo", |snapshot| snapshot.sessions[1].received == 1).await;
    assert_eq!((snapshot.session, snapshot.sessions.len(), texts(&snapshot).len()), (ONE, 2, 0));
    page.look_at(TWO);
    let snapshot = page.until("two is shown", |snapshot| snapshot.session == TWO).await;
    assert_eq!(texts(&snapshot), ["to two", "to two"]);
    page.want_page(PageCommand::Discard(TWO));
    let snapshot = page.until("two is gone", |snapshot| snapshot.sessions.len() == 1).await;
    assert_eq!((snapshot.session, snapshot.shown.rows.len()), (TWO, 0));
    wait_for("only one is in its room", async || page.lab.members().await == 1).await;
}

#[wasm_bindgen_test]
async fn what_is_set_for_open_is_sent_in_order_after_each_open() {
    use ReadyState::{Closed, Closing, Connecting, Open};
    let page = Page::open().await;
    let on_open = vec![
        recipe("first", Format::default()),
        recipe("0{{seq}}", Format::Hex),
        recipe(r#"{"at":{{now}}}"#, Format::Json),
    ];
    page.want(ONE, Command::Configure(Settings { on_open, ..Settings::default() }));
    for round in 1..=2 {
        page.connect(ONE, "/echo");
        page.until("all came back", |snapshot| snapshot.shown.ledger.received == 3 * round).await;
        page.want(ONE, Command::Close(CloseRequest::default()));
        page.until_state(ReadyState::Closed).await;
    }
    let snapshot = page.until_state(ReadyState::Closed).await;
    let texts = texts(&snapshot);
    assert_eq!(texts[..2], ["first", "01"]);
    assert!(texts[2].starts_with(r#"{"at":17"#) && !texts[2].contains("now"), "{texts:?}");
    let states: Vec<_> = snapshot.shown.timeline.stages().map(|stage| stage.state).collect();
    assert_eq!(states, [[Connecting, Open, Closing, Closed], [Connecting, Open, Closing, Closed]].concat());
}

#[wasm_bindgen_test]
async fn what_does_not_end_can_be_let_go() {
    let page = Page::open().await;
    page.connect(ONE, "/silent");
    page.until_state(ReadyState::Open).await;
    // Both at once: Firefox waits for the server's answer for a second only.
    page.want(ONE, Command::Close(CloseRequest::default()));
    page.want(ONE, Command::LetGo);
    let snapshot = page.until_state(ReadyState::Closed).await;
    assert_eq!(snapshot.shown.phase, Phase::LetGo(LetGo::Asked));
    assert_eq!(notes(&snapshot).last(), Some(&Note::LetGo));
    page.want(ONE, Command::LetGo);
    let refusal = Some(Refusal::NothingToLetGo(ReadyState::Closed));
    page.until("that is refused now", |snapshot| snapshot.shown.refusal == refusal).await;
}

#[wasm_bindgen_test]
async fn a_cut_connection_is_tried_again_and_the_log_goes_on() {
    let page = Page::open().await;
    let reconnect = ReconnectPolicy { first_ms: 20, tries: Some(3), ..ReconnectPolicy::default() };
    page.want(ONE, Command::Configure(Settings { reconnect: Some(reconnect), ..Settings::default() }));
    page.connect(ONE, "/abort?after=500");
    let opened = |snapshot: &Snapshot| notes(snapshot).iter().filter(|note| matches!(note, Note::Opened(_))).count();
    let all_tried = Note::NotRetrying(NoRetry::AllTried { tries: 3 });
    let snapshot = page.until("the tries are used up", |snapshot| notes(snapshot).last() == Some(&all_tried)).await;
    let notes = notes(&snapshot);
    let tries = notes.iter().filter_map(|note| match note {
        Note::Retrying { attempt, .. } => Some(*attempt),
        _ => None,
    });
    assert_eq!((opened(&snapshot), tries.collect::<Vec<_>>()), (4, vec![1, 2, 3]), "accepted and dropped: {notes:?}");
    assert_eq!(snapshot.shown.retry, None);
}

#[wasm_bindgen_test]
async fn an_answered_heartbeat_is_timed_and_an_unanswered_one_ends_the_connection() {
    let page = Page::open().await;
    page.want(ONE, Command::Configure(heartbeat(100, 120_000)));
    page.connect(ONE, "/echo");
    let answered = |snapshot: &Snapshot| snapshot.shown.heartbeat.is_some_and(|(_, took)| took.is_some());
    page.until("a heartbeat was answered", answered).await;
    page.want(TWO, Command::Configure(heartbeat(100, 150)));
    page.connect(TWO, "/silent");
    page.look_at(TWO);
    let dead = Phase::LetGo(LetGo::HeartbeatUnanswered);
    let snapshot = page.until("the silent one counts as dead", |snapshot| snapshot.shown.phase == dead).await;
    assert!(matches!(notes(&snapshot).last(), Some(Note::HeartbeatUnanswered { waited_ms: 150 })));
}

#[wasm_bindgen_test]
async fn a_sender_sends_as_many_as_it_was_told_and_stops_with_the_connection() {
    let page = Page::open().await;
    let plan = |count, per_second| SenderPlan { template: "n {{seq}}".into(), count, per_second, threshold: 1 << 20 };
    page.want(ONE, Command::StartSender(plan(Some(3), None)));
    let refusal = Some(Refusal::NotOpen(ReadyState::Closed));
    page.until("it is refused", |snapshot| snapshot.shown.refusal == refusal).await;
    page.connect(ONE, "/echo");
    page.until_state(ReadyState::Open).await;
    page.want(ONE, Command::StartSender(plan(Some(5_000), None)));
    let state = |snapshot: &Snapshot| snapshot.shown.sender.as_ref().map(|sender| (sender.sent, sender.state));
    page.until("it is done", |snapshot| state(snapshot) == Some((5_000, SenderState::Done))).await;
    let snapshot = page.until("all came back", |snapshot| snapshot.shown.ledger.received == 5_000).await;
    assert_eq!(texts(&snapshot).last().map(String::as_str), Some("n 4999"));
    page.want(ONE, Command::StartSender(plan(None, Some(50.0))));
    page.until("some were sent", |snapshot| state(snapshot).is_some_and(|(sent, _)| sent >= 3)).await;
    page.want(ONE, Command::PauseSender);
    page.until("it is paused", |snapshot| matches!(state(snapshot), Some((_, SenderState::Paused)))).await;
    page.want(ONE, Command::ResumeSender);
    page.until("it goes on", |snapshot| matches!(state(snapshot), Some((_, SenderState::Running)))).await;
    page.want(ONE, Command::Close(CloseRequest::default()));
    page.until("it is stopped", |snapshot| matches!(state(snapshot), Some((_, SenderState::Stopped)))).await;
}

#[wasm_bindgen_test]
async fn against_a_slow_server_the_buffer_stays_at_the_threshold() {
    const THRESHOLD: u64 = 256 * 1024;
    // The number in front has a few digits.
    const MESSAGE: u64 = 10_000 + 20;
    let page = Page::open().await;
    page.connect(ONE, "/slow?bytes_per_second=100000");
    page.until_state(ReadyState::Open).await;
    let template = format!("{{{{seq}}}} {}", "x".repeat(10_000));
    page.want(ONE, Command::StartSender(SenderPlan { template, count: None, per_second: None, threshold: THRESHOLD }));
    let waits =
        |snapshot: &Snapshot| snapshot.shown.sender.as_ref().is_some_and(|sender| sender.state == SenderState::Waiting);
    for _ in 0..3 {
        let snapshot = page.until("it waits", |snapshot| waits(snapshot) && snapshot.shown.buffered_amount > 0).await;
        assert!(snapshot.shown.buffered_amount <= THRESHOLD + MESSAGE, "{}", snapshot.shown.buffered_amount);
    }
    page.want(ONE, Command::StopSender);
    page.want_page(PageCommand::Discard(ONE));
}

#[wasm_bindgen_test]
async fn a_failed_opening_leaves_evidence_and_a_probe() {
    let page = Page::open().await;
    page.connect(ONE, "/refuse?status=403");
    // Here the probe fails though something answers: the test runner's page is isolated (COEP) and takes no foreign
    // answer. The end-to-end tests see it succeed.
    let probed = |snapshot: &Snapshot| {
        let evidence = snapshot.shown.evidence.as_ref();
        evidence.is_some_and(|evidence| {
            matches!(evidence.probe, Probe::Answered(_) | Probe::Failed(_) | Probe::TimedOut(_))
        })
    };
    let snapshot = page.until("the probe has ended", probed).await;
    let evidence = snapshot.shown.evidence.expect("evidence");
    assert_eq!((evidence.code, evidence.opened, evidence.error_seen), (1006, false, true));
    let blocked = page.target("ws://127.0.0.1:1/");
    page.want(ONE, Command::Connect(blocked.clone()));
    let snapshot = page
        .until("the next one has failed", |snapshot| {
            snapshot.shown.target.as_ref() == Some(&blocked) && snapshot.shown.phase.ready_state() == ReadyState::Closed
        })
        .await;
    let Phase::Closed(ending) = &snapshot.shown.phase else { panic!("{:?}", snapshot.shown.phase) };
    assert_eq!((ending.close.code, ending.closer), (CloseCode::ABNORMAL_CLOSURE, Closer::Nobody));
}

#[wasm_bindgen_test]
async fn large_blobs_stay_with_the_browser_until_they_are_seen() {
    let page = Page::open().await;
    page.want(ONE, Command::Configure(Settings { binary_type: BinaryType::Blob, ..Settings::default() }));
    page.connect(ONE, "/echo");
    page.until_state(ReadyState::Open).await;
    page.want(ONE, Command::Send(Ticket(1), Message::Binary(vec![0xab; 10])));
    page.want(ONE, Command::Send(Ticket(2), Message::Binary(vec![0xcd; 1 << 20])));
    page.want(ONE, Command::Send(Ticket(3), text("after")));
    let snapshot = page
        .until("the beginnings are there", |snapshot| {
            let texts = texts(snapshot);
            texts.len() == 6 && texts[3].starts_with("ab ab") && texts[4].starts_with("cd cd") && texts[5] == "after"
        })
        .await;
    let ledger = snapshot.shown.ledger;
    assert_eq!((ledger.received, ledger.kept, ledger.truncated, ledger.held), (3, 6, 0, 1 << 20));
}
