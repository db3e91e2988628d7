//! An engine that is asked for Snapshots until one of them is as expected.

use std::cell::RefCell;

use socketscope::{
    model::link::{Snapshot, ToEngine},
    web::file::File,
};

use super::lab::wait_for;

/// Asks with `tell` until the `latest` Snapshot is as expected.
pub(crate) async fn until(
    tell: &dyn Fn(ToEngine, Option<File>),
    latest: &RefCell<Option<Snapshot>>,
    what: &str,
    holds: impl Fn(&Snapshot) -> bool,
) -> Snapshot {
    wait_for(what, async || {
        tell(ToEngine::Ask, None);
        latest.borrow().as_ref().is_some_and(&holds)
    })
    .await;
    latest.borrow().clone().expect("a Snapshot")
}
