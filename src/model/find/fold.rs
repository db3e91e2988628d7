//! Text without its case: what `Ä` and `ä` have in common. Offsets do not survive it, so marks keep a list of them.

/// Bytes that are folded at a time.
const WINDOW: usize = 64 * 1024;

/// Appends a character without its case.
fn fold_into(sign: char, folded: &mut Vec<u8>) {
    let mut bytes = [0; 4];
    match sign {
        'ς' => folded.extend_from_slice("σ".as_bytes()),
        _ => sign.to_lowercase().for_each(|sign| folded.extend_from_slice(sign.encode_utf8(&mut bytes).as_bytes())),
    }
}

/// A text without its case.
pub(super) fn fold(text: &str) -> Vec<u8> {
    let mut folded = Vec::with_capacity(text.len());
    text.chars().for_each(|sign| fold_into(sign, &mut folded));
    folded
}

/// A text without its case, and for each of its bytes the character of the text that it comes from.
pub(super) fn fold_with_places(text: &str) -> (Vec<u8>, Vec<usize>) {
    let (mut folded, mut places) = (Vec::new(), Vec::new());
    for (at, sign) in text.char_indices() {
        fold_into(sign, &mut folded);
        places.resize(folded.len(), at);
    }
    places.push(text.len());
    (folded, places)
}

/// Whether bytes contain a folded text: the UTF-8 among them is folded piece by piece, so that a large message takes
/// no more memory than a small one.
pub(super) fn contains(bytes: &[u8], needle: &memchr::memmem::Finder<'_>, scratch: &mut Vec<u8>) -> bool {
    scratch.clear();
    for chunk in bytes.utf8_chunks() {
        for sign in chunk.valid().chars() {
            fold_into(sign, scratch);
            if scratch.len() >= WINDOW {
                if needle.find(scratch).is_some() {
                    return true;
                }
                // A match may begin in one piece and end in the next.
                let kept = needle.needle().len() - 1;
                scratch.drain(..scratch.len() - kept);
            }
        }
        if !chunk.invalid().is_empty() {
            if needle.find(scratch).is_some() {
                return true;
            }
            scratch.clear();
        }
    }
    needle.find(scratch).is_some()
}
