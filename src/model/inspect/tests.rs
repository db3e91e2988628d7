//! What the lenses hold for any message, and for bad ones.

mod binary;
mod differences;
mod json;

use proptest::prelude::*;

use super::*;

fn inspect(bytes: impl Into<Vec<u8>>, lens: Lens) -> Inspection {
    let mut inspection = Inspection::new(bytes.into(), Kind::Binary);
    inspection.choose(lens);
    while !inspection.advance(64).done {}
    inspection
}

fn all(inspection: &Inspection) -> Vec<Line> {
    inspection.lines(0, u32::MAX)
}

/// The lines, with two spaces for each level.
fn shown(inspection: &Inspection) -> Vec<String> {
    all(inspection).iter().map(|line| "  ".repeat(line.depth as usize) + &line.text).collect()
}

const WALKED: [Lens; 5] = [Lens::Text, Lens::Json, Lens::MessagePack, Lens::Cbor, Lens::Protobuf];

#[test]
fn lf_ends_a_line_and_what_acts_is_made_visible() {
    let text = inspect("a\r\nb\n\u{1b}[31m\u{7}\0\u{202e}\u{200b}\u{7f}\u{85}\n", Lens::Text);
    assert_eq!(shown(&text), ["a␍", "b", "␛[31m␇␀\\u{202E}\\u{200B}␡\\u{0085}", ""]);
    let classes: Vec<_> = text.lines(2, 1)[0].spans().map(|(class, text)| (class, text.to_owned())).collect();
    assert_eq!(classes[0], (Class::Control, "␛".to_owned()));
    assert_eq!(classes[1], (Class::Plain, "[31m".to_owned()));
    assert_eq!(shown(&inspect("", Lens::Text)), [""]);
    assert_eq!(shown(&inspect([b'a', 0xff, b'b'], Lens::Text)), ["a\\xFFb"]);
}

#[test]
fn text_of_others_does_not_turn_our_words_round() {
    assert_eq!(quoted("bye"), "bye");
    assert_eq!(quoted("a\u{202e}b\n"), "\u{2068}a\\u{202E}b␊\u{2069}");
    // Hebrew and joined emoji stay as they are, and by themselves.
    assert_eq!(quoted("שלום 👩\u{200d}👧"), "\u{2068}שלום 👩\u{200d}👧\u{2069}");
}

#[test]
fn crlf_does_not_look_like_lf() {
    let text = inspect("a\r\nb\rc\n\r\n", Lens::Text);
    assert_eq!(shown(&text), ["a␍", "b␍c", "␍", ""]);
    let spans: Vec<_> = text.lines(0, 1)[0].spans().map(|(class, text)| (class, text.to_owned())).collect();
    assert_eq!(spans, [(Class::Plain, "a".to_owned()), (Class::Control, "␍".to_owned())]);
    assert_ne!(shown(&inspect("a\r\nb", Lens::Text)), shown(&inspect("a\nb", Lens::Text)));
}

#[test]
fn a_long_line_is_wrapped_at_a_character() {
    let text = inspect("é".repeat(2500), Lens::Text);
    let lines = all(&text);
    assert_eq!(lines.iter().map(|line| line.wrapped).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<String>(), "é".repeat(2500));
    assert_eq!(all(&inspect("x".repeat(2000) + "\r\ny", Lens::Text)).len(), 2);
}

#[test]
fn hex_has_sixteen_bytes_a_line_and_ascii_behind() {
    let hex = inspect(*b"0123456789abcdef\x00z", Lens::Hex);
    assert_eq!(
        shown(&hex),
        [
            "00000000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef",
            "00000010  00 7a                                             .z",
        ]
    );
    assert_eq!(hex.lines(1, 9).len(), 1);
    assert_eq!(inspect("", Lens::Hex).line_count(), 0);
}

#[test]
fn a_message_is_taken_for_what_it_is() {
    let guess = |bytes: &[u8], kind| Inspection::new(bytes.to_vec(), kind).guess().clone();
    for (bytes, kind, lens) in [
        (&b" {\"a\":1} "[..], Kind::Text, Lens::Json),
        (b"{\"a\":1", Kind::Text, Lens::Json),
        (b"[INFO] hello", Kind::Text, Lens::Text),
        (b"42[\"event\"]", Kind::Text, Lens::Text),
        (b"", Kind::Text, Lens::Text),
        (b"", Kind::Binary, Lens::Hex),
        (b"[1,2]", Kind::Binary, Lens::Json),
        (b"hello\n", Kind::Binary, Lens::Text),
        (b"\x1f\x8b\x08\0", Kind::Binary, Lens::Hex),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0", Kind::Binary, Lens::Picture),
    ] {
        let guess = guess(bytes, kind);
        assert_eq!(guess.lens, lens, "{bytes:?}: {}", guess.why);
        assert!(
            guess.why.ends_with('.')
                && !guess.others.contains(&lens)
                && guess.others.contains(&Lens::Text) != (lens == Lens::Text)
        );
    }
}

