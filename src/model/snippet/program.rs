//! The connection as a program.

use std::fmt::Write;

use super::{Message, Target, ascii_url, quote};
use crate::model::language::text;

pub(super) fn javascript(target: &Target, on_open: &[Message]) -> String {
    let mut sends = String::new();
    for message in on_open {
        let _ = match message {
            Message::Text(text) => writeln!(sends, "  socket.send({});", quote::javascript(text)),
            Message::Binary(bytes) => writeln!(sends, "  socket.send(new Uint8Array({bytes:?}));"),
        };
    }
    let arguments = arguments(target, target.endpoint.as_str());
    format!(
        "const socket = new WebSocket({arguments});\n\
         socket.binaryType = \"arraybuffer\";\n\
         socket.addEventListener(\"open\", () => {{\n{sends}}});\n\
         socket.addEventListener(\"message\", ({{ data }}) => console.log(data));\n\
         socket.addEventListener(\"error\", () => console.error(\"error\"));\n\
         socket.addEventListener(\"close\", ({{ code, reason, wasClean }}) => console.log(code, reason, wasClean));\n"
    )
}

pub(super) fn node(target: &Target, on_open: &[Message]) -> String {
    let mut sends = String::new();
    for message in on_open {
        let _ = match message {
            Message::Text(text) => writeln!(sends, "  socket.send({});", quote::javascript(text)),
            Message::Binary(bytes) => {
                writeln!(sends, "  socket.send(Buffer.from(\"{}\", \"hex\"));", quote::hex(bytes))
            }
        };
    }
    let arguments = arguments(target, &ascii_url(target));
    let file = text!("save as", "sichern als");
    format!(
        "// npm install ws; {file} client.mjs; node client.mjs\n\
         import WebSocket from \"ws\";\n\n\
         const socket = new WebSocket({arguments});\n\
         socket.on(\"open\", () => {{\n{sends}}});\n\
         socket.on(\"message\", (data, isBinary) => console.log(isBinary ? data : data.toString()));\n\
         socket.on(\"error\", (error) => console.error(error.message));\n\
         socket.on(\"close\", (code, reason) => console.log(code, reason.toString()));\n"
    )
}

/// The arguments of `new WebSocket`.
fn arguments(target: &Target, url: &str) -> String {
    let url = quote::javascript(url);
    match list(target, quote::javascript) {
        None => url,
        Some(list) => format!("{url}, [{list}]"),
    }
}

/// The offered subprotocols, each quoted; `None` when there are none.
fn list(target: &Target, quote: fn(&str) -> String) -> Option<String> {
    let names: Vec<String> = target.offered.iter().map(|name| quote(name.as_str())).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

pub(super) fn python(target: &Target, on_open: &[Message]) -> String {
    let url = quote::python(&ascii_url(target));
    let subprotocols = list(target, quote::python).map_or_else(String::new, |list| format!(", subprotocols=[{list}]"));
    let mut sends = String::new();
    for message in on_open {
        let _ = match message {
            Message::Text(text) => writeln!(sends, "    socket.send({})", quote::python(text)),
            Message::Binary(bytes) => writeln!(sends, "    socket.send(bytes.fromhex(\"{}\"))", quote::hex(bytes)),
        };
    }
    let why = text!("takes messages of more than 1 MiB too", "nimmt auch Nachrichten von mehr als 1 MiB");
    format!(
        "# pip install websockets\n\
         from websockets.sync.client import connect\n\n\
         # max_size=None {why}.\n\
         with connect({url}{subprotocols}, max_size=None) as socket:\n{sends}    \
         for message in socket:\n        print(message)\n"
    )
}

pub(super) fn rust(target: &Target, on_open: &[Message]) -> String {
    let url = quote::rust(&ascii_url(target));
    let mut subprotocols = String::new();
    for name in &target.offered {
        let _ = write!(subprotocols, ".with_sub_protocol({})", quote::rust(name.as_str()));
    }
    let mut sends = String::new();
    for message in on_open {
        let _ = match message {
            Message::Text(text) => writeln!(sends, "    socket.send(Message::text({})).await?;", quote::rust(text)),
            Message::Binary(bytes) => {
                let bytes: Vec<String> = bytes.iter().map(u8::to_string).collect();
                writeln!(sends, "    socket.send(Message::binary(Vec::<u8>::from([{}]))).await?;", bytes.join(", "))
            }
        };
    }
    let sink = if on_open.is_empty() { "StreamExt" } else { "{SinkExt, StreamExt}" };
    let message = if on_open.is_empty() { "ClientRequestBuilder" } else { "{ClientRequestBuilder, Message}" };
    format!(
        "// cargo add futures-util; cargo add tokio -F full; cargo add tokio-tungstenite -F native-tls\n\
         use futures_util::{sink};\n\
         use tokio_tungstenite::{{connect_async, tungstenite::{message}}};\n\n\
         #[tokio::main]\n\
         async fn main() -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let request = ClientRequestBuilder::new({url}.parse()?){subprotocols};\n    \
         let (mut socket, _response) = connect_async(request).await?;\n{sends}    \
         while let Some(message) = socket.next().await {{\n        println!(\"{{:?}}\", message?);\n    }}\n    \
         Ok(())\n}}\n"
    )
}
