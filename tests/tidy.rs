//! The invariants of `src/lib.rs` that can be read from the source, and the habits of every file.
#![cfg(not(target_arch = "wasm32"))]

use std::{fs, path::Path};

/// Only these endings are text that people write.
const WRITTEN: [&str; 7] = ["rs", "toml", "md", "html", "css", "js", "svg"];

/// Folders of the root that hold what programs write, or what others wrote.
const FOREIGN: [&str; 4] = ["target", "dist", "node_modules", "docs"];

const LONGEST_FILE: usize = 400;

struct File {
    /// From the root of the repository, with `/`.
    path: String,
    text: String,
}

#[test]
fn the_model_names_no_platform_and_no_other_room() {
    let words = ["web_sys", "js_sys", "wasm_bindgen", "yew", "gloo", "console_log", "std::thread", "SystemTime"];
    forbid("src/model/", &words);
    forbid("src/model/", &["crate::web", "crate::engine", "crate::view"]);
}

#[test]
fn only_web_names_web_sys_and_js_sys() {
    let others = files().into_iter().filter(|file| file.is_in("src/") && !file.is_in("src/web/"));
    nothing(&found(others, &["web_sys", "js_sys"]));
}

#[test]
fn engine_and_web_know_nothing_of_what_is_seen() {
    forbid("src/engine/", &["crate::view", "yew"]);
    forbid("src/web/", &["crate::view", "crate::engine"]);
}

#[test]
fn the_view_reaches_no_socket_and_no_engine() {
    forbid("src/view/", &["web::socket", "socket::Socket", "crate::engine"]);
}

#[test]
fn nothing_is_leaked_unwrapped_or_timed_by_a_clock_that_a_browser_lacks() {
    forbid("src/", &["forget(", ".unwrap()", "std::time", "time::Instant"]);
}

#[test]
fn nothing_writes_markup_from_a_string() {
    let words = ["innerHTML", "inner_html", "outerHTML", "outer_html", "insertAdjacentHTML", "insert_adjacent_html"];
    for place in ["src/", "boot.js", "engine.js", "crash.js", "service-worker.js"] {
        forbid(place, &words);
        forbid(place, &["from_html_unchecked", "document.write", "eval("]);
    }
}

