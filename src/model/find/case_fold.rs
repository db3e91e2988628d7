//! Text without its case: what `Ä` and `ä` have in common. Offsets do not survive it, so marks keep a list of them.

/// Bytes that are folded at a time.
pub(super) const WINDOW: usize = 64 * 1024;

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

/// Whether bytes contain a folded text that is not all ASCII: the UTF-8 among them is folded piece by piece, so that a
/// large message takes no more memory than a small one.
pub(super) fn contains(bytes: &[u8], needle: &memchr::memmem::Finder<'_>, scratch: &mut Vec<u8>) -> bool {
    // A match may begin in one piece and end in the next.
    let overlap = needle.needle().len();
    scratch.clear();
    for chunk in bytes.utf8_chunks() {
        let mut rest = chunk.valid();
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at(rest.floor_char_boundary(WINDOW));
            rest = behind;
            if piece.is_ascii() && piece.len() > 2 * overlap {
                // No match lies in it, but one may end there, or begin.
                push_lower(&piece[..overlap], scratch);
                if needle.find(scratch).is_some() {
                    return true;
                }
                scratch.clear();
                push_lower(&piece[piece.len() - overlap..], scratch);
                continue;
            }
            piece.chars().for_each(|sign| fold_into(sign, scratch));
            if needle.find(scratch).is_some() {
                return true;
            }
            scratch.drain(..scratch.len().saturating_sub(overlap));
        }
        if !chunk.invalid().is_empty() {
            scratch.clear();
        }
    }
    false
}

fn push_lower(text: &str, scratch: &mut Vec<u8>) {
    let from = scratch.len();
    scratch.extend_from_slice(text.as_bytes());
    scratch[from..].make_ascii_lowercase();
}
