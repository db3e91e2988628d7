//! Sizes at which 32 bits matter: a program of WebAssembly has no more for a length, and a native test cannot see it.

use socketscope::model::{
    codec::base64,
    endpoint::Endpoint,
    inspect::{Inspection, Lens},
    message::{Kind, Message},
    phase::Target,
    snippet::{Tool, snippet},
};
use wasm_bindgen_test::wasm_bindgen_test;

/// The most that `data-encoding` takes at once, in bytes: 8,388,607.
const EDGE: usize = usize::MAX / 512;

#[wasm_bindgen_test]
fn eight_mebibytes_and_more_become_base64_and_come_back() {
    for length in [EDGE - 1, EDGE, EDGE + 1, EDGE + 2] {
        let bytes: Vec<u8> = (0..length).map(|at| at.to_le_bytes()[at % 3]).collect();
        let text = base64::encode(&bytes);
        assert_eq!(text.len(), length.div_ceil(3) * 4);
        assert!(base64::decode(&text) == Ok(bytes), "{length} bytes came back as others");
    }
}

#[wasm_bindgen_test]
fn a_message_on_open_of_eight_mebibytes_can_be_taken_elsewhere() {
    let endpoint = Endpoint::parse("ws://127.0.0.1:9001/echo").expect("a good address");
    let target = Target { endpoint, offered: Vec::new() };
    let messages = [Message::Text("x".repeat(EDGE + 1)), Message::Binary(vec![7; EDGE + 1])];
    for tool in Tool::ALL {
        assert!(!snippet(tool, &target, &messages).is_empty(), "{}", tool.name());
    }
}

/// A length that no message can have, at the beginning of one: what follows is told as missing, and nothing ends.
#[wasm_bindgen_test]
fn what_announces_more_than_there_is_room_for_is_told_and_ends_nothing() {
    let most = [0xff; 8];
    let announced: &[(Lens, Vec<u8>)] = &[
        (Lens::MessagePack, vec![0xc6, 0xff, 0xff, 0xff, 0xff, 1]),
        (Lens::MessagePack, vec![0xdb, 0xff, 0xff, 0xff, 0xff, b'a']),
        (Lens::MessagePack, vec![0xc9, 0xff, 0xff, 0xff, 0xff, 1, 1]),
        (Lens::MessagePack, vec![0xdd, 0xff, 0xff, 0xff, 0xff, 1]),
        (Lens::MessagePack, vec![0xdf, 0xff, 0xff, 0xff, 0xff, 1]),
        (Lens::Cbor, [&[0x5b][..], &most, &[1]].concat()),
        (Lens::Cbor, [&[0x7b][..], &most, b"a"].concat()),
        (Lens::Cbor, [&[0x9b][..], &most, &[1]].concat()),
        (Lens::Cbor, [&[0xbb][..], &most, &[1]].concat()),
        // Just beyond 32 bits: cut to them, it would be a length that is there.
        (Lens::Cbor, vec![0x5b, 0, 0, 0, 1, 0, 0, 0, 1, 7]),
        (Lens::Protobuf, vec![0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 7]),
        (Lens::Protobuf, vec![0x0a, 0x81, 0x80, 0x80, 0x80, 0x10, 7]),
    ];
    for (lens, bytes) in announced {
        let mut inspection = Inspection::new(bytes.clone(), Kind::Binary);
        inspection.choose(*lens);
        while !inspection.advance(64).done {}
        let lines: Vec<String> = inspection.lines(0, 100).into_iter().map(|line| line.text.clone()).collect();
        let is_told = lines.iter().any(|line| line.contains("ends") || line.contains("not ") || line.contains("no "));
        assert!(is_told, "{lens:?} of {bytes:?} tells no fault: {lines:?}");
    }
}
