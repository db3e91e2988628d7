//! The sheet of shortcuts.

use yew::prelude::*;

use crate::view::{
    parts::keyboard::here,
    words::keys::{EVERYWHERE, GROUPS, everywhere},
};

/// Draws every shortcut, by the place where it works.
pub(super) fn shortcuts() -> Html {
    let rows = everywhere().map(|command| (here(command.keys), command.name));
    let places = GROUPS.iter().map(|(title, keys)| {
        (*title, keys.iter().map(|(keys, does)| (String::from(*keys), *does)).collect::<Vec<_>>())
    });
    html! {
        <div class="groups">
            { for [(EVERYWHERE, rows.collect::<Vec<_>>())].into_iter().chain(places).enumerate().map(|(place, (title, keys))| html! {
                <section key={place}>
                    <h3>{ title }</h3>
                    <dl>
                        { for keys.into_iter().enumerate().map(|(place, (keys, does))| html! {
                            <div key={place}><dt><kbd>{ keys }</kbd></dt><dd>{ does }</dd></div>
                        }) }
                    </dl>
                </section>
            }) }
        </div>
    }
}
