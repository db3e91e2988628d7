//! The page that was packed into this program when it was built: one file is all that a person needs then.

use std::path::Path;

/// The files of the folder that the variable `SOCKETSCOPE_LAB_PAGE` named at the build.
#[cfg(feature = "page")]
static PAGE: include_dir::Dir<'static> = include_dir::include_dir!("$SOCKETSCOPE_LAB_PAGE");

/// Each file with its path; none where no page was packed.
pub(super) fn files() -> Vec<(&'static Path, &'static [u8])> {
    #[cfg(feature = "page")]
    return PAGE.files().map(|file| (file.path(), file.contents())).collect();
    #[cfg(not(feature = "page"))]
    Vec::new()
}
