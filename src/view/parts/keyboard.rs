//! Keys as this machine's keyboard names them.

use crate::{
    view::{state::chord::Keys, words::keys::written},
    web::keys::has_command_key,
};

/// The keys, to be shown; nothing where there are none.
pub(in crate::view) fn here(keys: Keys) -> String {
    written(keys, has_command_key())
}
