//! Comparing the message that is looked into with another one of the log.

use super::{Compared, Other};
use crate::model::{
    id::{MessageNumber, RowNumber},
    inspect::{self, Line},
    language::{Text, say, text},
    log::{Before, MessageLog},
};

/// Bytes of memory that a comparison may take.
const ROOM: usize = 24 * 1024 * 1024;

/// The differences between the message in this row, whose bytes these are, and another one; the one that came first is taken for
/// the older. Without bytes, not all of it is here. Where they cannot be compared, a sentence says why.
pub fn compare(row: RowNumber, bytes: Option<&[u8]>, other: Other, log: &mut MessageLog) -> (Compared, Vec<Line>) {
    match differences(row, bytes, other, log) {
        Ok((message, diff)) => (Compared { other, message: Some(message), why: diff.why }, diff.lines),
        Err(why) => (Compared { other, message: None, why }, Vec::new()),
    }
}

fn differences(
    row: RowNumber,
    bytes: Option<&[u8]>,
    other: Other,
    log: &mut MessageLog,
) -> Result<(MessageNumber, inspect::Diff), String> {
    let bytes = bytes.ok_or(NOT_ALL_HERE)?;
    if !log.make_way(ROOM) {
        return Err(NO_ROOM.into());
    }
    let number = found(row, other, log)?;
    let there = log.row_numbered(number).and_then(|row| row.message()).zip(log.payload(number));
    let (message, payload) = there.ok_or(NOT_THERE)?;
    if log.is_held(number) {
        return Err(HELD.into());
    }
    let (old, new) = if number < row { (payload, bytes) } else { (bytes, payload) };
    Ok((message, inspect::diff(old, new)))
}

fn found(row: RowNumber, other: Other, log: &MessageLog) -> Result<RowNumber, String> {
    match other {
        Other::Row(row) => Ok(row),
        Other::Before => match log.before_of_its_kind(row) {
            Before::Row(row) => Ok(row),
            Before::None => Err(NOT_THERE.into()),
            Before::NotWithin(rows) => Err(say!(
                "None of its kind is among the {} rows before it. Select it and this one with Shift to compare them.",
                "Unter den {} Zeilen davor ist keine ihrer Art. Wählen Sie sie und diese mit der Umschalttaste, um \
                 sie zu vergleichen.",
                rows
            )),
        },
    }
}

const NOT_ALL_HERE: Text =
    text!("Not all of this message is here to be compared.", "Diese Nachricht ist zum Vergleichen nicht ganz hier.");

const NO_ROOM: Text = text!(
    "There is no memory to compare messages. Clear some, or close other sessions.",
    "Zum Vergleichen von Nachrichten fehlt der Speicher. Leeren Sie das Log, oder schließen Sie andere Sitzungen.",
);

const NOT_THERE: Text = text!("There is no such message in the log.", "Eine solche Nachricht gibt es im Log nicht.");

const HELD: Text = text!(
    "The other message stays with the browser as a Blob, so it is not compared. With binaryType set to arraybuffer, the next \
     ones are.",
    "Die andere Nachricht bleibt als Blob beim Browser und wird darum nicht verglichen. Mit binaryType arraybuffer werden es \
     die nächsten.",
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        inspect::Class,
        log::Note,
        message::{Direction, Kind},
        time::Timestamp,
    };

    const NOW: Timestamp = Timestamp(0.0);

    fn log(messages: &[&str]) -> MessageLog {
        let mut log = MessageLog::new(MessageLog::DEFAULT_BUDGET);
        for message in messages {
            log.append(Direction::Received, Kind::Text, message.as_bytes(), NOW);
        }
        log
    }

    fn has(lines: &[Line], class: Class, part: &str) -> bool {
        lines.iter().flat_map(Line::spans).any(|(seen, text)| seen == class && text.contains(part))
    }

    fn why(compared: &(Compared, Vec<Line>)) -> (Option<MessageNumber>, &str) {
        (compared.0.message, &compared.0.why)
    }

    #[test]
    fn the_one_before_of_its_kind_is_the_older_one() {
        let mut log = log(&[r#"{"type":"a","v":1}"#, r#"{"type":"b","v":5}"#, r#"{"type":"a","v":2}"#]);
        let (compared, lines) = compare(RowNumber(2), Some(br#"{"type":"a","v":2}"#), Other::Before, &mut log);
        assert_eq!(compared.message, Some(MessageNumber(0)));
        assert!(has(&lines, Class::Removed, "1") && has(&lines, Class::Added, "2"), "{lines:?}");
    }

    #[test]
    fn a_later_row_is_the_newer_one() {
        let mut log = log(&["old", "new"]);
        let (compared, lines) = compare(RowNumber(0), Some(b"old"), Other::Row(RowNumber(1)), &mut log);
        assert_eq!(compared.message, Some(MessageNumber(1)));
        assert!(has(&lines, Class::Removed, "old") && has(&lines, Class::Added, "new"), "{lines:?}");
    }

    #[test]
    fn what_cannot_be_compared_is_told_why() {
        let mut log = log(&["one"]);
        log.note(&Note::Errored, NOW);
        log.append_held(Kind::Binary, 5_000_000, NOW);
        for (bytes, other, sentence) in [
            (None, Other::Before, "Not all of this message"),
            (Some(&b"one"[..]), Other::Before, "no such message"),
            (Some(b"one"), Other::Row(RowNumber(9)), "no such message"),
            (Some(b"one"), Other::Row(RowNumber(1)), "no such message"),
            (Some(b"one"), Other::Row(RowNumber(2)), "stays with the browser"),
        ] {
            let compared = compare(RowNumber(0), bytes, other, &mut log);
            let (message, told) = why(&compared);
            assert!(message.is_none() && told.contains(sentence), "{other:?}: {told}");
        }
    }

    #[test]
    fn one_that_is_too_far_away_to_be_looked_for_is_told_so() {
        let mut log = log(&[r#"{"type":"a"}"#]);
        (0..5_000).for_each(|_| log.append(Direction::Received, Kind::Text, br#"{"type":"b"}"#, NOW));
        log.append(Direction::Received, Kind::Text, br#"{"type":"a"}"#, NOW);
        let compared = compare(RowNumber(5_001), Some(br#"{"type":"a"}"#), Other::Before, &mut log);
        let (message, told) = why(&compared);
        assert!(message.is_none() && told.contains("among the 4096 rows"), "{told}");
    }
}
