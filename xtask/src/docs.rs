//! The commands in the documentation: the project's own are understood, and of every other it is known what runs it or
//! the like of it. Of the project's own, `.ci/run` runs `cargo xtask test`, which comes to each scene of `screenshots`;
//! `tests/commands.rs` runs `serve` and `dist`; `bench`, `lighthouse` and `autobahn` are run by hand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::args;

/// The pages that people read.
const PAGES: [&str; 6] =
    ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/guide.md", "docs/reference.md", "lab/README.md"];

/// Commands of other programs, and what runs them or the like of them.
const OTHERS: [(&str, &str); 7] = [
    ("target/release/socketscope-lab", "xtask/tests/commands.rs starts it, and asks it for the page"),
    ("cargo run --release -p socketscope-lab", "lab/tests/cli.rs runs the same program"),
    ("cargo run --release -p socketscope-lab -- --help", "lab/tests/cli.rs asks the same program"),
    ("cargo test -p socketscope-lab", "`cargo xtask test` runs the tests of the whole workspace"),
    ("SOCKETSCOPE_LONG=1 cargo test -p socketscope-lab --test soak -- --nocapture", "`cargo xtask test --long`"),
    ("SOCKETSCOPE_LONG=1 cargo test -p socketscope-lab --test fuzz -- --nocapture", "`cargo xtask test --long`"),
    ("cargo bench -p socketscope-lab", "`cargo xtask bench lab`"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace's folder").to_owned()
}

/// The lines of code of a page, without their comments.
fn commands(page: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
    let blocks = text.split("```").skip(1).step_by(2).filter(|block| block.starts_with("sh\n"));
    let lines = blocks.flat_map(|block| block.lines().skip(1));
    let lines = lines.map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

#[test]
fn every_command_of_the_documentation_is_understood() {
    for page in PAGES {
        for command in commands(page) {
            match command.strip_prefix("cargo xtask ") {
                Some(rest) => {
                    let parsed = args::parse(rest.split_whitespace().map(str::to_owned));
                    assert!(parsed.is_ok(), "{page}: cargo xtask does not understand `{command}`");
                }
                None => assert!(OTHERS.iter().any(|(other, _)| *other == command), "{page}: who runs `{command}`?"),
            }
        }
    }
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for page in PAGES {
        let text = fs::read_to_string(root().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
        let folder = root().join(page).parent().expect("the page's folder").to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next()) {
            let is_local = !link.is_empty() && !link.contains("://");
            assert!(!is_local || folder.join(link).exists(), "{page}: there is no {link}");
        }
    }
}
