//! A path that is to be watched, beside those that are.

use crate::model::find::{
    path::Path,
    pattern::Problem,
    watch::{self, WatchPlan},
};

/// Why a path is not watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwatched {
    /// It is none.
    NoPath(Problem),
    /// It is watched already.
    Known,
    /// No more can be watched.
    Full,
}

/// The plans with one more.
///
/// # Errors
///
/// Why there cannot be this one.
pub fn with(plans: &[WatchPlan], path: &str) -> Result<Vec<WatchPlan>, Unwatched> {
    Path::parse(path).map_err(Unwatched::NoPath)?;
    let plan = WatchPlan { path: path.to_owned(), includes_sent: false };
    if plans.contains(&plan) {
        return Err(Unwatched::Known);
    }
    if plans.len() >= watch::MOST {
        return Err(Unwatched::Full);
    }
    Ok(plans.iter().cloned().chain([plan]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_too_many_or_a_wrong_one_is_refused_and_not_lost() {
        let mut plans = Vec::new();
        for number in 0..watch::MOST {
            plans = with(&plans, &format!("$.n{number}")).expect("one more");
        }
        assert_eq!(plans.len(), watch::MOST);
        assert_eq!(with(&plans, "$.more"), Err(Unwatched::Full));
        assert_eq!(with(&plans, "$.n0"), Err(Unwatched::Known));
        assert!(matches!(with(&[], "$.["), Err(Unwatched::NoPath(_))));
    }
}
