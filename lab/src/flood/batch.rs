//! A flood's frames, many at a time: built once, after that only their numbers are written.

use std::mem;

use bytes::Bytes;

use crate::{
    flood::numbered::Numbered,
    protocol::{FIN, encode_header},
};

/// Frames are gathered up to this size, then written at once.
const BATCH_BYTES: usize = 128 * 1024;

/// Makes frames of messages that follow one another, in the same memory each time.
#[derive(Debug)]
pub(crate) struct Batch {
    messages: Numbered,
    /// What each frame begins with: all are of one length.
    header: Vec<u8>,
    /// Whole frames of an earlier time.
    frames: Bytes,
    /// The number from which on those are too short for their number.
    longer_at: u64,
}

impl Batch {
    pub(crate) fn new(messages: Numbered) -> Self {
        let mut header = Vec::new();
        encode_header(&mut header, FIN | messages.kind().opcode() as u8, messages.size());
        Self { messages, header, frames: Bytes::new(), longer_at: 0 }
    }

    /// The frames of the next messages, and how many they are: at least one, at most `limit`. For the memory to be used
    /// again, the frames of the call before must be gone.
    pub(crate) fn next(&mut self, limit: u64) -> (Bytes, u64) {
        let mut frames = mem::take(&mut self.frames).try_into_mut().unwrap_or_default();
        if self.messages.number() >= self.longer_at {
            frames.clear();
            self.longer_at = self.messages.longer_at();
        }
        let first = self.messages.number();
        let count = limit.min(self.longer_at - first).min(self.most());
        let size = self.frame_size();
        let header = self.header.len();
        for frame in frames.chunks_exact_mut(size) {
            if self.messages.number() - first == count {
                break;
            }
            self.messages.renumber(&mut frame[header..]);
        }
        while self.messages.number() - first < count {
            frames.extend_from_slice(&self.header);
            frames.extend_from_slice(self.messages.next());
        }
        // Split off, the memory has an owner that is counted: to lend it and take it back allocates nothing.
        self.frames = frames.split().freeze();
        let end = usize::try_from(count).map_or(usize::MAX, |count| count * size);
        (self.frames.slice(..end), count)
    }

    /// How many messages go out at once.
    fn most(&self) -> u64 {
        (BATCH_BYTES / self.frame_size()).max(1) as u64
    }

    fn frame_size(&self) -> usize {
        self.header.len() + self.messages.size()
    }
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::{MessageKind, encode_frame};

    proptest! {
        #[test]
        fn a_batch_holds_what_frames_made_one_by_one_hold(
            text: bool,
            size in 24_usize..200_000,
            from in prop_oneof![Just(0), 0_u64..10_000_000_000],
            limits in proptest::collection::vec(prop_oneof![1_u64..200, Just(u64::MAX)], 1..8),
        ) {
            let kind = if text { MessageKind::Text } else { MessageKind::Binary };
            let mut batch = Batch::new(Numbered::from(kind, size, from));
            let mut one_by_one = Numbered::from(kind, size, from);
            for limit in limits {
                let (frames, count) = batch.next(limit);
                prop_assert!((1..=limit).contains(&count));
                let mut expected = BytesMut::new();
                for _ in 0..count {
                    encode_frame(&mut expected, kind.opcode(), one_by_one.next());
                }
                prop_assert!(frames == expected, "{count} frames from {}", one_by_one.number() - count);
            }
        }
    }

    #[test]
    fn the_frames_of_a_batch_lie_where_those_before_lay() {
        let mut batch = Batch::new(Numbered::from(MessageKind::Text, 100, 10_000));
        let before = batch.next(u64::MAX).0.as_ptr();
        assert_eq!(batch.next(u64::MAX).0.as_ptr(), before);
        assert_eq!(batch.next(7).0.as_ptr(), before);
        assert_eq!(batch.next(u64::MAX).0.as_ptr(), before);
    }

    #[test]
    fn frames_that_are_still_held_stay_as_they_are() {
        let mut batch = Batch::new(Numbered::from(MessageKind::Text, 24, 10));
        let (held, _) = batch.next(1);
        let (after, _) = batch.next(1);
        assert_eq!(&held[2..10], b"{\"seq\":1");
        assert_eq!((&held[9..11], &after[9..11]), (&b"10"[..], &b"11"[..]));
    }
}
