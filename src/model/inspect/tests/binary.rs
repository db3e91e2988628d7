//! `MessagePack`, CBOR and Protobuf through their lenses, and bytes that only look like them.

use super::*;

fn hex(text: &str) -> Vec<u8> {
    crate::model::codec::hex::decode(text).expect("good hex")
}

fn lines(text: &str, lens: Lens) -> Vec<String> {
    shown(&inspect(hex(text), lens))
}

#[test]
fn messagepack_is_written_one_thing_a_line() {
    let bytes = "84 a3 69 6e 74 cd 01 00 a3 6e 65 67 d0 80 a1 66 cb 3f b9 99 99 99 99 99 9a a1 61 93 c0 c3 c4 02 00 ff";
    let expected = [
        "{",
        "  \"int\": 256",
        "  \"neg\": -128",
        "  \"f\": 0.1",
        "  \"a\": [",
        "    null",
        "    true",
        "    h'00ff'",
        "  ]",
        "}",
    ];
    assert_eq!(lines(bytes, Lens::MessagePack), expected);
    let message = inspect(hex(bytes), Lens::MessagePack);
    assert_eq!(message.path_at(7).as_deref(), Some("$.a[2]"));
    assert_eq!(Inspection::new(hex(bytes), Kind::Binary).lens(), Lens::MessagePack);
    assert_eq!(lines("d6 ff 5a 4a f6 a5", Lens::MessagePack), ["extension -1: h'5a4af6a5'"]);
    assert_eq!(lines("ca 3d cc cc cd e0", Lens::MessagePack), ["0.1", "-32"]);
}

#[test]
fn a_key_of_cbor_may_be_tagged_or_bytes_and_one_that_is_a_list_is_no_fault_of_the_message() {
    let bytes = ["a2 c1 01 61 61 58 46 ", &"ab ".repeat(70), "82 01 02"].concat();
    let message = inspect(hex(&bytes), Lens::Cbor);
    let expected =
        ["{", "  tag 1: 1: \"a\"", &["  h'", &"ab".repeat(70), "': ["].concat(), "    1", "    2", "  ]", "}"];
    assert_eq!(shown(&message), expected);
    assert_eq!(message.path_at(1).as_deref(), Some("$[1]"));
    assert_eq!(message.path_at(3).as_deref(), Some(&["$[h'", &"ab".repeat(16), "…'][0]"].concat()[..]));
    let unread = lines("a1 82 01 02 03", Lens::Cbor);
    assert!(unread[1].contains("This is not shown as CBOR from byte 1 on: a key is a list"), "{unread:?}");
}

#[test]
fn cbor_of_the_rfc_is_written_as_its_examples_mean_it() {
    for (bytes, text) in [
        ("1b ff ff ff ff ff ff ff ff", "18446744073709551615"),
        ("3b ff ff ff ff ff ff ff ff", "-18446744073709551616"),
        ("f9 3e 00", "1.5"),
        ("f9 00 01", "5.960464477539063e-8"),
        ("fa 7f 7f ff ff", "3.4028235e38"),
        ("fb c0 10 66 66 66 66 66 66", "-4.1"),
        ("f9 7e 00", "NaN"),
        ("f9 fc 00", "-Infinity"),
        ("f7", "undefined"),
        ("f8 ff", "simple(255)"),
        ("c1 1a 51 4b 67 b0", "tag 1: 1363896240"),
        ("62 22 5c", "\"\"\\\""),
        ("80", "[]"),
    ] {
        assert_eq!(lines(bytes, Lens::Cbor), [text], "{bytes}");
    }
    assert_eq!(lines("9f 01 82 02 03 ff", Lens::Cbor), ["[", "  1", "  [", "    2", "    3", "  ]", "]"]);
    assert_eq!(lines("7f 65 73 74 72 65 61 64 6d 69 6e 67 ff", Lens::Cbor), ["(_", "  \"strea\"", "  \"ming\"", ")"]);
    assert_eq!(lines("bf 61 61 01 20 02 ff", Lens::Cbor), ["{", "  \"a\": 1", "  -1: 2", "}"]);
}

