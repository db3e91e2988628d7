//! The ways to look at a message.

use serde::{Deserialize, Serialize};

use super::{cbor, json, msgpack, path::PathStep, protobuf, text, walk::Step};
use crate::model::language::{self, Text};

/// A way to look at a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lens {
    /// Its lines.
    Text,
    /// JSON, one thing a line.
    Json,
    /// Bytes.
    Hex,
    /// `MessagePack`, one thing a line.
    MessagePack,
    /// CBOR, one thing a line.
    Cbor,
    /// Protobuf, one field a line, without names: those are in a schema that the message does not carry.
    Protobuf,
    /// A picture.
    Picture,
}

impl Lens {
    /// By which scripts know it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Hex => "hex",
            Self::MessagePack => "msgpack",
            Self::Cbor => "cbor",
            Self::Protobuf => "protobuf",
            Self::Picture => "picture",
        }
    }

    /// Its name.
    pub fn name(self) -> Text {
        match self {
            Self::Text => Text::same("Text"),
            Self::Json => Text::same("JSON"),
            Self::Hex => Text::same("Hex"),
            Self::MessagePack => Text::same("MessagePack"),
            Self::Cbor => Text::same("CBOR"),
            Self::Protobuf => Text::same("Protobuf"),
            Self::Picture => language::text!("Picture", "Bild"),
        }
    }

    /// How it walks, and how it names a step of a path. `None` when its lines are known without a walk.
    pub(super) fn walk(self) -> Option<(Step, Option<PathStep>)> {
        match self {
            Self::Text => Some((text::step, None)),
            Self::Json => Some((json::step, Some(json::path))),
            Self::MessagePack => Some((msgpack::step, Some(msgpack::path))),
            Self::Cbor => Some((cbor::step, Some(cbor::path))),
            Self::Protobuf => Some((protobuf::step, Some(protobuf::path))),
            Self::Hex | Self::Picture => None,
        }
    }
}
