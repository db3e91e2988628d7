//! Messages as fast as a connection takes them, or as a rate says: what a flood consists of, whoever carries it.

pub(crate) mod batch;
pub(crate) mod numbered;
pub(crate) mod pace;
