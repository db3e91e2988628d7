//! A file that is written part by part and never lies in memory: where the person wants it, where the browser asks for
//! that; else in a place of the browser's own (the origin private file system), from where it is offered as a download.
//! Only where there is neither, the parts are gathered in memory.

use std::cell::RefCell;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, FileSystemDirectoryHandle, FileSystemFileHandle, FileSystemGetFileOptions, FileSystemWritableFileStream,
    StorageManager,
};

use super::{
    chance,
    download::{self, Gathering},
    file::{Beside, Bytes},
    task,
};

/// Where a file is written to. It is ended by [`FileWriter::finish`] or [`FileWriter::discard`].
pub struct FileWriter(Kind);

enum Kind {
    Disk(FileSystemWritableFileStream, Option<Own>),
    Memory(RefCell<Gathering>),
}

/// A file in the browser's own place.
#[derive(Clone)]
struct Own {
    root: FileSystemDirectoryHandle,
    file: FileSystemFileHandle,
}

impl FileWriter {
    /// Finds a place for a file of this name. `None` when the person was asked for one and wants none.
    pub async fn open(name: &str, media_type: &'static str) -> Option<Self> {
        match ask_person(name).await {
            Ok(stream) => return Some(Self(Kind::Disk(stream, None))),
            Err(thrown) if is_refusal(&thrown) => return None,
            // It cannot be asked, or not here.
            Err(_) => {}
        }
        Some(Self(match make_own().await {
            Ok((stream, own)) => Kind::Disk(stream, Some(own)),
            Err(_) => Kind::Memory(RefCell::new(Gathering::new(media_type))),
        }))
    }

    /// Writes one more part. False when it could not be written.
    pub async fn write(&self, bytes: &Bytes) -> bool {
        match &self.0 {
            Kind::Disk(stream, _) => match stream.write_with_js_u8_array(bytes.raw()) {
                Ok(promise) => JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            },
            Kind::Memory(gathering) => {
                gathering.borrow_mut().add(&Beside::Bytes(bytes.clone()));
                true
            }
        }
    }

    /// Ends the file, and gives it to the person where that is not done yet. False when it did not work.
    pub async fn finish(&self, name: &str) -> bool {
        match &self.0 {
            Kind::Disk(stream, own) => {
                if JsFuture::from(stream.close()).await.is_err() {
                    return false;
                }
                let Some(own) = own.clone() else { return true };
                let file = JsFuture::from(own.file.get_file()).await.ok();
                let Some(file) = file.and_then(|file| file.dyn_into::<Blob>().ok()) else { return false };
                download::offer(&file, name, move || task::spawn(async move { own.remove().await }))
            }
            Kind::Memory(gathering) => {
                let blob = gathering.borrow().blob();
                blob.is_some_and(|blob| download::offer(&blob, name, || {}))
            }
        }
    }

    /// Ends it, and leaves nothing behind.
    pub async fn discard(&self) {
        if let Kind::Disk(stream, own) = &self.0 {
            let _ = JsFuture::from(stream.abort()).await;
            if let Some(own) = own {
                own.remove().await;
            }
        }
    }
}

impl Own {
    async fn remove(&self) {
        let _ = JsFuture::from(self.root.remove_entry(&self.file.name())).await;
    }
}

/// Lets the person choose a place, where the browser can ask for one.
async fn ask_person(name: &str) -> Result<FileSystemWritableFileStream, JsValue> {
    let window = js_sys::global();
    let ask = property(&window, "showSaveFilePicker")?.dyn_into::<Function>()?;
    let options = Object::new();
    Reflect::set(&options, &"suggestedName".into(), &name.into())?;
    let asked = Promise::resolve(&ask.call1(&window, &options)?);
    writable(&JsFuture::from(asked).await?.dyn_into()?).await
}

/// Makes a file in the browser's own place, under a name that no other window has.
async fn make_own() -> Result<(FileSystemWritableFileStream, Own), JsValue> {
    let navigator = property(&js_sys::global(), "navigator")?;
    // Undefined on pages that are not secure.
    let storage = property(&navigator, "storage")?.dyn_into::<StorageManager>()?;
    let root = JsFuture::from(storage.get_directory()).await?.dyn_into::<FileSystemDirectoryHandle>()?;
    let options = FileSystemGetFileOptions::new();
    options.set_create(true);
    let name = format!("saving-{:08x}", chance::bits());
    let file = JsFuture::from(root.get_file_handle_with_options(&name, &options)).await?;
    let own = Own { root, file: file.dyn_into()? };
    Ok((writable(&own.file).await?, own))
}

async fn writable(file: &FileSystemFileHandle) -> Result<FileSystemWritableFileStream, JsValue> {
    // Not every browser has it.
    property(file, "createWritable")?.dyn_into::<Function>()?;
    JsFuture::from(file.create_writable()).await?.dyn_into()
}

fn property(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &JsValue::from_str(name))
}

/// Whether the person has said no.
fn is_refusal(thrown: &JsValue) -> bool {
    property(thrown, "name").is_ok_and(|name| name == "AbortError")
}
