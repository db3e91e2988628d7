//! Gives short names to what program and script call each other by: wasm-bindgen's names hold a hash each, and what looks like
//! chance cannot be compressed. The page is 1.5 % smaller for it.

use std::collections::HashMap;

/// What wasm-opt calls the one module that all is imported from.
const MODULE: &str = "a";

/// Names and the short ones in their place, as wasm-opt prints them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Names {
    modules: Vec<String>,
    imports: HashMap<String, String>,
    exports: HashMap<String, String>,
}

impl Names {
    /// Reads what wasm-opt prints: a line with three strings for each import, one with two for each export.
    pub(super) fn of(printed: &str) -> Self {
        let mut names = Self::default();
        for line in printed.lines() {
            let strings: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
            match strings[..] {
                [module, name, short] => {
                    names.imports.insert(name.to_owned(), short.to_owned());
                    if !names.modules.iter().any(|known| known == module) {
                        names.modules.push(module.to_owned());
                    }
                }
                [name, short] => drop(names.exports.insert(name.to_owned(), short.to_owned())),
                _ => {}
            }
        }
        names
    }

    /// The script with the short names. In wasm-bindgen's script what the program exports are properties of `wasm`.
    pub(super) fn shorten(&self, script: &str) -> String {
        let mut short = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(first) = rest.chars().next() {
            let length = rest.find(|sign: char| !is_of_name(sign)).unwrap_or(rest.len()).max(first.len_utf8());
            let (word, behind) = rest.split_at(length);
            let names = if short.ends_with("wasm.") { &self.exports } else { &self.imports };
            short.push_str(names.get(word).map_or(word, String::as_str));
            rest = behind;
        }
        for module in &self.modules {
            short = short.replace(&format!("\"{module}\""), &format!("\"{MODULE}\""));
        }
        short
    }
}

fn is_of_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || sign == '_' || sign == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    const PRINTED: &str = r#"{
 "imports": [
  ["./x_bg.js", "__wbg_send_1", "$"],
  ["./x_bg.js", "__wbg_send_12", "$a"]
 ],
"exports": [
  ["memory", "ng"],
  ["main", "og"]
 ]
}"#;

    #[test]
    fn whole_names_are_shortened_and_nothing_that_only_looks_like_one() {
        let names = Names::of(PRINTED);
        let script = "import0 = { __wbg_send_12: f, __wbg_send_1: g }; r = { \"./x_bg.js\": import0 };
            wasm.memory.buffer; new WebAssembly.memory; memory; wasm.main(); mainly; über";
        let short = "import0 = { $a: f, $: g }; r = { \"a\": import0 };
            wasm.ng.buffer; new WebAssembly.memory; memory; wasm.og(); mainly; über";
        assert_eq!(names.shorten(script), short);
        assert_eq!(Names::default().shorten(script), script, "without wasm-opt all stays as it is");
    }
}
