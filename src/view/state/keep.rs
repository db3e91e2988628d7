//! A place that outlives a component: what it holds is read at the component's start and written at its end.

use std::{cell::RefCell, rc::Rc};

/// A shared place. Two are equal when they are the same place, whatever it holds: so a draft of megabytes is neither
/// copied nor compared at each drawing.
pub struct Keep<T>(Rc<RefCell<T>>);

impl<T> Keep<T> {
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

impl<T: Clone> Keep<T> {
    /// A copy of what it holds.
    pub fn get(&self) -> T {
        self.0.borrow().clone()
    }
}

impl<T> Clone for Keep<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Default> Default for Keep<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> PartialEq for Keep<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}
