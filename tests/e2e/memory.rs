//! What a program and all that it has started take of memory, where the system tells (Linux).

use std::{collections::HashMap, fs};

/// Bytes, what several share counted once; `None` where the system does not tell.
pub(crate) fn of_all_under(root: u32) -> Option<u64> {
    let mut parents = HashMap::new();
    for entry in fs::read_dir("/proc").ok()?.flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        if let Some(parent) = parent_of(id) {
            parents.insert(id, parent);
        }
    }
    let is_under = |id: u32| std::iter::successors(Some(id), |id| parents.get(id).copied()).any(|id| id == root);
    Some(parents.keys().filter(|id| is_under(**id)).filter_map(|id| shared_out(*id)).sum())
}

/// The second field behind the name, which stands in brackets and may hold anything.
fn parent_of(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()
}

/// Its own memory, and its share of what it shares.
fn shared_out(id: u32) -> Option<u64> {
    let rollup = fs::read_to_string(format!("/proc/{id}/smaps_rollup")).ok()?;
    let line = rollup.lines().find(|line| line.starts_with("Pss:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kibibytes| kibibytes * 1024)
}
