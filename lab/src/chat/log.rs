//! What a room has said and not all of its members have taken: a bounded queue that all of them share.

use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};

use crate::protocol::encode_with;

/// Frames that are sealed at once travel together, but at most about this many bytes of them.
const PIECE_BYTES: usize = 32 * 1024;

/// The encoded frames of a room, in pieces, oldest first.
#[derive(Debug)]
pub(crate) struct Log {
    pieces: VecDeque<Piece>,
    /// The number of the first piece that is still here.
    first: u64,
    /// Frames that are not a piece yet: nobody can take them.
    open: BytesMut,
    /// The bytes in all pieces.
    bytes: usize,
    limit: usize,
    /// The number of the first of the newest pieces, those that hold half the limit.
    newest: u64,
    newest_bytes: usize,
    members: usize,
    /// Members that have missed a piece: nothing is kept for them any more.
    lost: usize,
}

#[derive(Debug)]
struct Piece {
    frames: Bytes,
    /// How many members have not taken it.
    awaited_by: usize,
}

/// A member's position: the number of the piece that it takes next.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Position(u64);

/// A member was further behind than the limit of `--lag-bytes`, so it has missed frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("you did not keep up with the room")]
pub(crate) struct Lagging;

impl Log {
    /// An empty log that keeps at most `limit` bytes for members that lag, and always the last piece.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            pieces: VecDeque::new(),
            first: 0,
            open: BytesMut::new(),
            bytes: 0,
            limit,
            newest: 0,
            newest_bytes: 0,
            members: 0,
            lost: 0,
        }
    }

    /// Lets a member in: it is to see what is said from here on.
    pub(crate) fn join(&mut self) -> Position {
        self.seal();
        self.members += 1;
        Position(self.first + self.pieces.len() as u64)
    }

    /// Lets a member go, and what only it waited for.
    #[expect(clippy::needless_pass_by_value, reason = "the position ends here")]
    pub(crate) fn leave(&mut self, position: Position) {
        self.seal();
        self.members -= 1;
        self.lost -= usize::from(position.0 < self.first);
        let taken = usize::try_from(position.0.saturating_sub(self.first)).unwrap_or(usize::MAX);
        for piece in self.pieces.iter_mut().skip(taken) {
            piece.awaited_by -= 1;
        }
        self.forget();
    }

    pub(crate) fn has_members(&self) -> bool {
        self.members > 0
    }

    /// Whether there are frames that are no piece yet.
    pub(crate) fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// The bytes that somebody has not taken.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    /// The members that have missed something.
    pub(crate) fn lost(&self) -> usize {
        self.lost
    }

    /// The members that have not missed anything yet.
    pub(crate) fn keeping_up(&self) -> usize {
        self.members - self.lost
    }

    /// How many of them have all of the newest half of the limit to take, and more.
    pub(crate) fn behind(&self) -> usize {
        let older = usize::try_from(self.newest - self.first).unwrap_or(usize::MAX);
        let last = older.checked_sub(1).and_then(|index| self.pieces.get(index));
        last.map_or(0, |piece| piece.awaited_by - self.lost)
    }

    /// Adds a frame, with its first byte, to what everyone is to receive. Whether there is a piece more to take.
    pub(crate) fn append(&mut self, first: u8, payload: &[u8]) -> bool {
        encode_with(&mut self.open, first, payload);
        let is_full = self.open.len() >= PIECE_BYTES;
        if is_full {
            self.seal();
        }
        is_full
    }

    /// The next piece for a member; none when it has them all.
    pub(crate) fn take(&mut self, position: &mut Position) -> Result<Option<Bytes>, Lagging> {
        let index = position.0.checked_sub(self.first).ok_or(Lagging)?;
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        let Some(piece) = self.pieces.get_mut(index) else { return Ok(None) };
        let frames = piece.frames.clone();
        piece.awaited_by -= 1;
        position.0 += 1;
        self.forget();
        Ok(Some(frames))
    }

    /// Makes a piece of what was added, and drops the oldest pieces past the limit.
    pub(crate) fn seal(&mut self) {
        if self.open.is_empty() {
            return;
        }
        self.bytes += self.open.len();
        self.newest_bytes += self.open.len();
        self.pieces.push_back(Piece { frames: self.open.split().freeze(), awaited_by: self.members });
        while self.bytes > self.limit && self.pieces.len() > 1 {
            self.lost = self.drop_oldest();
        }
        while self.newest_bytes > self.limit / 2 {
            self.age();
        }
        self.forget();
    }

    /// Drops the pieces that nobody awaits who could still have it all.
    fn forget(&mut self) {
        while self.pieces.front().is_some_and(|oldest| oldest.awaited_by == self.lost) {
            self.drop_oldest();
        }
        if self.pieces.is_empty() && self.open.is_empty() {
            self.open = BytesMut::new();
        }
    }

    /// Drops a piece; how many members awaited it.
    fn drop_oldest(&mut self) -> usize {
        if self.newest == self.first && !self.pieces.is_empty() {
            self.age();
        }
        let Some(oldest) = self.pieces.pop_front() else { return 0 };
        self.bytes -= oldest.frames.len();
        self.first += 1;
        oldest.awaited_by
    }

    /// Counts the first of the newest pieces to the older ones.
    fn age(&mut self) {
        let index = usize::try_from(self.newest - self.first).unwrap_or(usize::MAX);
        self.newest_bytes -= self.pieces.get(index).map_or(0, |piece| piece.frames.len());
        self.newest += 1;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::FIN;

    /// A member as it should be: what it has been given, and where in all that was said it came in.
    struct Member {
        position: Position,
        since: usize,
        given: Vec<u8>,
    }

    #[derive(Clone, Debug)]
    enum Step {
        Join,
        Leave(usize),
        Say(u8),
        Seal,
        Take(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            1 => Just(Step::Join),
            1 => any::<usize>().prop_map(Step::Leave),
            4 => any::<u8>().prop_map(Step::Say),
            2 => Just(Step::Seal),
            4 => any::<usize>().prop_map(Step::Take),
        ]
    }

    #[test]
    fn what_is_said_between_two_seals_is_one_piece() {
        let mut log = Log::new(100);
        let mut member = log.join();
        log.append(FIN | 1, b"a");
        log.append(FIN | 1, b"b");
        assert_eq!(log.take(&mut member), Ok(None), "not yet");
        log.seal();
        assert_eq!(log.take(&mut member), Ok(Some(Bytes::from_static(b"\x81\x01a\x81\x01b"))));
        assert_eq!(log.take(&mut member), Ok(None));
    }

    proptest! {
        #[test]
        fn every_member_gets_all_that_was_said_since_it_came_in_or_is_told_that_it_lags(
            steps in prop::collection::vec(step(), 0..200),
            limit in 0_usize..2000,
        ) {
            let mut log = Log::new(limit);
            let mut said = Vec::new();
            let mut members: Vec<Member> = Vec::new();
            for step in steps {
                match step {
                    Step::Join => members.push(Member { position: log.join(), since: said.len(), given: vec![] }),
                    Step::Leave(any) if !members.is_empty() => {
                        let member = members.swap_remove(any % members.len());
                        log.leave(member.position);
                    }
                    Step::Say(length) if log.has_members() => {
                        let payload = vec![length; usize::from(length)];
                        log.append(FIN | 1, &payload);
                        encode_with_into(&mut said, &payload);
                    }
                    Step::Seal => log.seal(),
                    Step::Take(any) if !members.is_empty() => {
                        let index = any % members.len();
                        let member = &mut members[index];
                        match log.take(&mut member.position) {
                            Ok(frames) => member.given.extend(frames.unwrap_or_default()),
                            Err(Lagging) => log.leave(members.swap_remove(index).position),
                        }
                        for member in &members {
                            prop_assert!(said[member.since..].starts_with(&member.given));
                        }
                    }
                    _ => {}
                }
                prop_assert!(log.bytes() <= limit.max(log.pieces.back().map_or(0, |piece| piece.frames.len())));
                let mut newest = 0;
                let mut is_new = |piece: &&Piece| {
                    newest += piece.frames.len();
                    newest <= limit / 2
                };
                let old = (log.pieces.len() - log.pieces.iter().rev().take_while(|piece| is_new(piece)).count()) as u64;
                let keeping_up = || members.iter().map(|member| member.position.0).filter(|position| *position >= log.first);
                prop_assert_eq!(log.keeping_up(), keeping_up().count());
                prop_assert_eq!(log.behind(), keeping_up().filter(|position| *position < log.first + old).count());
            }
            log.seal();
            for mut member in members.drain(..) {
                let lagged = loop {
                    match log.take(&mut member.position) {
                        Ok(Some(frames)) => member.given.extend(frames),
                        Ok(None) => break false,
                        Err(Lagging) => break true,
                    }
                };
                prop_assert!(lagged || member.given == said[member.since..]);
                log.leave(member.position);
            }
            prop_assert_eq!((log.bytes(), log.pieces.len()), (0, 0), "nobody is left to keep anything for");
        }
    }

    fn encode_with_into(said: &mut Vec<u8>, payload: &[u8]) {
        let mut frame = BytesMut::new();
        encode_with(&mut frame, FIN | 1, payload);
        said.extend_from_slice(&frame);
    }
}
