//! Adds up what failed when tests are repeated.

use crate::error::Error;

/// What failed, by rounds. One round that fails ends a run; of several, each is told to its end.
#[derive(Debug, Default)]
pub(super) struct Flaky {
    rounds: u32,
    failures: Vec<(u32, String)>,
}

impl Flaky {
    /// Takes how a step of a round ended.
    ///
    /// # Errors
    ///
    /// At once, when there is one round only, or the person does not want to wait.
    pub(super) fn take(&mut self, rounds: u32, result: Result<(), Error>) -> Result<(), Error> {
        match result {
            Err(Error::Failed(why)) if rounds > 1 => {
                eprintln!("\nRound {} of {rounds}: {why}", self.rounds + 1);
                self.failures.push((self.rounds + 1, why));
                Ok(())
            }
            other => other,
        }
    }

    pub(super) fn end_round(&mut self) {
        self.rounds += 1;
    }

    /// Says what failed in which round.
    ///
    /// # Errors
    ///
    /// When anything did.
    pub(super) fn report(&self, rounds: u32) -> Result<(), Error> {
        if self.failures.is_empty() {
            if rounds > 1 {
                println!("{rounds} rounds, 0 failures.");
            }
            return Ok(());
        }
        let lines: Vec<_> = self.failures.iter().map(|(round, why)| format!("round {round}: {why}")).collect();
        Err(Error::failed(format!("of {rounds} rounds, steps failed:\n{}", lines.join("\n"))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_round_ends_at_the_first_failure() {
        let red = Err(Error::failed("why"));
        assert_eq!(Flaky::default().take(1, red), Err(Error::failed("why")));
    }

    #[test]
    fn several_rounds_go_on_and_are_told_by_their_numbers() {
        let mut flaky = Flaky::default();
        flaky.end_round();
        assert_eq!(flaky.take(3, Err(Error::failed("why"))), Ok(()));
        flaky.end_round();
        assert_eq!(flaky.report(3), Err(Error::failed("of 3 rounds, steps failed:\nround 2: why")));
        assert_eq!(flaky.take(3, Err(Error::Interrupted)), Err(Error::Interrupted));
    }
}
