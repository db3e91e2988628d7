//! `cargo xtask lighthouse`: what Lighthouse says of the release page, served by the lab, on a phone and on a desk.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::browsers;
use crate::dist;
use crate::error::{Doing, Error};
use crate::lab::Lab;
use crate::npm;
use crate::page::For;
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Lighthouse's own two settings: a slow phone with a slow network, and a desk.
const SETTINGS: [(&str, &[&str]); 2] = [("phone", &[]), ("desk", &["--preset=desktop"])];

/// The browser as root has to start it, asking nobody on the network.
const FLAGS: &str = "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run \
                     --disable-background-networking --disable-component-update --disable-sync";

/// Prints a line of a report, and fails where it falls short.
const SUMMARY: &str = "
    const [, name, file] = process.argv;
    const { categories, audits } = require(file);
    const least = { performance: 95, accessibility: 100, 'best-practices': 100 };
    const score = (id) => Math.round(categories[id].score * 100);
    const shown = (id) => `${audits[id].title} ${audits[id].displayValue}`;
    const vitals = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift'];
    console.log(`${name}: ${Object.keys(least).map((id) => `${categories[id].title} ${score(id)}`).join(', ')}`);
    console.log(`${name}: ${vitals.map(shown).join(', ')}`);
    for (const [id, floor] of Object.entries(least).filter(([id, floor]) => score(id) < floor)) {
        process.exitCode = 1;
        const refs = categories[id].auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score < 1);
        console.log(`${name}: ${id} is below ${floor}: ${refs.map(({ id }) => audits[id].title).join('; ')}`);
    }";

/// Judges the page, and says what falls short.
pub(crate) fn lighthouse() -> Result<(), Error> {
    let project = Project::find()?;
    let toolbox = Toolbox::for_pages(&project)?;
    let Some(browser) = browsers::chromium() else {
        return Err(Error::failed("Lighthouse judges in Chromium, which is not here: install it"));
    };
    let Some(program) = npm::lighthouse()? else {
        return Err(Error::failed("Lighthouse comes from npm, which is not here: install Node.js with npm"));
    };
    let page = project.target.join("bench").join("release");
    dist::build_page(&project, &toolbox, &page, For::Visitors)?;
    let lab = Lab::start_with(&project, 0, true, Some(&page))?;
    let folder = project.target.join("lighthouse");
    fs::create_dir_all(&folder).doing(|| format!("make the folder {}", folder.display()))?;
    let mut short = Vec::new();
    for (name, settings) in SETTINGS {
        let report = folder.join(format!("{name}.json"));
        let mut judge = Command::new("node");
        judge.arg(&program).arg(format!("{}/", lab.http)).args(settings).arg(FLAGS);
        judge.args(["--quiet", "--output=json", "--output-path"]).arg(&report).env("CHROME_PATH", &browser);
        process::run(&mut judge, "Lighthouse")?;
        if summarise(name, &report).is_err() {
            short.push(name);
        }
    }
    println!("The reports are in {}.", folder.display());
    if short.is_empty() { Ok(()) } else { Err(Error::failed(format!("it falls short on a {}", short.join(" and a ")))) }
}

fn summarise(name: &str, report: &Path) -> Result<(), Error> {
    process::run(Command::new("node").args(["-e", SUMMARY, name]).arg(report), "reading the report")
}
