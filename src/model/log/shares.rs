//! Who gives memory when all sessions together have too much, or when one finds none.

/// What a session that finds no memory gets of another one's, at least, in bytes.
pub const SHARE: usize = 4 * 1024 * 1024;

/// Which of these uses most. All have the same share, so that one is furthest beyond it.
pub fn greatest<Whose>(uses: impl Iterator<Item = (Whose, usize)>) -> Option<Whose> {
    uses.max_by_key(|(_, bytes)| *bytes).map(|(whose, _)| whose)
}

/// Which of the others gives to a session that uses so much itself and finds no more: the one that uses most, unless it would
/// be the poorer one afterwards.
pub fn giver<Whose>(own: usize, others: impl Iterator<Item = (Whose, usize)>) -> Option<Whose> {
    greatest(others.filter(|(_, bytes)| *bytes > own + 2 * SHARE).map(|(whose, bytes)| ((whose, bytes), bytes)))
        .map(|(whose, _)| whose)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OTHERS: [(&str, usize); 3] = [("small", SHARE), ("great", 9 * SHARE), ("middle", 5 * SHARE)];

    #[test]
    fn who_uses_most_gives_first() {
        assert_eq!(greatest(OTHERS.into_iter()), Some("great"));
        assert_eq!(greatest(std::iter::empty::<(&str, usize)>()), None);
    }

    #[test]
    fn nobody_gives_who_would_be_poorer_than_the_one_that_gets() {
        assert_eq!(giver(0, OTHERS.into_iter()), Some("great"));
        assert_eq!(giver(7 * SHARE - 1, OTHERS.into_iter()), Some("great"));
        assert_eq!(giver(7 * SHARE, OTHERS.into_iter()), None, "with one share each way they would be equal");
        assert_eq!(giver(0, [("small", 2 * SHARE)].into_iter()), None);
    }
}
