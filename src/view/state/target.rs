//! What the connection's form asks for, or what is wrong with it.

use super::form::Form;
use crate::model::{
    endpoint::{Endpoint, EndpointError, Subprotocol, SubprotocolError},
    mask::MASK,
    phase::Target,
};

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// It was kept without its secret, and something stands in the secret's place.
    SecretNotKept,
    /// No browser would take the address.
    Address(EndpointError),
    /// No browser would take the subprotocols.
    Subprotocols(SubprotocolError),
}

/// What is wrong with the form, by its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    /// With the address.
    pub url: Option<Problem>,
    /// With the subprotocols.
    pub protocols: Option<Problem>,
}

impl Problems {
    /// Whether there are any.
    pub fn are_any(&self) -> bool {
        self.url.is_some() || self.protocols.is_some()
    }
}

/// What the form asks for.
///
/// # Errors
///
/// What is wrong with each field.
pub fn target(form: &Form) -> Result<Target, Problems> {
    let lacks = |typed: &str| typed.contains(MASK).then_some(Problem::SecretNotKept);
    let lacking = Problems { url: lacks(&form.url), protocols: lacks(&form.protocols) };
    if lacking.are_any() {
        return Err(lacking);
    }
    match (Endpoint::parse(&form.url), Subprotocol::parse_list(&form.protocols)) {
        (Ok(endpoint), Ok(offered)) => Ok(Target { endpoint, offered }),
        (endpoint, offered) => Err(Problems {
            url: endpoint.err().map(Problem::Address),
            protocols: offered.err().map(Problem::Subprotocols),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_has_its_own_problem() {
        let form = |url: &str, protocols: &str| Form { url: url.into(), protocols: protocols.into() };
        assert!(target(&form("ws://host", "a, b")).is_ok());
        let problems = target(&form("ftp://host", "a,,(b")).expect_err("neither is good");
        assert!(problems.url.is_some() && problems.protocols.is_some() && problems.are_any());
        let problems = target(&form("ws://host/?token=•••", "")).expect_err("it was kept without its secret");
        assert_eq!((problems.url, problems.protocols), (Some(Problem::SecretNotKept), None));
        let problems = target(&form("ws://host", "a a")).expect_err("the subprotocols are not good");
        assert!(problems.url.is_none() && problems.protocols.is_some());
    }
}
