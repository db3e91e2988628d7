//! The settings: colours, density, language, keys, and what the browser keeps.

use yew::prelude::*;

use super::Above;
use crate::view::{
    msg::Msg,
    parts::{
        self,
        field::{choice, tick},
    },
    state::settings::{Contrast, Density, Settings, Theme},
    words::{language::Language, shell as say},
};

/// Draws the settings. Each change takes effect at once.
pub(super) fn settings(above: &Above<'_>) -> Html {
    let Above { settings, on, .. } = above;
    let settings = *settings;
    let theme = change(above, |settings, at: usize| settings.theme = Theme::ALL.get(at).copied().unwrap_or_default());
    let density =
        change(above, |settings, at: usize| settings.density = Density::ALL.get(at).copied().unwrap_or_default());
    let language = change(above, |settings, at: usize| {
        settings.language = at.checked_sub(1).and_then(|at| Language::ALL.get(at).copied());
    });
    let contrast = change(above, |settings, on| settings.contrast = if on { Contrast::More } else { Contrast::System });
    let keys = change(above, |settings, on: bool| settings.no_single_keys = !on);
    let offline = change(above, |settings, on| settings.offline = Some(on));
    let secrets = change(above, |settings, on| settings.keeps_secrets = on);
    let languages = [vec![say::LANGUAGE_OF_SYSTEM], Language::ALL.map(say::language).to_vec()].concat();
    let forget = on.reform(|_: MouseEvent| Msg::EverythingForgotten);
    html! {
        <div class="stack">
            { choice("theme", say::THEME, &Theme::ALL.map(say::theme), place(&Theme::ALL, &settings.theme), theme) }
            { tick("contrast", say::CONTRAST, settings.contrast == Contrast::More, contrast) }
            { choice("density", say::DENSITY, &Density::ALL.map(say::density), place(&Density::ALL, &settings.density), density) }
            { choice("language", say::LANGUAGE, &languages, settings.language.map_or(0, |language| place(&Language::ALL, &language) + 1), language) }
            { tick("single-keys", say::SINGLE_KEYS, !settings.no_single_keys, keys) }
            { tick("keep-secrets", say::KEEP_SECRETS, settings.keeps_secrets, secrets) }
            <div key="offline" hidden={above.keeps.is_none()}>
                { tick("offline", say::OFFLINE, above.keeps.unwrap_or_default(), offline) }
            </div>
            <p key="no-offline" class="hint" hidden={above.keeps.is_some()}>{ say::NO_OFFLINE }</p>
            <hr key="line" />
            <p key="kept" class="hint">{ say::KEPT }</p>
            // In two steps, as nothing brings it back.
            <details key="forget" class="forget">
                <summary id="forget">{ say::FORGET }</summary>
                <button type="button" id="forget-now" class="danger" onclick={forget}>{ say::FORGET_NOW }</button>
            </details>
            <p key="forgotten" role="status" class="hint">{ if above.is_forgotten { say::FORGOTTEN.now() } else { "" } }</p>
        </div>
    }
}

fn change<V: 'static>(above: &Above<'_>, set: fn(&mut Settings, V)) -> Callback<V> {
    parts::change::change(above.on, Msg::SettingsChanged, set)
}

fn place<T: PartialEq>(all: &[T], value: &T) -> usize {
    all.iter().position(|other| other == value).unwrap_or_default()
}
