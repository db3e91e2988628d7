//! How the forms of a session's behaviour change it.

use std::rc::Rc;

use yew::Callback;

use crate::view::{
    msg::{Msg, On},
    state::behaviour::Behaviour,
};

/// A callback that changes a copy of the behaviour and hands it over.
pub(super) fn change<T: 'static>(
    behaviour: &Rc<Behaviour>,
    on: &On,
    set: impl Fn(&mut Behaviour, T) + 'static,
) -> Callback<T> {
    let (behaviour, on) = (behaviour.clone(), on.clone());
    Callback::from(move |value| {
        let mut behaviour = (*behaviour).clone();
        set(&mut behaviour, value);
        on.emit(Msg::BehaviourEntered(behaviour));
    })
}
