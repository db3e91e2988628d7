//! Texts that every match of a regular expression contains: they are looked for first, because that is 50 times as fast.

use std::{iter::Peekable, str::CharIndices};

/// A shorter text is in too many messages.
const SHORTEST: usize = 2;

/// Texts of which every match contains one at least.
pub(super) type Alternatives = Vec<String>;

/// What no match can be without: one of each of these. None when there is nothing, and whenever the expression has anything
/// by which that could be wrong.
pub(super) fn required(expression: &str) -> Vec<Alternatives> {
    found(expression).unwrap_or_default()
}

fn found(expression: &str) -> Option<Vec<Alternatives>> {
    // A flag can change what the signs mean.
    if expression.replace("(?:", "").contains("(?") {
        return None;
    }
    let structure = structure(expression)?;
    if branches(expression, &structure).len() > 1 {
        return Some(vec![alternatives(expression)?]);
    }
    let own = longest_run(expression).map(|run| vec![run]);
    let in_groups = groups(expression, &structure).filter_map(alternatives);
    Some(own.into_iter().chain(in_groups).collect())
}

/// Of each branch a text that its matches contain. `None` when one has none.
fn alternatives(expression: &str) -> Option<Alternatives> {
    branches(expression, &structure(expression)?).into_iter().map(longest_run).collect()
}

/// Where the signs are that give an expression its structure: `(`, `)` and `|`. `None` when they do not fit.
fn structure(expression: &str) -> Option<Vec<(usize, char)>> {
    let mut depth = 0_usize;
    let mut structure = Vec::new();
    let mut signs = expression.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' => drop(signs.next()?),
            '[' => skip_class(&mut signs),
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if matches!(sign, '(' | ')' | '|') {
            structure.push((at, sign));
        }
    }
    (depth == 0).then_some(structure)
}

fn branches<'a>(expression: &'a str, structure: &[(usize, char)]) -> Vec<&'a str> {
    let (mut depth, mut start, mut branches) = (0, 0, Vec::new());
    for &(at, sign) in structure {
        match sign {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => {
                branches.push(&expression[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    branches.push(&expression[start..]);
    branches
}

/// What is in the groups that are in no other and that no match goes without.
fn groups<'a>(expression: &'a str, structure: &[(usize, char)]) -> impl Iterator<Item = &'a str> {
    let (mut depth, mut start) = (0, 0);
    structure.iter().filter_map(move |&(at, sign)| {
        match sign {
            '(' => {
                if depth == 0 {
                    start = at + 1;
                }
                depth += 1;
            }
            ')' => depth -= 1,
            _ => {}
        }
        let may_be_missing = expression[at + 1..].starts_with(['*', '?', '{']);
        let group = (sign == ')' && depth == 0 && !may_be_missing).then(|| &expression[start..at])?;
        Some(group.strip_prefix("?:").unwrap_or(group))
    })
}

/// The longest run of plain characters, outside of groups, that no match of a branch can be without.
fn longest_run(branch: &str) -> Option<String> {
    let mut best = String::new();
    let mut run = String::new();
    let mut depth = 0_usize;
    let mut signs = branch.char_indices().peekable();
    while let Some((_, sign)) = signs.next() {
        let literal = match sign {
            '\\' => escaped(signs.next()?.1)?,
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
                let _ = signs.by_ref().find(|(_, sign)| *sign == '}');
                None
            }
            '.' | '^' | '$' | '*' | '+' | '?' | '|' | '}' | ']' => None,
            sign => Some(sign),
        };
        let is_repeated = matches!(signs.peek(), Some((_, '*' | '+' | '?' | '{')));
        match literal {
            Some(sign) if depth == 0 && !is_repeated => run.push(sign),
            _ => keep_longer(&mut best, &mut run),
        }
    }
    keep_longer(&mut best, &mut run);
    (best.len() >= SHORTEST).then_some(best)
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

fn skip_class(signs: &mut Peekable<CharIndices<'_>>) {
    signs.next_if(|(_, sign)| *sign == '^');
    signs.next_if(|(_, sign)| *sign == ']');
    while let Some((_, sign)) = signs.next() {
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
            ("(?i)abc", None),
            ("(?i:abc)", None),
            ("abc{0}xy", Some("ab")),
            ("[]abc]de", Some("de")),
            (r"[\]abc]", None),
            (r"ab\x41cd", None),
            (".*", None),
            ("a{2,3}bc", Some("bc")),
            ("ab)cd", None),
        ] {
            let required: Vec<_> = required(expression).concat();
            assert_eq!(required, literal.as_slice(), "{expression}");
        }
    }

    #[test]
    fn of_alternatives_every_match_contains_one() {
        for (expression, expected) in [
            ("(abc)", vec![vec!["abc"]]),
            ("abc|de", vec![vec!["abc", "de"]]),
            ("abc|d", vec![]),
            ("abc|", vec![]),
            (r"seq.:\d*(?:777|8585)\d*,", vec![vec!["seq"], vec!["777", "8585"]]),
            ("x(ab|cd)+(ef|gh)*(ij|kl)?(mn|op){0}", vec![vec!["ab", "cd"]]),
            ("(a(bc|de)fg|hi)", vec![vec!["fg", "hi"]]),
            ("((?:ab|cd)|ef)", vec![]),
            (r"(ab\|cd|[|)]ef)", vec![vec!["ab|cd", "ef"]]),
            ("(ab|cd)|ef", vec![]),
        ] {
            assert_eq!(required(expression), expected, "{expression}");
        }
    }
}
