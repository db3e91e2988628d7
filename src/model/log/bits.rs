//! One bit for each row of a segment, and how many are set.

/// A set of places in a segment. It grows when a place is put in.
#[derive(Debug, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
    count: u64,
}

impl Bits {
    pub(super) fn count(&self) -> u64 {
        self.count
    }

    pub(super) fn memory(&self) -> usize {
        self.words.capacity() * size_of::<u64>()
    }

    pub(super) fn has(&self, at: usize) -> bool {
        self.word(at / 64) >> (at % 64) & 1 == 1
    }

    /// Puts a place in. Whether it was not in.
    pub(super) fn put(&mut self, at: usize) -> bool {
        if at / 64 >= self.words.len() {
            self.words.resize(at / 64 + 1, 0);
        }
        let word = &mut self.words[at / 64];
        let is_new = *word >> (at % 64) & 1 == 0;
        *word |= 1 << (at % 64);
        self.count += u64::from(is_new);
        is_new
    }

    /// Takes a place out. Whether it was in.
    pub(super) fn take(&mut self, at: usize) -> bool {
        let was_in = self.has(at);
        if was_in {
            self.words[at / 64] &= !(1 << (at % 64));
            self.count -= 1;
        }
        was_in
    }

    pub(super) fn clear(&mut self) {
        self.words.clear();
        self.count = 0;
    }

    /// How many places before this one are in.
    pub(super) fn rank(&self, at: usize) -> u64 {
        self.rank_in_both(None, at)
    }

    /// How many places before this one are in here, and in the other.
    pub(super) fn rank_in_both(&self, other: Option<&Self>, at: usize) -> u64 {
        let both = |at: usize| self.word(at) & other.map_or(u64::MAX, |other| other.word(at));
        let whole: u32 = (0..(at / 64).min(self.words.len())).map(|at| both(at).count_ones()).sum();
        u64::from(whole) + u64::from((both(at / 64) & !(u64::MAX << (at % 64))).count_ones())
    }

    /// The place before which this many are in.
    pub(super) fn select(&self, mut rank: u64) -> Option<usize> {
        for (at, word) in self.words.iter().enumerate() {
            let ones = u64::from(word.count_ones());
            if rank < ones {
                let mut word = *word;
                for _ in 0..rank {
                    word &= word - 1;
                }
                return Some(at * 64 + word.trailing_zeros() as usize);
            }
            rank -= ones;
        }
        None
    }

    /// The first place from this one on that is in here, and in the other.
    pub(super) fn next_in_both(&self, other: Option<&Self>, from: usize) -> Option<usize> {
        let both = |at: usize| self.word(at) & other.map_or(u64::MAX, |other| other.word(at));
        let first = both(from / 64) & (u64::MAX << (from % 64));
        if first != 0 {
            return Some(from / 64 * 64 + first.trailing_zeros() as usize);
        }
        (from / 64 + 1..self.words.len())
            .find(|&at| both(at) != 0)
            .map(|at| at * 64 + both(at).trailing_zeros() as usize)
    }

    /// The last place before this one that is in here, and in the other.
    pub(super) fn last_in_both(&self, other: Option<&Self>, before: usize) -> Option<usize> {
        let both = |at: usize| self.word(at) & other.map_or(u64::MAX, |other| other.word(at));
        let highest = |at: usize, word: u64| at * 64 + 63 - word.leading_zeros() as usize;
        let last = both(before / 64) & !(u64::MAX << (before % 64));
        if last != 0 {
            return Some(highest(before / 64, last));
        }
        (0..self.words.len().min(before / 64)).rfind(|&at| both(at) != 0).map(|at| highest(at, both(at)))
    }

    /// The places in a range that are in, one after the other.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let mut next = self.next_in_both(None, 0);
        std::iter::from_fn(move || {
            let at = next?;
            next = self.next_in_both(None, at + 1);
            Some(at)
        })
    }

    fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_and_found_from_both_ends() {
        let (mut bits, mut even) = (Bits::default(), Bits::default());
        let places = [0, 1, 63, 64, 200, 201, 1000];
        for at in places {
            assert!(bits.put(at) && !bits.put(at));
        }
        (0..=1000).filter(|at| at % 2 == 0).for_each(|at| assert!(even.put(at)));
        assert_eq!(bits.iter().collect::<Vec<_>>(), places);
        for (rank, at) in places.into_iter().enumerate() {
            assert_eq!((bits.rank(at), bits.select(rank as u64)), (rank as u64, Some(at)));
        }
        assert_eq!(bits.select(7), None);
        assert_eq!([64, 65, 5000].map(|at| bits.rank_in_both(Some(&even), at)), [1, 2, 4]);
        assert_eq!(bits.rank_in_both(None, 65), 4);
        assert_eq!(bits.next_in_both(Some(&even), 65), Some(200));
        assert_eq!(bits.last_in_both(Some(&even), 200), Some(64));
        assert_eq!((bits.last_in_both(None, 5000), bits.next_in_both(None, 1001)), (Some(1000), None));
        assert!(bits.take(64) && !bits.take(64));
        assert_eq!((bits.count(), bits.has(64), bits.last_in_both(None, 0)), (6, false, None));
    }
}
