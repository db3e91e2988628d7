//! How the forms of a session's behaviour change it.

use yew::Callback;

use crate::view::{
    msg::{Msg, On},
    parts,
    state::behaviour::Behaviour,
};

/// A callback that changes the behaviour.
pub(super) fn change<V: 'static>(on: &On, set: impl Fn(&mut Behaviour, V) + 'static) -> Callback<V> {
    parts::change::change(on, Msg::BehaviourChanged, set)
}
