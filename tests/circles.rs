//! The rooms inside: of the parts of one room, a file or a folder each, none needs another that needs it.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The rooms, and what their paths begin with in the code.
const ROOMS: [(&str, &str); 6] = [
    ("src/model", "crate::model"),
    ("src/engine", "crate::engine"),
    ("src/view", "crate::view"),
    ("src/web", "crate::web"),
    ("lab/src", "crate"),
    ("xtask/src", "crate"),
];

/// What the parts of a room need of one another.
type Needs = BTreeMap<String, BTreeSet<String>>;

#[test]
fn no_parts_of_a_room_need_one_another_in_a_circle() {
    let circles: Vec<String> = ROOMS.iter().flat_map(|(room, path)| circles(&needs(room, path))).collect();
    assert!(circles.is_empty(), "What both need goes into a part of its own:\n{}", circles.join("\n"));
}

#[test]
fn what_is_used_is_found_in_lists_and_through_super() {
    let code =
        "use super::{id, log::{Row, report::Seek}};\npub use crate::model::{link::Look,\n    phase};\nuse std::fmt;";
    let used = used(code, &["crate", "model", "session", "retry"]);
    let expected = ["session::id", "session::log::Row", "session::log::report::Seek", "link::Look", "phase"];
    assert_eq!(used, expected.map(|path| format!("crate::model::{path}")));
}

#[test]
fn a_circle_is_found_with_those_that_are_in_it() {
    let needs = |arrows: &[(&str, &str)]| {
        let mut needs = Needs::new();
        for (from, to) in arrows {
            needs.entry((*from).to_owned()).or_default().insert((*to).to_owned());
        }
        needs
    };
    assert!(circles(&needs(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    assert_eq!(
        circles(&needs(&[("a", "b"), ("b", "c"), ("c", "b")])),
        ["b needs c, and c needs b", "c needs b, and b needs c"]
    );
}

fn needs(room: &str, path: &str) -> Needs {
    let mut files = Vec::new();
    collect(&root().join(room), &mut files);
    assert!(files.len() > 5, "{room} is not there");
    let mut needs = Needs::new();
    for file in files {
        let name = file.strip_prefix(root().join(room)).expect("a file of the room").with_extension("");
        let names: Vec<String> = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        let is_whole = matches!(names[0].as_str(), "mod" | "lib" | "main");
        let is_test = names.iter().any(|name| name == "tests");
        if is_whole || is_test {
            continue;
        }
        let code = fs::read_to_string(&file).expect("a source");
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        let module: Vec<&str> =
            path.split("::").chain(names.iter().map(String::as_str)).filter(|part| *part != "mod").collect();
        let prefix = format!("{path}::");
        for used in used(code, &module) {
            let part = used.strip_prefix(&prefix).and_then(|rest| rest.split("::").next());
            if let Some(part) = part.filter(|part| *part != names[0] && is_part(room, part)) {
                needs.entry(names[0].clone()).or_default().insert(part.to_owned());
            }
        }
    }
    needs
}

fn is_part(room: &str, name: &str) -> bool {
    let place = root().join(room).join(name);
    place.is_dir() || place.with_extension("rs").is_file()
}

/// Each pair of which one needs the other, by whatever way, and is needed by it.
fn circles(needs: &Needs) -> Vec<String> {
    let mut found = Vec::new();
    for (part, direct) in needs {
        for other in direct.iter().filter(|other| reaches(needs, other, part)) {
            found.push(format!("{part} needs {other}, and {other} needs {part}"));
        }
    }
    found
}

fn reaches(needs: &Needs, from: &str, to: &str) -> bool {
    let (mut seen, mut next) = (BTreeSet::new(), vec![from]);
    while let Some(part) = next.pop() {
        if part == to {
            return true;
        }
        if seen.insert(part) {
            next.extend(needs.get(part).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

/// The paths in the `use` declarations of a module, from the crate on.
fn used(code: &str, module: &[&str]) -> Vec<String> {
    let (mut found, mut lines) = (Vec::new(), code.lines());
    while let Some(line) = lines.next() {
        let Some((_, begun)) = line.split_once("use ").filter(|(before, _)| is_visibility(before)) else { continue };
        let mut tree = begun.to_owned();
        while !tree.contains(';') {
            let Some(line) = lines.next() else { break };
            tree.push_str(line.trim());
        }
        expand("", tree.split(';').next().unwrap_or_default(), &mut found);
    }
    found.iter().filter_map(|path| absolute(path, module)).collect()
}

/// What may stand before `use`.
fn is_visibility(before: &str) -> bool {
    before.is_empty() || before.starts_with("pub") && before.ends_with(' ') && !before.contains('"')
}

/// Takes the lists of a declaration apart.
fn expand(before: &str, tree: &str, found: &mut Vec<String>) {
    let Some((head, list)) = tree.split_once('{') else { return found.push(format!("{before}{tree}")) };
    let (mut depth, mut from) = (0_u32, 0);
    let list = list.strip_suffix('}').unwrap_or(list);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                expand(&format!("{before}{head}"), list[from..at].trim(), found);
                from = at + 1;
            }
            _ => {}
        }
    }
    if from < list.len() {
        expand(&format!("{before}{head}"), list[from..].trim(), found);
    }
}

fn absolute(path: &str, module: &[&str]) -> Option<String> {
    if path.starts_with("crate::") {
        return Some(path.to_owned());
    }
    let (mut rest, mut up) = (path, 0);
    while let Some(above) = rest.strip_prefix("super::") {
        (rest, up) = (above, up + 1);
    }
    (up > 0 && up < module.len()).then(|| format!("{}::{rest}", module[..module.len() - up].join("::")))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
}
