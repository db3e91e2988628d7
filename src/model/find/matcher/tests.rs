//! Each way of looking finds the same as the plain one, and marks what it found.

use super::*;
use crate::model::find::{case_fold, plain_text};

fn pattern(text: &str, language: Language, ignores_case: bool) -> Pattern {
    Pattern { text: text.into(), language, ignores_case }
}

fn matcher(text: &str, language: Language, ignores_case: bool) -> Matcher {
    Matcher::new(&pattern(text, language, ignores_case)).expect("a good pattern")
}

fn marked(matcher: &mut Matcher, text: &str) -> Vec<String> {
    matcher.marks(text.as_bytes(), 512).into_iter().map(|range| text[range].to_owned()).collect()
}

#[test]
fn a_text_is_found_with_and_without_its_case() {
    use Language::Text;
    assert!(matcher("Ping", Text, false).is_in(b"a Ping"));
    assert!(!matcher("Ping", Text, false).is_in(b"a ping"));
    assert!(matcher("Ping", Text, true).is_in(b"a pINg"));
    assert!(matcher("ärger σας", Text, true).is_in("ÄRGER ΣΑΣ".as_bytes()));
    assert!(matcher("STRASSE É", Text, true).is_in("strasse é".as_bytes()));
    assert!(!matcher("é", Text, true).is_in(&[0xff, 0xc3]));
    assert!(matcher("é", Text, true).is_in(&[0xff, 0xc3, 0x89]));
}

#[test]
fn marks_are_where_the_matches_are() {
    use Language::{Regex, Text};
    assert_eq!(marked(&mut matcher("ab", Text, true), "Ab aB ab"), ["Ab", "aB", "ab"]);
    assert_eq!(marked(&mut matcher("ä", Text, true), "xÄyäz"), ["Ä", "ä"]);
    assert_eq!(marked(&mut matcher("i\u{307}", Text, true), "aİb"), ["İ"]);
    assert_eq!(marked(&mut matcher(r"\d+", Regex, false), "a1b22€333"), ["1", "22", "333"]);
    assert_eq!(marked(&mut matcher("x*", Regex, false), "aaa"), [""; 0]);
    let far = matcher("b", Text, false);
    assert_eq!(far.marks(&[b'b'; 2000], 512).len(), MOST_MARKS);
    assert_eq!(far.marks(&[vec![b'a'; 600], b"b".to_vec()].concat(), 512), []);
}

#[test]
fn a_match_across_two_windows_is_found() {
    for language in [Language::Text, Language::Regex] {
        for needle in ["NEEDLE", "NÄDEL"] {
            let mut matcher = matcher(needle, language, language == Language::Text);
            for window in [plain_text::WINDOW, case_fold::WINDOW] {
                for at in window - 8..window + 2 {
                    let hay = format!(
                        "{}{}{}",
                        "x".repeat(at),
                        if language == Language::Text { needle.to_lowercase() } else { needle.into() },
                        "x".repeat(window)
                    );
                    assert!(matcher.is_in(hay.as_bytes()), "{needle} at {at}");
                }
                assert!(!matcher.is_in("n".repeat(3 * window).as_bytes()));
            }
        }
    }
}

#[test]
fn a_bad_expression_is_explained_with_its_place_where_it_is_known() {
    let problem = |text: &str| Matcher::new(&pattern(text, Language::Regex, false)).expect_err(text);
    for (text, at) in
        [("a(b", Some(2)), ("a)b", Some(2)), ("é[b", Some(2)), ("ab\\", Some(3)), ("*", None), ("a{2,1}", None)]
    {
        assert_eq!(problem(text).at, at, "{text}: {}", problem(text).why);
        assert!(problem(text).why.ends_with('.'), "{}", problem(text).why);
    }
    assert!(Matcher::new(&pattern(&"x".repeat(5000), Language::Text, false)).is_err());
}

#[test]
fn an_expression_that_would_explode_is_refused_or_stays_linear() {
    let build = |text: &str| Matcher::new(&pattern(text, Language::Regex, false));
    assert!(build("((a{100}){100}){100}").is_err());
    let mut nested = build("(a+)+$").expect("an expression that explodes elsewhere");
    assert!(!nested.is_in(format!("{}!", "a".repeat(20_000)).as_bytes()));
}

/// Each took a minute, in which the worker did nothing else.
#[test]
fn an_expression_that_takes_long_for_each_byte_looks_at_fewer_of_them() {
    let of = |text: &str| matcher(text, Language::Regex, false);
    assert_eq!((of(r"\w+ x").reach(), of(r"\w+ x").portion().rows), (REACH, 512));
    let slow = of("[ab]{300}c");
    assert!(slow.reach() <= REACH / 8 && slow.portion().bytes <= 4096, "{:?}", slow.portion());
    assert_eq!(slow.marking(&[b'a'; 9000], 512), (512 + BEHIND) * (REACH / slow.reach()));
    assert_eq!(matcher("a", Language::Text, false).marking(b"aaa", 512), 0);
}

#[test]
fn an_expression_without_case_is_found_by_its_literal_in_any_case() {
    let mut matcher = matcher(r"nee?dle\d+", Language::Regex, true);
    assert!(matcher.is_in(b"a NeEdLe7") && matcher.is_in(b"a NEDLE7") && !matcher.is_in(b"a needle"));
    let mut hits = Vec::new();
    let bytes = b"dle DLE1 nedle9";
    assert!(matcher.sweep(bytes, 0..bytes.len(), &mut |hit, length| {
        hits.push((hit, length));
        hit + length
    }));
    assert_eq!(hits, [(0, 3), (4, 3), (11, 3)]);
}

#[test]
fn an_expression_looks_at_the_text_among_bytes() {
    assert!(matcher("a.c", Language::Regex, false).is_in(&[0xff, b'a', b'b', b'c', 0xfe]));
    assert!(!matcher("a.c", Language::Regex, false).is_in(&[b'a', 0xff, b'c']));
}

#[test]
fn what_an_expression_needs_hides_none_of_its_matches() {
    let words: Vec<String> = (0..7)
        .flat_map(|length| (0..1 << length).map(move |bits| (0..length).map(|at| ['a', 'b'][bits >> at & 1]).collect()))
        .collect();
    for expression in
        ["aa|bb", "(aa|bb)+a", "(?:ab|ba)?bb", "a(?:ab|bb){0}a", "(ab|(aa|bb)a)b", "^(aab|ba)$|bab", "a[|(]|ba+b"]
    {
        let plain = Regex::new(expression).expect("a good expression");
        let mut ready = matcher(expression, Language::Regex, false);
        for word in &words {
            assert_eq!(ready.is_in(word.as_bytes()), plain.is_match(word), "{expression} in {word}");
        }
    }
}
