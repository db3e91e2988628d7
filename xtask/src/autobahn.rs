//! `cargo xtask autobahn`: the Autobahn test suite's fuzzing client, run against the lab.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::args::AutobahnOptions;
use crate::cache;
use crate::error::{Doing, Error};
use crate::lab::Lab;
use crate::process;
use crate::project::Project;
use crate::tools;

/// The suite's version at Python's registry.
const VERSION: &str = "25.10.1";

/// Starts the suite out of the folder that is named first. `PYTHONPATH` would not do: its packages need to be joined.
const START: &str =
    "import site, sys; site.addsitedir(sys.argv.pop(1)); from autobahntestsuite.wstest import run; run()";

/// Where to look for the Python that the suite is written in.
const PYTHONS: [&str; 3] = ["python2.7", "python2", "python"];

/// An endpoint, and the chapters of the suite that it can be asked for.
const RUNS: [(&str, &[&str]); 2] =
    [("echo", &["1.*", "2.*", "3.*", "4.*", "5.*", "6.*", "7.*", "9.*", "10.*"]), ("deflate", &["12.*", "13.*"])];

/// Runs the cases that were asked for, or all; an error says which of them failed.
pub(crate) fn autobahn(options: &AutobahnOptions) -> Result<(), Error> {
    let project = Project::find()?;
    let suite = Suite::get()?;
    let lab = Lab::start(&project, 0, true)?;
    let mut failed = Vec::new();
    for (endpoint, chapters) in RUNS {
        let cases = chosen(chapters, &options.cases);
        if cases.is_empty() {
            continue;
        }
        let folder = project.target.join("autobahn").join(endpoint);
        let index = suite.run(&lab, endpoint, &cases, &folder)?;
        let verdicts = verdicts(&index);
        println!("/{endpoint}: {}; {} has all", summary(&verdicts), folder.join("index.html").display());
        failed.extend(verdicts.iter().filter(|(_, verdict)| is_failure(verdict)).map(|(case, _)| case.clone()));
    }
    match failed.as_slice() {
        [] => Ok(()),
        failed => Err(Error::failed(format!("these cases failed: {}", failed.join(", ")))),
    }
}

/// The cases that an endpoint can be asked for, of those that are wanted.
fn chosen(chapters: &[&str], wanted: &[String]) -> Vec<String> {
    if wanted.is_empty() {
        return chapters.iter().map(|chapter| (*chapter).to_owned()).collect();
    }
    let is_here = |case: &&String| chapters.iter().any(|chapter| case.starts_with(chapter.trim_end_matches('*')));
    wanted.iter().filter(is_here).cloned().collect()
}

/// The suite, and the Python that runs it.
struct Suite {
    python: PathBuf,
    home: PathBuf,
}

impl Suite {
    /// Finds the suite, or gets it.
    fn get() -> Result<Self, Error> {
        let home = cache::cache_folder()?.join(format!("autobahntestsuite-{VERSION}"));
        let suite = Self { python: python()?, home };
        cache::exclusively(|| suite.install())?;
        Ok(suite)
    }

    fn install(&self) -> Result<(), Error> {
        if self.home.is_dir() {
            return Ok(());
        }
        eprintln!("Getting the Autobahn test suite {VERSION} from PyPI, once per machine, a minute.");
        let partial = self.home.with_added_extension("partial");
        cache::clear(&partial)?;
        let mut pip = Command::new(&self.python);
        pip.args(["-m", "pip", "install", "--quiet", "--target"]).arg(&partial);
        pip.arg(format!("autobahntestsuite=={VERSION}"));
        process::run(&mut pip, "`pip install autobahntestsuite`")?;
        cache::settle(&partial, &self.home)
    }

