//! The list is what looking at every row gives.

use super::*;

/// What a step of the property test does.
#[derive(Clone, Debug)]
enum Step {
    Text(u8),
    Note,
    Large,
    Filter(u8),
    Look,
    Clear,
    UndoClear,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => any::<u8>().prop_map(Step::Text),
        3 => Just(Step::Note),
        1 => Just(Step::Large),
        2 => any::<u8>().prop_map(Step::Filter),
        6 => Just(Step::Look),
        1 => Just(Step::Clear),
        1 => Just(Step::UndoClear),
    ]
}

fn filter(what: u8) -> Filter {
    let language = if what & 1 == 0 { Language::Text } else { Language::Regex };
    let text = ["ab", "BA", "é", "aa"][usize::from(what >> 1 & 3)];
    let pattern = Pattern { text: text.into(), language, ignores_case: what & 8 != 0 };
    let muted = if what & 64 == 0 { Vec::new() } else { vec![KindName::NotJson] };
    Filter { inverted: what & 16 != 0, context: u16::from(what >> 5 & 1) * 2, muted, ..with(pattern) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]
    #[test]
    fn the_list_is_what_looking_at_every_row_gives(steps in proptest::collection::vec(step(), 1..120)) {
        let mut log = MessageLog::new(MessageLog::LEAST_BUDGET);
        let mut texts = std::collections::BTreeMap::new();
        let mut plan = Filter::default();
        for step in steps {
            match step {
                Step::Text(seed) => {
                    let signs = ["a", "b", "é", "B", "{}"];
                    let text: String = (0..seed % 7).map(|at| signs[usize::from(seed / 7 + at * (seed % 3)) % 5]).collect();
                    texts.insert(log.rows().end.0, text.clone());
                    receive(&mut log, &text);
                }
                Step::Note => log.note(&Note::SendFailed("ab".into()), NOW),
                Step::Large => {
                    texts.insert(log.rows().end.0, "a".repeat(900_000));
                    receive(&mut log, &"a".repeat(900_000));
                }
                Step::Filter(what) => {
                    plan = filter(what);
                    log.set_filter(plan.clone());
                }
                Step::Look => {
                    log.look_on(&mut || false);
                }
                Step::Clear => log.clear(),
                Step::UndoClear => drop(log.undo_clear()),
            }
        }
        look_all(&mut log);
        let is_muted = |text: &str| !plan.muted.is_empty() && !text.starts_with('{');
        let is_match = |text: &str| {
            let Some(pattern) = plan.pattern() else { return true };
            let (text, wanted) = match (pattern.ignores_case, pattern.language) {
                (true, _) => (text.to_lowercase(), pattern.text.to_lowercase()),
                (false, _) => (text.to_owned(), pattern.text.clone()),
            };
            text.contains(&wanted) != plan.inverted
        };
        let rows: Vec<u64> = (log.rows().start.0..log.rows().end.0).collect();
        let matches: Vec<u64> = rows.iter().copied().filter(|row| texts.get(row).is_some_and(|text| !is_muted(text) && is_match(text))).collect();
        let expected: Vec<(u64, bool)> = rows.iter().filter_map(|&row| {
            let is_near = matches.iter().any(|&other| row.abs_diff(other) <= u64::from(plan.context));
            match texts.get(&row) {
                Some(_) if matches.contains(&row) => Some((row, false)),
                Some(text) => (is_near && !is_muted(text)).then_some((row, true)),
                None => Some((row, plan != Filter::default())),
            }
        }).collect();
        let notes = |row: &u64| !texts.contains_key(row);
        let seen = shown(&log);
        // What is no message is neither a match nor context. Context remains when its match is evicted.
        let lost = log.ledger().evicted > 0;
        let strip = |rows: Vec<(u64, bool)>| {
            let rows = rows.into_iter().map(|(row, is_context)| (row, is_context && !notes(&row)));
            rows.filter(|(_, is_context)| !(lost && *is_context)).collect::<Vec<_>>()
        };
        prop_assert_eq!(strip(seen), strip(expected));
        prop_assert_eq!(log.list().messages, matches.len() as u64);
    }
}
