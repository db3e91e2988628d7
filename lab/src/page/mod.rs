//! A built page, served from its folder or from within this program: compressed once, revalidated or immutable, never a file
//! outside.

mod asset;
mod packed;

use std::{
    collections::HashMap,
    io,
    path::{Component, Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
};

use bytes::Bytes;
use hyper::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;

use self::asset::Asset;
use crate::{
    answer::{self, Answer},
    error::StartError,
};

/// What `trunk build` wrote. Its files are compressed when they are read, which takes seconds for a large one: labs that serve the
/// same folder share it.
#[derive(Debug)]
pub struct Page {
    /// Where; none when it is a part of this program.
    folder: Option<PathBuf>,
    /// By their paths, of which those within the program have no beginning.
    assets: Mutex<HashMap<PathBuf, Arc<Asset>>>,
}

impl Page {
    /// Opens the folder and reads what is in it.
    ///
    /// # Errors
    ///
    /// When it holds no `index.html`.
    pub fn open(folder: &Path) -> Result<Arc<Self>, StartError> {
        if !folder.join("index.html").is_file() {
            return Err(StartError::NoPage(folder.to_owned()));
        }
        let folder = folder.canonicalize().map_err(|_| StartError::NoPage(folder.to_owned()))?;
        let mut folders = vec![folder.clone()];
        let page = Self { folder: Some(folder), assets: Mutex::default() };
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    Ok(kind) if kind.is_file() => drop(page.load(&entry.path())),
                    // A link is followed when it is asked for, if it stays inside; what is no file is nothing to serve.
                    _ => {}
                }
            }
        }
        Ok(Arc::new(page))
    }

    /// The page that this program holds, if it was built with one.
    pub(crate) fn of_program() -> Option<Arc<Self>> {
        let files = packed::files();
        (!files.is_empty()).then(|| Self::of_files(files))
    }

    /// A page of these files. They are compressed while they can be had already.
    fn of_files(files: Vec<(&'static Path, &'static [u8])>) -> Arc<Self> {
        let asset =
            |(path, bytes)| (PathBuf::from(path), Arc::new(Asset::new(path, (0, None), Bytes::from_static(bytes))));
        let assets: HashMap<_, _> = files.into_iter().map(asset).collect();
        let page = Arc::new(Self { folder: None, assets: Mutex::new(assets.clone()) });
        let compressing = Arc::clone(&page);
        thread::spawn(move || {
            for (path, asset) in assets {
                let compressed = Arc::new(Asset::clone(&asset).compressed());
                compressing.assets().insert(path, compressed);
            }
        });
        page
    }

    /// Answers a request for a path.
    pub(crate) async fn answer(self: &Arc<Self>, path: &str, headers: &HeaderMap) -> Answer {
        let Some(file) = relative(path) else { return not_found() };
        let Some(folder) = &self.folder else {
            let asset = self.assets().get(&file).cloned();
            return asset.map_or_else(not_found, |asset| asset.answer(headers));
        };
        let (page, file) = (Arc::clone(self), folder.join(file));
        match tokio::task::spawn_blocking(move || page.load(&file)).await {
            Ok(Ok(asset)) => asset.answer(headers),
            _ => not_found(),
        }
    }

    /// The file, read again if it changed. No link leads out of the folder, and a pipe, which would keep its reader waiting, is
    /// no file.
    fn load(&self, file: &Path) -> io::Result<Arc<Asset>> {
        let metadata = std::fs::metadata(file).inspect_err(|_| drop(self.assets().remove(file)))?;
        let real = file.canonicalize()?;
        if !metadata.is_file() || !self.folder.as_ref().is_some_and(|folder| real.starts_with(folder)) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let version = (metadata.len(), metadata.modified().ok());
        let known = self.assets().get(file).cloned();
        if let Some(asset) = known.filter(|asset| asset.version == version) {
            return Ok(asset);
        }
        let asset = Arc::new(Asset::new(file, version, std::fs::read(file)?.into()).compressed());
        self.assets().insert(file.to_owned(), Arc::clone(&asset));
        Ok(asset)
    }

    fn assets(&self) -> MutexGuard<'_, HashMap<PathBuf, Arc<Asset>>> {
        self.assets.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The file that a path names; none where it would lead out of the folder or to a hidden file.
fn relative(path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok().filter(|path| !path.contains('\0'))?;
    let relative = Path::new(decoded.as_ref());
    let is_plain = |part: Component<'_>| match part {
        Component::Normal(name) => !name.as_encoded_bytes().starts_with(b"."),
        _ => false,
    };
    if !relative.components().all(is_plain) {
        return None;
    }
    Some(if path.ends_with('/') { relative.join("index.html") } else { relative.to_owned() })
}

fn not_found() -> Answer {
    answer::sentence(StatusCode::NOT_FOUND, "The page has no such file.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_within_the_program_is_served_like_one_from_a_folder() {
        let page = Page::of_files(vec![(Path::new("index.html"), b"<p>"), (Path::new("a/b.js"), b"export {};")]);
        let headers = HeaderMap::new();
        for (path, status) in
            [("/", 200), ("/index.html", 200), ("/a/b.js", 200), ("/a/", 404), ("/a/../index.html", 404)]
        {
            assert_eq!(page.answer(path, &headers).await.status(), status, "{path}");
        }
    }

    #[test]
    fn a_program_without_a_page_has_none() {
        assert_eq!(Page::of_program().is_some(), cfg!(feature = "page"));
    }
}
