//! Differences: what is equal gives none, and each way tells what it should.

use super::*;

fn told(old: &str, new: &str) -> Vec<String> {
    diff(old.as_bytes(), new.as_bytes()).lines.into_iter().map(|line| line.text).collect()
}

#[test]
fn json_differs_by_what_is_in_it() {
    assert_eq!(
        told(r#"{"a":1,"b":{"c":[1,2,3]},"d":"x"}"#, r#"{"d":"x","b":{"c":[1,3,4]},"a":1.0,"e e":null}"#),
        ["$.a  -1  +1.0", "$.b.c[1]  -2", "$.b.c[2]  +4", "$[\"e e\"]  +null"]
    );
    assert_eq!(told("{\"a\":1,\"b\":[]}", " {\"b\" : [],\"a\" : 1}"), Vec::<String>::new());
    assert_eq!(told(r#"{"a":1,"a":2}"#, r#"{"a":1,"a":3}"#), ["$.a  -2  +3"]);
    assert_eq!(told("[1,2,3,4]", "[0,1,2,3,4]"), ["$[0]  +0"]);
    assert_eq!(told("{\"a\":[]}", "{\"a\":{}}"), ["$.a  -[]  +{}"]);
    assert_eq!(told("1", "[1]"), ["$  -1  +[1]"]);
    let same_but_for_space = diff(b"[1, 2]", b"[1,2]");
    assert_eq!((same_but_for_space.by, same_but_for_space.lines.len()), (Lens::Json, 0));
}

#[test]
fn text_differs_by_lines_and_a_few_equal_ones_are_around() {
    let old = "1\n2\n3\n4\n5\n6\n7\nold\n9\n";
    let lines = told(old, &old.replace("old", "new\nmore"));
    assert_eq!(lines, ["… 4 equal lines", "  5", "  6", "  7", "- old", "+ new", "+ more", "  9"]);
    assert_eq!(told("a\nb\nc", "b\nc\nd"), ["- a", "  b", "- c", "+ c", "+ d"]);
}

#[test]
fn bytes_differ_at_their_places() {
    let lines = |old: &[u8], new: &[u8]| diff(old, new).lines.into_iter().map(|line| line.text).collect::<Vec<_>>();
    assert_eq!(lines(&[0, 1, 2, 255], &[0, 9, 2, 255]), ["00000001: -01 +09 "]);
    assert_eq!(lines(&[0, 255], &[0, 7, 255]), ["00000001: +07 "]);
    let mut other = vec![0xff; 64];
    (other[3], other[40]) = (1, 2);
    assert_eq!(lines(&[0xff; 64], &other), ["00000003: -ff +01 ", "00000028: -ff +02 "]);
}

#[test]
fn what_is_huge_or_differs_everywhere_is_still_compared() {
    let deep = |inside: &str| "[".repeat(100_000) + inside + &"]".repeat(100_000);
    let lines = told(&deep("1"), &deep("2"));
    assert!(lines.len() == 1 && lines[0].len() < 3_000, "{}", lines.len());
    let lines_of = |mark: &str| (0..30_000).map(|number| format!("{mark}{number}")).collect::<Vec<_>>().join("\n");
    assert_eq!(diff(lines_of("a").as_bytes(), lines_of("b").as_bytes()).by, Lens::Hex);
    let large = vec![b'1'; 3 << 20];
    assert_eq!(diff(&large, b"1").by, Lens::Hex);
    let list = |from: u32| format!("[{}]", (from..from + 5_000).map(|n| n.to_string()).collect::<Vec<_>>().join(","));
    assert_eq!(told(&list(0), &list(9_000)).len(), 2_001);
}

/// Each of these took seconds, in which the worker did nothing else.
#[test]
fn what_would_take_long_is_compared_in_another_way() {
    let by = |old: &str, new: &str| diff(old.as_bytes(), new.as_bytes()).by;
    let many = "[".to_owned() + &"1,".repeat(200_000) + "1]";
    assert_eq!(by(&many, &many.replace("1]", "2]")), Lens::Hex);
    let empty = "\n".repeat(1 << 20);
    assert_eq!(by(&empty, &(empty.clone() + "x")), Lens::Hex);
    let lists = |end: u32| {
        let list = |from: u32| format!("[{}]", (from..from + 100).map(|n| n.to_string()).collect::<Vec<_>>().join(","));
        format!("[{}]", (0..1_000).map(|n| list(n * end)).collect::<Vec<_>>().join(","))
    };
    assert_eq!(told(&lists(1), &lists(7)).len(), 2_001);
    let mut large = vec![7; 64 << 20];
    let old = large.clone();
    large[33 << 20] = 8;
    let lines: Vec<String> = diff(&old, &large).lines.into_iter().map(|line| line.text).collect();
    assert_eq!(lines, ["02100000: -07 +08 "]);
}

/// The whole copy, put together as the page does.
fn copy(bytes: &[u8], format: CopyFormat) -> String {
    let mut copying = Copying::new(format);
    let mut text = String::new();
    loop {
        let piece = copying.piece(bytes);
        assert!(piece.text.len() < 1 << 20, "{} bytes", piece.text.len());
        if piece.is_first {
            text.clear();
        }
        text.push_str(&piece.text);
        if piece.is_last {
            return text;
        }
    }
}

#[test]
fn a_large_message_is_copied_in_pieces_that_fit_together() {
    let bytes: Vec<u8> = (0..300_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    assert_eq!(copy(&bytes, CopyFormat::Hex), crate::model::codec::hex::encode(&bytes));
    assert_eq!(copy(&bytes, CopyFormat::Base64), crate::model::codec::base64::encode(&bytes));
    let text = "a\u{1f980}é\"".repeat(40_000);
    assert_eq!(copy(text.as_bytes(), CopyFormat::Text), text);
    let string = copy(text.as_bytes(), CopyFormat::JsonString);
    assert_eq!(serde_json::from_str::<String>(&string).ok(), Some(text));
    let list = format!("[{}]", vec!["1"; 100_000].join(","));
    assert_eq!(copy(list.as_bytes(), CopyFormat::Json), format!("[\n  {}\n]", vec!["1"; 100_000].join(",\n  ")));
    let broken = list.replace(']', "}");
    assert_eq!(copy(broken.as_bytes(), CopyFormat::Json), broken, "what is no JSON stays as it came");
    assert_eq!((copy(b"", CopyFormat::Text), copy(b"", CopyFormat::JsonString)), (String::new(), "\"\"".to_owned()));
}

#[test]
fn a_message_is_copied_as_it_is_wanted() {
    let text = "{\"a\":[1.0,\"\u{202e}\\n\"]}";
    assert_eq!(copy(text.as_bytes(), CopyFormat::Json), "{\n  \"a\": [\n    1.0,\n    \"\u{202e}\\n\"\n  ]\n}");
    assert_eq!(copy(b"[1,", CopyFormat::Json), "[1,");
    assert_eq!(copy(b"a\"\n\x01\\", CopyFormat::JsonString), r#""a\"\n\u0001\\""#);
    assert_eq!(copy(&[0, 255], CopyFormat::Hex), "00 ff");
    assert_eq!(copy(&[0, 255], CopyFormat::Base64), "AP8=");
    let long = format!("[\"{}\"]", "x".repeat(10_000));
    assert_eq!(copy(long.as_bytes(), CopyFormat::Json), format!("[\n  \"{}\"\n]", "x".repeat(10_000)));
}

/// Applies what a difference of lines tells.
fn applied(lines: &[Line], class: Class) -> Vec<String> {
    let mine = |line: &&Line| line.marks.iter().all(|mark| mark.class == Class::Same || mark.class == class);
    lines.iter().filter(mine).map(|line| line.text[2..].to_owned()).collect()
}

proptest! {
    #[test]
    fn a_message_does_not_differ_from_itself(bytes: Vec<u8>) {
        prop_assert!(diff(&bytes, &bytes).lines.is_empty());
    }

    #[test]
    fn lines_that_differ_lead_from_the_one_to_the_other(old in "([abc]\n){0,12}", new in "([abc]\n){0,12}") {
        if old == new {
            return Ok(());
        }
        let lines = diff(old.as_bytes(), new.as_bytes()).lines;
        // Around a difference few lines are hidden: only texts without hidden ones are put together.
        if lines.iter().all(|line| line.marks[0].class != Class::Note) {
            prop_assert_eq!(applied(&lines, Class::Removed).join("\n"), old.trim_end());
            prop_assert_eq!(applied(&lines, Class::Added).join("\n"), new.trim_end());
        }
    }

    #[test]
    fn any_two_messages_can_be_compared(old in "[\\[\\]{}:,\"a1 \n]{0,20}", new in "[\\[\\]{}:,\"a1 \n]{0,20}") {
        let _ = diff(old.as_bytes(), new.as_bytes());
    }
}