#[test]
fn protobuf_is_guessed_without_its_schema() {
    let bytes = "08 96 01 12 07 74 65 73 74 69 6e 67 1a 03 08 ff 01 21 00 00 00 00 00 00 f8 3f 2a 02 ff fe";
    let expected = [
        "1: 150 or zigzag 75",
        "2: \"testing\"",
        "3: {",
        "  1: 255 or zigzag -128",
        "}",
        "4: 4609434218613702656 or 1.5",
        "5: h'fffe'",
    ];
    assert_eq!(lines(bytes, Lens::Protobuf), expected);
    assert_eq!(inspect(hex(bytes), Lens::Protobuf).path_at(3).as_deref(), Some("$.1"));
    assert_eq!(lines("0b 10 01 0c", Lens::Protobuf), ["1: {", "  2: 1", "}"]);
}

#[test]
fn a_length_that_lies_is_told_and_costs_nothing() {
    for (bytes, lens, why) in [
        ("5b 7f ff ff ff ff ff ff ff 00", Lens::Cbor, "more bytes than there are"),
        ("9b 7f ff ff ff ff ff ff ff 00", Lens::Cbor, "more items than there are bytes"),
        ("bb ff ff ff ff ff ff ff ff 00", Lens::Cbor, "more items than there are bytes"),
        ("dd ff ff ff ff 01", Lens::MessagePack, "more items than there are bytes"),
        ("c6 ff ff ff ff 01", Lens::MessagePack, "more bytes than there are"),
        ("0a ff ff ff ff 0f 00", Lens::Protobuf, "more bytes than there are"),
        ("82 01", Lens::Cbor, "more items than there are bytes"),
        ("cd 01", Lens::MessagePack, "ends within the head"),
        ("08 ff", Lens::Protobuf, "ends within a number"),
        ("0c", Lens::Protobuf, "a group ends that has not begun"),
        ("0b", Lens::Protobuf, "ends within a group"),
        ("9f", Lens::Cbor, "it ends where a value is expected"),
    ] {
        let lines = lines(bytes, lens);
        assert!(lines.iter().any(|line| line.contains(why)), "{bytes}: {lines:?}");
    }
}

#[test]
fn binary_formats_nest_without_a_stack() {
    for (lens, byte) in [(Lens::MessagePack, 0x91), (Lens::Cbor, 0x81), (Lens::Cbor, 0x9f)] {
        let deep = inspect(vec![byte; 1_000_000], lens);
        assert!(deep.lines(131_072, 2)[1].text.contains("nested more than"), "{lens:?}");
    }
    let closed = inspect([vec![0x91; 100_000], vec![0xc0]].concat(), Lens::MessagePack);
    assert_eq!(closed.line_count(), 200_001);
    assert_eq!(closed.lines(200_000, 1)[0].text, "]");
    let tags = inspect([vec![0xc1; 100_000], vec![0]].concat(), Lens::Cbor);
    assert!(all(&tags).iter().all(|line| line.text.len() < 1_000));
}

proptest! {
    #[test]
    fn floats_are_as_short_as_the_standard_library_writes_them(bits: u64) {
        let double = f64::from_bits(bits);
        if double.is_finite() {
            let written = float::write(bits, 8);
            prop_assert_eq!(written.parse::<f64>().map(f64::to_bits), Ok(bits));
            let digits = |text: &str| text.split('e').next().unwrap_or_default().chars().filter(char::is_ascii_digit).collect::<String>().trim_matches('0').to_owned();
            prop_assert_eq!(digits(&written), digits(&format!("{double:e}")));
        }
        let single = f32::from_bits(u32::try_from(bits >> 32).expect("half of it"));
        if single.is_finite() {
            let written = float::write(u64::from(single.to_bits()), 4);
            prop_assert_eq!(written.parse::<f32>().map(f32::to_bits), Ok(single.to_bits()));
        }
    }
}

#[test]
fn a_line_of_hex_has_as_many_bytes_as_there_is_room_for() {
    let mut message = inspect((0..=16).collect::<Vec<u8>>(), Lens::Hex);
    assert_eq!(message.line_count(), 2, "16 on each");
    for (room, lines) in [(43, 3), (75, 3), (76, 2), (0, 3), (u32::MAX, 2)] {
        message.fit(room, true);
        let drawn = message.lines(0, 9);
        assert_eq!((message.line_count(), drawn.len()), (lines, lines as usize), "room for {room}");
        let width = drawn[0].text.chars().count();
        assert!(width <= room as usize || lines == 3, "{width} characters of {room}");
    }
    assert!(!message.fit(100, true) && message.fit(20, true), "it says whether something changes");
}
