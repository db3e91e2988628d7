//! What the browser says about the network, seen from the worker.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, SecurityPolicyViolationEvent, Url, WorkerGlobalScope};

use super::listener::Listener;
use crate::model::diagnosis::Permission;

/// `navigator.onLine`. False is sure; true only means that there is some network.
pub fn is_online() -> bool {
    scope().is_none_or(|scope| scope.navigator().on_line())
}

/// Whether the page came over https. From such a page browsers refuse `ws://` as mixed content.
pub fn page_is_secure() -> bool {
    scope().is_some_and(|scope| scope.location().protocol() == "https:")
}

/// Whether the page is isolated from other origins, whose answers it then gets only when they allow it.
pub fn page_is_isolated() -> bool {
    let isolated = Reflect::get(&js_sys::global(), &JsValue::from_str("crossOriginIsolated"));
    isolated.is_ok_and(|isolated| isolated.is_truthy())
}

/// The host that the page came from; empty when there is none.
pub fn page_host() -> String {
    scope().map(|scope| scope.location().hostname()).unwrap_or_default()
}

/// Whether the page may reach this machine, or else the local network. Chromium knows these permissions; their names are
/// not in `web_sys`.
pub async fn permission(to_this_machine: bool) -> Permission {
    let name = if to_this_machine { "loopback-network" } else { "local-network" };
    let state = async {
        let get = |from: &JsValue, name: &str| Reflect::get(from, &JsValue::from_str(name));
        let permissions = get(&get(&js_sys::global(), "navigator")?, "permissions")?;
        let wanted = Object::new();
        Reflect::set(&wanted, &JsValue::from_str("name"), &JsValue::from_str(name))?;
        let query: Function = get(&permissions, "query")?.dyn_into()?;
        let asked: Promise = query.call1(&permissions, &wanted)?.dyn_into()?;
        get(&JsFuture::from(asked).await?, "state")
    };
    match state.await.ok().and_then(|state| state.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("prompt") => Permission::Prompt,
        Some("denied") => Permission::Denied,
        _ => Permission::Unknown,
    }
}

/// The host and the port of an address, as the browser writes them; the port only when it is not the scheme's own.
pub fn host(url: &str) -> Option<String> {
    Url::new(url).ok().map(|url| url.host())
}

/// Whether a violation that names `blocked` can be about `url`: browsers name the address as they write it, or only
/// its origin.
pub fn is_same_address(url: &str, blocked: &str) -> bool {
    let Ok(url) = Url::new(url) else { return false };
    match Url::new(blocked) {
        Ok(blocked) => blocked.href() == url.href() || (blocked.origin() == url.origin() && blocked.pathname() == "/"),
        Err(_) => false,
    }
}

/// A Content-Security-Policy that blocked something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// What it blocked.
    pub url: String,
    /// By which directive.
    pub directive: String,
}

/// Watches the network and the policy until it is dropped.
#[must_use = "dropping it ends the watch"]
pub struct Watch {
    #[expect(dead_code, reason = "kept for its drop")]
    network: [Listener<Event>; 2],
    #[expect(dead_code, reason = "kept for its drop")]
    policy: Listener<SecurityPolicyViolationEvent>,
}

impl Watch {
    /// Calls `on_change` when the browser went online or offline, and `on_violation` when the worker's policy blocked
    /// something. `None` outside a worker.
    pub fn new(on_change: impl Fn() + Clone + 'static, on_violation: impl Fn(Violation) + 'static) -> Option<Self> {
        let scope = scope()?;
        let network = ["online", "offline"].map(|event| {
            let on_change = on_change.clone();
            Listener::new(&scope, event, move |_| on_change())
        });
        let policy = Listener::new(&scope, "securitypolicyviolation", move |event: SecurityPolicyViolationEvent| {
            on_violation(Violation { url: event.blocked_uri(), directive: event.effective_directive() });
        });
        Some(Self { network, policy })
    }
}

fn scope() -> Option<WorkerGlobalScope> {
    js_sys::global().dyn_into().ok()
}
