//! Memory and what is taken out of it, through an engine in a real browser: sessions share, what is looked into stays.

use std::{cell::RefCell, rc::Rc};

use socketscope::{
    engine::start,
    model::{
        detail::{CopyState, DetailCommand, DetailNews, DetailReport},
        endpoint::Endpoint,
        id::{RowNumber, SessionId, Ticket},
        inspect::CopyFormat,
        link::{Command, Inquiry, Look, PageCommand, Snapshot, ToEngine, ToPage},
        log::{Extent, Ledger, LinesFormat, MessageLog},
        phase::{ReadyState, Target},
        settings::{BinaryType, Settings},
    },
    web::file::{Beside, File},
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{
    lab::{Fixture, wait_for},
    snapshots,
};

const ONE: SessionId = SessionId(1);
const TWO: SessionId = SessionId(2);
const MIB: u64 = 1 << 20;

/// Something that the engine said, and what was beside it.
type Parcel = (ToPage, Option<Beside>);

/// An engine, the latest Snapshot that it gave, the message that is looked into, and what came beside the Snapshots.
struct Page {
    lab: Fixture,
    tell: Box<dyn Fn(ToEngine, Option<File>)>,
    latest: Rc<RefCell<Option<Snapshot>>>,
    detail: Rc<RefCell<Option<Box<DetailReport>>>>,
    parcels: Rc<RefCell<Vec<Parcel>>>,
}

impl Page {
    async fn open() -> Self {
        let (latest, detail) = (Rc::new(RefCell::new(None)), Rc::new(RefCell::new(None)));
        let parcels: Rc<RefCell<Vec<Parcel>>> = Rc::default();
        let (slot, looked, shelf) = (latest.clone(), detail.clone(), parcels.clone());
        let tell = Box::new(start::run(move |said, beside: Option<&Beside>| match said {
            ToPage::Snapshot(snapshot) => {
                match &snapshot.shown.detail {
                    DetailNews::Same => {}
                    DetailNews::Closed => *looked.borrow_mut() = None,
                    DetailNews::Open(report) => *looked.borrow_mut() = Some(report.clone()),
                }
                *slot.borrow_mut() = Some((**snapshot).clone());
            }
            said => shelf.borrow_mut().push((said.clone(), beside.cloned())),
        }));
        let page = Self { lab: Fixture::find().await, tell, latest, detail, parcels };
        page.want_page(PageCommand::Look(ONE, Look::Newest(20)));
        page
    }

    fn want(&self, session: SessionId, command: Command) {
        (self.tell)(ToEngine::Session(session, command), None);
    }

    fn want_page(&self, command: PageCommand) {
        (self.tell)(ToEngine::Page(command), None);
    }

    fn inquire(&self, inquiry: Inquiry) {
        self.want(ONE, Command::Inquire(inquiry));
    }

    fn connect(&self, session: SessionId, path: &str) {
        let endpoint = Endpoint::parse(&format!("{}{path}", self.lab.ws())).expect("a good address");
        self.want(session, Command::Connect(Target { endpoint, offered: Vec::new() }));
    }

    async fn until(&self, what: &str, holds: impl Fn(&Snapshot) -> bool) -> Snapshot {
        snapshots::until(self.tell.as_ref(), &self.latest, what, holds).await
    }

    async fn ledger(&self, session: SessionId, received: u64) -> (Ledger, Snapshot) {
        self.want_page(PageCommand::Look(session, Look::Newest(20)));
        let is_there = |snapshot: &Snapshot| snapshot.session == session && snapshot.shown.ledger.received == received;
        let snapshot = self.until(&format!("{received} have come"), is_there).await;
        (snapshot.shown.ledger, snapshot)
    }

    /// The next parcel, when one has come.
    async fn parcel(&self) -> (ToPage, Vec<u8>) {
        wait_for("something beside the Snapshots", async || !self.parcels.borrow().is_empty()).await;
        let (said, beside) = self.parcels.borrow_mut().remove(0);
        let bytes = match beside {
            Some(beside) => beside.head(u32::MAX).await.expect("bytes"),
            None => Vec::new(),
        };
        (said, bytes)
    }
}

#[wasm_bindgen_test]
async fn of_two_sessions_over_the_budget_of_all_the_one_that_uses_more_gives() {
    let page = Page::open().await;
    let budget = 16 * MIB;
    page.want_page(PageCommand::Budget(budget));
    page.connect(ONE, "/flood?count=12000&size=1000");
    let (one, snapshot) = page.ledger(ONE, 12_000).await;
    assert_eq!((one.kept, one.evicted), (12_000, 0));
    assert_eq!(snapshot.shown.memory.budget_of_all, budget);
    page.connect(TWO, "/flood?count=12000&size=1000");
    let (two, snapshot) = page.ledger(TWO, 12_000).await;
    let (one, _) = page.ledger(ONE, 12_000).await;
    assert!(snapshot.shown.memory.used_by_all <= budget, "{:?}", snapshot.shown.memory);
    for ledger in [one, two] {
        assert_eq!(ledger.kept + ledger.evicted, 12_000);
        assert!(ledger.kept > 4_000, "each keeps about half: {one:?} {two:?}");
    }
    assert!(one.evicted > 0, "{one:?}");
    // A smaller budget takes effect at once, and on whoever uses more.
    page.want_page(PageCommand::Budget(MessageLog::LEAST_BUDGET as u64));
    let is_small = |snapshot: &Snapshot| snapshot.shown.memory.used_by_all <= MessageLog::LEAST_BUDGET as u64;
    let snapshot = page.until("less is used", is_small).await;
    assert_eq!(snapshot.shown.ledger.kept + snapshot.shown.ledger.evicted, 12_000);
}

#[wasm_bindgen_test]
async fn what_is_looked_into_stays_and_can_be_taken_until_clear() {
    let page = Page::open().await;
    page.inquire(Inquiry::Budget(MessageLog::LEAST_BUDGET as u64));
    page.connect(ONE, "/flood?count=1&size=100000");
    let (_, snapshot) = page.ledger(ONE, 1).await;
    let row = snapshot.shown.rows.iter().find(|row| format!("{:?}", row.item).contains("preview")).expect("a message");
    let row = row.number;
    page.want(ONE, Command::Detail(DetailCommand::Open(row)));
    // Its close comes after its message, and until then a second attempt would be refused.
    let is_closed = |snapshot: &Snapshot| snapshot.shown.phase.ready_state() == ReadyState::Closed;
    page.until("the first flood has closed", is_closed).await;
    page.connect(ONE, "/flood?count=6000&size=1000");
    let (ledger, snapshot) = page.ledger(ONE, 6_001).await;
    assert!(ledger.evicted > 0, "{ledger:?}");
    // Its copy is counted.
    assert!(snapshot.shown.memory.used >= 100_000);
    page.inquire(Inquiry::Read(Ticket(5), row, 0..u64::MAX));
    let (said, bytes) = page.parcel().await;
    assert!(matches!(said, ToPage::Payload(_, part) if part.kept == Some(100_000) && part.row == row), "{said:?}");
    assert!(bytes.starts_with(b"{\"seq\":0,") && bytes.len() == 100_000);
    page.want(ONE, Command::Detail(DetailCommand::Copy(Ticket(6), row, CopyFormat::Json)));
    let mut text = Vec::new();
    loop {
        let (ToPage::Copied(_, part), bytes) = page.parcel().await else { panic!("something else") };
        assert_eq!((part.ticket, part.is_first), (Ticket(6), text.is_empty()));
        text.extend(bytes);
        if part.state != CopyState::More {
            assert_eq!(part.state, CopyState::Done);
            break;
        }
    }
    assert!(text.starts_with(b"{\n  \"seq\": 0,\n  \"pad\": \"") && text.ends_with(b"\"\n}"));
    // The row of its close would come into the log behind Clear.
    page.until("the second flood has closed", is_closed).await;
    page.want(ONE, Command::Clear);
    page.until("all is gone", |snapshot| snapshot.shown.memory.used == 0).await;
    assert!(page.detail.borrow().is_none());
    page.inquire(Inquiry::Read(Ticket(7), row, 0..u64::MAX));
    let (said, _) = page.parcel().await;
    assert!(matches!(said, ToPage::Payload(_, part) if part.kept.is_none()), "{said:?}");
}

#[wasm_bindgen_test]
async fn what_stays_with_the_browser_is_saved_whole() {
    let page = Page::open().await;
    page.want(ONE, Command::Configure(Settings { binary_type: BinaryType::Blob, ..Settings::default() }));
    page.connect(ONE, "/binary?size=1000000");
    let (ledger, snapshot) = page.ledger(ONE, 1).await;
    assert_eq!((ledger.bytes, ledger.held), (0, 1_000_000));
    page.inquire(Inquiry::Lines(Ticket(1), Extent::Kept, LinesFormat::Records));
    let mut file = Vec::new();
    loop {
        let (ToPage::Lines(_, part), bytes) = page.parcel().await else { panic!("something else") };
        file.extend(bytes);
        if part.done {
            break;
        }
        page.inquire(Inquiry::MoreLines(Ticket(1)));
    }
    let text = String::from_utf8(file).expect("UTF-8");
    let (head, base64) = text.split_once("\"base64\":\"").expect("a payload");
    assert!(head.contains("\"size\":1000000,") && !head.contains("kept"), "{head}");
    assert_eq!(base64.len(), 1_000_000_usize.div_ceil(3) * 4 + "\"}\n".len());
    // A part of it is handed over without being read into the engine.
    let row = snapshot.shown.rows.last().map_or(RowNumber(0), |row| row.number);
    let row = snapshot
        .shown
        .rows
        .iter()
        .rfind(|row| format!("{:?}", row.item).contains("preview"))
        .map_or(row, |row| row.number);
    page.inquire(Inquiry::Read(Ticket(2), row, 256..260));
    assert!(matches!(page.parcels.borrow()[..], [(ToPage::Payload(..), Some(Beside::Blob(_)))]));
    assert_eq!(page.parcel().await.1, [0, 1, 2, 3]);
}
