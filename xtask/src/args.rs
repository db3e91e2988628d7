//! Reads the command line.

use crate::error::Error;

/// What `cargo xtask` prints when asked, or when it did not understand.
pub(crate) const USAGE: &str = "\
Usage: cargo xtask <command>

  serve   build the page and the lab, start both, print the page's address; Ctrl-C ends both
            --port N       the page's port (8080; the next free one if it is taken)
            --lab-port N   the lab's port (9001; the next free one if it is taken)
            --open         open the page in the default browser
            --release      build both optimised, without reloading the page on each change
  test    formatting, lints, native tests, browser tests in every browser found, end to end;
          with names, only the tests whose name holds one of them
            --quick        leave the browsers out
            --only PART    one of native, browser, stories, without formatting and lints
            --repeat N     browser tests and end to end N times, with a table of what failed
            --long         what takes long, too: large messages, long soaks, every look, WebKit
            --webkit       end to end in WebKit, too
  dist    build the release: dist/ and target/release/socketscope-lab
  bench   run the measurements: all, or the one that is named (cargo xtask bench lab)
  lighthouse
          let Lighthouse judge the release page, served by the lab
  screenshots
          take the pictures of the documentation from the running page
  autobahn
          run the Autobahn test suite's fuzzing client against the lab: all cases, or those that are
          named (cargo xtask autobahn 1.* 12.1.1); it takes a Python 2.7";

/// One of the commands, with its options.
#[derive(Debug, PartialEq)]
pub(crate) enum Command {
    Help,
    Serve(ServeOptions),
    Test(TestOptions),
    Dist,
    Bench(BenchOptions),
    Lighthouse,
    Screenshots,
    Autobahn(AutobahnOptions),
}

/// How to serve.
#[derive(Debug, PartialEq)]
pub(crate) struct ServeOptions {
    pub(crate) port: u16,
    pub(crate) lab_port: u16,
    pub(crate) open: bool,
    pub(crate) release: bool,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { port: 8080, lab_port: 9001, open: false, release: false }
    }
}

/// What to test.
#[derive(Debug, PartialEq, Clone)]
pub(crate) struct TestOptions {
    pub(crate) quick: bool,
    /// What a gate has no time for, too.
    pub(crate) long: bool,
    pub(crate) webkit: bool,
    /// How often what browsers do is repeated.
    pub(crate) repeat: u32,
    /// The only part to be tested.
    pub(crate) only: Option<Part>,
    /// Parts of the names of the tests that are wanted; all of them when there is none.
    pub(crate) names: Vec<String>,
}

impl Default for TestOptions {
    fn default() -> Self {
        Self { quick: false, long: false, webkit: false, repeat: 1, only: None, names: Vec::new() }
    }
}

/// A part of the tests.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(crate) enum Part {
    /// What needs no browser.
    Native,
    /// `wasm-bindgen-test`, in each browser.
    Browser,
    /// End to end.
    Stories,
}

/// What to measure.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct BenchOptions {
    /// The measurement's name; all of them when there is none.
    pub(crate) name: Option<String>,
    /// Passed on to the measurement as it came.
    pub(crate) rest: Vec<String>,
}

/// What of the Autobahn test suite to run.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct AutobahnOptions {
    /// Patterns of cases; all of them when there is none.
    pub(crate) cases: Vec<String>,
}

/// Reads what stands after `cargo xtask`.
///
/// # Errors
///
/// [`Error::Usage`], with a sentence that names the word that was not understood.
pub(crate) fn parse(words: impl IntoIterator<Item = String>) -> Result<Command, Error> {
    let mut words = words.into_iter();
    let command = words.next();
    let mut rest: Vec<String> = words.collect();
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        return Ok(Command::Help);
    }
    match command.as_deref() {
        None => Err(Error::Usage("Which command?".to_owned())),
        Some("help" | "--help" | "-h") => Ok(Command::Help),
        Some("serve") => parse_serve(rest).map(Command::Serve),
        Some("test") => parse_test(rest).map(Command::Test),
        Some("dist") => nothing_more("dist", rest.first()).map(|()| Command::Dist),
        Some("lighthouse") => nothing_more("lighthouse", rest.first()).map(|()| Command::Lighthouse),
        Some("screenshots") => nothing_more("screenshots", rest.first()).map(|()| Command::Screenshots),
        Some("bench") => {
            let name = (!rest.is_empty()).then(|| rest.remove(0));
            Ok(Command::Bench(BenchOptions { name, rest }))
        }
        Some("autobahn") => parse_autobahn(rest).map(Command::Autobahn),
        Some(other) => Err(Error::Usage(format!("There is no command `{other}`."))),
    }
}

fn parse_serve(words: Vec<String>) -> Result<ServeOptions, Error> {
    let mut options = ServeOptions::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        match (name, value) {
            ("--port", value) => options.port = port(name, value.or_else(|| words.next()))?,
            ("--lab-port", value) => options.lab_port = port(name, value.or_else(|| words.next()))?,
            ("--open", None) => options.open = true,
            ("--release", None) => options.release = true,
            _ => return Err(Error::Usage(format!("`serve` has no option `{word}`."))),
        }
    }
    Ok(options)
}

fn parse_test(words: Vec<String>) -> Result<TestOptions, Error> {
    let mut options = TestOptions::default();
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value.to_owned())),
            None => (word.as_str(), None),
        };
        match (name, value) {
            ("--quick", None) => options.quick = true,
            ("--long", None) => options.long = true,
            ("--webkit", None) => options.webkit = true,
            ("--repeat", value) => options.repeat = repeats(value.or_else(|| words.next()).as_deref())?,
            ("--only", value) => options.only = Some(part(value.or_else(|| words.next()).as_deref())?),
            (name, None) if !name.starts_with('-') => options.names.push(word),
            _ => return Err(Error::Usage(format!("`test` has no option `{word}`."))),
        }
    }
    Ok(options)
}

