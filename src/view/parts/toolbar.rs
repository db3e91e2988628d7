//! Buttons in a row that are one stop of the Tab key; arrows go from one to the next (ARIA Authoring Practices, "Toolbar").

use yew::prelude::*;

use crate::web::element;

/// What is in the row.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub(crate) class: &'static str,
    /// What the row is: a `toolbar`, a `search`, a `group`.
    #[prop_or("toolbar")]
    pub(crate) role: &'static str,
    /// What it is for.
    pub(crate) label: AttrValue,
    /// The button that is the stop at first, by a selector: the one that most people want.
    #[prop_or("button")]
    pub(crate) stop: &'static str,
    /// The buttons, and whatever stands between them.
    pub(crate) children: Html,
}

/// Draws the row.
#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let (root, stop) = (use_node_ref(), props.stop);
    {
        let root = root.clone();
        // Not at each drawing: to look at it costs the browser a layout. A button that comes later is a stop of its own until
        // the row has the focus.
        use_effect_with((), move |()| element::keep_one_stop(&root, stop));
    }
    let onfocusin = {
        let root = root.clone();
        Callback::from(move |_: FocusEvent| element::keep_one_stop(&root, stop))
    };
    let onkeydown = {
        let root = root.clone();
        Callback::from(move |event: KeyboardEvent| {
            let way = match event.key().as_str() {
                "ArrowRight" => 1,
                "ArrowLeft" => -1,
                _ => return,
            };
            if element::step_in_row(&root, way) {
                event.prevent_default();
            }
        })
    };
    html! {
        <div class={props.class} role={props.role} aria-label={&props.label} ref={root} {onkeydown} {onfocusin}>
            { props.children.clone() }
        </div>
    }
}
