//! Pictures, known by their first bytes; their size, where the header tells it.

use serde::{Deserialize, Serialize};

use crate::model::language::text;

/// A picture that every browser shows. SVG is none here: it is text, and could act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its format.
    pub format: PictureFormat,
    /// Width and height in pixels, as the header has them.
    pub size: Option<(u32, u32)>,
}

/// The format of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PictureFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// BMP.
    Bmp,
    /// AVIF.
    Avif,
}

impl PictureFormat {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Jpeg => "JPEG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Bmp => "BMP",
            Self::Avif => "AVIF",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Avif => "image/avif",
        }
    }
}

impl Picture {
    /// The picture that begins with these bytes.
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let (format, size) = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            (PictureFormat::Png, pair(be32(bytes, 16), be32(bytes, 20)))
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            (PictureFormat::Jpeg, jpeg(bytes))
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            (PictureFormat::Gif, pair(le16(bytes, 6), le16(bytes, 8)))
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            (PictureFormat::WebP, webp(bytes))
        } else if bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4]) {
            (PictureFormat::Bmp, bmp(bytes))
        } else if matches!(bytes.get(4..12), Some(b"ftypavif" | b"ftypavis")) {
            (PictureFormat::Avif, None)
        } else {
            return None;
        };
        Some(Self { format, size })
    }
}

fn pair(width: Option<u32>, height: Option<u32>) -> Option<(u32, u32)> {
    width.zip(height)
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    part(bytes, at).map(u32::from_be_bytes)
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    part(bytes, at).map(|part| u32::from(u16::from_be_bytes(part)))
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    part(bytes, at).map(|part| u32::from(u16::from_le_bytes(part)))
}

/// The first frame header among the segments; a few hundred of them are looked at.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    for _ in 0..512 {
        let [mark, kind] = part(bytes, at)?;
        match kind {
            _ if mark != 0xff => return None,
            0xff => at += 1,
            0xc4 | 0xc8 | 0xcc => at += 2 + be16(bytes, at + 2)? as usize,
            0xc0..=0xcf => return pair(be16(bytes, at + 7), be16(bytes, at + 5)),
            0x01 | 0xd0..=0xd8 => at += 2,
            _ => at += 2 + be16(bytes, at + 2)? as usize,
        }
    }
    None
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8 " => pair(le16(bytes, 26).map(|size| size & 0x3fff), le16(bytes, 28).map(|size| size & 0x3fff)),
        b"VP8L" => {
            let packed = u32::from_le_bytes(part(bytes, 21)?);
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => {
            let less_one = |at| part(bytes, at).map(|[low, middle, high]| u32::from_le_bytes([low, middle, high, 0]));
            pair(less_one(24).map(|size| size + 1), less_one(27).map(|size| size + 1))
        }
        _ => None,
    }
}

fn bmp(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = |at| part(bytes, at).map(|part| i32::from_le_bytes(part).unsigned_abs());
    if u32::from_le_bytes(part(bytes, 14)?) < 40 { None } else { pair(size(18), size(22)) }
}

impl Picture {
    /// How many pixels it has by its header; none, when that does not tell it.
    pub fn pixels(&self) -> u64 {
        self.size.map_or(0, |(width, height)| u64::from(width) * u64::from(height))
    }

    /// `PNG, 640 × 480 pixels by its header.`
    pub(super) fn sentence(self) -> String {
        match self.size {
            Some((width, height)) => {
                let [width, height] = [width, height].map(|size| size.to_string());
                [
                    self.format.name(),
                    ", ",
                    &width,
                    " × ",
                    &height,
                    text!(" pixels by its header.", " Pixel laut Header.").now(),
                ]
                .concat()
            }
            None => [
                self.format.name(),
                text!("; its header does not tell the size.", "; der Header nennt die Größe nicht.").now(),
            ]
            .concat(),
        }
    }

    pub(super) fn begins(self) -> String {
        [
            text!("Its first bytes are those of a ", "Die ersten Bytes sind die eines Bildes: ").now(),
            self.format.name(),
            text!(" picture.", ".").now(),
        ]
        .concat()
    }
}
