//! The one registry of endpoints: routing, parameter checks, `lab.json`, `--help` and the page at `/` all read it.

use std::ops::RangeInclusive;

use super::{
    Behaviour::{Carry, Refuse, Stall, WebSocket},
    Carrier, Endpoint, Opening, abort, chat, close, echo, flood, fragments, greet, invalid, ping, silent, slow,
    specimen,
};
use crate::{
    config::Limits,
    flood::numbered::SMALLEST_TEXT,
    parameters::{Accepts, Parameter},
};

/// A pointer to an endpoint's conversation, boxed so that all of them have one type.
macro_rules! boxed {
    ($converse:path) => {
        |socket, request| Box::pin($converse(socket, request))
    };
}

/// Every endpoint, with the ranges that `limits` give its parameters.
pub(crate) fn registry(limits: &Limits) -> Vec<Endpoint> {
    let mut endpoints = conversations(limits);
    endpoints.extend(messages(limits));
    endpoints.extend(endings(limits));
    endpoints.extend(misbehaviours());
    endpoints.extend(comparisons(limits));
    endpoints
}

fn conversations(limits: &Limits) -> Vec<Endpoint> {
    let every = number("every", 10..=milliseconds(limits), 1000, "Milliseconds from one ping to the next.");
    vec![
        Endpoint {
            path: "/echo",
            does: "Sends back each message as it came, text as text, binary as binary.",
            parameters: vec![delay(limits), deflate()],
            behaviour: WebSocket(Opening::Plain, boxed!(echo::converse)),
        },
        Endpoint {
            path: "/greet",
            does: "Sends ho! on connection, and logs what it receives.",
            parameters: vec![deflate()],
            behaviour: WebSocket(Opening::Plain, boxed!(greet::converse)),
        },
        Endpoint {
            path: "/chat",
            does: "Sends each message to everyone in the room, the sender included.",
            parameters: chat_parameters(limits),
            behaviour: WebSocket(Opening::Join, boxed!(chat::converse)),
        },
        subprotocol(),
        deflated_echo(),
        Endpoint {
            path: "/ping",
            does: "Pings, and reports as text how the pong came.",
            parameters: vec![every, deflate()],
            behaviour: WebSocket(Opening::Plain, boxed!(ping::converse)),
        },
    ]
}

fn subprotocol() -> Endpoint {
    let accept = parameter("accept", Accepts::Subprotocols, "chat,superchat,soap,wamp", "What it accepts.");
    Endpoint {
        path: "/subprotocol",
        does: "Selects the first offered subprotocol that it accepts, or none, and echoes.",
        parameters: vec![accept, deflate()],
        behaviour: WebSocket(Opening::SelectSubprotocol, boxed!(echo::at_once)),
    }
}

fn deflated_echo() -> Endpoint {
    let takeover = "Whether the lab's messages may refer back to earlier ones; 0 for server_no_context_takeover.";
    Endpoint {
        path: "/deflate",
        does: "Echoes with permessage-deflate negotiated, if the client offers it.",
        parameters: vec![
            number("window", 9..=15, 15, "The server_max_window_bits that the lab keeps to."),
            flag("takeover", 1, takeover),
        ],
        behaviour: WebSocket(Opening::Deflate, boxed!(echo::at_once)),
    }
}

fn messages(limits: &Limits) -> Vec<Endpoint> {
    vec![
        Endpoint {
            path: "/flood",
            does: "Sends messages, then closes with 1000; stops at the client's close. Text is JSON with a seq that starts at 0.",
            parameters: [flood_parameters(limits, 1000), vec![deflate()]].concat(),
            behaviour: WebSocket(Opening::Plain, boxed!(flood::converse)),
        },
        Endpoint {
            path: "/binary",
            does: "Sends a binary message on connection, and again for each message that it receives.",
            parameters: vec![number("size", 0..=limits.sent_bytes, 1024, "Bytes in the message."), deflate()],
            behaviour: WebSocket(Opening::Plain, boxed!(specimen::binary)),
        },
        Endpoint {
            path: "/image",
            does: "Sends a PNG on connection, and again for each message that it receives.",
            parameters: vec![],
            behaviour: WebSocket(Opening::Plain, boxed!(specimen::image)),
        },
        Endpoint {
            path: "/fragments",
            does: "Sends one message in several frames on connection, and again for each message that it receives.",
            parameters: vec![
                number("parts", 1..=10_000, 3, "Frames in the message."),
                number("size", 0..=limits.sent_bytes, 30, "Bytes in the message."),
                parameter("kind", Accepts::Choice(&["text", "binary"]), "text", "Text or binary."),
                deflate(),
            ],
            behaviour: WebSocket(Opening::Plain, boxed!(fragments::converse)),
        },
    ]
}

