//! The contrast of the style sheet's colours, computed from its tokens as WCAG 2.2 defines it.
#![cfg(not(target_arch = "wasm32"))]

use std::{collections::BTreeMap, fs, path::Path};

/// What is written, and on what.
const WRITTEN: [(&[&str], &[&str]); 3] = [
    (&["ink", "quiet", "accent", "danger"], &["paper", "raised", "sunken"]),
    (&["sent", "received", "warning"], &["paper", "raised", "sunken"]),
    (&["on-accent"], &["accent"]),
];

/// Edges of controls, and what they stand on (WCAG 1.4.11).
const DRAWN: [(&[&str], &[&str]); 1] = [(&["edge", "accent", "received", "warning", "danger"], &["paper", "raised"])];

/// Text on what is marked.
const MARKED: [(&[&str], &[&str]); 1] = [(&["ink"], &["found", "found-next"])];

type Colour = [f64; 3];
type Tokens = BTreeMap<String, [Colour; 2]>;

#[test]
fn text_stands_out_by_4_5_in_light_and_dark() {
    let tokens = tokens(":root {");
    expect(&tokens, &WRITTEN, 4.5);
    expect(&tokens, &MARKED, 4.5);
}

#[test]
fn what_is_drawn_stands_out_by_3() {
    expect(&tokens(":root {"), &DRAWN, 3.0);
}

#[test]
fn with_more_contrast_text_stands_out_by_7() {
    let mut tokens = tokens(":root {");
    tokens.extend(self::tokens(":root[data-contrast=\"more\"] {"));
    expect(&tokens, &WRITTEN, 7.0);
    expect(&tokens, &MARKED, 7.0);
    expect(&tokens, &DRAWN, 4.5);
}

#[test]
fn black_on_white_is_21_to_1() {
    assert!((ratio([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
    assert!((ratio(colour("#777777"), colour("#ffffff")) - 4.48).abs() < 0.01, "WebAIM says 4.48");
}

#[track_caller]
fn expect(tokens: &Tokens, pairs: &[(&[&str], &[&str])], least: f64) {
    let mut short = Vec::new();
    for (above, below) in
        pairs.iter().flat_map(|(above, below)| above.iter().flat_map(move |a| below.iter().map(move |b| (a, b))))
    {
        for (theme, name) in ["light", "dark"].iter().enumerate() {
            let ratio = ratio(tokens[*above][theme], tokens[*below][theme]);
            if ratio < least {
                short.push(format!("{above} on {below}, {name}: {ratio:.2}"));
            }
        }
    }
    assert!(short.is_empty(), "less than {least}:\n{}", short.join("\n"));
}

/// The colours that a block of the style sheet sets, each in light and in dark.
fn tokens(block: &str) -> Tokens {
    let style = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("style.css")).expect("style.css");
    let body = style.split_once(block).expect("the block of the style sheet").1.split_once("\n}").expect("its end").0;
    let mut tokens = Tokens::new();
    for line in body.lines() {
        let Some((name, value)) = line.trim().trim_end_matches(';').split_once(": ") else { continue };
        let Some(pair) = value.strip_prefix("light-dark(").and_then(|rest| rest.strip_suffix(')')) else { continue };
        let (light, dark) = pair.split_once(", ").expect("two colours");
        tokens.insert(name.trim_start_matches("--").to_owned(), [colour(light), colour(dark)]);
    }
    assert!(!tokens.is_empty(), "{block} sets no colours");
    tokens
}

fn colour(hex: &str) -> Colour {
    let channel = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two hex digits")) / 255.0;
    [channel(1), channel(3), channel(5)]
}

fn ratio(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of WCAG 2.2.
fn luminance(colour: Colour) -> f64 {
    let linear = colour.map(|part| if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
