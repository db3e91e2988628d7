//! Every sentence that a person reads stands beside its translation: what of that can be read from the source.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    fs,
    path::{Path, PathBuf},
};

use regex_lite::Regex;

/// Files whose sentences are none: programs that are handed out, and the names of the languages.
const CODE: [&str; 2] = ["src/model/snippet/program.rs", "src/model/snippet/command.rs"];

/// What programs read, or developers: no person who looks at the page does.
const FOR_MACHINES: [&str; 6] = [
    "heartbeat unanswered",
    "it is gone",
    "it is shorter than it was",
    "input:not([type=radio], [type=checkbox]), textarea, select",
    "(prefers-contrast: more)",
    "soap, chat",
];

/// What every language writes alike.
const ALIKE: [&str; 2] = ["Socketscope", "bufferedAmount"];

/// The longest sentence, and what may stand around it.
const AROUND: usize = 1_500;

/// A string of a program, and what stands before it.
struct Literal {
    /// Where it is, for a person.
    place: String,
    /// The code before it, as far as a few lines back.
    before: String,
    /// The code right behind it.
    behind: String,
    /// What stands between its quotes, in one line.
    text: String,
}

#[test]
fn the_view_says_nothing_but_what_words_have() {
    // Names for machines: classes, ids, keys of lists, drawings.
    let named = regex(
        r#"(class|id|key|role|href|dir|d|viewBox|aria-(describedby|controls|live))=\{?(classes!\()?(format!\()?[^"]*$"#,
    );
    let two_words = regex(r"[A-Za-z]{2,}[,;:.…]* [A-Za-z]{2,}");
    let shown = regex(r"(aria-label|title|placeholder|label|alt)=$|>\{ $|\}\{ $|\n\s*\{ $");
    let letters = regex(r"[A-Za-z]{2,}");
    let mut found = Vec::new();
    for Literal { place, before, text, .. } in literals("src/view", &|path| !path.starts_with("src/view/words")) {
        let near = tail(&before);
        let is_sentence = two_words.is_match(&text) && !named.is_match(near) && !FOR_MACHINES.contains(&&*text);
        let is_shown = letters.is_match(&text) && shown.is_match(near);
        if (is_sentence || is_shown) && !ALIKE.contains(&&*text) {
            found.push(format!("{place}: {text}"));
        }
    }
    nothing(&found, "These belong into src/view/words, with their translations");
}

#[test]
fn every_sentence_has_its_translation() {
    let sentence = regex(r"[A-Za-z][a-z']+[,;:.…]* [a-z{]|[a-z]{2,}[,;:.…] [A-Z]");
    // Units aside, a word in what `format!` and `to_owned` make is a word for a person.
    let word = regex(r"[A-Za-z]{3,}");
    let (value, unit) = (regex(r"\{[^{}]*\}"), regex(r"\bmin\b"));
    // A half of a pair, or what only the console gets.
    let told = regex(
        r#"(\btext!|\bsay!|\bsame)\(\s*$|(\btext!|\bsay!)\(\s*"([^"\\]|\\[\s\S])*",\s*$|(log::\w+|panic)!\(\s*$|expect\($"#,
    );
    let mut found = Vec::new();
    for room in ["src/view/words", "src/view/words.rs", "src/model", "src/engine", "src/web"] {
        for Literal { place, before, behind, text } in literals(room, &|path| !CODE.contains(&path)) {
            let said = value.replace_all(&text, "");
            let said = unit.replace_all(&said, "");
            let is_made = before.ends_with("format!(") || behind.starts_with(".to_owned()");
            let is_word = room.starts_with("src/view") && is_made && word.is_match(&said);
            if (is_word || sentence.is_match(&said))
                && !told.is_match(since_pair(&before))
                && !FOR_MACHINES.contains(&&*text)
            {
                found.push(format!("{place}: {text}"));
            }
        }
    }
    nothing(&found, "These want text!(…, …) or say!(…, …)");
}

#[test]
fn both_halves_of_a_sentence_have_the_same_values() {
    let value = regex(r"\{[^{}]*\}");
    let mut found = Vec::new();
    let mut first: Option<String> = None;
    let begins = regex(r"\bsay!\(\s*$");
    for Literal { place, before, text, .. } in literals("src", &|path| path != "src/model/language.rs") {
        let values = || {
            let text = text.replace("{{", "").replace("}}", "");
            let mut values: Vec<String> = value.find_iter(&text).map(|found| found.as_str().to_owned()).collect();
            values.sort();
            values.join(" ")
        };
        if begins.is_match(tail(&before)) {
            first = Some(values());
        } else if let Some(first) = first.take() {
            found.extend((first != values()).then(|| format!("{place}: {text}")));
        }
    }
    nothing(&found, "These do not say what the sentence before them says");
}

