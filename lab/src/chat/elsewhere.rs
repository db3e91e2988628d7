//! The named members of a room at other labs, as far as those have told.

use std::time::Duration;

use tokio::time::Instant;

/// Names by lab, in the order in which the labs were heard of first.
#[derive(Debug, Default)]
pub(crate) struct Elsewhere(Vec<Lab>);

#[derive(Debug)]
struct Lab {
    number: u64,
    names: Vec<String>,
    heard: Instant,
}

/// Who came and who went.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) joined: Vec<String>,
    pub(crate) left: Vec<String>,
}

impl Elsewhere {
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.0.iter().flat_map(|lab| &lab.names)
    }

    pub(crate) fn join(&mut self, lab: u64, name: &str) -> Change {
        self.lab(lab).names.push(name.to_owned());
        Change { joined: vec![name.to_owned()], left: vec![] }
    }

    pub(crate) fn leave(&mut self, lab: u64, name: &str) -> Change {
        let was_here = remove(&mut self.lab(lab).names, name);
        Change { joined: vec![], left: was_here.then(|| name.to_owned()).into_iter().collect() }
    }

    /// Takes in the whole list of a lab: what was known of it before and is not in it has ended.
    pub(crate) fn set(&mut self, lab: u64, names: &[String]) -> Change {
        let known = &mut self.lab(lab).names;
        let mut left = std::mem::replace(known, names.to_vec());
        let joined = names.iter().filter(|name| !remove(&mut left, name)).cloned().collect();
        Change { joined, left }
    }

    /// Forgets a lab.
    pub(crate) fn forget(&mut self, lab: u64) -> Change {
        Change { joined: vec![], left: self.forget_if(|known| known.number == lab) }
    }

    /// Forgets the labs that have told nothing for so long.
    pub(crate) fn forget_silent(&mut self, time: Duration) -> Change {
        Change { joined: vec![], left: self.forget_if(|known| known.heard.elapsed() >= time) }
    }

    fn forget_if(&mut self, mut is_over: impl FnMut(&Lab) -> bool) -> Vec<String> {
        self.0.extract_if(.., |lab| is_over(lab)).flat_map(|lab| lab.names).collect()
    }

    fn lab(&mut self, number: u64) -> &mut Lab {
        let index = self.0.iter().position(|lab| lab.number == number).unwrap_or_else(|| {
            self.0.push(Lab { number, names: Vec::new(), heard: Instant::now() });
            self.0.len() - 1
        });
        self.0[index].heard = Instant::now();
        &mut self.0[index]
    }
}

/// Removes one of these names; whether there was one.
pub(crate) fn remove(names: &mut Vec<String>, name: &str) -> bool {
    let found = names.iter().position(|present| present == name);
    found.map(|index| names.remove(index)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_list_replaces_what_its_lab_told_before_and_nothing_of_another() {
        let mut elsewhere = Elsewhere::default();
        elsewhere.join(1, "ann");
        elsewhere.join(1, "bob");
        elsewhere.join(2, "bob");
        let change = elsewhere.set(1, &names(&["bob", "cid", "cid"]));
        assert_eq!(change, Change { joined: names(&["cid", "cid"]), left: names(&["ann"]) });
        assert_eq!(elsewhere.names().collect::<Vec<_>>(), ["bob", "cid", "cid", "bob"]);
        assert_eq!(elsewhere.leave(2, "cid"), Change::default(), "another lab's member");
    }

    #[test]
    fn a_lab_that_ended_or_fell_silent_takes_its_names_along() {
        let mut elsewhere = Elsewhere::default();
        elsewhere.join(1, "ann");
        elsewhere.join(2, "bob");
        assert_eq!(elsewhere.forget(1).left, names(&["ann"]));
        assert_eq!(elsewhere.forget_silent(Duration::from_mins(1)), Change::default());
        assert_eq!(elsewhere.forget_silent(Duration::ZERO).left, names(&["bob"]));
        assert_eq!(elsewhere.names().count(), 0);
    }
}
