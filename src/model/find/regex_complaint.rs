//! What is wrong with a regular expression, in sentences: `regex-lite` says it in a few English words, and not where.

use crate::model::language::{Text, text};

/// The sentence for what `regex-lite` says. What it may say besides is told in general.
pub(super) fn complaint(said: &str) -> Text {
    let fits = |(words, _): &&(&[&str], Text)| words.iter().any(|word| said.contains(word));
    COMPLAINTS.iter().find(fits).map_or(ANY, |(_, sentence)| *sentence)
}

const ANY: Text = text!(
    "This is no regular expression that can be used here. Correct it.",
    "Das ist kein regulärer Ausdruck, der sich hier benutzen lässt. Berichtigen Sie ihn.",
);

/// Words of what is said, and the sentence for them: the first that fits is taken.
const COMPLAINTS: &[(&[&str], Text)] = &[
    (
        &["size", "states", "slots"],
        text!(
            "This regular expression is too large. Use fewer or smaller repetitions.",
            "Dieser reguläre Ausdruck ist zu groß. Benutzen Sie weniger oder kleinere Wiederholungen.",
        ),
    ),
    (
        &["nesting"],
        text!(
            "This regular expression is nested too deep. Use fewer groups within groups.",
            "Dieser reguläre Ausdruck ist zu tief geschachtelt. Benutzen Sie weniger Gruppen in Gruppen.",
        ),
    ),
    (
        &["groups"],
        text!(
            "This regular expression has too many groups. Use fewer.",
            "Dieser reguläre Ausdruck hat zu viele Gruppen. Benutzen Sie weniger.",
        ),
    ),
    (
        &["look-around"],
        text!(
            "A regular expression here cannot look ahead or behind: (?=, (?!, (?<= and (?<! are not known.",
            "Ein regulärer Ausdruck kann hier weder voraus- noch zurückschauen: (?=, (?!, (?<= und (?<! gibt es nicht.",
        ),
    ),
    (
        &["backreferences"],
        text!(
            "A regular expression here cannot refer back to a group, as \\1 does.",
            "Ein regulärer Ausdruck kann sich hier nicht auf eine Gruppe zurückbeziehen, wie \\1 es tut.",
        ),
    ),
    (
        &["Unicode"],
        text!(
            "Unicode classes, like \\p{L}, are not known here. Name the characters in square brackets.",
            "Unicode-Klassen wie \\p{L} gibt es hier nicht. Nennen Sie die Zeichen in eckigen Klammern.",
        ),
    ),
    (
        &["nested", "intersection", "difference"],
        text!(
            "Square brackets here hold characters and ranges only: no brackets within, and no &&, -- or ~~. Write a \
             backslash before such a character.",
            "Eckige Klammern enthalten hier nur Zeichen und Bereiche: keine Klammern darin und kein &&, -- oder ~~. \
             Setzen Sie einen Backslash vor ein solches Zeichen.",
        ),
    ),
    (
        &["range"],
        text!(
            "A range in square brackets goes from one character to a later one, like a-z. Correct it.",
            "Ein Bereich in eckigen Klammern führt von einem Zeichen zu einem späteren, wie a-z. Berichtigen Sie ihn.",
        ),
    ),
    (
        &["escape"],
        text!(
            "A backslash stands before a character for which it means nothing. Write \\\\ for a backslash.",
            "Ein Backslash steht vor einem Zeichen, bei dem er nichts bedeutet. Schreiben Sie \\\\ für einen Backslash.",
        ),
    ),
    (
        &["hexadecimal"],
        text!(
            "The number of a character is written in hexadecimal digits, like \\x41 or \\x{1F600}. Correct it.",
            "Die Nummer eines Zeichens besteht aus hexadezimalen Ziffern, wie \\x41 oder \\x{1F600}. Berichtigen Sie sie.",
        ),
    ),
    (
        &["boundary"],
        text!(
            "A word's boundary is written as \\b, \\b{start} or \\b{end}. Correct it.",
            "Eine Wortgrenze schreibt man als \\b, \\b{start} oder \\b{end}. Berichtigen Sie das.",
        ),
    ),
    (
        &["flag"],
        text!(
            "Behind (? stand flags, like (?i) or (?s-m:…), each once, or a group without a name: (?:…). Correct it.",
            "Hinter (? stehen Schalter wie (?i) oder (?s-m:…), jeder einmal, oder eine Gruppe ohne Namen: (?:…). \
             Berichtigen Sie das.",
        ),
    ),
    (
        &["sub-expression"],
        text!(
            "There is nothing before a *, +, ? or { that could be repeated. Write a backslash before it for the character \
             itself.",
            "Vor einem *, +, ? oder { steht nichts, was sich wiederholen ließe. Setzen Sie einen Backslash davor für das \
             Zeichen selbst.",
        ),
    ),
    (
        &["bigger"],
        text!(
            "In {…} the first number is larger than the second. Exchange them.",
            "In {…} ist die erste Zahl größer als die zweite. Vertauschen Sie sie.",
        ),
    ),
    (
        &["repetition", "decimal"],
        text!(
            "How often something repeats is written as {2}, {2,} or {2,5}. Correct it, or write \\{ for the character \
             itself.",
            "Wie oft sich etwas wiederholt, schreibt man als {2}, {2,} oder {2,5}. Berichtigen Sie das, oder schreiben \
             Sie \\{ für das Zeichen selbst.",
        ),
    ),
    (
        &["duplicate"],
        text!(
            "Two groups have the same name. Rename one of them.",
            "Zwei Gruppen haben denselben Namen. Benennen Sie eine von ihnen um.",
        ),
    ),
    (
        &["name"],
        text!(
            "A group's name is written as (?<name>…), in letters, digits and underscores. Correct it.",
            "Der Name einer Gruppe steht als (?<name>…) da, aus Buchstaben, Ziffern und Unterstrichen. Berichtigen Sie \
             ihn.",
        ),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::language::{Language, Separators, speak};

    /// What is told of an expression that `regex-lite` does not take.
    #[track_caller]
    fn of(expression: &str) -> Text {
        let error = regex_lite::RegexBuilder::new(expression).size_limit(32 * 1024).build().expect_err(expression);
        complaint(&error.to_string())
    }

    #[test]
    fn every_complaint_has_an_expression_that_earns_it() {
        let nested = "(".repeat(60) + "a" + &")".repeat(60);
        let earned = [
            "(a{99}){99}",
            &nested,
            "(?=a)",
            r"(a)\1",
            r"\p{L}",
            "[[:x:]]",
            "[a&&b]",
            "[z-a]",
            r"\q",
            r"\xZ",
            "*",
            "a{2,1}",
            "a{x}",
            "(?<a>y)(?<a>z)",
            "(?<1>z)",
            "(?z)",
            r"\b{x}",
        ];
        let told: Vec<Text> = earned.iter().map(|expression| of(expression)).collect();
        for (_, sentence) in COMPLAINTS {
            // So many groups are no test.
            assert!(told.contains(sentence) || sentence.contains("too many groups"), "{sentence}");
        }
        assert!(!told.contains(&ANY), "{told:?}");
    }

    #[test]
    fn a_german_sentence_holds_no_english_words_of_the_library() {
        speak(Language::German, Separators { group: '.', decimal: ',' });
        let told = [of("(?=a)").to_string(), of("(a{99}){99}").to_string(), complaint("something new").to_string()];
        speak(Language::English, Separators::default());
        assert!(told.iter().all(|sentence| sentence.ends_with('.') && !sentence.contains("not supported")), "{told:?}");
        assert!(told[1].starts_with("Dieser reguläre Ausdruck ist zu groß."), "{}", told[1]);
    }
}
