//! The command palette: a field, and below it the commands that fit (the combobox pattern of the ARIA Authoring
//! Practices, with a list that is always open).

use yew::prelude::*;

use crate::{
    view::{
        msg::{Msg as PageMsg, On},
        parts::keyboard::here,
        state::{
            chord::Keys,
            palette::{Entry, matching},
        },
        words::shell as say,
    },
    web::element::{self, HtmlInputElement},
};

/// What the palette offers.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) entries: Vec<Entry>,
    pub(super) on: On,
}

/// What the person does with it.
pub(super) enum Msg {
    Entered(String),
    KeyPressed(KeyboardEvent),
    Pointed(usize),
    Chosen(usize),
}

/// Draws the palette.
pub(super) struct Palette {
    /// What was to be done when it was opened: it changes as the page goes on, and would move under the pointer.
    entries: Vec<Entry>,
    found: Vec<Entry>,
    /// The one that Enter takes.
    at: usize,
}

impl Component for Palette {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let entries = ctx.props().entries.clone();
        Self { found: entries.clone(), entries, at: 0 }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Entered(text) => {
                self.found = matching(&self.entries, &text);
                self.at = 0;
            }
            Msg::KeyPressed(event) => return self.press_key(ctx, &event),
            Msg::Pointed(at) => self.at = at,
            Msg::Chosen(at) => self.choose(ctx, at),
        }
        true
    }

    fn changed(&mut self, _: &Context<Self>, _: &Props) -> bool {
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let oninput = link.batch_callback(|event: InputEvent| {
            event.target_dyn_into::<HtmlInputElement>().map(|input| Msg::Entered(input.value()))
        });
        html! {
            <>
                <input id="palette-field" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list"
                    aria-autocomplete="list" aria-activedescendant={(!self.found.is_empty()).then(|| option(self.at))}
                    aria-label={say::PALETTE_FIELD} placeholder={say::PALETTE_FIELD} autocomplete="off" spellcheck="false"
                    {oninput} onkeydown={link.callback(Msg::KeyPressed)} />
                <ul id="palette-list" role="listbox" aria-label={say::PALETTE}>
                    { for self.found.iter().enumerate().map(|(place, entry)| html! {
                        <li key={place} id={option(place)} role="option" aria-selected={(place == self.at).to_string()}
                            onclick={link.callback(move |_| Msg::Chosen(place))}
                            onpointermove={link.callback(move |_| Msg::Pointed(place))}>
                            <span class="name">{ &entry.name }</span>
                            <span class="hint">{ &entry.group }</span>
                            <kbd hidden={entry.keys == Keys::None}>{ here(entry.keys) }</kbd>
                        </li>
                    }) }
                </ul>
                <p class="hint" role="status">{ say::palette_found(self.found.len()) }</p>
            </>
        }
    }

    fn rendered(&mut self, _: &Context<Self>, first_render: bool) {
        if first_render {
            element::focus("palette-field");
        }
        element::reveal(&option(self.at));
    }
}

impl Palette {
    fn press_key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) -> bool {
        let count = self.found.len();
        let at = match event.key().as_str() {
            "ArrowDown" if count > 0 => (self.at + 1) % count,
            "ArrowUp" if count > 0 => (self.at + count - 1) % count,
            "PageDown" if count > 0 => (self.at + 8).min(count - 1),
            "PageUp" => self.at.saturating_sub(8),
            "Enter" => {
                event.prevent_default();
                self.choose(ctx, self.at);
                return false;
            }
            _ => return false,
        };
        event.prevent_default();
        self.at = at;
        true
    }

    fn choose(&self, ctx: &Context<Self>, at: usize) {
        if let Some(entry) = self.found.get(at) {
            ctx.props().on.emit(PageMsg::DeedChosen(entry.deed));
        }
    }
}

fn option(place: usize) -> String {
    format!("command-{place}")
}