#[test]
fn the_size_of_a_picture_is_in_its_header() {
    let size = |bytes: &[u8]| Picture::sniff(bytes).map(|picture| (picture.format.name(), picture.size));
    for (bytes, name, picture) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\xe0"[..], "PNG", Some((640, 480))),
        (b"GIF89a\x0a\0\x14\0", "GIF", Some((10, 20))),
        (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x10\0\x20", "JPEG", Some((32, 16))),
        (b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x63\0\0\x31\0\0", "WebP", Some((100, 50))),
        (b"\x89PNG\r\n\x1a\n", "PNG", None),
        (b"\xff\xd8\xff", "JPEG", None),
        (b"\0\0\0\x1cftypavif", "AVIF", None),
    ] {
        assert_eq!(size(bytes), Some((name, picture)));
    }
    assert_eq!(size(b"<svg onload=alert(1)>"), None);
    let fake = inspect("no picture", Lens::Picture);
    assert_eq!(all(&fake)[0].marks[0].class, Class::Error);
}

proptest! {
    #[test]
    fn any_bytes_give_lines_and_any_part_of_them_is_the_same(bytes: Vec<u8>, from in 0..40_u32, count in 0..20_u32) {
        for lens in WALKED.into_iter().chain([Lens::Hex, Lens::Picture]) {
            let inspection = inspect(bytes.clone(), lens);
            let whole = all(&inspection);
            prop_assert_eq!(whole.len(), inspection.line_count() as usize);
            let part = inspection.lines(from, count);
            let wanted: Vec<Line> = whole.into_iter().skip(from as usize).take(count as usize).collect();
            prop_assert_eq!(part, wanted);
            for number in 0..inspection.line_count() {
                let _ = inspection.path_at(number);
            }
        }
    }
}

/// The lines as they would be if none were cut.
fn uncut(inspection: &Inspection) -> Vec<String> {
    let (mut texts, mut is_cut) = (Vec::<String>::new(), false);
    for line in all(inspection) {
        match texts.last_mut().filter(|_| is_cut) {
            Some(text) => text.push_str(&line.text),
            None => texts.push(line.text),
        }
        is_cut = line.wrapped;
    }
    texts
}

fn fitted(bytes: impl Into<Vec<u8>>, lens: Lens, room: u32) -> Inspection {
    let mut inspection = inspect(bytes, lens);
    inspection.fit(room, true);
    while !inspection.advance(64).done {}
    inspection
}

proptest! {
    #[test]
    fn however_narrow_lines_are_they_hold_the_same(bytes: Vec<u8>, text in "\\PC{0,300}", room in 0..90_u32) {
        let json = serde_json::to_string(&[("a".repeat(7), &text), (text.clone(), &text)]).unwrap_or_default();
        for (bytes, lens) in WALKED.map(|lens| (bytes.clone(), lens)).into_iter().chain([
            (text.into_bytes(), Lens::Text),
            (json.into_bytes(), Lens::Json),
        ]) {
            prop_assert_eq!(uncut(&fitted(bytes.clone(), lens, room)), uncut(&inspect(bytes, lens)));
        }
    }
}

#[test]
fn what_is_too_long_for_a_line_goes_on_in_the_next_behind_a_space_if_one_is_near() {
    let lines = |bytes: &str, lens| all(&fitted(bytes, lens, 37)).into_iter().map(|line| line.text).collect::<Vec<_>>();
    let prose = "it goes on in the next one, as a word does";
    assert_eq!(lines(prose, Lens::Text), ["it goes on in the next one, ", "as a word does"]);
    let words = ["{\"t\":\"", prose, "\"}"].concat();
    assert_eq!(lines(&words, Lens::Json)[1..3], ["\"t\": \"it goes on in the next ", "one, as a word does\""]);
    let long = lines(&["{\"a\":[\"", &"x".repeat(60), "\"]}"].concat(), Lens::Json);
    assert_eq!(long[..2], ["{", "\"a\": ["]);
    assert_eq!(long[2..4].iter().map(String::len).collect::<Vec<_>>(), [26, 26], "with an indent of four, and a quote");
    assert_eq!(long[4..], [&["x".repeat(9).as_str(), "\""].concat(), "]", "}"]);
}

#[test]
fn what_is_folded_stays_when_there_is_less_room() {
    let mut json = inspect("[[1,2],\"abc\"]", Lens::Json);
    json.fit(30, false);
    assert!(json.fold(1));
    let before = all(&json);
    assert!(!json.fit(30, true));
    assert_eq!(all(&json), before);
    json.unfold_all();
    assert!(json.fit(30, true) && json.fit(30, false) && !json.fit(31, false));
}
