//! Files that the engine sends, in a real browser, against a real lab.

use socketscope::{
    model::{
        close::CloseRequest,
        id::Ticket,
        link::{Command, FileState, Snapshot, ToEngine},
        log::RowItem,
        message::{Direction, Kind},
        phase::ReadyState,
        session::Refusal,
        settings::FilePlan,
    },
    web::file::File,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::engine::{ONE, Page};

fn file(name: &str, size: usize) -> File {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(&vec![7; size][..]));
    web_sys::File::new_with_u8_array_sequence(&parts, name).expect("a file").into()
}

#[wasm_bindgen_test]
async fn a_file_goes_whole_or_in_chunks_and_the_log_keeps_its_head() {
    let page = Page::open().await;
    let send = |ticket, plan, size| {
        let command = Command::SendFile(Ticket(ticket), plan);
        (page.tell)(ToEngine::Session(ONE, command), Some(file("a.bin", size)));
    };
    page.connect(ONE, "/echo");
    page.until_state(ReadyState::Open).await;
    send(1, FilePlan::Whole, 100_000);
    let is_done = |snapshot: &Snapshot| snapshot.shown.file.as_ref().is_some_and(|file| file.state == FileState::Done);
    let snapshot = page
        .until("it is sent and came back", |snapshot| snapshot.shown.ledger.received == 1 && is_done(snapshot))
        .await;
    let report = snapshot.shown.file.clone().expect("a report");
    assert_eq!((report.handed, report.buffered, report.size), (100_000, 0, 100_000));
    assert_eq!((snapshot.shown.ledger.truncated, snapshot.shown.ledger.bytes), (1, 64 * 1024 + 100_000));
    send(2, FilePlan::Chunks { size: 1_000, threshold: 1 << 20 }, 2_500);
    let snapshot = page.until("all came back", |snapshot| snapshot.shown.ledger.received == 4).await;
    let lengths = snapshot.shown.rows.iter().filter_map(|row| match row.item {
        RowItem::Message { direction: Direction::Received, length, .. } => Some(length),
        _ => None,
    });
    assert_eq!(lengths.collect::<Vec<_>>(), [100_000, 1_000, 1_000, 500]);
    send(3, FilePlan::Chunks { size: 10, threshold: 1 << 20 }, 0);
    page.until("an empty file is an empty message", |snapshot| snapshot.shown.ledger.received == 5).await;
    page.want(ONE, Command::SendFile(Ticket(4), FilePlan::Whole));
    let refused = Some((Ticket(4), Err(Refusal::NoFile)));
    page.until("it needs a file", |snapshot| snapshot.shown.answered == refused).await;
}

#[wasm_bindgen_test]
async fn a_file_goes_as_one_text_message_unless_it_is_no_text() {
    let page = Page::open().await;
    page.connect(ONE, "/echo");
    page.until_state(ReadyState::Open).await;
    let send = |ticket, bytes: &[u8]| {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
        let file = web_sys::File::new_with_u8_array_sequence(&parts, "a.txt").expect("a file").into();
        (page.tell)(ToEngine::Session(ONE, Command::SendFile(Ticket(ticket), FilePlan::Text)), Some(file));
    };
    let long = "é".repeat(40_000);
    send(1, format!("\u{feff}{long}").as_bytes());
    let snapshot = page.until("it came back", |snapshot| snapshot.shown.ledger.received == 1).await;
    let kinds = snapshot.shown.rows.iter().filter_map(|row| match row.item {
        RowItem::Message { kind, length, .. } => Some((kind, length)),
        RowItem::Note(_) => None,
    });
    assert_eq!(kinds.collect::<Vec<_>>(), [(Kind::Text, 80_003); 2]);
    // Of the sent one the head is kept, which does not end within an é.
    assert_eq!(snapshot.shown.ledger.bytes, 64 * 1024 - 1 + 80_003);
    send(2, b"\xff");
    let state = |snapshot: &Snapshot| snapshot.shown.file.as_ref().map(|file| file.state);
    let snapshot = page.until("it is no text", |snapshot| state(snapshot) == Some(FileState::NotText)).await;
    assert_eq!((snapshot.shown.ledger.sent, snapshot.shown.phase.ready_state()), (1, ReadyState::Open));
}

#[wasm_bindgen_test]
async fn a_file_can_be_cancelled_and_ends_with_its_connection() {
    let page = Page::open().await;
    let plan = FilePlan::Chunks { size: 50_000, threshold: 100_000 };
    let send = |ticket| {
        let command = Command::SendFile(Ticket(ticket), plan.clone());
        (page.tell)(ToEngine::Session(ONE, command), Some(file("slow.bin", 20_000_000)));
    };
    let state = |snapshot: &Snapshot| snapshot.shown.file.as_ref().map(|file| file.state);
    page.connect(ONE, "/slow?bytes_per_second=100000");
    page.until_state(ReadyState::Open).await;
    send(1);
    page.until("it is on its way", |snapshot| snapshot.shown.ledger.sent > 0).await;
    send(2);
    let refused = Some((Ticket(2), Err(Refusal::FileUnderWay)));
    page.until("a second one is refused", |snapshot| snapshot.shown.answered == refused).await;
    page.want(ONE, Command::CancelFile);
    let snapshot = page.until("it is cancelled", |snapshot| state(snapshot) == Some(FileState::Cancelled)).await;
    let before = snapshot.shown.ledger.sent;
    send(3);
    let more =
        |snapshot: &Snapshot| snapshot.shown.ledger.sent >= before && state(snapshot) == Some(FileState::Sending);
    page.until("another is on its way", more).await;
    page.want(ONE, Command::Close(CloseRequest::default()));
    page.until("it has stopped", |snapshot| state(snapshot) == Some(FileState::Stopped)).await;
    page.want(ONE, Command::LetGo);
    page.until_state(ReadyState::Closed).await;
}

#[wasm_bindgen_test]
async fn what_the_browser_held_when_the_connection_ended_is_not_told_as_sent() {
    let page = Page::open().await;
    // More than the kernel takes at once; and the lab is done with it in a few seconds.
    page.connect(ONE, "/slow?bytes_per_second=5000000");
    page.until_state(ReadyState::Open).await;
    let command = Command::SendFile(Ticket(1), FilePlan::Whole);
    (page.tell)(ToEngine::Session(ONE, command), Some(file("whole.bin", 20_000_000)));
    let state = |snapshot: &Snapshot| snapshot.shown.file.as_ref().map(|file| file.state);
    page.until("all is handed over", |snapshot| state(snapshot) == Some(FileState::Handed)).await;
    page.want(ONE, Command::Close(CloseRequest::default()));
    page.want(ONE, Command::LetGo);
    let snapshot = page.until_state(ReadyState::Closed).await;
    let report = snapshot.shown.file.expect("a report");
    assert_eq!((report.state, report.handed), (FileState::Stopped, 20_000_000));
    assert!((1..=20_000_000).contains(&report.buffered), "{report:?}");
}
