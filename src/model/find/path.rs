//! A path into a JSON text: `$.a.b[3]`, `a.b[3]`, `["odd key"]`.

use super::{
    DEEPEST,
    json::{Cursor, means},
    pattern::Problem,
};
use crate::model::language::{self, Text};

/// Where to look in a JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(Vec<Step>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Name(String),
    Index(usize),
}

/// Steps of one path at most: no one needs more, and each costs time.
const MOST_STEPS: usize = 64;

impl Path {
    /// Reads a path.
    ///
    /// # Errors
    ///
    /// A sentence, with the place.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let text = text.trim();
        let mut reader = Reader { text, at: 0 };
        let mut steps = Vec::new();
        if text.is_empty() {
            return Err(reader.problem(language::text!(
                "A path is missing. Write, for example, $.price or data.items[0].",
                "Es fehlt ein Pfad. Schreiben Sie zum Beispiel $.price oder data.items[0].",
            )));
        }
        let has_root = text == "$" || text.starts_with("$.") || text.starts_with("$[");
        reader.at = usize::from(has_root);
        while reader.at < text.len() {
            let is_first = steps.is_empty() && !has_root;
            steps.push(reader.step(is_first)?);
            if steps.len() > MOST_STEPS {
                return Err(reader.problem(language::text!(
                    "The path is too long: it may have 64 steps.",
                    "Der Pfad ist zu lang: Er darf 64 Schritte haben.",
                )));
            }
        }
        Ok(Self(steps))
    }

    /// The value at this path, as it is written in the text. Of names that are repeated the last counts, as in
    /// JavaScript. Of a large text only the beginning is read.
    pub fn find<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let mut value = &text[..text.len().min(DEEPEST)];
        for step in &self.0 {
            value = match step {
                Step::Name(name) => member(value, name)?,
                Step::Index(index) => element(value, *index)?,
            };
        }
        if self.0.is_empty() { Cursor::new(value).value() } else { Some(value) }
    }
}

fn member<'a>(value: &'a [u8], wanted: &str) -> Option<&'a [u8]> {
    let mut cursor = Cursor::new(value);
    let mut found = None;
    let mut first = cursor.takes(b'{').then_some(true)?;
    while let Some(name) = cursor.name(first) {
        first = false;
        let Some(value) = cursor.value() else { break };
        if means(name, wanted) {
            found = Some(value);
        }
    }
    found
}

fn element(value: &[u8], index: usize) -> Option<&[u8]> {
    let mut cursor = Cursor::new(value);
    cursor.takes(b'[').then_some(())?;
    for before in 0..index {
        cursor.element(before == 0)?;
    }
    cursor.element(index == 0)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn step(&mut self, is_first: bool) -> Result<Step, Problem> {
        match self.text.as_bytes()[self.at] {
            b'[' => self.bracket(),
            b'.' if !is_first => {
                self.at += 1;
                self.name()
            }
            _ if is_first => self.name(),
            _ => Err(self.problem(language::text!(
                "A dot or [ is expected here, as in $.a.b[0].",
                "Hier wird ein Punkt oder [ erwartet, wie in $.a.b[0].",
            ))),
        }
    }

    fn name(&mut self) -> Result<Step, Problem> {
        let rest = &self.text[self.at..];
        let length = rest.find(['.', '[']).unwrap_or(rest.len());
        if length == 0 {
            return Err(self.problem(language::text!(
                "A name is expected here. Write an unusual one as [\"name\"].",
                "Hier wird ein Name erwartet. Einen ungewöhnlichen schreiben Sie als [\"name\"].",
            )));
        }
        self.at += length;
        Ok(Step::Name(rest[..length].to_owned()))
    }

    fn bracket(&mut self) -> Result<Step, Problem> {
        let from = self.at;
        self.at += 1;
        let rest = &self.text[self.at..];
        let step = if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
            let length = quoted(&rest[1..], quote);
            let length = length.ok_or_else(|| {
                self.problem(language::text!(
                    "This name is not closed by a quote.",
                    "Diesen Namen schließt kein Anführungszeichen ab.",
                ))
            })?;
            self.at += length + 2;
            Step::Name(plain(&rest[1..=length]))
        } else {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            let wrong = language::text!(
                "A number or a name in quotes is expected here, as in [0] or [\"name\"].",
                "Hier wird eine Zahl oder ein Name in Anführungszeichen erwartet, wie in [0] oder [\"name\"].",
            );
            let index = rest[..length].parse().map_err(|_| self.problem(wrong))?;
            self.at += length;
            Step::Index(index)
        };
        if !self.text[self.at..].starts_with(']') {
            self.at = from;
            return Err(self.problem(language::text!("This [ is not closed by a ].", "Dieses [ schließt kein ] ab.")));
        }
        self.at += 1;
        Ok(step)
    }

    fn problem(&self, why: Text) -> Problem {
        Problem::new(why, Some(self.text[..self.at].chars().count()))
    }
}