fn repeats(value: Option<&str>) -> Result<u32, Error> {
    let number = value.and_then(|value| value.parse().ok()).filter(|number| (1..=1000).contains(number));
    number.ok_or_else(|| Error::Usage("`--repeat` needs a number from 1 to 1000.".to_owned()))
}

fn part(value: Option<&str>) -> Result<Part, Error> {
    match value {
        Some("native") => Ok(Part::Native),
        Some("browser") => Ok(Part::Browser),
        Some("stories") => Ok(Part::Stories),
        _ => Err(Error::Usage("`--only` needs one of `native`, `browser` and `stories`.".to_owned())),
    }
}

fn parse_autobahn(cases: Vec<String>) -> Result<AutobahnOptions, Error> {
    let is_case = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit() || b".*".contains(&byte));
    match cases.iter().find(|word| !is_case(word)) {
        None => Ok(AutobahnOptions { cases }),
        Some(word) => Err(Error::Usage(format!("`{word}` names no cases; `1.*` or `12.1.1` would."))),
    }
}

fn port(name: &str, value: Option<String>) -> Result<u16, Error> {
    let Some(value) = value else {
        return Err(Error::Usage(format!("`{name}` needs a number.")));
    };
    value.parse().map_err(|_| Error::Usage(format!("`{name}` needs a number from 0 to 65535, not `{value}`.")))
}

fn nothing_more(command: &str, word: Option<&String>) -> Result<(), Error> {
    match word {
        None => Ok(()),
        Some(word) => Err(Error::Usage(format!("`{command}` has no option `{word}`."))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, Error> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    fn refused(line: &str, sentence: &str) {
        assert_eq!(parsed(line), Err(Error::Usage(sentence.to_owned())));
    }

    #[test]
    fn serve_alone_takes_the_documented_ports() {
        let expected = ServeOptions { port: 8080, lab_port: 9001, open: false, release: false };
        assert_eq!(parsed("serve"), Ok(Command::Serve(expected)));
    }

    #[test]
    fn serve_takes_its_options_with_a_space_or_an_equals_sign() {
        let expected = || Ok(Command::Serve(ServeOptions { port: 1, lab_port: 2, open: true, release: true }));
        assert_eq!(parsed("serve --port 1 --lab-port 2 --open --release"), expected());
        assert_eq!(parsed("serve --release --lab-port=2 --port=1 --open"), expected());
    }

    #[test]
    fn a_port_that_is_no_port_is_refused_by_name() {
        refused("serve --port", "`--port` needs a number.");
        refused("serve --lab-port 65536", "`--lab-port` needs a number from 0 to 65535, not `65536`.");
        refused("serve --port=", "`--port` needs a number from 0 to 65535, not ``.");
    }

    #[test]
    fn words_that_mean_nothing_are_refused_by_name() {
        refused("", "Which command?");
        refused("sevre", "There is no command `sevre`.");
        refused("serve --fast", "`serve` has no option `--fast`.");
        refused("serve --open=yes", "`serve` has no option `--open=yes`.");
        refused("test --slow", "`test` has no option `--slow`.");
        refused("dist now", "`dist` has no option `now`.");
    }

    #[test]
    fn test_does_everything_once_unless_it_is_told_otherwise() {
        assert_eq!(parsed("test"), Ok(Command::Test(TestOptions::default())));
        assert_eq!(parsed("test --quick"), Ok(Command::Test(TestOptions { quick: true, ..TestOptions::default() })));
        let all = TestOptions { long: true, webkit: true, repeat: 10, ..TestOptions::default() };
        assert_eq!(parsed("test --long --webkit --repeat=10"), Ok(Command::Test(all)));
    }

    #[test]
    fn test_takes_a_part_and_names() {
        let names = vec!["crowd::".to_owned(), "firefox::log".to_owned()];
        let some = TestOptions { only: Some(Part::Stories), names, ..TestOptions::default() };
        assert_eq!(parsed("test --only stories crowd:: firefox::log"), Ok(Command::Test(some)));
        refused("test --only tales", "`--only` needs one of `native`, `browser` and `stories`.");
        refused("test --repeat 0", "`--repeat` needs a number from 1 to 1000.");
        refused("test --repeat", "`--repeat` needs a number from 1 to 1000.");
    }

    #[test]
    fn bench_passes_on_what_stands_after_the_name() {
        let options = BenchOptions { name: Some("lab".to_owned()), rest: vec!["--rounds".to_owned(), "3".to_owned()] };
        assert_eq!(parsed("bench lab --rounds 3"), Ok(Command::Bench(options)));
        assert_eq!(parsed("bench"), Ok(Command::Bench(BenchOptions::default())));
    }

    #[test]
    fn autobahn_takes_cases_and_nothing_else() {
        let options = AutobahnOptions { cases: vec!["1.*".to_owned(), "12.1.1".to_owned()] };
        assert_eq!(parsed("autobahn 1.* 12.1.1"), Ok(Command::Autobahn(options)));
        refused("autobahn --all", "`--all` names no cases; `1.*` or `12.1.1` would.");
    }

    #[test]
    fn help_is_given_wherever_it_is_asked_for() {
        for line in ["help", "--help", "-h", "serve --help", "dist -h"] {
            assert_eq!(parsed(line), Ok(Command::Help), "{line}");
        }
    }
}
