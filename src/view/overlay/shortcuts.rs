//! The sheet of shortcuts.

use yew::prelude::*;

use crate::view::words::keys::GROUPS;

/// Draws every shortcut, by the place where it works.
pub(super) fn shortcuts() -> Html {
    html! {
        <div class="groups">
            { for GROUPS.iter().enumerate().map(|(place, (title, keys))| html! {
                <section key={place}>
                    <h3>{ *title }</h3>
                    <dl>
                        { for keys.iter().enumerate().map(|(place, (keys, does))| html! {
                            <div key={place}><dt><kbd>{ *keys }</kbd></dt><dd>{ *does }</dd></div>
                        }) }
                    </dl>
                </section>
            }) }
        </div>
    }
}
