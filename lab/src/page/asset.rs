//! One file of a page: its type, how long it may be kept, and its bytes, compressed where that makes them fewer.

use std::{
    io::{self, Write},
    path::Path,
    time::SystemTime,
};

use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use hyper::{
    HeaderMap, StatusCode,
    header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY},
};
use sha1::{Digest, Sha1};

use crate::answer::{self, Answer};

/// One file, as it was when it was read.
#[derive(Clone, Debug)]
pub(super) struct Asset {
    pub(super) version: Version,
    media_type: &'static str,
    immutable: bool,
    etag: String,
    identity: Bytes,
    /// Only where it is smaller.
    gzip: Option<Bytes>,
    brotli: Option<Bytes>,
}

/// By which a file that was written anew is known.
pub(super) type Version = (u64, Option<SystemTime>);

impl Asset {
    /// The file with these bytes, which are not compressed yet.
    pub(super) fn new(file: &Path, version: Version, bytes: Bytes) -> Self {
        Self {
            version,
            media_type: media_type(file),
            immutable: file.file_stem().is_some_and(|name| is_hashed(&name.to_string_lossy())),
            etag: format!("\"{:x}\"", Sha1::digest(&bytes)),
            gzip: None,
            brotli: None,
            identity: bytes,
        }
    }

    /// The same, compressed: that takes seconds for a megabyte, and is done once.
    pub(super) fn compressed(self) -> Self {
        let compresses = !self.media_type.starts_with("image/") || self.media_type == "image/svg+xml";
        let smaller = |packed: Vec<u8>| (packed.len() < self.identity.len()).then(|| Bytes::from(packed));
        let pack = |packer: fn(&[u8]) -> io::Result<Vec<u8>>| {
            packer(&self.identity).ok().filter(|_| compresses).and_then(smaller)
        };
        Self { gzip: pack(gzip), brotli: pack(brotli), ..self }
    }

    pub(super) fn answer(&self, headers: &HeaderMap) -> Answer {
        let (encoding, body) = self.encoded(headers);
        // One tag for all encodings would tell a cache that their bytes are the same (RFC 9110 §8.8.3.3).
        let etag = encoding.map_or_else(|| self.etag.clone(), |name| self.etag.replacen('"', &format!("\"{name}-"), 1));
        let known = headers
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|list| list.split(','));
        let is_known = known.map(|tag| tag.trim().trim_start_matches("W/")).any(|tag| tag == "*" || tag == etag);
        let mut answer = if is_known {
            answer::empty(StatusCode::NOT_MODIFIED)
        } else {
            answer::bytes(StatusCode::OK, self.media_type, body)
        };
        if let Some(encoding) = encoding.filter(|_| !is_known) {
            answer::set(&mut answer, CONTENT_ENCODING, encoding);
        }
        answer::set_text(&mut answer, ETAG, &etag);
        answer::set(&mut answer, VARY, "accept-encoding");
        let caching = if self.immutable { "public, max-age=31536000, immutable" } else { "no-cache" };
        answer::set(&mut answer, CACHE_CONTROL, caching);
        answer
    }

    /// The smallest encoding that the client accepts.
    fn encoded(&self, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
        let accepts = |name: &str| {
            let values = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
            values.flat_map(|list| list.split(',')).any(|coding| accepts_coding(coding, name))
        };
        match (&self.brotli, &self.gzip) {
            (Some(brotli), _) if accepts("br") => (Some("br"), brotli.clone()),
            (_, Some(gzip)) if accepts("gzip") => (Some("gzip"), gzip.clone()),
            _ => (None, self.identity.clone()),
        }
    }
}

/// Whether an element of `Accept-Encoding` names this coding with a weight above 0 (RFC 9110 §12.5.3).
fn accepts_coding(element: &str, name: &str) -> bool {
    let mut parts = element.split(';').map(str::trim);
    let is_named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
    let weight = parts.find_map(|part| part.strip_prefix(['q', 'Q'])?.strip_prefix('='));
    let weight = weight.map_or(Ok(1.0), str::parse::<f32>);
    is_named && weight.is_ok_and(|weight| weight > 0.0)
}

/// Trunk names a file `name-<up to 16 hex digits>.js`, or `…_bg.wasm`, after its content: it never changes. The number has no
/// zeros in front: of a million, one has fewer than eleven digits.
fn is_hashed(stem: &str) -> bool {
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    stem.rsplit_once('-')
        .is_some_and(|(_, hash)| (11..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    // The best quality takes minutes in a build without optimisation.
    let quality = if cfg!(debug_assertions) { 1 } else { 11 };
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 4096, quality, 22);
    encoder.write_all(bytes)?;
    Ok(encoder.into_inner())
}