#[test]
fn the_style_sheet_names_no_side_of_the_page() {
    let sheet = fs::read_to_string(root().join("style.css")).expect("the style sheet");
    let side = regex(
        r"(^|[\s;{-])(left|right)\s*:|(margin|padding|border)-(left|right)|(float|clear|text-align):\s*(left|right)",
    );
    let lines = sheet.lines().enumerate().filter(|(_, line)| side.is_match(line));
    let found: Vec<String> = lines.map(|(number, line)| format!("style.css:{}: {line}", number + 1)).collect();
    nothing(&found, "Where one reads from right to left, these are wrong");
}

#[test]
fn a_literal_is_found_with_what_stands_before_it() {
    let code =
        "a(\"one \\\"two\\\" \\\n    three\"); // \"no\"\n'\"' r#\"raw \"x\" \"# b(\"last\") #[cfg(test)] \"never\"";
    let found: Vec<(String, bool)> =
        read("x.rs", code).into_iter().map(|found| (found.text, found.before.ends_with('('))).collect();
    assert_eq!(found, [("one \\\"two\\\" three".to_owned(), true), ("last".to_owned(), true)]);
}

#[track_caller]
fn nothing(found: &[String], what: &str) {
    assert!(found.is_empty(), "{what}:\n{}\n", found.join("\n"));
}

/// What stands before a literal, from the pair on that it may be a half of.
fn since_pair(before: &str) -> &str {
    let pair = before.rfind("text!(").max(before.rfind("say!("));
    &before[pair.unwrap_or(usize::MAX).min(before.len() - tail(before).len())..]
}

/// The last of what stands before a literal.
fn tail(before: &str) -> &str {
    &before[before.floor_char_boundary(before.len().saturating_sub(120))..]
}

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The strings of the programs in this room, their tests left out.
fn literals(room: &str, is_wanted: &dyn Fn(&str) -> bool) -> Vec<Literal> {
    let mut paths = Vec::new();
    collect(&root().join(room), &mut paths);
    paths.sort();
    assert!(!paths.is_empty(), "{room} is not there");
    let mut found = Vec::new();
    for path in paths {
        let name = path.strip_prefix(root()).expect("a path of the repository").to_string_lossy().replace('\\', "/");
        let is_test = name.ends_with("tests.rs") || name.contains("/tests/");
        if !is_test && is_wanted(&name) {
            found.extend(read(&name, &fs::read_to_string(&path).expect("a source")));
        }
    }
    found
}

fn collect(path: &Path, paths: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).expect("a folder") {
            collect(&entry.expect("an entry").path(), paths);
        }
    } else if path.extension().is_some_and(|ending| ending == "rs") {
        paths.push(path.to_owned());
    }
}

/// The strings of a program up to its tests, which stand at its end.
fn read(name: &str, source: &str) -> Vec<Literal> {
    // Comments, attributes, the beginnings of raw strings, bytes, strings, characters; all else is passed over.
    let token = regex(
        r#"^(?://[^\n]*|#!?\[(?:[^\[\]"]|"(?:[^"\\]|\\[\s\S])*"|\[[^\]]*\])*\]|b?r#*"|b?"(?:[^"\\]|\\[\s\S])*"|'(?:\\[^\n]+?|[^\\'\n])')"#,
    );
    let continued = regex(r"\\\n\s*");
    let (mut literals, mut at) = (Vec::new(), 0);
    while at < source.len() {
        let Some(next) = source[at..].find(['/', '#', '"', '\'', 'r', 'b']) else { break };
        at += next;
        let rest = &source[at..];
        let begins = !rest.starts_with(['r', 'b']) || rest[1..].starts_with(['r', '#', '"']);
        // No token is so long, and what is not looked at takes no time.
        let near = &rest[..rest.floor_char_boundary(4 * AROUND)];
        let Some(found) = begins.then(|| token.find(near)).flatten() else {
            at += 1;
            continue;
        };
        let text = found.as_str();
        if text.starts_with("#[cfg(test)]")
            || text.starts_with("#[cfg(all(test") && !rest[text.len()..].trim_start().starts_with("mod tests;")
        {
            break;
        }
        if let Some(hashes) = text.strip_suffix('"').and_then(|head| head.trim_start_matches('b').strip_prefix('r')) {
            let end = format!("\"{hashes}");
            at += text.len() + rest[text.len()..].find(&end).map_or(0, |length| length + end.len());
            continue;
        }
        if text.starts_with('"') {
            let line = source[..at].matches('\n').count() + 1;
            let begin = source.floor_char_boundary(at.saturating_sub(AROUND));
            let behind = source[at + text.len()..].chars().take(20).collect();
            literals.push(Literal {
                place: format!("{name}:{line}"),
                before: source[begin..at].to_owned(),
                behind,
                text: continued.replace_all(&text[1..text.len() - 1], "").into_owned(),
            });
        }
        at += text.len();
    }
    literals
}
