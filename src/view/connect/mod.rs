//! The bar above a session: where it stands, its address, and what can be done about it now.

mod close;
mod form;
mod options;
mod recent;
mod standing;
mod status;

pub(super) use self::{
    close::CloseMenu,
    form::{Connect, connect_form},
    standing::{Standing, standing},
    status::status,
};
