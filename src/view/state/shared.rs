//! A place that outlives a component: what it holds is read at the component's start and written at its end.

use std::{cell::RefCell, rc::Rc};

/// A shared place. Two are equal when they are the same place, whatever it holds: so a draft of megabytes is neither
/// copied nor compared at each drawing.
pub struct Shared<T>(Rc<RefCell<T>>);

impl<T> Shared<T> {
    /// A place that holds this.
    pub fn new(value: T) -> Self {
        Self(Rc::new(RefCell::new(value)))
    }

    /// Looks at what it holds.
    pub fn read<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.0.borrow())
    }

    /// Changes what it holds.
    pub fn write<R>(&self, change: impl FnOnce(&mut T) -> R) -> R {
        change(&mut self.0.borrow_mut())
    }
}

impl<T: Clone> Shared<T> {
    /// A copy of what it holds.
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
