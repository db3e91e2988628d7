//! Changes of what the person sets: they are made when they arrive, to what is set then. A copy from the last drawing would
//! take back what was set since.

use std::rc::Rc;

use yew::Callback;

use crate::view::msg::{Change, Msg, On};

/// A callback that changes something with the value that it is called with; `name` is what happened to the page.
pub(crate) fn change<S: 'static, V: 'static>(
    on: &On,
    name: fn(Change<S>) -> Msg,
    set: impl Fn(&mut S, V) + 'static,
) -> Callback<V> {
    let set = Rc::new(set);
    on.reform(move |value| {
        let set = set.clone();
        name(Box::new(move |state: &mut S| set(state, value)))
    })
}
