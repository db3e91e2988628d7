//! What differs between two JSON documents: names whatever their order, lists by their longest common part.

use super::{
    super::path::{LONGEST_NAME, is_shorthand},
    Class, Line, MOST, and_more, push_source,
};
use crate::model::codec::json::{self, Nest, Scanner};

/// A larger message is not taken apart.
pub(super) const LARGEST: usize = 2 * 1024 * 1024;
/// What is nested deeper is compared as a whole.
const DEEPEST: usize = 256;
/// Lists in which more than so many items differ are compared item by item.
const LIST: usize = 128;
/// So many pairs of items are compared to find what lists have in common; then, too, item by item.
const MOST_PAIRS: usize = 2 * 1024 * 1024;
/// Documents with more things in them are not taken apart.
const MOST_THINGS: usize = 128 * 1024;

/// Why two messages cannot be compared as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfit {
    /// One of them is none.
    NoJson,
    /// One of them has too much in it.
    TooMuch,
}

/// A value: its name and its source, and the place of what follows it and what is in it.
struct Node<'a> {
    name: &'a [u8],
    source: &'a [u8],
    is_object: bool,
    next: usize,
}

/// A document; the things in a value follow it.
struct Tree<'a>(Vec<Node<'a>>);

impl<'a> Tree<'a> {
    fn parse(bytes: &'a [u8]) -> Result<Self, Unfit> {
        let mut scan = Scanner::new(bytes, 0);
        json::document(&mut scan).map_err(|_| Unfit::NoJson)?;
        Self::take_apart(bytes).ok_or(Unfit::TooMuch)
    }

    fn take_apart(bytes: &'a [u8]) -> Option<Self> {
        let mut scan = Scanner::new(bytes, 0);
        let (mut nodes, mut open, mut name): (Vec<Node<'a>>, Vec<(usize, usize)>, &[u8]) =
            (Vec::new(), Vec::new(), b"");
        // It is JSON: each byte tells what it is.
        loop {
            scan.skip_space();
            let at = scan.at;
            match scan.peek() {
                None => return Some(Self(nodes)),
                Some(b',' | b':') => scan.at += 1,
                Some(b']' | b'}') => {
                    scan.at += 1;
                    let (node, from) = open.pop()?;
                    let next = nodes.len();
                    (nodes[node].source, nodes[node].next) = (&bytes[from..scan.at], next);
                }
                Some(byte) => {
                    let nest = json::value(&mut scan).ok()?;
                    let source = &bytes[at..scan.at];
                    scan.skip_space();
                    if byte == b'"' && scan.peek() == Some(b':') {
                        name = source;
                        continue;
                    }
                    if nodes.len() == MOST_THINGS {
                        return None;
                    }
                    if nest.is_some() {
                        open.push((nodes.len(), at));
                    }
                    nodes.push(Node {
                        name: std::mem::take(&mut name),
                        source,
                        is_object: nest == Some(Nest::Object),
                        next: nodes.len() + 1,
                    });
                }
            }
        }
    }

    fn things(&self, node: usize) -> Vec<usize> {
        let mut things = Vec::new();
        let mut at = node + 1;
        while at < self.0[node].next {
            things.push(at);
            at = self.0[at].next;
        }
        things
    }

    fn is_list(&self, node: usize) -> bool {
        self.0[node].source.starts_with(b"[")
    }
}

/// Two values to compare; one of them, when the other is not there.
struct Task {
    path: String,
    depth: usize,
    old: Option<usize>,
    new: Option<usize>,
}

/// The differences, if both are JSON of a size that can be taken apart.
pub(super) fn diff(old: &[u8], new: &[u8]) -> Result<Vec<Line>, Unfit> {
    let (old, new) = (Tree::parse(old)?, Tree::parse(new)?);
    let mut lines = Vec::new();
    let mut pairs = MOST_PAIRS;
    let mut tasks = vec![Task { path: "$".to_owned(), depth: 0, old: Some(0), new: Some(0) }];
    while let Some(task) = tasks.pop() {
        if let (Some(left), Some(right)) = (task.old, task.new) {
            if old.0[left].source == new.0[right].source {
                continue;
            }
            let objects = old.0[left].is_object && new.0[right].is_object;
            let lists = old.is_list(left) && new.is_list(right);
            if (objects || lists) && task.depth < DEEPEST {
                let first = tasks.len();
                let (things, others) = (old.things(left), new.things(right));
                if objects {
                    members(&mut tasks, &task, (&old, &things), (&new, &others));
                } else {
                    items(&mut tasks, &task, (&old, &things), (&new, &others), &mut pairs);
                }
                tasks[first..].reverse();
                continue;
            }
        }
        if lines.len() == MOST {
            and_more(&mut lines);
            break;
        }
        let source = |tree: &Tree<'_>, node: Option<usize>| node.map(|node| tree.0[node].source.to_vec());
        lines.push(change(&task.path, source(&old, task.old), source(&new, task.new)));
    }
    Ok(lines)
}

fn change(path: &str, old: Option<Vec<u8>>, new: Option<Vec<u8>>) -> Line {
    let mut line = Line::default();
    line.push(Class::Key, path);
    for (class, sign, source) in [(Class::Removed, "-", old), (Class::Added, "+", new)] {
        if let Some(source) = source {
            line.push(Class::Punctuation, "  ");
            push_source(&mut line, class, sign, &source);
        }
    }
    line
}

type Side<'a> = (&'a Tree<'a>, &'a [usize]);

