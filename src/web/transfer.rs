//! Files that the person drops, pastes or chooses.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, HtmlInputElement};

use super::{file::File, listener::Listener};

/// The first of the files that came together, and how many others did.
pub struct Files {
    /// The first.
    pub first: File,
    /// How many others.
    pub others: u32,
}

/// Watches for files that are dropped anywhere on the page, until it is dropped itself. Without it, the browser would
/// leave the page and show the file.
#[must_use = "dropping it ends the watch"]
pub struct DropWatch(#[expect(dead_code, reason = "kept for its drop")] Option<[Listener<DragEvent>; 2]>);

impl DropWatch {
    /// Calls with the files of each drop.
    pub fn new(on_drop: impl Fn(Files) + 'static) -> Self {
        let dragged = |event: DragEvent| {
            if carries_files(&event) {
                event.prevent_default();
            }
        };
        let dropped = move |event: DragEvent| {
            if carries_files(&event) {
                event.prevent_default();
                event.data_transfer().and_then(|transfer| files(&transfer)).into_iter().for_each(&on_drop);
            }
        };
        Self(web_sys::window().map(|window| {
            let window = window.unchecked_ref();
            [Listener::new(window, "dragover", dragged), Listener::new(window, "drop", dropped)]
        }))
    }
}

/// Whether files are being dragged.
fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().iter().any(|kind| kind == "Files"))
}

/// The files that are being pasted. `None` when text is pasted, which may come with a picture of itself.
pub fn pasted(event: &Event) -> Option<Files> {
    let transfer = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let has_text = transfer.types().iter().any(|kind| kind == "text/plain");
    if has_text { None } else { files(&transfer) }
}

/// The file that was chosen in a field, which is empty again afterwards.
pub fn chosen(event: &Event) -> Option<File> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some(File::from(file))
}

fn files(transfer: &DataTransfer) -> Option<Files> {
    let files = transfer.files()?;
    Some(Files { first: File::from(files.get(0)?), others: files.length().saturating_sub(1) })
}
