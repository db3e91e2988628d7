//! A list that opens below its button and goes when something was chosen in it, or when one leaves it: with Escape, with the
//! focus, or by a press elsewhere.

use yew::prelude::*;

use crate::web::{element, outside::OutsideWatch};

/// What the menu shows.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The id of what opens.
    pub(crate) id: AttrValue,
    /// What the button reads.
    pub(crate) label: Html,
    /// What the button is called.
    pub(crate) title: AttrValue,
    /// What opens.
    pub(crate) children: Html,
    /// The id of the button, where it is no other's with `-opener` behind it.
    #[prop_or_default]
    pub(crate) opener: Option<AttrValue>,
    /// Opens upwards.
    #[prop_or_default]
    pub(crate) up: bool,
    /// Something in it is wrong: it opens by itself, and that has the focus.
    #[prop_or_default]
    pub(crate) opens: bool,
}

/// Draws the button, and below it what opens.
#[component]
pub(crate) fn Menu(props: &Props) -> Html {
    let open = use_state_eq(|| false);
    let root = use_node_ref();
    let toggle = {
        let (is_open, open) = (*open, open.setter());
        Callback::from(move |_: MouseEvent| open.set(!is_open))
    };
    {
        let (is_open, open, root) = (*open, open.setter(), root.clone());
        use_effect_with(is_open, move |is_open| {
            let watch = is_open.then(|| OutsideWatch::new(root, move || open.set(false)));
            move || drop(watch)
        });
    }
    {
        let open = open.setter();
        use_effect_with(props.opens, move |opens| {
            if *opens {
                open.set(true);
            }
        });
    }
    {
        let root = root.clone();
        use_effect_with(props.opens && *open, move |is_due| {
            if *is_due {
                element::focus_first(&root, "[aria-invalid]");
            }
        });
    }
    let onkeydown = {
        let (is_open, open, root) = (*open, open.setter(), root.clone());
        Callback::from(move |event: KeyboardEvent| {
            if is_open && event.key() == "Escape" {
                // What the menu stands in stays.
                event.stop_propagation();
                open.set(false);
                element::focus_first(&root, "button");
            }
        })
    };
    let onfocusout = {
        let (open, root) = (open.setter(), root.clone());
        Callback::from(move |event: FocusEvent| {
            if element::focus_leaves(&root, &event) {
                open.set(false);
            }
        })
    };
    // What was chosen may take the focus elsewhere: that comes later.
    let onclick = {
        let (open, root) = (open.setter(), root.clone());
        Callback::from(move |event: MouseEvent| {
            if element::is_within(&event, ".entry") {
                open.set(false);
                element::focus_first(&root, "button");
            }
        })
    };
    let opener = props.opener.clone().unwrap_or_else(|| format!("{}-opener", props.id).into());
    html! {
        <div class={classes!("menu", props.up.then_some("up"))} ref={root} {onkeydown} {onfocusout}>
            <button type="button" id={opener} class="opener" aria-expanded={open.to_string()} aria-controls={props.id.clone()}
                aria-label={props.title.clone()} title={props.title.clone()} onclick={toggle}>{ props.label.clone() }</button>
            <div id={props.id.clone()} class="sheet" hidden={!*open} tabindex="-1" {onclick}>{ props.children.clone() }</div>
        </div>
    }
}
