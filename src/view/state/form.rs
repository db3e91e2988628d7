//! The connection's form.

use serde::{Deserialize, Serialize};

use super::kept::Address;
use crate::model::mask::MASK;

/// The connection's form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The address.
    pub url: String,
    /// The subprotocols, separated by commas.
    pub protocols: String,
}

/// As it is kept: without the spaces around it.
impl From<&Form> for Address {
    fn from(form: &Form) -> Self {
        Self { url: form.url.trim().to_owned(), protocols: form.protocols.trim().to_owned() }
    }
}

impl Form {
    /// Whether there is a secret in it, as far as can be told.
    pub fn has_secrets(&self) -> bool {
        let masked = Address::from(self).without_secrets();
        [masked.url, masked.protocols].iter().any(|text| text.contains(MASK))
    }
}
