//! Work that goes on when something has come: a file's bytes, a server's answer.

use std::future::Future;

/// Runs a future to its end, in turns with everything else.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(future);
}