fn endings(limits: &Limits) -> Vec<Endpoint> {
    let after = || number("after", 0..=milliseconds(limits), 0, "Milliseconds to wait first.");
    vec![
        Endpoint {
            path: "/close",
            does: "Closes with a code and a reason.",
            parameters: vec![
                parameter("code", Accepts::CloseCode, "1000", "The close code."),
                parameter("reason", Accepts::Bytes { max: 123 }, "", "The close reason."),
                after(),
            ],
            behaviour: WebSocket(Opening::Plain, boxed!(close::converse)),
        },
        Endpoint {
            path: "/abort",
            does: "Ends the TCP connection (FIN) with no close frame.",
            parameters: vec![after()],
            behaviour: WebSocket(Opening::Plain, boxed!(abort::converse)),
        },
        Endpoint {
            path: "/refuse",
            does: "Refuses the opening handshake.",
            parameters: vec![number("status", 200..=599, 403, "The HTTP status of the refusal.")],
            behaviour: Refuse,
        },
    ]
}

fn misbehaviours() -> Vec<Endpoint> {
    vec![
        Endpoint {
            path: "/silent",
            does: "Accepts, never sends, never answers a close.",
            parameters: vec![],
            behaviour: WebSocket(Opening::Plain, boxed!(silent::converse)),
        },
        Endpoint { path: "/stall", does: "Never answers the opening handshake.", parameters: vec![], behaviour: Stall },
        Endpoint {
            path: "/slow",
            does: "Reads slowly, so that the client's bufferedAmount grows.",
            parameters: vec![number("bytes_per_second", 1..=1_000_000_000, 1000, "Bytes that it reads in a second.")],
            behaviour: WebSocket(Opening::Plain, boxed!(slow::converse)),
        },
        Endpoint {
            path: "/invalid",
            does: "Breaks RFC 6455 after the opening handshake.",
            parameters: vec![parameter("what", Accepts::Choice(invalid::KINDS), "utf8", "The rule that it breaks.")],
            behaviour: WebSocket(Opening::Plain, boxed!(invalid::converse)),
        },
    ]
}

fn comparisons(limits: &Limits) -> Vec<Endpoint> {
    let wait = number("wait", 0..=milliseconds(limits), 25_000, "Milliseconds that a GET waits for messages.");
    let mut long_poll = carried_parameters(limits);
    long_poll.push(wait);
    vec![
        Endpoint {
            path: "/poll",
            does: "POST a message; GET what has come since, as JSON.",
            parameters: carried_parameters(limits),
            behaviour: Carry(Carrier::Poll),
        },
        Endpoint {
            path: "/long-poll",
            does: "POST a message; GET waits until there is one, then gives what has come as JSON.",
            parameters: long_poll,
            behaviour: Carry(Carrier::LongPoll),
        },
        Endpoint {
            path: "/sse",
            does: "POST a message; GET an event stream of what comes, ended by the event done after a flood.",
            parameters: carried_parameters(limits),
            behaviour: Carry(Carrier::EventStream),
        },
    ]
}

fn chat_parameters(limits: &Limits) -> Vec<Parameter> {
    let name = Accepts::Characters { max: limits.name_chars };
    vec![
        parameter("room", name.clone(), "lobby", "The room."),
        parameter("name", name, "", "Who you are; the room is told when a named member joins or leaves."),
        number(
            "max",
            1..=65_536,
            50,
            "Characters (of a binary message, bytes) that are kept of each of your messages.",
        ),
        deflate(),
    ]
}

/// What is posted comes back. With a count, a GET begins a flood, and goes on with it until it has told that it is over.
fn carried_parameters(limits: &Limits) -> Vec<Parameter> {
    let session = Accepts::Characters { max: limits.name_chars };
    let whose = "Whose messages these are: any name of your own. Without one, what is posted is everybody's.";
    let mut parameters = vec![parameter("session", session, "", whose), delay(limits)];
    parameters.extend(flood_parameters(limits, 0));
    parameters
}

fn flood_parameters(limits: &Limits, count: u64) -> Vec<Parameter> {
    vec![
        number("count", count.min(1)..=limits.flood_count, count, "Messages to send."),
        number("size", 0..=limits.sent_bytes.max(SMALLEST_TEXT), 100, "Bytes in each message; text needs at least 24."),
        number("rate", 0..=limits.flood_rate, 0, "Messages a second; 0 for as fast as the connection takes them."),
        parameter("kind", Accepts::Choice(&["text", "binary"]), "text", "Text or binary."),
    ]
}

fn delay(limits: &Limits) -> Parameter {
    number("delay", 0..=milliseconds(limits), 0, "Milliseconds that each message waits before it goes back.")
}

fn deflate() -> Parameter {
    flag("deflate", 0, "Whether permessage-deflate is negotiated, if the client offers it.")
}

fn flag(name: &'static str, default: u64, explanation: &'static str) -> Parameter {
    number(name, 0..=1, default, explanation)
}

fn number(name: &'static str, range: RangeInclusive<u64>, default: u64, explanation: &'static str) -> Parameter {
    // A limit may be set below the usual default, or below what makes sense here.
    let (min, max) = (*range.start(), *range.end().max(range.start()));
    parameter(name, Accepts::Number { min, max }, &default.clamp(min, max).to_string(), explanation)
}

fn parameter(name: &'static str, accepts: Accepts, default: &str, explanation: &'static str) -> Parameter {
    Parameter { name, accepts, default: default.to_owned(), explanation }
}

fn milliseconds(limits: &Limits) -> u64 {
    u64::try_from(limits.wait.as_millis()).unwrap_or(u64::MAX)
}
