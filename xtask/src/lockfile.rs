//! Reads `Cargo.lock`, which says which version of a tool must go with a crate.

use std::fs;
use std::path::Path;

use crate::error::{Doing, Error};

/// The version of `package` that the project is locked to.
///
/// # Errors
///
/// When the file cannot be read, or does not hold the package in exactly one version.
pub(crate) fn locked_version(root: &Path, package: &str) -> Result<String, Error> {
    let path = root.join("Cargo.lock");
    let text = fs::read_to_string(&path).doing(|| format!("read {}", path.display()))?;
    match versions(&text, package).as_slice() {
        [version] => Ok((*version).to_owned()),
        [] => Err(Error::failed(format!("Cargo.lock holds no {package}; is the checkout complete?"))),
        several => {
            Err(Error::failed(format!("Cargo.lock holds several versions of {package}: {}", several.join(", "))))
        }
    }
}

/// Every version of `package` in the text of a lock file.
fn versions<'a>(lock: &'a str, package: &str) -> Vec<&'a str> {
    lock.split("[[package]]")
        .filter(|entry| field(entry, "name") == Some(package))
        .filter_map(|entry| field(entry, "version"))
        .collect()
}

/// The value of `key = "value"` at the beginning of a line.
fn field<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \"")?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"
version = 4

[[package]]
name = "wasm-bindgen"
version = "0.2.129"
source = "registry+https://example.org/index"
dependencies = [
 "wasm-bindgen-macro",
]

[[package]]
name = "wasm-bindgen-macro"
version = "0.2.1"

[[package]]
name = "twice"
version = "1.0.0"

[[package]]
name = "twice"
version = "2.0.0"
"#;

    #[test]
    fn the_version_of_a_package_is_found_by_its_whole_name() {
        assert_eq!(versions(LOCK, "wasm-bindgen"), ["0.2.129"]);
        assert_eq!(versions(LOCK, "wasm-bindgen-macro"), ["0.2.1"]);
        assert!(versions(LOCK, "wasm").is_empty());
    }

    #[test]
    fn a_package_in_two_versions_shows_both() {
        assert_eq!(versions(LOCK, "twice"), ["1.0.0", "2.0.0"]);
    }

    #[test]
    fn the_projects_own_lock_file_names_one_wasm_bindgen() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let version = locked_version(&root, "wasm-bindgen").expect("the lock file is in the checkout");
        assert_eq!(version.split('.').count(), 3, "{version}");
    }
}
