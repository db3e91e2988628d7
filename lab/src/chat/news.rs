//! What labs tell each other of their rooms, as bytes for NATS.

use bytes::{BufMut, Bytes, BytesMut};

use crate::protocol::{Message, MessageKind};

/// Bytes of names in one piece of news: half of what NATS takes at once.
const NAMES_BYTES: usize = 512 * 1024;

/// What one lab tells the others of a room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum News {
    Said(Message),
    Joined(String),
    Left(String),
    /// All named members at that lab.
    Here(Vec<String>),
    /// A lab that has just opened the room asks who is in it.
    Who,
    /// The lab has ended, and all its members have left all rooms.
    Gone,
    /// For the lab itself, after so many losses: what comes back shows that it hears what is published.
    Hello(u64),
}

impl News {
    /// The lab's number, a letter, and what belongs to it.
    pub(super) fn encode(&self, lab: u64) -> Bytes {
        let (names, number);
        let (letter, rest) = match self {
            Self::Said(Message { kind: MessageKind::Text, payload }) => (b'T', &payload[..]),
            Self::Said(Message { kind: MessageKind::Binary, payload }) => (b'B', &payload[..]),
            Self::Joined(name) => (b'J', name.as_bytes()),
            Self::Left(name) => (b'L', name.as_bytes()),
            Self::Here(here) => {
                names = join(here);
                (b'H', names.as_bytes())
            }
            Self::Who => (b'W', &[][..]),
            Self::Gone => (b'G', &[][..]),
            Self::Hello(losses) => {
                number = losses.to_be_bytes();
                (b'O', &number[..])
            }
        };
        let mut news = BytesMut::with_capacity(9 + rest.len());
        news.put_u64(lab);
        news.put_u8(letter);
        news.put_slice(rest);
        news.freeze()
    }

    /// Reads news; anyone may publish to NATS, so anything may come.
    pub(super) fn decode(news: &Bytes) -> Option<(u64, Self)> {
        let (lab, rest) = news.split_first_chunk()?;
        let (letter, rest) = rest.split_first()?;
        let text = || std::str::from_utf8(rest).ok().map(str::to_owned);
        let decoded = match letter {
            b'T' => Self::Said(Message::text(text()?)),
            b'B' => Self::Said(Message { kind: MessageKind::Binary, payload: news.slice(9..) }),
            b'J' => Self::Joined(text()?),
            b'L' => Self::Left(text()?),
            b'H' => Self::Here(text()?.lines().map(str::to_owned).collect()),
            b'W' => Self::Who,
            b'G' => Self::Gone,
            b'O' => Self::Hello(u64::from_be_bytes(*news.get(9..)?.first_chunk()?)),
            _ => return None,
        };
        Some((u64::from_be_bytes(*lab), decoded))
    }
}

/// One name a line, as many as fit.
fn join(names: &[String]) -> String {
    let mut joined = String::new();
    for name in names {
        if joined.len() + name.len() >= NAMES_BYTES {
            break;
        }
        joined.push_str(name);
        joined.push('\n');
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn news_survive_the_way(text: String, name in "[^\n\r]+", bytes: Vec<u8>, lab: u64) {
            let binary = Message { kind: MessageKind::Binary, payload: bytes.into() };
            for news in [
                News::Said(Message::text(text.clone())),
                News::Said(binary),
                News::Joined(text.clone()),
                News::Left(text),
                News::Here(vec![name.clone(), name.clone()]),
                News::Here(vec![]),
                News::Who,
                News::Gone,
                News::Hello(lab),
            ] {
                prop_assert_eq!(News::decode(&news.encode(lab)), Some((lab, news)));
            }
        }

        #[test]
        fn no_bytes_are_news_that_make_the_relay_panic(bytes: Vec<u8>) {
            let _ = News::decode(&bytes.into());
        }
    }

    #[test]
    fn more_names_than_nats_takes_at_once_are_told_in_part() {
        let names = vec!["n".repeat(64); 20_000];
        let news = News::Here(names).encode(1);
        assert!(news.len() < 600_000, "{}", news.len());
    }
}
