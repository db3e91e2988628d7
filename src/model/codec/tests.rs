//! What people type, and what comes of it.

use proptest::prelude::*;

use super::*;

fn failure(text: &str, format: Format) -> String {
    encode(text, format).expect_err("a bad text").to_string()
}

fn place(text: &str, format: Format) -> (usize, usize) {
    let CodecError { place, .. } = encode(text, format).expect_err("a bad text");
    assert!(text.is_char_boundary(place.byte));
    (place.line, place.column)
}

const ESCAPED: Format = Format::Text { ending: LineEnding::Lf, escapes: true };

#[test]
fn hex_is_read_however_it_is_written() {
    for text in ["48690a", "48 69 0A", "0x48,0x69, 0x0a", "48:69:0a", "\n48\t69\r\n0a ", "0X48690A", "48,,69 : 0a,"] {
        assert_eq!(hex::decode(text), Ok(b"Hi\n".to_vec()), "{text:?}");
    }
    assert_eq!(hex::decode(" \n"), Ok(vec![]));
}

#[test]
fn bad_hex_is_found_where_it_is() {
    assert_eq!(place("48 6g", Format::Hex), (1, 5));
    assert_eq!(place("é", Format::Hex), (1, 1));
    assert_eq!(place("48\n00 0xfz", Format::Hex), (2, 7));
    assert_eq!(place("48\u{2003}6", Format::Hex), (1, 4));
    for odd in ["1", "0x1, 0x2", "48 690", "0x", "x1"] {
        assert!(hex::decode(odd).is_err(), "{odd}");
    }
    assert_eq!(
        failure("48 690", Format::Hex),
        "“690” at character 4 has an odd number of hex digits. Write two for each byte, like 0a."
    );
    assert!(failure("4\u{0}", Format::Hex).starts_with("“\\0” at character 2 is no hex digit."));
    assert!(failure(&"a".repeat(99), Format::Hex).contains("…"));
}

#[test]
fn base64_is_read_in_both_alphabets_padded_or_not() {
    for text in ["+/8=", "-_8=", "-_8", " +/\n8 = ", "+/8"] {
        assert_eq!(base64::decode(text), Ok(vec![0xfb, 0xff]), "{text:?}");
    }
    assert_eq!(base64::decode(""), Ok(vec![]));
    assert_eq!(base64::decode("AA=="), Ok(vec![0]));
}

#[test]
fn bad_base64_is_found_where_it_is() {
    assert_eq!(place("AAAA\nA*", Format::Base64), (2, 2));
    assert_eq!(place("AA=A", Format::Base64), (1, 3));
    assert_eq!(place("AA===", Format::Base64), (1, 5));
    assert_eq!(place("=", Format::Base64), (1, 1));
    for incomplete in ["A", "AAAAA", "AB==", "AAB"] {
        assert!(failure(incomplete, Format::Base64).contains("ends in the middle of a byte"), "{incomplete}");
    }
}

#[test]
fn a_line_break_becomes_what_was_chosen_once() {
    let crlf = |text| text::with_line_ending(text, LineEnding::Crlf);
    assert_eq!(
        (crlf("a\nb\n").as_str(), crlf("a\r\nb").as_str(), crlf("a\rb").as_str()),
        ("a\r\nb\r\n", "a\r\nb", "a\rb")
    );
    assert_eq!(text::with_line_ending("a\r\nb\nc \r", LineEnding::Lf), "a\nb\nc \r");
    assert_eq!(text::unescape("a\n\\n\\r\\n", LineEnding::Crlf), Ok("a\r\n\n\r\n".to_owned()));
}

#[test]
fn escapes_write_what_no_text_field_holds() {
    let read = |text| text::unescape(text, LineEnding::Lf);
    assert_eq!(read(r"\0\n\r\t\\x\x7f\x00\u{1F980}\u{e9}"), Ok("\0\n\r\t\\x\x7f\0\u{1f980}é".to_owned()));
    assert_eq!(read("ünescaped"), Ok("ünescaped".to_owned()));
    assert_eq!(encode(r"\n", Format::default()), Ok(Message::Text(r"\n".to_owned())));
}

