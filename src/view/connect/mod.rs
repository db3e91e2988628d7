//! The bar above a session: where it stands, its address, and what can be done about it now.

mod close;
mod form;
mod options;
mod recent;
mod status;
mod waiting;

pub(super) use self::{
    close::CloseMenu,
    form::{Connect, connect_form},
    status::status,
    waiting::{Standing, standing},
};
