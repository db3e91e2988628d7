//! The sender's form as typed, and the plan that it makes.

use serde::{Deserialize, Serialize};

use crate::model::{language::read_decimal, settings::SenderPlan};

/// What is typed into the sender's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SenderForm {
    /// The message with its placeholders.
    pub template: String,
    /// How many; empty for no end.
    pub count: String,
    /// How many a second; empty for as fast as the connection takes them.
    pub rate: String,
    /// Bytes of buffer above which it waits.
    pub threshold: String,
}

impl Default for SenderForm {
    fn default() -> Self {
        Self {
            template: r#"{"seq":{{seq}}}"#.to_owned(),
            count: "1000".to_owned(),
            rate: "100".to_owned(),
            threshold: "65536".to_owned(),
        }
    }
}

/// Which of the numbers is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenderProblem {
    /// How many.
    Count,
    /// How many a second.
    Rate,
    /// How many bytes.
    Threshold,
}

impl SenderForm {
    /// What the engine is told.
    ///
    /// # Errors
    ///
    /// The first field that cannot be read.
    pub fn plan(&self) -> Result<SenderPlan, SenderProblem> {
        let (count, rate, threshold) = (self.count.trim(), self.rate.trim(), self.threshold.trim());
        let count = match count {
            "" => None,
            count => Some(count.parse().ok().filter(|count| *count > 0).ok_or(SenderProblem::Count)?),
        };
        let per_second = match rate {
            "" => None,
            rate => Some(read_decimal(rate).filter(|rate| (0.01..=1e6).contains(rate)).ok_or(SenderProblem::Rate)?),
        };
        let threshold = threshold.parse().map_err(|_| SenderProblem::Threshold)?;
        Ok(SenderPlan { template: self.template.clone(), count, per_second, threshold })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_means_without_a_limit() {
        let form = SenderForm { count: " ".into(), rate: String::new(), ..SenderForm::default() };
        let plan = form.plan().expect("a plan");
        assert_eq!((plan.count, plan.per_second, plan.threshold), (None, None, 65_536));
        let form = SenderForm { rate: "0,5".into(), ..SenderForm::default() };
        assert_eq!(form.plan().map(|plan| plan.per_second), Ok(Some(0.5)));
    }

    #[test]
    fn what_is_no_number_is_named() {
        let with = |count: &str, rate: &str, threshold: &str| {
            let form = SenderForm {
                template: String::new(),
                count: count.into(),
                rate: rate.into(),
                threshold: threshold.into(),
            };
            form.plan().expect_err("no plan")
        };
        assert_eq!(with("0", "1", "1"), SenderProblem::Count);
        assert_eq!(with("1", "0", "1"), SenderProblem::Rate);
        assert_eq!(with("1", "NaN", "1"), SenderProblem::Rate);
        assert_eq!(with("1", "0.5", "-1"), SenderProblem::Threshold);
    }
}