/// Pairs what has the same name; of a repeated name, the first with the first.
fn members<'a>(tasks: &mut Vec<Task>, task: &Task, old: Side<'a>, new: Side<'a>) {
    let [things, others] = [old, new].map(|(tree, things)| {
        let mut things = things.to_vec();
        // The sort keeps the order of equal names.
        things.sort_by_key(|thing| tree.0[*thing].name);
        things
    });
    let (mut left, mut right) = (things.iter().copied().peekable(), others.iter().copied().peekable());
    loop {
        let names = (left.peek().map(|node| old.0.0[*node].name), right.peek().map(|node| new.0.0[*node].name));
        let (name, pair) = match names {
            (None, None) => return,
            (Some(name), Some(other)) if name == other => (name, (left.next(), right.next())),
            (Some(name), other) if other.is_none_or(|other| name < other) => (name, (left.next(), None)),
            (_, Some(other)) => (other, (None, right.next())),
            (Some(name), None) => (name, (left.next(), None)),
        };
        let source = |side: Side<'a>, node: Option<usize>| node.map(|node| side.0.0[node].source);
        if source(old, pair.0) != source(new, pair.1) {
            push(tasks, task, &member(name), pair);
        }
    }
}

fn member(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(&name[..super::super::text::boundary(name, name.len().min(LONGEST_NAME))]);
    let plain = name.trim_matches('"');
    if is_shorthand(plain) { [".", plain].concat() } else { ["[", &name, "]"].concat() }
}

/// Pairs the longest common part; between, what stands in the same place.
fn items(tasks: &mut Vec<Task>, task: &Task, old: Side<'_>, new: Side<'_>, pairs: &mut usize) {
    let (things, others) = (old.1, new.1);
    let same = |left: &usize, right: &usize| old.0.0[*left].source == new.0.0[*right].source;
    let before = things.iter().zip(others).take_while(|(left, right)| same(left, right)).count();
    let rest = things[before..].iter().rev().zip(others[before..].iter().rev());
    let behind = rest.take_while(|(left, right)| same(left, right)).count();
    let (lefts, rights) = (before..things.len() - behind, before..others.len() - behind);
    let mut matches = Vec::new();
    let left = pairs.checked_sub(lefts.len() * rights.len()).filter(|_| lefts.len() <= LIST && rights.len() <= LIST);
    if let Some(left) = left {
        *pairs = left;
        matches = common(&things[lefts.clone()], &others[rights.clone()], &same);
    }
    matches.push((lefts.len(), rights.len()));
    let (mut left, mut right) = (0, 0);
    for (next_left, next_right) in matches {
        for step in 0..(next_left - left).max(next_right - right) {
            let one = (left + step < next_left).then(|| before + left + step);
            let other = (right + step < next_right).then(|| before + right + step);
            let index = other.or(one).unwrap_or_default();
            let pair = (one.map(|at| things[at]), other.map(|at| others[at]));
            push(tasks, task, &["[", &index.to_string(), "]"].concat(), pair);
        }
        (left, right) = (next_left + 1, next_right + 1);
    }
}

/// The longest common part of two short lists: places in both.
fn common(old: &[usize], new: &[usize], same: &dyn Fn(&usize, &usize) -> bool) -> Vec<(usize, usize)> {
    let width = new.len() + 1;
    let mut longest = vec![0_u16; (old.len() + 1) * width];
    for left in (0..old.len()).rev() {
        for right in (0..new.len()).rev() {
            longest[left * width + right] = if same(&old[left], &new[right]) {
                longest[(left + 1) * width + right + 1] + 1
            } else {
                longest[(left + 1) * width + right].max(longest[left * width + right + 1])
            };
        }
    }
    let (mut left, mut right, mut places) = (0, 0, Vec::new());
    while left < old.len() && right < new.len() {
        if same(&old[left], &new[right]) {
            places.push((left, right));
            (left, right) = (left + 1, right + 1);
        } else if longest[(left + 1) * width + right] >= longest[left * width + right + 1] {
            left += 1;
        } else {
            right += 1;
        }
    }
    places
}

fn push(tasks: &mut Vec<Task>, task: &Task, step: &str, (old, new): (Option<usize>, Option<usize>)) {
    tasks.push(Task { path: [&task.path, step].concat(), depth: task.depth + 1, old, new });
}
