//! What the connection's form asks for, or what is wrong with it.

use super::form::Form;
use crate::model::{
    endpoint::{Endpoint, Subprotocol},
    mask::MASK,
    phase::Target,
};
use crate::view::words::connect as say;

/// What is wrong with the form, by its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// With the address.
    pub url: Option<String>,
    /// With the subprotocols.
    pub protocols: Option<String>,
}

impl Problems {
    /// Whether there are any.
    pub fn are_any(&self) -> bool {
        *self != Self::default()
    }
}

/// What the form asks for.
///
/// # Errors
///
/// A sentence for each field that no browser would take.
pub fn target(form: &Form) -> Result<Target, Problems> {
    let lacks = |typed: &str| typed.contains(MASK).then(|| say::SECRET_NOT_KEPT.into());
    let lacking = Problems { url: lacks(&form.url), protocols: lacks(&form.protocols) };
    if lacking.are_any() {
        return Err(lacking);
    }
    match (Endpoint::parse(&form.url), Subprotocol::parse_list(&form.protocols)) {
        (Ok(endpoint), Ok(offered)) => Ok(Target { endpoint, offered }),
        (endpoint, offered) => Err(Problems {
            url: endpoint.err().map(|error| error.to_string()),
            protocols: offered.err().map(|error| error.to_string()),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_its_own_sentence() {
        let form = |url: &str, protocols: &str| Form { url: url.into(), protocols: protocols.into() };
        assert!(target(&form("ws://host", "a, b")).is_ok());
        let problems = target(&form("ftp://host", "a,,(b")).expect_err("neither is good");
        assert!(problems.url.is_some() && problems.protocols.is_some() && problems.are_any());
        let problems = target(&form("ws://host/?token=•••", "")).expect_err("it was kept without its secret");
        assert!(problems.url.is_some_and(|why| why.contains("in the place of •••")) && problems.protocols.is_none());
        let problems = target(&form("ws://host", "a a")).expect_err("the subprotocols are not good");
        assert!(problems.url.is_none() && problems.protocols.is_some());
    }
}
