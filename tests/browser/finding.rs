//! Filter, search, and what is copied out of the log, through an engine in a real browser.

use std::{cell::RefCell, rc::Rc};

use socketscope::{
    engine::start,
    model::{
        endpoint::Endpoint,
        find::{filter::Filter, pattern::Pattern},
        id::{SessionId, Ticket},
        link::{Command, Inquiry, Look, PageCommand, SenderState, Snapshot, ToEngine, ToPage},
        log::{Extent, LinesFormat},
        message::Message,
        phase::{ReadyState, Target},
        settings::SenderPlan,
    },
    web::file::{Beside, File},
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{lab::Fixture, snapshots};

const ONE: SessionId = SessionId(1);

/// Something that the engine said, and the bytes beside it.
type Parcel = (ToPage, Vec<u8>);

/// An engine, the latest Snapshot that it gave, and what came beside the Snapshots.
struct Page {
    tell: Box<dyn Fn(ToEngine, Option<File>)>,
    latest: Rc<RefCell<Option<Snapshot>>>,
    parcels: Rc<RefCell<Vec<Parcel>>>,
}

impl Page {
    /// With a connection to the lab's echo.
    async fn open() -> Self {
        let (latest, parcels) = (Rc::new(RefCell::new(None)), Rc::new(RefCell::new(Vec::new())));
        let (slot, shelf) = (latest.clone(), parcels.clone());
        let tell = Box::new(start::run(move |said, beside| match (said, beside) {
            (ToPage::Snapshot(snapshot), _) => *slot.borrow_mut() = Some((**snapshot).clone()),
            (said, Some(Beside::Bytes(bytes))) => shelf.borrow_mut().push((said.clone(), bytes.head(u32::MAX))),
            (said, _) => shelf.borrow_mut().push((said.clone(), Vec::new())),
        }));
        let page = Self { tell, latest, parcels };
        let url = format!("{}/echo", Fixture::find().await.ws());
        let endpoint = Endpoint::parse(&url).expect("a good address");
        (page.tell)(ToEngine::Page(PageCommand::Look(ONE, Look::Newest(20))), None);
        page.want(Command::Connect(Target { endpoint, offered: Vec::new() }));
        page.until("it is open", |snapshot| snapshot.shown.phase.ready_state() == ReadyState::Open).await;
        page
    }

    fn want(&self, command: Command) {
        (self.tell)(ToEngine::Session(ONE, command), None);
    }

    fn inquire(&self, inquiry: Inquiry) {
        self.want(Command::Inquire(inquiry));
    }

    async fn until(&self, what: &str, holds: impl Fn(&Snapshot) -> bool) -> Snapshot {
        snapshots::until(self.tell.as_ref(), &self.latest, what, holds).await
    }

    /// Sends so many messages, each with its number, and waits for their echoes.
    async fn send(&self, count: u64) {
        let template = "m{{seq}}".to_owned();
        let plan = SenderPlan { template, count: Some(count), per_second: None, threshold: 1 << 20 };
        self.want(Command::StartSender(plan));
        self.until("all came back", |snapshot| {
            let sender = snapshot.shown.sender.as_ref();
            let is_done = sender.is_some_and(|sender| sender.state == SenderState::Done);
            is_done && snapshot.shown.ledger.received >= count
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn a_filter_shows_what_was_kept_and_what_comes() {
    let page = Page::open().await;
    page.send(2_000).await;
    let pattern = Some(Pattern { text: "m19".into(), ..Pattern::default() });
    page.want(Command::Filter(Box::new(Filter { pattern: pattern.clone(), ..Filter::default() })));
    page.want(Command::Search(pattern));
    let snapshot = page
        .until("all was looked at", |snapshot| {
            let search = snapshot.shown.search.as_ref();
            snapshot.shown.list.is_filtered
                && snapshot.shown.list.progress.is_none()
                && search.is_some_and(|search| search.progress.is_none())
        })
        .await;
    let before = snapshot.shown.list.messages;
    assert!(before > 0 && before < snapshot.shown.ledger.kept, "{before}");
    assert_eq!(snapshot.shown.search.map(|search| search.matches), Some(before));
    page.want(Command::Send(Ticket(1), Message::Text("m19 again".into())));
    page.want(Command::Send(Ticket(2), Message::Text("other".into())));
    let came = |snapshot: &Snapshot| snapshot.shown.ledger.received == 2_002;
    let snapshot = page.until("both came back", came).await;
    assert_eq!(snapshot.shown.list.messages, before + 2);
    let marked = snapshot.shown.rows.iter().filter(|row| format!("{:?}", row.item).contains("is_of_search: true"));
    assert!(marked.count() > 10);
}

#[wasm_bindgen_test]
async fn payloads_and_lines_come_beside_the_snapshots() {
    let page = Page::open().await;
    page.want(Command::Send(Ticket(1), Message::Text("hello".into())));
    let snapshot = page.until("it came back", |snapshot| snapshot.shown.ledger.received == 1).await;
    let row = snapshot.shown.rows.last().expect("a row").number;
    page.inquire(Inquiry::Read(Ticket(7), row, 1..4));
    page.inquire(Inquiry::Lines(Ticket(8), Extent::Kept, LinesFormat::Records));
    page.inquire(Inquiry::MoreLines(Ticket(8)));
    let parcels = page.parcels.borrow();
    let [(ToPage::Payload(_, payload), bytes), (ToPage::Lines(_, lines), file)] = &parcels[..] else {
        panic!("{parcels:?}")
    };
    assert_eq!((payload.ticket, payload.start, payload.kept, &bytes[..]), (Ticket(7), 1, Some(5), &b"ell"[..]));
    assert_eq!((lines.ticket, lines.messages, lines.done), (Ticket(8), 2, true));
    assert_eq!(String::from_utf8_lossy(file).matches("\"text\":\"hello\"}\n").count(), 2);
}

#[wasm_bindgen_test]
async fn after_clear_the_next_messages_take_the_same_memory() {
    let page = Page::open().await;
    // What was cleared can be brought back until its memory is needed: here, by the next round.
    page.inquire(Inquiry::Budget(24 << 20));
    let template = format!("{}{{{{seq}}}}", "x".repeat(100_000));
    let mut pages = Vec::new();
    for round in 1..=4 {
        let template = template.clone();
        page.want(Command::StartSender(SenderPlan {
            template,
            count: Some(100),
            per_second: None,
            threshold: 1 << 20,
        }));
        page.until("all came back", |snapshot| snapshot.shown.ledger.received == 100 * round).await;
        pages.push(core::arch::wasm32::memory_size(0));
        page.want(Command::Clear);
        let snapshot = page.until("it is empty", |snapshot| snapshot.shown.ledger.kept == 0).await;
        assert_eq!((snapshot.shown.cleared, snapshot.shown.ledger.evicted), (200, 200 * round));
        assert!(snapshot.shown.memory.used <= 24 << 20, "{} bytes", snapshot.shown.memory.used);
    }
    // A page is 64 KiB; each round keeps 20 MB, which are 305 pages. What the allocator and other tests add is far less.
    assert!(pages[3] - pages[1] < 305, "two rounds more took at least the memory of one: {pages:?}");
}