    /// Runs cases against an endpoint; what the suite says of each.
    fn run(&self, lab: &Lab, endpoint: &str, cases: &[String], folder: &Path) -> Result<String, Error> {
        cache::clear(folder)?;
        fs::create_dir_all(folder).doing(|| format!("make the folder {}", folder.display()))?;
        let spec = folder.join("fuzzingclient.json");
        let quoted: Vec<String> = cases.iter().map(|case| format!("{case:?}")).collect();
        let text = format!(
            "{{\"outdir\": {:?}, \"servers\": [{{\"agent\": {endpoint:?}, \"url\": \"{}/{endpoint}\"}}], \
             \"cases\": [{}], \"exclude-cases\": [], \"exclude-agent-cases\": {{}}}}\n",
            folder.to_string_lossy(),
            lab.ws(),
            quoted.join(", ")
        );
        fs::write(&spec, text).doing(|| format!("write {}", spec.display()))?;
        let mut suite = Command::new(&self.python);
        suite.args(["-c", START]).arg(&self.home).args(["--mode", "fuzzingclient", "--spec"]).arg(&spec);
        process::run(&mut suite, "the Autobahn test suite")?;
        let index = folder.join("index.json");
        fs::read_to_string(&index).doing(|| format!("read {}", index.display()))
    }
}

/// A Python 2.7: the suite was never moved to a newer one.
fn python() -> Result<PathBuf, Error> {
    let path = env::var_os("PATH").unwrap_or_default();
    let named = env::var_os("PYTHON2").map(PathBuf::from);
    let found = PYTHONS.iter().filter_map(|name| tools::find_program(name, &path));
    let is_right = |python: &PathBuf| {
        let version = "import sys; sys.stdout.write('%d.%d' % sys.version_info[:2])";
        process::output(Command::new(python).args(["-c", version])).is_some_and(|version| version == "2.7")
    };
    named.into_iter().chain(found).find(is_right).ok_or_else(|| {
        Error::failed(
            "the Autobahn test suite runs on Python 2.7, and there is none on the PATH: build one (`pyenv install \
             2.7.18`), and name it with the variable PYTHON2",
        )
    })
}

/// What the suite says of each case, out of its `index.json`, in which every case has a block of its own:
/// `"1.1.1": {`, then a line `"behavior": "OK",`.
fn verdicts(index: &str) -> BTreeMap<String, String> {
    let mut verdicts = BTreeMap::new();
    let mut case = "";
    for line in index.lines().map(str::trim) {
        let Some((name, value)) = line.split_once(": ") else { continue };
        let (name, value) = (name.trim_matches('"'), value.trim_end_matches(','));
        if value == "{" {
            case = name;
        } else if name == "behavior" {
            verdicts.insert(case.to_owned(), value.trim_matches('"').to_owned());
        }
    }
    verdicts
}

fn is_failure(verdict: &str) -> bool {
    !matches!(verdict, "OK" | "NON-STRICT" | "INFORMATIONAL")
}

/// How many cases got each verdict.
fn summary(verdicts: &BTreeMap<String, String>) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for verdict in verdicts.values() {
        *counts.entry(verdict).or_default() += 1;
    }
    let counts: Vec<String> = counts.iter().map(|(verdict, count)| format!("{count} {verdict}")).collect();
    format!("{} cases: {}", verdicts.len(), counts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const INDEX: &str = r#"{
   "echo": {
      "1.1.1": {
         "behavior": "OK",
         "behaviorClose": "OK",
         "duration": 2,
         "remoteCloseCode": 1000,
         "reportfile": "echo_case_1_1_1.json"
      },
      "7.1.6": {
         "behavior": "INFORMATIONAL",
         "behaviorClose": "INFORMATIONAL"
      },
      "9.1.1": {
         "behavior": "FAILED",
         "behaviorClose": "OK"
      }
   }
}"#;

    #[test]
    fn each_case_has_the_verdict_of_its_own_block() {
        let verdicts = verdicts(INDEX);
        assert_eq!(summary(&verdicts), "3 cases: 1 FAILED, 1 INFORMATIONAL, 1 OK");
        let failed: Vec<&String> =
            verdicts.iter().filter(|(_, verdict)| is_failure(verdict)).map(|(case, _)| case).collect();
        assert_eq!(failed, ["9.1.1"]);
    }

    #[test]
    fn an_endpoint_is_asked_for_its_own_chapters_only() {
        let wanted = ["1.1.*", "12.1.1", "13.*"].map(str::to_owned);
        assert_eq!(chosen(RUNS[0].1, &wanted), ["1.1.*"]);
        assert_eq!(chosen(RUNS[1].1, &wanted), ["12.1.1", "13.*"]);
        assert_eq!(chosen(RUNS[1].1, &[]), ["12.*", "13.*"]);
    }
}
