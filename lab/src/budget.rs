//! The memory that messages under way may take in all connections together, so that many clients at once cannot take all.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::Relaxed},
};

/// Below this, nothing is counted: most connections never hold more, and need not meet at one counter.
const UNCOUNTED: usize = 64 * 1024;

/// The memory of one lab.
#[derive(Debug)]
pub(crate) struct Budget {
    used: AtomicUsize,
    limit: usize,
}

/// What one connection or session has of it, until this is dropped.
#[derive(Debug)]
pub(crate) struct Held {
    budget: Arc<Budget>,
    bytes: usize,
}

/// There is no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the lab holds as many bytes of messages as it may; try again later")]
pub(crate) struct OverBudget;

impl Budget {
    pub(crate) fn new(limit: usize) -> Self {
        Self { used: AtomicUsize::new(0), limit }
    }

    /// The bytes that are held.
    pub(crate) fn used(&self) -> usize {
        self.used.load(Relaxed)
    }

    /// A holder of nothing yet.
    pub(crate) fn hold(self: &Arc<Self>) -> Held {
        Held { budget: Arc::clone(self), bytes: 0 }
    }
}

impl Held {
    /// Holds so many bytes from now on, if there are as many.
    pub(crate) fn set(&mut self, bytes: usize) -> Result<(), OverBudget> {
        let bytes = if bytes <= UNCOUNTED { 0 } else { bytes };
        if bytes <= self.bytes {
            self.budget.used.fetch_sub(self.bytes - bytes, Relaxed);
        } else {
            let more = bytes - self.bytes;
            let used = self.budget.used.fetch_add(more, Relaxed);
            if used.saturating_add(more) > self.budget.limit {
                self.budget.used.fetch_sub(more, Relaxed);
                return Err(OverBudget);
            }
        }
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.budget.used.fetch_sub(self.bytes, Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_given_back_and_no_more_than_the_limit_is_held() {
        let budget = Arc::new(Budget::new(1_000_000));
        let (mut one, mut two) = (budget.hold(), budget.hold());
        assert_eq!(one.set(600_000), Ok(()));
        assert_eq!(two.set(600_000), Err(OverBudget));
        assert_eq!(budget.used(), 600_000);
        assert_eq!(one.set(300_000), Ok(()));
        assert_eq!(two.set(600_000), Ok(()));
        assert_eq!(one.set(10), Ok(()), "too little to count");
        assert_eq!(budget.used(), 600_000);
        drop((one, two));
        assert_eq!(budget.used(), 0);
    }
}
