//! The lines that differ, by the algorithm of Myers (1986), with a few equal ones around.

use super::{Class, Line, MOST, push_source};
use crate::model::language::{count, text};

/// More differences than these are not searched for: the time grows with their square.
const FARTHEST: usize = 800;
/// Texts of more lines are not compared line by line.
const MOST_LINES: usize = 128 * 1024;
/// So many bytes are compared to find the differences, each line counted with some more.
const MOST_WORK: usize = 16 * 1024 * 1024;
/// Equal lines that are shown around a difference.
const AROUND: usize = 3;

/// `None` when too much differs.
pub(super) fn diff(old: &[u8], new: &[u8]) -> Option<Vec<Line>> {
    if [old, new].map(|text| memchr::memchr_iter(b'\n', text).count()).iter().max() > Some(&MOST_LINES) {
        return None;
    }
    let [old, new] = [old, new].map(|text| text.split_inclusive(|byte| *byte == b'\n').collect::<Vec<_>>());
    let common = |pairs: &mut dyn Iterator<Item = bool>| pairs.take_while(|same| *same).count();
    let before = common(&mut old.iter().zip(&new).map(|(old, new)| old == new));
    let behind = common(&mut old[before..].iter().rev().zip(new[before..].iter().rev()).map(|(old, new)| old == new));
    let (old_part, new_part) = (&old[before..old.len() - behind], &new[before..new.len() - behind]);
    let mut script = vec![Class::Same; before];
    script.extend(shortest(old_part, new_part)?);
    script.extend(vec![Class::Same; behind]);
    Some(write(&script, &old, &new))
}

/// The shortest way from the one to the other.
fn shortest(old: &[&[u8]], new: &[&[u8]]) -> Option<Vec<Class>> {
    let most = (old.len() + new.len()).min(FARTHEST);
    let mut work = MOST_WORK;
    // The farthest line of `old` on each diagonal; diagonal k is at k + most + 1.
    let mut farthest = vec![0_usize; 2 * most + 3];
    let mut trace = Vec::new();
    for steps in 0..=most {
        trace.push(farthest[most + 1 - steps..=most + 1 + steps].to_vec());
        for diagonal in (most + 1 - steps..=most + 1 + steps).step_by(2) {
            let down = goes_down(diagonal + steps == most + 1, diagonal == most + 1 + steps, &farthest, diagonal);
            let mut x = if down { farthest[diagonal + 1] } else { farthest[diagonal - 1] + 1 };
            // A diagonal is `old` less `new`, so this is the line of `new`; outside of both, nothing is there.
            let Some(mut y) = (x + most + 1).checked_sub(diagonal) else { continue };
            while x < old.len() && y < new.len() && old[x] == new[y] {
                work = work.checked_sub(old[x].len() + 16)?;
                (x, y) = (x + 1, y + 1);
            }
            farthest[diagonal] = x;
            if x >= old.len() && y >= new.len() {
                return Some(back(&trace, old.len(), new.len()));
            }
        }
    }
    None
}

fn goes_down(lowest: bool, highest: bool, farthest: &[usize], diagonal: usize) -> bool {
    lowest || !highest && farthest[diagonal - 1] < farthest[diagonal + 1]
}

/// The way that led to the end, from what was known before each step.
fn back(trace: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<Class> {
    let mut script = Vec::new();
    for (steps, known) in trace.iter().enumerate().rev() {
        // In what was known before this step, diagonal k is at k + steps.
        let Some(diagonal) = (x + steps).checked_sub(y) else { break };
        let get = |at: usize| known.get(at).copied().unwrap_or_default();
        let down = diagonal == 0 || diagonal < 2 * steps && get(diagonal - 1) < get(diagonal + 1);
        let from = if steps == 0 {
            0
        } else if down {
            get(diagonal + 1)
        } else {
            get(diagonal - 1)
        };
        let after = if steps > 0 && !down { from + 1 } else { from };
        while x > after && y > 0 {
            script.push(Class::Same);
            (x, y) = (x - 1, y - 1);
        }
        if steps > 0 {
            script.push(if down { Class::Added } else { Class::Removed });
            (x, y) = if down { (x, y.saturating_sub(1)) } else { (x.saturating_sub(1), y) };
        }
    }
    script.reverse();
    script
}

fn write(script: &[Class], old: &[&[u8]], new: &[&[u8]]) -> Vec<Line> {
    let differs = |at: usize| script.get(at).is_some_and(|class| *class != Class::Same);
    let (mut from_old, mut from_new, mut hidden, mut told) = (0, 0, 0_usize, 0);
    // How far the last difference is behind, and the next one ahead.
    let mut next = 0;
    let mut last: Option<usize> = None;
    let mut lines = Vec::new();
    for (at, class) in script.iter().enumerate() {
        while next < script.len() && (next < at || !differs(next)) {
            next += 1;
        }
        let near =
            differs(at) || next < script.len() && next - at <= AROUND || last.is_some_and(|last| at - last <= AROUND);
        let source = if *class == Class::Added { new.get(from_new) } else { old.get(from_old) };
        from_old += usize::from(*class != Class::Added);
        from_new += usize::from(*class != Class::Removed);
        if differs(at) {
            last = Some(at);
            told += 1;
        }
        if !near {
            hidden += 1;
            continue;
        }
        skipped(&mut lines, std::mem::take(&mut hidden));
        if told > MOST {
            super::and_more(&mut lines);
            return lines;
        }
        let sign = match class {
            Class::Added => "+ ",
            Class::Removed => "- ",
            _ => "  ",
        };
        let mut line = Line::default();
        push_source(&mut line, *class, sign, without_end(source.copied().unwrap_or_default()));
        lines.push(line);
    }
    skipped(&mut lines, hidden);
    lines
}

/// A line without LF; a CR before it stays, for it may be what differs.
fn without_end(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\n").unwrap_or(line)
}

fn skipped(lines: &mut Vec<Line>, hidden: usize) {
    if hidden > 0 {
        lines.push(Line::of(
            Class::Note,
            &["… ", &count(hidden as u64), text!(" equal lines", " gleiche Zeilen").now()].concat(),
        ));
    }
}
