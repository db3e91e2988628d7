//! Files that the person drops, pastes or chooses.

use js_sys::JsString;
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, HtmlInputElement};

use super::{file::File, listener::Listener};

/// The first of the files that came together, and how many others did.
pub struct Files {
    /// The first.
    pub first: File,
    /// How many others.
    pub others: u32,
    /// It is a text that was too long for a field.
    pub is_text: bool,
}

#[wasm_bindgen]
extern "C" {
    /// What is pasted. The binding of `web_sys` brings its text over.
    type Pasted;

    #[wasm_bindgen(method, js_name = "getData")]
    fn get_data(this: &Pasted, kind: &str) -> JsString;
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

/// The files that are being pasted, or a text of more than `most` UTF-16 units as one. `None` when other text is pasted, which
/// may come with a picture of itself.
pub fn pasted(event: &Event, most: u32) -> Option<Files> {
    const TEXT: &str = "text/plain";
    let transfer = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    if !transfer.types().iter().any(|kind| kind == TEXT) {
        return files(&transfer);
    }
    let text = transfer.unchecked_ref::<Pasted>().get_data(TEXT);
    let first = Some(&text).filter(|text| text.length() > most).and_then(|text| File::of_text(text, "pasted.txt"))?;
    Some(Files { first, others: 0, is_text: true })
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
    Some(Files { first: File::from(files.get(0)?), others: files.length().saturating_sub(1), is_text: false })
}
