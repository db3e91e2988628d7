//! Payloads that lie elsewhere, and are written where they are to lie: nothing is allocated in between.

/// A payload that comes from outside, piece by piece.
pub trait Source {
    /// Bytes that are yet to come: so many at least, and so many at most. When there are none, both are 0.
    fn left(&self) -> (usize, usize);

    /// Writes the next of them, as many as there is room for, without cutting a character. Answers how many.
    fn write(&mut self, place: &mut [u8]) -> usize;

    /// Passes over all that are yet to come, and counts them.
    fn pass(&mut self) -> u64 {
        let mut passed = 0;
        while self.left().0 > 0 {
            passed += pass_some(self) as u64;
        }
        passed
    }
}

/// Kept apart, so that a message of which nothing is left to pass costs no room to write to.
#[inline(never)]
fn pass_some(source: &mut (impl Source + ?Sized)) -> usize {
    source.write(&mut [0; 4096])
}

impl Source for &[u8] {
    fn left(&self) -> (usize, usize) {
        (self.len(), self.len())
    }

    fn write(&mut self, place: &mut [u8]) -> usize {
        let (head, rest) = self.split_at(self.len().min(place.len()));
        place[..head.len()].copy_from_slice(head);
        *self = rest;
        head.len()
    }

    fn pass(&mut self) -> u64 {
        std::mem::take(self).len() as u64
    }
}

/// So many bytes of nothing, to keep a place.
#[derive(Clone, Copy, Debug)]
pub struct Blank(pub usize);

impl Source for Blank {
    fn left(&self) -> (usize, usize) {
        (self.0, self.0)
    }

    fn write(&mut self, place: &mut [u8]) -> usize {
        let written = self.0.min(place.len());
        place[..written].fill(0);
        self.0 -= written;
        written
    }
}
