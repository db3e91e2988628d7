//! Templates, filled by hand-made ingredients.

use proptest::prelude::*;

use super::*;

fn render(text: &str, random: u64) -> String {
    let mut ingredients = Ingredients { seq: 7, now: Timestamp(1_785_600_000_042.9), random: || random };
    Template::parse(text).expect("a good template").render(&mut ingredients)
}

#[test]
fn placeholders_are_filled() {
    assert_eq!(render("{\"n\":{{seq}},\"t\":\"{{ iso }}\"}", 0), "{\"n\":7,\"t\":\"2026-08-01T16:00:00.042Z\"}");
    assert_eq!(render("{{now}}", 0), "1785600000042");
    assert_eq!(render("{{uuid}}", 0), "00000000-0000-4000-8000-000000000000");
    assert_eq!(render("{{uuid}}", u64::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    assert_eq!(render("{{seq}}{{seq}}", 0), "77");
}

#[test]
fn a_random_number_is_within_its_range_ends_included() {
    for (range, least, most) in [
        ("1 100", "1", "100"),
        ("100 1", "1", "100"),
        ("-5 5", "-5", "5"),
        ("3 3", "3", "3"),
        ("-9223372036854775808 9223372036854775807", "-9223372036854775808", "9223372036854775807"),
    ] {
        let text = format!("{{{{random {range}}}}}");
        assert_eq!((render(&text, 0).as_str(), render(&text, u64::MAX).as_str()), (least, most), "{range}");
    }
}

#[test]
fn braces_that_are_no_placeholder_are_text() {
    for text in
        ["", "{{", "}}", "{ {seq} }", "a {{ b", "{{seq}", "{{}}", "{{\"a\":1}}", "{{\nseq}}", r"C:\dir\{x}", r"\\"]
    {
        assert_eq!(render(text, 0), text, "{text:?}");
        assert!(Template::parse(text).is_ok_and(|template| template.is_constant()), "{text:?}");
    }
    assert_eq!(render("{{ {{seq}} }}", 0), "{{ 7 }}");
    assert_eq!(render("{{{seq}}}", 0), "{7}");
}

#[test]
fn a_backslash_makes_a_placeholder_text() {
    assert_eq!(render(r"\{{seq}}", 0), "{{seq}}");
    assert_eq!(render(r"\{{name}} {{seq}}", 0), "{{name}} 7");
    assert_eq!(render(r"\\{{seq}}", 0), r"\7");
    assert_eq!(render(r"\\\{{seq}}", 0), r"\{{seq}}");
    assert_eq!(render(r"\{{", 0), r"\{{");
}

#[test]
fn what_is_no_template_is_explained() {
    let error = |text: &str| Template::parse(text).expect_err("a bad template").to_string();
    assert_eq!(
        error("{{name}}"),
        "There is no placeholder {{name}}. There are {{seq}}, {{now}}, {{iso}}, {{uuid}} and {{random 1 100}}. To \
         send the braces themselves, write \\{{."
    );
    assert_eq!(error("{{seq 1}}"), "The placeholder {{seq}} stands alone. Remove what follows its name.");
    assert!(error("{{now s}}").contains("{{iso}}"));
    for range in ["random", "random 1", "random 1 2 3", "random 1 x", "random 1.5 2", "random 0 9223372036854775808"] {
        assert!(error(&format!("{{{{{range}}}}}")).contains("needs two whole numbers"), "{range}");
    }
}

#[test]
fn times_are_written_in_utc() {
    for (ms, text) in [
        (0.0, "1970-01-01T00:00:00.000Z"),
        (-1.0, "1969-12-31T23:59:59.999Z"),
        (951_782_400_000.0, "2000-02-29T00:00:00.000Z"),
        (1_709_251_199_999.9, "2024-02-29T23:59:59.999Z"),
        (4_107_542_400_000.0, "2100-03-01T00:00:00.000Z"),
        (253_402_300_800_000.0, "+010000-01-01T00:00:00.000Z"),
        (f64::NAN, "1970-01-01T00:00:00.000Z"),
        (f64::INFINITY, "+275760-09-13T00:00:00.000Z"),
        (f64::NEG_INFINITY, "-271821-04-20T00:00:00.000Z"),
    ] {
        assert_eq!(iso_8601(Timestamp(ms)), text);
    }
}

proptest! {
    #[test]
    fn any_text_is_a_template_or_an_error(text in r"([{}\\a-z0-9 \n]|\{\{|\}\}|seq|random|é){0,20}", random: u64) {
        if let Ok(template) = Template::parse(&text) {
            template.render(&mut Ingredients { seq: 0, now: Timestamp(0.0), random: || random });
        }
    }

    #[test]
    fn any_range_holds_its_numbers(a: i64, b: i64, random: u64) {
        let number = within(a.min(b), a.max(b), random);
        prop_assert!((i128::from(a.min(b))..=i128::from(a.max(b))).contains(&number));
    }
}
