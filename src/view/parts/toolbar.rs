//! Buttons in a row that are one stop of the Tab key; arrows go from one to the next (ARIA Authoring Practices, "Toolbar").

use yew::prelude::*;

use crate::web::element;

/// What is in the row.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// What they are for.
    pub(crate) label: AttrValue,
    /// The buttons.
    pub(crate) children: Html,
}

/// Draws the row.
#[component]
pub(crate) fn Toolbar(props: &Props) -> Html {
    let root = use_node_ref();
    {
        let root = root.clone();
        // A button may have come, or gone with the stop.
        use_effect(move || element::keep_one_stop(&root));
    }
    let onfocusin = {
        let root = root.clone();
        Callback::from(move |_: FocusEvent| element::keep_one_stop(&root))
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
        <div class="tools" role="toolbar" aria-label={&props.label} ref={root} {onkeydown} {onfocusin}>
            { props.children.clone() }
        </div>
    }
}
