//! Files that the person drops, pastes or chooses.

use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Event, HtmlInputElement};

use super::file::File;

/// The first file that is being dropped.
pub fn dropped(event: &DragEvent) -> Option<File> {
    first(&event.data_transfer()?)
}

/// Whether files are being dragged.
pub fn carries_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| transfer.types().iter().any(|kind| kind == "Files"))
}

/// The first file that is being pasted. `None` when text is pasted, which may come with a picture of itself.
pub fn pasted(event: &Event) -> Option<File> {
    let transfer = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let has_text = transfer.types().iter().any(|kind| kind == "text/plain");
    if has_text { None } else { first(&transfer) }
}

/// The file that was chosen in a field, which is empty again afterwards.
pub fn chosen(event: &Event) -> Option<File> {
    let field = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = field.files()?.get(0)?;
    field.set_value("");
    Some(File::from(file))
}

fn first(transfer: &DataTransfer) -> Option<File> {
    Some(File::from(transfer.files()?.get(0)?))
}
