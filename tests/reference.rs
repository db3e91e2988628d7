//! The reference in the docs says what the program does.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path};

use socketscope::view::words::keys::{EVERYWHERE, GROUPS, everywhere, written};

#[test]
fn the_reference_has_every_shortcut() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md");
    let reference = fs::read_to_string(path).expect("docs/reference.md");
    let all = everywhere().map(|command| (written(command.keys, false), command.name)).collect();
    let there =
        GROUPS.map(|(place, keys)| (place, keys.iter().map(|(keys, does)| (keys.to_string(), *does)).collect()));
    for (place, shortcuts) in [(EVERYWHERE, all)].into_iter().chain(there) {
        let shortcuts: Vec<_> = shortcuts;
        assert!(reference.contains(&format!("**{place}**")), "the place {place}");
        for (keys, does) in shortcuts {
            let row = format!("| {keys} | {does} |");
            assert!(reference.contains(&row), "the row {row}");
        }
    }
}
