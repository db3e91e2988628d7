//! Changes of what the person sets: they are made when they arrive, to what is set then. A copy from the last drawing would
//! take back what was set since.

use std::rc::Rc;

use yew::Callback;

use crate::view::{
    msg::{Change, Msg, On},
    state::behaviour::Behaviour,
};

/// A callback that changes something with the value that it is called with; `name` is what has happened then.
pub(crate) fn change<M: 'static, S: 'static, V: 'static>(
    on: &Callback<M>,
    name: fn(Change<S>) -> M,
    set: impl Fn(&mut S, V) + 'static,
) -> Callback<V> {
    let set = Rc::new(set);
    on.reform(move |value| {
        let set = set.clone();
        name(Box::new(move |state: &mut S| set(state, value)))
    })
}

/// A callback that changes what the session does without a click.
pub(crate) fn behave<V: 'static>(on: &On, set: impl Fn(&mut Behaviour, V) + 'static) -> Callback<V> {
    change(on, Msg::BehaviourChanged, set)
}