/// How long a name is, up to its closing quote.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, sign) in rest.char_indices() {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            sign if sign == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// A name without the backslashes that protect its signs.
fn plain(name: &str) -> String {
    let mut signs = name.chars();
    std::iter::from_fn(|| match signs.next() {
        Some('\\') => signs.next(),
        sign => sign,
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(path: &str, text: &'a str) -> Option<&'a str> {
        let found = Path::parse(path).expect("a good path").find(text.as_bytes())?;
        Some(std::str::from_utf8(found).expect("text"))
    }

    #[test]
    fn a_path_finds_a_value_as_it_is_written() {
        let text = r#" {"a": {"b": [0, 1.50, {"odd key": "x\n"}], "b.c": true}, "": 1, "a]": 2} "#;
        for (path, value) in [
            ("$.a.b[1]", "1.50"),
            ("a.b[0]", "0"),
            ("a.b[2][\"odd key\"]", r#""x\n""#),
            ("$['a']['b.c']", "true"),
            ("[\"\"]", "1"),
            ("[\"a]\"]", "2"),
        ] {
            assert_eq!(find(path, text), Some(value), "{path}");
        }
        assert_eq!(find("$", text), Some(text.trim()));
        assert_eq!(find("[1][0]", "[0,[7]]"), Some("7"));
    }

    #[test]
    fn what_is_not_there_is_not_found() {
        for path in ["x", "a.x", "a[0]", "a.b.c", "a.b[3]", "a.b[99999999999]"] {
            assert_eq!(find(path, r#"{"a":{"b":[1,2,3]}}"#), None, "{path}");
        }
        assert_eq!(find("a", "hello"), None);
        assert_eq!(find("a", ""), None);
    }

    #[test]
    fn of_repeated_names_the_last_counts_and_a_broken_end_does_not_matter() {
        assert_eq!(find("a", r#"{"a":1,"a":2}"#), Some("2"));
        assert_eq!(find("a", r#"{"a":1,"b":[[["#), Some("1"));
    }

    #[test]
    fn a_bad_path_is_explained_with_its_place() {
        for (path, at) in [
            ("", 1),
            ("$..a", 3),
            ("a.", 3),
            ("a[", 3),
            ("a[x]", 3),
            ("a[0", 2),
            ("a[\"b]", 3),
            ("a[0]b", 5),
            (".a", 1),
        ] {
            let problem = Path::parse(path).expect_err(path);
            assert_eq!(problem.at, Some(at), "{path}: {}", problem.why);
        }
    }

    #[test]
    fn a_deep_text_and_ten_thousand_keys_are_gone_through() {
        let deep = format!(r#"{{"x":{}1{},"a":7}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(find("a", &deep), Some("7"));
        let mut wide = String::from("{");
        for number in 0..10_000 {
            wide.extend(["\"k", &number.to_string(), "\":", &number.to_string(), ","]);
        }
        wide.push_str("\"end\":0}");
        assert_eq!((find("k9999", &wide), find("end", &wide)), (Some("9999"), Some("0")));
    }

    #[test]
    fn of_a_text_of_64_mib_only_the_beginning_is_read() {
        let huge = format!(r#"{{"a":1,"b":"{}","c":2}}"#, "x".repeat(64 << 20));
        assert_eq!((find("a", &huge), find("c", &huge)), (Some("1"), None));
    }
}
