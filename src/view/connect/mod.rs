//! The upper part of a session: its address, where it stands, and what can be done about it now.

mod form;
mod recent;
mod standing;
mod status;

pub(super) use self::{
    form::ConnectForm,
    standing::{Standing, standing},
};
