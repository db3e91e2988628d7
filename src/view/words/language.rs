//! The languages of the page: those of the model, and how their texts become attributes and nodes.

use yew::{
    html::{ImplicitClone, IntoPropValue},
    prelude::*,
    virtual_dom::VNode,
};

pub use crate::model::language::{Language, Separators, Text, count, number, separators, speak, spoken};
pub(crate) use crate::model::language::{say, text};

impl From<Text> for AttrValue {
    fn from(text: Text) -> Self {
        AttrValue::Static(text.now())
    }
}

impl IntoPropValue<VNode> for Text {
    fn into_prop_value(self) -> VNode {
        self.now().into()
    }
}

impl ImplicitClone for Text {}

impl IntoPropValue<AttrValue> for Text {
    fn into_prop_value(self) -> AttrValue {
        self.into()
    }
}

impl IntoPropValue<Option<AttrValue>> for Text {
    fn into_prop_value(self) -> Option<AttrValue> {
        Some(self.into())
    }
}
