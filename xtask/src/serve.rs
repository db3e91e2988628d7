//! `cargo xtask serve`: the page with its lab, on this machine, until Ctrl-C.

use std::thread;
use std::time::Duration;

use crate::args::ServeOptions;
use crate::cache;
use crate::error::Error;
use crate::lab::Lab;
use crate::page;
use crate::ports;
use crate::process::Running;
use crate::project::Project;
use crate::tools::Toolbox;

/// How often the two programs are looked after.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// Builds and serves until one of the two programs ends, or Ctrl-C ends both.
pub(crate) fn serve(options: &ServeOptions) -> Result<(), Error> {
    let project = Project::find()?;
    let toolbox = Toolbox::for_pages(&project)?;
    eprintln!("Building the lab and the page; the first time, this takes about three minutes.");
    let mut served = Served::start(&project, &toolbox, options)?;
    served.wait_for_page()?;
    let Served { port, lab, .. } = &served;
    println!("\nThe page: http://127.0.0.1:{port}/\nThe lab:  {}/lab.json\nCtrl-C ends both.\n", lab.http);
    loop {
        served.check()?;
        thread::sleep(LOOK_EVERY);
    }
}

/// The two programs, ended when this is dropped.
struct Served {
    lab: Lab,
    trunk: Running,
    port: u16,
}

impl Served {
    fn start(project: &Project, toolbox: &Toolbox, options: &ServeOptions) -> Result<Self, Error> {
        let lab_port = ports::choose(options.lab_port, "the lab", "--lab-port")?;
        let lab = Lab::start(project, lab_port, options.release)?;
        let port = ports::choose(options.port, "the page", "--port")?;
        let trunk = start_trunk(project, toolbox, options, port, &lab.http)?;
        Ok(Self { lab, trunk, port })
    }

    /// Fails when one of the two has ended.
    fn check(&mut self) -> Result<(), Error> {
        if let Some(status) = self.lab.running.ended()? {
            return Err(Error::failed(format!("the lab ended by itself ({status}), so the page was stopped, too")));
        }
        if let Some(status) = self.trunk.ended()? {
            return Err(Error::failed(format!("Trunk ended by itself ({status}), so the lab was stopped, too")));
        }
        Ok(())
    }

    fn wait_for_page(&mut self) -> Result<(), Error> {
        while !ports::answers(self.port, "/") {
            self.check()?;
            thread::sleep(LOOK_EVERY);
        }
        Ok(())
    }
}

fn start_trunk(
    project: &Project,
    toolbox: &Toolbox,
    options: &ServeOptions,
    port: u16,
    lab: &str,
) -> Result<Running, Error> {
    // Not dist/, which is for releases; emptied, so that a page that answers is the one just built.
    let dist = project.target.join("serve");
    cache::clear(&dist)?;
    let mut trunk = page::trunk(project, toolbox, "serve", &dist);
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string(), "--disable-address-lookup", "true"]);
    // The page asks for this one file to find the lab; its WebSockets then go to the lab directly.
    trunk.args(["--proxy-backend", &format!("{lab}/lab.json"), "--proxy-no-system-proxy"]);
    if options.open {
        trunk.arg("--open");
    }
    if options.release {
        trunk.args(["--release", "--no-autoreload"]);
    }
    Running::start(&mut trunk, "Trunk")
}
