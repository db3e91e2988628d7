//! `cargo xtask screenshots`: the pictures of the documentation, taken from the running page.

use crate::browsers::{self, Wanted};
use crate::dist;
use crate::error::Error;
use crate::page::{For, TRIAL};
use crate::process;
use crate::project::Project;
use crate::tools::Toolbox;

/// Builds the release page, opens it in Chromium, and writes the pictures to `docs/`.
pub(crate) fn screenshots() -> Result<(), Error> {
    let project = Project::find()?;
    let mut toolbox = Toolbox::for_pages(&project)?;
    let mut browsers = browsers::find(&mut toolbox, Wanted::Usual)?;
    browsers.retain(|browser| browser.name == "Chromium");
    if browsers.is_empty() {
        return Err(Error::failed(
            "the pictures are taken in Chromium, which is not here: install it with its chromedriver",
        ));
    }
    let page = project.target.join("screenshots");
    dist::build_page(&project, &toolbox, &page, For::Visitors)?;
    let mut tests =
        project.cargo(["test", "--package", "socketscope", "--features", TRIAL, "--test", "e2e", "--", "pictures::"]);
    browsers::tell(&mut tests, &browsers);
    // Without its name it would be left out: a gate has no time for it.
    tests.env("SOCKETSCOPE_E2E_STORIES", "pictures::");
    tests.env("SOCKETSCOPE_E2E_PAGE", page).env("SOCKETSCOPE_PICTURES", project.root.join("docs"));
    process::run(&mut tests, "taking the pictures")
}
