//! JSON through its lens: nothing is lost, nothing is too deep, and what is broken is told where it breaks.

use std::fmt::Write;

use super::*;

#[test]
fn json_is_indented_and_its_source_stays_as_it_was() {
    let json = inspect(r#" {"a":1.50,"a" : -0e+01,"b":[ ],"c":{"\u00e9\n":[true,null,"x\"y"]},"d":{}} "#, Lens::Json);
    let lines = [
        "{",
        "  \"a\": 1.50,",
        "  \"a\": -0e+01,",
        "  \"b\": [],",
        "  \"c\": {",
        "    \"\\u00e9\\n\": [",
        "      true,",
        "      null,",
        "      \"x\\\"y\"",
        "    ]",
        "  },",
        "  \"d\": {}",
        "}",
    ];
    assert_eq!(shown(&json), lines);
}

#[test]
fn a_line_tells_the_path_of_what_is_on_it() {
    let json = inspect(r#"{"a":[1,{"b c":[],"d":2}],"é":3}"#, Lens::Json);
    let paths: Vec<_> = (0..json.line_count()).map(|line| json.path_at(line).expect("a path")).collect();
    let expected = ["$", "$.a", "$.a[0]", "$.a[1]", "$.a[1][\"b c\"]", "$.a[1].d", "$.a[1]", "$.a", "$[\"é\"]", "$"];
    assert_eq!(paths, expected);
    assert_eq!(json.path_at(99), None);
}

#[test]
fn a_fold_hides_its_lines_and_says_how_many_things_are_in_it() {
    let mut json = inspect(r#"{"a":[1,2,3],"b":{"c":1},"d":0}"#, Lens::Json);
    let open = shown(&json);
    assert!(json.fold(1) && json.fold(6) && !json.fold(2) && !json.fold(999));
    assert_eq!(shown(&json), ["{", "  \"a\": […], 3 items", "  \"b\": {…}, 1 key", "  \"d\": 0", "}"]);
    assert_eq!((json.line_count(), json.place_of(7), json.place_of(9)), (5, 2, 3));
    assert_eq!(json.lines(2, 1)[0].number, 6);
    assert!(json.fold(0));
    assert_eq!(shown(&json), ["{…} 3 keys"]);
    assert!(json.unfold(0) && json.unfold(1) && json.unfold(6) && !json.unfold(6));
    assert_eq!(shown(&json), open);
}

#[test]
fn broken_json_is_shown_as_far_as_it_is_json() {
    let json = inspect("{\"a\":[1,nul],\n\"b\":2}", Lens::Json);
    let lines = [
        "{",
        "  \"a\": [",
        "    1,",
        "    nul",
        "This is no JSON from byte 11 on: a value is expected; the words are true, false and null. The rest follows as it is.",
        "],",
        "\"b\":2}",
    ];
    assert_eq!(shown(&json), lines);
    assert_eq!(
        shown(&inspect("[1", Lens::Json)),
        ["[", "  1", "This is no JSON from byte 2 on: it ends within a list."]
    );
    assert_eq!(shown(&inspect("", Lens::Json)), ["This is no JSON from byte 0 on: it ends where a value is expected."]);
    assert_eq!(json.path_at(4), None);
}

#[test]
fn nesting_of_any_depth_is_walked_without_a_stack() {
    let deep = inspect("[".repeat(100_000) + &"]".repeat(100_000), Lens::Json);
    assert_eq!(deep.line_count(), 199_999);
    assert_eq!(deep.lines(99_999, 1)[0].text, "[]");
    assert_eq!(deep.lines(199_998, 5)[0].depth, 0);
    assert!(deep.path_at(99_999).is_some_and(|path| path.len() < 1000));
    let deeper = inspect("[".repeat(1_000_000), Lens::Json);
    let last = deeper.lines(131_072, 2);
    assert!(last[1].text.contains("nested more than 131,072 deep"), "{}", last[1].text);
}

#[test]
fn space_without_end_is_skipped_by_what_is_known() {
    let json = inspect(["[1", &" ".repeat(1 << 20), "]"].concat(), Lens::Json);
    assert_eq!(shown(&json), ["[", "  1", "]"]);
    assert_eq!(json.lines(2, 1)[0].text, "]");
}

#[test]
fn one_long_string_becomes_many_lines() {
    let json = inspect(["[\"", &"ab\\n".repeat(1_900), "\"]"].concat(), Lens::Json);
    let lines = all(&json);
    assert_eq!(lines.len(), 6);
    assert!(lines.iter().all(|line| line.text.len() < 2_010));
    assert!(lines[1..4].iter().all(|line| line.wrapped));
    assert!(json.path_at(3).is_some_and(|path| path == "$[0]"));
}

#[test]
fn ten_thousand_keys_are_indexed_and_folded() {
    let mut text = String::from("{");
    for number in 0..10_000 {
        let _ = write!(text, "{}\"k{number}\": {{\"n\": {number}}}", if number > 0 { "," } else { "" });
    }
    let mut json = inspect(text + "}", Lens::Json);
    assert_eq!(json.line_count(), 30_002);
    assert_eq!(json.lines(29_999, 1)[0].text, "\"n\": 9999");
    assert_eq!(json.path_at(29_999).as_deref(), Some("$.k9999.n"));
    assert!(json.fold(0));
    assert_eq!(shown(&json), ["{…} 10,000 keys"]);
}

/// Without what JSON calls space, outside of strings.
fn stripped(text: &str) -> String {
    let (mut inside, mut escaped) = (false, false);
    let keep = |character: &char| {
        let was_escaped = std::mem::take(&mut escaped);
        match character {
            '"' if !was_escaped => inside = !inside,
            '\\' if inside && !was_escaped => escaped = true,
            _ => {}
        }
        inside || !matches!(character, ' ' | '\n' | '\r' | '\t')
    };
    text.chars().filter(keep).collect()
}

fn near_json() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?",
        "(true|false|null)",
        r#""([ a-zé🦀]|\\[\\"/bfnrt]|\\u[0-9a-fA-F]{4}){0,20}""#,
    ];
    let space = "[ \n\t\r]{0,3}";
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec((space, inner.clone(), space), 0..6).prop_map(|items| {
                let items: Vec<String> =
                    items.into_iter().map(|(before, item, behind)| before + &item + &behind).collect();
                format!("[{}]", items.join(","))
            }),
            proptest::collection::vec((space, "[ab\\\\n]{0}[a-c]{0,2}", space, inner), 0..6).prop_map(|members| {
                let member = |(before, name, behind, value)| format!("{before}\"{name}\"{behind}:{value}");
                format!("{{{}}}", members.into_iter().map(member).collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

proptest! {
    #[test]
    fn indented_json_is_the_source_but_for_space(text in near_json()) {
        let json = inspect(text.clone(), Lens::Json);
        let lines = all(&json);
        prop_assert!(lines.iter().all(|line| line.marks.iter().all(|mark| mark.class != Class::Error)));
        let written: String = lines.iter().map(|line| line.text.as_str()).collect();
        prop_assert_eq!(stripped(&written), stripped(&text));
    }

    #[test]
    fn broken_json_loses_nothing_either(text in near_json(), at in 0..200_usize, with in "[\\[\\]{}:,\"x ]") {
        let mut text = text;
        let at = text.floor_char_boundary(at % (text.len() + 1));
        text.insert_str(at, &with);
        let json = inspect(text.clone(), Lens::Json);
        let spans: Vec<Line> = all(&json);
        let written: String = spans.iter().flat_map(Line::spans).filter(|(class, _)| *class != Class::Error).map(|(_, text)| text).collect();
        let loose = |text: &str| text.chars().filter(|character| !" \n\r\t␉␊␍".contains(*character)).collect::<String>();
        prop_assert_eq!(loose(&written), loose(&text));
    }

    #[test]
    fn folding_and_unfolding_changes_nothing(text in near_json(), numbers in proptest::collection::vec(0..30_u32, 0..6)) {
        let mut json = inspect(text, Lens::Json);
        let before = all(&json);
        let folded: Vec<u32> = numbers.into_iter().filter(|number| json.fold(*number)).collect();
        let seen = all(&json);
        prop_assert_eq!(seen.len(), json.line_count() as usize);
        for (place, line) in seen.iter().enumerate() {
            prop_assert_eq!(json.place_of(line.number) as usize, place);
            prop_assert_eq!(&json.lines(u32::try_from(place).expect("few lines"), 1)[0], line);
        }
        for number in folded {
            json.unfold(number);
        }
        prop_assert_eq!(all(&json), before);
    }
}
