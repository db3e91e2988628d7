//! How fast a filter is beside a plain search in the same bytes. It prints, and proves nothing:
//! `cargo test --release --package socketscope --test speed -- --ignored --nocapture`
#![cfg(not(target_arch = "wasm32"))]

use std::{hint::black_box, time::Instant};

use socketscope::model::{
    find::{
        filter::Filter,
        kind::KindField,
        pattern::{Language, Pattern},
    },
    log::MessageLog,
    message::{Direction, Kind},
    time::Timestamp,
};

const MESSAGES: u32 = 1_000_000;

#[test]
#[ignore = "a measurement, for an optimised build"]
fn a_filter_over_a_million_messages_beside_memmem() {
    let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
    let text = |number: u32| {
        format!(
            r#"{{"type":"trade","id":{number:08},"price":{:>6}.25,"symbol":"BTC-EUR","note":"the quick brown fox jumps"}}"#,
            number % 90_000
        )
    };
    let began = Instant::now();
    let mut bytes = Vec::new();
    for number in 0..MESSAGES {
        let text = text(number);
        log.append(Direction::Received, Kind::Text, text.as_bytes(), Timestamp(1000.0));
        bytes.extend_from_slice(text.as_bytes());
    }
    println!("appended in {:?}, {} bytes", began.elapsed(), log.ledger().bytes);
    for needle in ["00999", "zebra", "quick"] {
        let mut plain = f64::MAX;
        for _ in 0..5 {
            let began = Instant::now();
            let finder = memchr::memmem::Finder::new(needle);
            let hits: usize = bytes.chunks(1 << 20).map(|chunk| finder.find_iter(chunk).count()).sum();
            black_box(hits);
            plain = plain.min(began.elapsed().as_secs_f64() * 1000.0);
        }
        println!("memmem {needle}: {plain:.1} ms");
        for (language, ignores_case, inverted) in [
            (Language::Text, false, false),
            (Language::Text, false, true),
            (Language::Text, true, false),
            (Language::Regex, false, false),
            (Language::Regex, true, false),
        ] {
            let text = if language == Language::Regex { format!("{needle}[0-9a-z ]") } else { needle.into() };
            let pattern = Some(Pattern { text, language, ignores_case });
            report(&mut log, &Filter { pattern, inverted, ..Filter::default() }, plain);
        }
    }
    let pattern = Some(Pattern { text: r"\d{3}5\.25".into(), language: Language::Regex, ignores_case: false });
    report(&mut log, &Filter { pattern, ..Filter::default() }, 1.0);
    let began = Instant::now();
    log.set_kinds(Some(KindField::Found));
    while log.look_on(&mut || true) {}
    println!("kinds: {:?}", began.elapsed());
}

fn report(log: &mut MessageLog, filter: &Filter, plain: f64) {
    let (mut best, mut first) = (f64::MAX, f64::MAX);
    for _ in 0..3 {
        let began = Instant::now();
        log.set_filter(filter.clone());
        let mut seen = None;
        let ms = |began: Instant| began.elapsed().as_secs_f64() * 1000.0;
        while log.look_on(&mut || false) {
            if log.list().messages >= 40 {
                seen.get_or_insert_with(|| ms(began));
            }
        }
        best = best.min(ms(began));
        first = first.min(seen.unwrap_or(f64::NAN));
    }
    let shown = log.list().messages;
    println!(
        "  {best:8.1} ms = {:5.2} x, first rows {first:.2} ms, {shown} shown: {:?} inverted {}",
        best / plain,
        filter.pattern,
        filter.inverted
    );
    log.set_filter(Filter::default());
}
