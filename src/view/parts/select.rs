//! A choice among a few that always shows what is in effect.

use yew::prelude::*;

use crate::web::element::{self, HtmlSelectElement};

/// What can be chosen, and what is in effect.
#[derive(Properties)]
pub(crate) struct Props {
    /// Its id in the document.
    pub(crate) id: AttrValue,
    /// What it is called, where no label is drawn.
    #[prop_or_default]
    pub(crate) name: Option<AttrValue>,
    /// The value of each option, for scripts, and what it reads.
    pub(crate) options: Vec<(AttrValue, AttrValue)>,
    /// The place of the one in effect.
    pub(crate) at: usize,
    /// Called with the place of the chosen one.
    pub(crate) on: Callback<usize>,
}

/// No drawing is left out: a person may have chosen what the page did not take.
impl PartialEq for Props {
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// Draws it. What is chosen is a property: Yew sets `selected` as an attribute, which a browser heeds only until a person
/// has chosen something (HTML, "the selected attribute").
#[component]
pub(crate) fn Select(props: &Props) -> Html {
    let select = use_node_ref();
    {
        let (select, at) = (select.clone(), props.at);
        use_effect(move || element::choose(&select, at));
    }
    let on = props.on.clone();
    let onchange = Callback::from(move |event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        if let Some(place) = select.and_then(|select| usize::try_from(select.selected_index()).ok()) {
            on.emit(place);
        }
    });
    html! {
        <select id={&props.id} ref={select} aria-label={props.name.clone()} {onchange}>
            { for props.options.iter().enumerate().map(|(place, (value, name))| html! {
                <option key={place} value={value}>{ name }</option>
            }) }
        </select>
    }
}
