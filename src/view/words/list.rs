//! The sentences of the list's own menu, and of its memory.

/// The menu.
pub const VIEW: &str = "Times, and where to go";
/// A label.
pub const COLUMN: &str = "The first column tells";
/// What can be chosen there.
pub const COLUMNS: [&str; 3] = ["the time of day", "time since the connection opened", "time since the row before"];
/// A label.
pub const GO_TO: &str = "Go to a message or a time of today";
/// What the field takes.
pub const GO_TO_HINT: &str = "1234 or 13:05:59, then Enter";
/// How fine the times are.
pub const CLOCK: &str = "As fine as the browser's clock: steps of 0.1 ms in Chromium, of 1 ms in Firefox.";

/// The title of the section.
pub const MEMORY: &str = "Memory";
/// A label.
pub const BUDGET: &str = "This session may use (MiB)";
/// A label.
pub const BUDGET_OF_ALL: &str = "All sessions together may use (MiB)";
/// What happens at the limit.
pub const MEMORY_HINT: &str = "Between 4 and 2,048 MiB each. When it is used up, the oldest messages go, and are counted \
                               as evicted.";
/// What is wrong with a budget.
pub const NO_BUDGET: &str = "A budget is a whole number of MiB, from 4 to 2048.";
