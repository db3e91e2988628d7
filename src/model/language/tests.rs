//! Sentences and numbers in each language.

use super::*;

#[test]
fn a_comma_is_read_as_a_point_unless_it_may_set_thousands_apart() {
    let read = || ["1,5", "1.5", "1,500", "1,5.2", "1,2,3", ","].map(read_decimal);
    assert_eq!(read(), [Some(1.5), Some(1.5), None, None, None, None]);
    speak(Language::German, Separators { group: '.', decimal: ',' });
    assert_eq!(read(), [Some(1.5), Some(1.5), Some(1.5), None, None, None]);
    speak(Language::English, Separators::default());
}

#[test]
fn the_first_language_that_is_spoken_is_taken() {
    assert_eq!(Language::of_tags(["fr-FR", "de-AT", "en"]), Language::German);
    assert_eq!(Language::of_tags(["EN-us"]), Language::English);
    assert_eq!(Language::of_tags(["den", ""]), Language::English);
}

#[test]
fn a_sentence_is_said_in_the_language_that_is_spoken() {
    let rows = 3;
    let hello = text!("hello", "hallo");
    assert_eq!((&*hello, say!("{} new", "{} neu", rows)), ("hello", "3 new".to_owned()));
    speak(Language::German, Separators { group: '.', decimal: ',' });
    assert_eq!((&*hello, say!("{} new", "{} neu", rows)), ("hallo", "3 neu".to_owned()));
    speak(Language::English, Separators::default());
}

#[test]
fn values_stand_where_a_language_wants_them() {
    let said = || say!("{} of {} {{x}}", "von {1} sind {0} da {{x}}", "{1}", 7);
    assert_eq!(said(), "{1} of 7 {x}");
    speak(Language::German, Separators { group: '.', decimal: ',' });
    assert_eq!(said(), "von 7 sind {1} da {x}");
    speak(Language::English, Separators::default());
}

#[test]
fn a_sentence_with_other_places_than_values_is_none() {
    assert!(have_places(["{} and {}", "{1}, {0}"], 2));
    for (sentence, values) in [("{}", 2), ("{} {}", 1), ("{1}", 1), ("{name}", 1), ("{", 1), ("}", 1), ("{{}}", 1)] {
        assert!(!have_places([sentence, sentence], values), "{sentence}");
    }
}

#[test]
fn numbers_are_written_as_the_language_writes_them() {
    assert_eq!([count(7), count(999), count(1_000), count(12_345_678)], ["7", "999", "1,000", "12,345,678"]);
    assert_eq!([number(1_234.56, 1), number(-123_456.0, 0), number(0.5, 3)], ["1,234.6", "-123,456", "0.500"]);
    speak(Language::German, Separators { group: '.', decimal: ',' });
    assert_eq!([count(1_000), number(1_234.56, 1), number(-99.9, 1)], ["1.000", "1.234,6", "-99,9"]);
    speak(Language::English, Separators::default());
}