#[test]
fn a_bad_escape_is_explained() {
    assert!(failure(r"é\q", ESCAPED).starts_with("“\\q” at character 2 is no escape."));
    assert!(failure("a\nb\\", ESCAPED).starts_with("The backslash at line 2, character 2 stands alone."));
    assert_eq!(
        failure(r"\xff", ESCAPED),
        "\\xFF at character 1 is no text: bytes from 80 on are parts of characters in UTF-8. Write the character as \
         \\u{FF}, or send the bytes as hex."
    );
    assert!(failure(r"\u{d800}", ESCAPED).starts_with("\\u{D800} at character 1 is no character."));
    assert!(failure(r"\u{110000}", ESCAPED).contains("is no character"));
    for text in [r"\x", r"\x1", r"\xé1", r"\x+1", r"\u", r"\u0041", r"\u{", r"\u{}", r"\u{+41}", r"\u{0000041}"] {
        assert!(failure(text, ESCAPED).contains("is incomplete"), "{text}");
    }
}

#[test]
fn json_is_sent_exactly_as_it_is_written() {
    for text in [
        " {\"id\": 12345678901234567890123, \"a\":1, \"a\":2}\r\n ",
        "1e999",
        "\"\\ud800\"",
        "null",
        "-0.0",
        "[\"é\u{1f980}\"]",
    ] {
        assert_eq!(encode(text, Format::Json), Ok(Message::Text(text.to_owned())), "{text}");
    }
}

#[test]
fn what_is_no_json_is_found_where_it_is() {
    assert_eq!(place("{\n  \"é\": x}", Format::Json), (2, 8));
    assert_eq!(place("[1,]", Format::Json), (1, 4));
    assert_eq!(place("{} {}", Format::Json), (1, 4));
    for text in ["", "{", "[1", "\"a\nb\"", "01", "{a:1}", "nul", "\u{feff}{}", "NaN", "'a'"] {
        assert!(failure(text, Format::Json).starts_with("The text is no JSON: "), "{text}");
    }
    assert!(failure("[1", Format::Json).contains("it ends within a list"), "{}", failure("[1", Format::Json));
}

#[test]
fn deep_json_does_not_overflow_the_stack() {
    let deep = "[".repeat(1_000_000);
    assert!(json::check(&deep).is_err());
    assert_eq!(json::check(&(deep + &"]".repeat(1_000_000))), Ok(()));
}

/// Texts near JSON: pieces of it in any order.
fn near_json() -> impl Strategy<Value = String> {
    let pieces = [
        "[",
        "]",
        "{",
        "}",
        ",",
        ":",
        "\"a\"",
        "\"\\u00e9\"",
        "\"\\x\"",
        "0",
        "-1",
        "1.5e+3",
        "01",
        "true",
        "nul",
        " ",
        "\n",
        "é",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn json_is_what_serde_json_takes_for_it(text in near_json()) {
        let theirs = serde_json::from_str::<serde::de::IgnoredAny>(&text);
        prop_assert_eq!(json::check(&text).is_ok(), theirs.is_ok(), "{:?}: {:?}", text, theirs);
    }

    #[test]
    fn bytes_come_back_from_hex_and_base64(bytes: Vec<u8>) {
        prop_assert_eq!(hex::decode(&hex::encode(&bytes)), Ok(bytes.clone()));
        prop_assert_eq!(base64::decode(&base64::encode(&bytes)), Ok(bytes));
    }

    #[test]
    fn any_text_is_a_message_or_an_error_with_a_place(text in r"([ -~]|\n|é|🦀|\\|=){0,12}") {
        for format in [Format::default(), ESCAPED, Format::Json, Format::Hex, Format::Base64] {
            if let Err(error) = encode(&text, format) {
                prop_assert!(text.is_char_boundary(error.place.byte) && error.to_string().ends_with('.'));
            }
        }
    }
}
