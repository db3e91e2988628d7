//! What a lab serves: its endpoints and its page, with the state that all connections share.

use std::sync::Arc;

use crate::{endpoints::Endpoint, page::Page, shared::Shared};

/// One lab, as requests find it.
#[derive(Debug)]
pub(crate) struct Site {
    pub(crate) shared: Arc<Shared>,
    pub(crate) endpoints: Vec<Endpoint>,
    pub(crate) page: Option<Arc<Page>>,
}
