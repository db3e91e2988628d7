//! The page itself: its query and its reloads.

use web_sys::UrlSearchParams;

/// The value of a parameter in the page's query.
pub fn query(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(name)
}

/// The width of the window in pixels.
pub fn width() -> f64 {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).unwrap_or_default()
}

/// Loads the page again, once for each reason in a tab's life: a second call with the same reason answers false.
pub fn reload_once(reason: &str) -> bool {
    const KEY: &str = "socketscope-reloaded-for";
    let Some(window) = web_sys::window() else { return false };
    let Ok(Some(storage)) = window.session_storage() else { return false };
    if storage.get_item(KEY).ok().flatten().as_deref() == Some(reason) || storage.set_item(KEY, reason).is_err() {
        return false;
    }
    window.location().reload().is_ok()
}
