//! What is seen is where the list stands, whatever happened before.

use super::*;

/// What may happen to a list.
#[derive(Clone, Debug)]
enum Happening {
    Moved(f64),
    Dragged(f64),
    Appended(u64),
    Evicted(u64),
    WentTo(f64),
    Revealed(i64),
    Edge(bool),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        8 => (-1400..1400_i32).prop_map(|pixels| Happening::Moved(f64::from(pixels))),
        2 => (-3..3_i32).prop_map(|pixels| Happening::Moved(f64::from(pixels))),
        2 => (0.0..1.0).prop_map(Happening::Dragged),
        2 => (1..400_000_u64).prop_map(Happening::Appended),
        2 => (1..400_000_u64).prop_map(Happening::Evicted),
        1 => (0.0..1.0).prop_map(Happening::WentTo),
        1 => (-40..40_i64).prop_map(Happening::Revealed),
        1 => any::<bool>().prop_map(Happening::Edge),
    ]
}

impl Document {
    fn take(&mut self, happening: &Happening) {
        let kept = self.scroll.kept.clone();
        let part = |part: f64| kept.start + self.scroll.row_at((self.scroll.pixels(kept.end - kept.start)) * part);
        match happening {
            Happening::Moved(pixels) => {
                let (before, (first, last)) = (self.scroll.top, (self.scroll.first_top(), self.scroll.last_top()));
                self.move_by(*pixels);
                let expected = (before + pixels).clamp(first, last);
                assert!((self.scroll.top - expected).abs() <= AT_END, "{expected} expected: {:?}", self.scroll);
            }
            Happening::Dragged(part) => self.move_to((self.end() * part).round()),
            Happening::Appended(rows) => self.draw(kept.start..kept.end + rows),
            Happening::Evicted(rows) => self.draw((kept.start + rows).min(kept.end - 1)..kept.end),
            Happening::WentTo(place) => {
                let row = part(*place);
                self.scroll.go_to(row);
                self.draw(kept);
            }
            Happening::Revealed(rows) => {
                let row = self.scroll.visible().start.saturating_add_signed(*rows).clamp(kept.start, kept.end - 1);
                self.scroll.reveal(row);
                self.draw(kept);
            }
            Happening::Edge(newest) => {
                self.scroll.go_to_edge(*newest);
                self.draw(kept);
            }
        }
    }
}

proptest! {
    #[test]
    fn what_is_seen_is_where_the_list_stands(
        rows in prop::sample::select(vec![10_u64, 300, 333_000, 334_000, 1_000_000, 10_000_000]),
        happenings in prop::collection::vec(happening(), 1..200),
    ) {
        let mut document = Document::with_rows(0..rows);
        for happening in &happenings {
            document.take(happening);
            document.check();
        }
    }
}
