//! What is typed into the fields of the filter, and what it asks for.

use super::*;

fn filter(form: &FilterForm) -> Result<Filter, Field> {
    let day = |[_, _, day]: [u32; 3]| f64::from(day) * 86_400_000.0;
    form.filter(|(on, of_day)| Timestamp(on.map_or(0.0, day) + of_day))
}

#[test]
fn an_empty_form_shows_all() {
    assert!(filter(&FilterForm::default()).is_ok_and(|filter| filter.shows_all()));
    assert_eq!(FilterForm::default().chips(), []);
}

#[test]
fn what_is_typed_becomes_conditions() {
    let form = FilterForm {
        pattern: PatternForm { text: "a b".into(), is_regex: true, minds_case: true },
        least: " 10 ".into(),
        from: "00:01".into(),
        context: "3".into(),
        ..FilterForm::default()
    };
    let pattern = Pattern { text: "a b".into(), language: Language::Regex, ignores_case: false };
    let expected = Filter {
        pattern: Some(pattern),
        least_bytes: Some(10),
        from: Some(Timestamp(60_000.0)),
        context: 3,
        ..Filter::default()
    };
    assert_eq!(filter(&form), Ok(expected));
    assert_eq!(form.chips(), [Chip::Pattern, Chip::Size, Chip::Time]);
}

#[test]
fn a_time_may_be_of_another_day() {
    let form = FilterForm { from: "2026-01-01 23:00".into(), to: "2026-01-02 01:00".into(), ..FilterForm::default() };
    let times = filter(&form).map(|filter| (filter.from, filter.to));
    assert_eq!(times, Ok((Some(Timestamp(169_200_000.0)), Some(Timestamp(176_400_000.0)))));
}

#[test]
fn what_cannot_be_read_names_its_field() {
    let of = |change: fn(&mut FilterForm)| {
        let mut form = FilterForm::default();
        change(&mut form);
        filter(&form)
    };
    let at = |change: fn(&mut FilterForm)| {
        let mut form = FilterForm::default();
        change(&mut form);
        filter(&form).err().map(|problem| form.id_of(problem))
    };
    assert_eq!(at(|form| form.most = "1 kB".into()), Some("filter-most"));
    assert_eq!(at(|form| (form.least, form.most) = ("-".into(), "5".into())), Some("filter-least"));
    assert_eq!(at(|form| (form.from, form.to) = ("13:05".into(), "1".into())), Some("filter-to"));
    assert_eq!(of(|form| form.most = "1 kB".into()), Err(Field::Size));
    assert_eq!(of(|form| form.to = "25:00".into()), Err(Field::Time));
    assert_eq!(of(|form| (form.least, form.most) = ("2".into(), "1".into())), Err(Field::Sizes));
    assert_eq!(of(|form| (form.from, form.to) = ("13:05".into(), "13:04".into())), Err(Field::Times));
    assert_eq!(of(|form| form.context = "101".into()), Err(Field::Context));
}

#[test]
fn one_field_that_cannot_be_read_keeps_back_all_that_was_changed_with_it() {
    let applied = FilterForm { direction: Some(Direction::Sent), least: "5".into(), ..FilterForm::default() };
    let form = FilterForm {
        pattern: PatternForm { text: "a".into(), ..PatternForm::default() },
        from: "25:00".into(),
        ..applied.clone()
    };
    let problem = filter(&form).err();
    assert_eq!(form.held_back(&applied, problem, false), [Chip::Pattern, Chip::Time]);
    assert_eq!(form.held_back(&form, None, false), []);
    assert_eq!(form.held_back(&form, None, true), [Chip::Pattern], "the engine cannot use it");
    let longer = FilterForm { least: "abc".into(), ..applied.clone() };
    assert_eq!(longer.held_back(&applied, filter(&longer).err(), false), [Chip::Size]);
}

#[test]
fn a_chip_takes_its_condition_back() {
    let mut form = FilterForm { direction: Some(Direction::Sent), ..FilterForm::default() };
    form.mute(&KindName::Binary);
    form.show_only(&KindName::NotJson);
    form.chips().iter().for_each(|chip| form.drop(chip));
    assert_eq!(form, FilterForm::default());
    form.mute(&KindName::Binary);
    form.mute(&KindName::Binary);
    assert_eq!(form, FilterForm::default());
}