/// The page with them would take a message that no server sent, and break down when it is told to.
#[test]
fn the_commands_of_a_trial_are_in_no_other_build() {
    let manifest = read("Cargo.toml");
    let features = manifest.split("[features]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("features");
    assert!(features.contains("trial = []") && !features.contains("default"), "{features}");
    for build in ["Trunk.toml", "index.html"] {
        assert!(!read(build).contains("trial"), "{build} builds every page with the commands of a trial");
    }
    let commands = ["Fill(", "Measure(", "BreakDown,"];
    let link = read("src/model/link/command.rs");
    let lines: Vec<&str> = link.lines().map(str::trim).collect();
    for command in commands {
        let place = lines.iter().position(|line| line.starts_with(command)).expect("a command");
        assert_eq!(lines[place - 1], "#[cfg(feature = \"trial\")]", "before {command}");
    }
}

#[test]
fn every_list_in_the_view_has_keys() {
    let unkeyed = |file: &File| {
        let code = code_of(&file.text);
        let begins = code.split("{ for ").skip(1).map(|list| list.chars().take(200).collect::<String>());
        // Rows get their keys in a function of their own.
        begins.filter(|list| !list.contains("key=") && !list.contains("map(drawn)")).count()
    };
    let view = files().into_iter().filter(|file| file.is_in("src/view/"));
    let lines: Vec<String> = view.filter(|file| unkeyed(file) > 0).map(|file| file.path).collect();
    nothing(&lines);
}

#[test]
fn every_rust_file_opens_with_a_sentence_about_itself() {
    let silent = files().into_iter().filter(|file| file.is_rust() && !file.text.starts_with("//! "));
    nothing(&silent.map(|file| file.path).collect::<Vec<_>>());
}

#[test]
fn no_rust_file_is_longer_than_400_lines() {
    let long = files().into_iter().filter(|file| file.is_rust() && file.text.lines().count() > LONGEST_FILE);
    nothing(&long.map(|file| file.path).collect::<Vec<_>>());
}

#[test]
fn no_line_ends_in_white_space_and_every_file_ends_in_a_line() {
    let mut lines = Vec::new();
    for File { path, text } in files() {
        let loose = text.lines().enumerate().filter(|(_, line)| line.trim_end() != *line);
        lines.extend(loose.map(|(number, _)| format!("{path}:{}", number + 1)));
        if !text.ends_with('\n') || text.ends_with("\n\n") {
            lines.push(format!("{path}: its end"));
        }
    }
    nothing(&lines);
}

#[test]
fn trunk_is_told_nothing_that_breaks_a_fresh_machine() {
    let text = read("Trunk.toml");
    let keys = text.lines().map(|line| line.split(['=', '#']).next().unwrap_or_default().trim());
    let wrong = |key: &str| matches!(key, "offline" | "release") || key.trim_matches(['[', ']']).trim() == "proxy";
    nothing(&keys.filter(|key| wrong(key)).map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn the_page_has_no_inline_script_style_or_handler() {
    let page = read("index.html");
    for script in page.split("<script").skip(1) {
        let (head, body) = script.split_once('>').unwrap_or((script, ""));
        assert!(head.contains(" src=") && body.starts_with("</script>"), "an inline script: {head}");
    }
    for word in ["<style", " style=", " onload=", " onclick=", " onerror=", "javascript:"] {
        assert!(!page.contains(word), "index.html has {word}");
    }
}

#[test]
fn what_is_read_before_the_program_is_there_is_there_in_each_language() {
    let (page, style, boot) = (read("index.html"), read("style.css"), read("boot.js"));
    for tag in ["en", "de"] {
        assert!(page.contains(&format!("<p class=\"purpose\" lang=\"{tag}\">")), "index.html has none in {tag}");
        assert!(style.contains(&format!("html:lang({tag}) > body > .purpose")), "style.css hides no other than {tag}");
        assert!(boot.contains(&format!("\"{tag}\"")), "boot.js does not choose {tag}");
    }
}

#[test]
fn what_a_comment_says_is_no_code_and_what_a_string_holds_hides_none() {
    let code = code_of("a(\"ws://x\\\"\").unwrap() // forget(\n/* std::time /* */ */ b('\"', '/') //! yew\nc<'a>");
    assert_eq!(code, "a(\"ws://x\\\"\").unwrap() \n b('\"', '/') \nc<'a>");
    let file = |text: &str| File { path: "x.rs".into(), text: text.into() };
    assert_eq!(found([file("// yew\nuse yew::Html;")].into_iter(), &["yew"]), ["x.rs:2: yew"]);
}

#[test]
fn the_style_sheet_names_no_class_that_nothing_on_the_page_has() {
    let is_drawn = |file: &File| file.is_in("src/view/") || ["index.html", "crash.js"].contains(&file.path.as_str());
    let drawn: String = files().into_iter().filter(is_drawn).map(|file| file.text).collect();
    let words: std::collections::BTreeSet<&str> = drawn.split(['"', ' ', '\n']).collect();
    let sheet = read("style.css");
    let rules = sheet.split("*/").filter_map(|part| part.split("/*").next()).collect::<String>();
    let selectors = rules.split(['{', '}', ';']).filter(|part| !part.contains(": "));
    let classes = selectors.flat_map(|selector| selector.split('.').skip(1));
    let classes = classes.map(|rest| rest.split(|sign: char| !sign.is_alphanumeric() && sign != '-').next());
    let classes = classes.flatten().filter(|class| class.starts_with(char::is_alphabetic));
    let dead = classes.filter(|class| !words.contains(class));
    nothing(&dead.map(str::to_owned).collect::<Vec<_>>());
}

/// Fails when the code of a file in this place names one of the words.
fn forbid(place: &str, words: &[&str]) {
    let files: Vec<File> = files().into_iter().filter(|file| file.is_in(place)).collect();
    assert!(!files.is_empty(), "{place} is not there");
    nothing(&found(files.into_iter(), words));
}

/// Where the code of these files, comments left out, names one of the words.
fn found(files: impl Iterator<Item = File>, words: &[&str]) -> Vec<String> {
    let mut places = Vec::new();
    for File { path, text } in files {
        for (number, line) in code_of(&text).lines().enumerate() {
            let named = words.iter().filter(|word| line.contains(**word));
            places.extend(named.map(|word| format!("{path}:{}: {word}", number + 1)));
        }
    }
    places
}

#[track_caller]
fn nothing(places: &[String]) {
    assert!(places.is_empty(), "\n{}\n", places.join("\n"));
}

/// Rust or JavaScript without its comments; the lines keep their numbers.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = token(rest);
        let is_comment = rest.starts_with("//") || rest.starts_with("/*");
        if is_comment {
            code.extend(rest[..length].chars().filter(|&c| c == '\n'));
        } else {
            code.push_str(&rest[..length]);
        }
        rest = &rest[length.max(first.len_utf8())..];
    }
    code
}

/// The length of the comment, string, character or single sign at the beginning.
fn token(text: &str) -> usize {
    if text.starts_with("//") {
        text.find('\n').unwrap_or(text.len())
    } else if text.starts_with("/*") {
        block_comment(text)
    } else if text.starts_with('"') {
        quoted(text, '"')
    } else if text.starts_with("'\\") || text.chars().nth(2) == Some('\'') && text.starts_with('\'') {
        quoted(text, '\'')
    } else {
        text.chars().next().map_or(0, char::len_utf8)
    }
}

/// The length of a block comment, which may hold others.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_u32, 0);
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        match text.get(at..at + 2) {
            Some("/*") => depth += 1,
            Some("*/") => depth -= 1,
            _ => {
                at += 1;
                continue;
            }
        }
        at += 2;
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

/// The length of a text between two quotes of this kind.
fn quoted(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, sign) in text.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            sign if sign == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

impl File {
    fn is_in(&self, place: &str) -> bool {
        self.path.starts_with(place)
    }

    fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|ending| ending == "rs")
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text that people write in this repository.
fn files() -> Vec<File> {
    let mut files = Vec::new();
    collect(root(), &mut files);
    files
}

fn collect(folder: &Path, files: &mut Vec<File>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry of the folder").path());
    for path in paths.filter(|path| !is_foreign(path)) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| WRITTEN.iter().any(|written| ending == *written)) {
            let name = path.strip_prefix(root()).expect("a path in the repository");
            let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
            files.push(File { path: parts.join("/"), text: read(&name.to_string_lossy()) });
        }
    }
}

fn is_foreign(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || path.parent() == Some(root()) && FOREIGN.contains(&name.as_str())
}

#[test]
fn a_folder_of_the_same_name_deeper_down_is_looked_at() {
    let names: Vec<String> = files().into_iter().map(|file| file.path).collect();
    assert!(names.iter().any(|name| name == "xtask/src/dist/lab.rs"), "xtask/src/dist is left out");
    assert!(!is_foreign(&root().join("src/docs")) && is_foreign(&root().join("dist")));
}
