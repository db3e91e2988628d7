//! When to try again after a lost connection, and when not to.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{
    close::CloseCode,
    decimal::bounded,
    phase::{Closer, Ending},
    settings::ReconnectPolicy,
};
use crate::model::language::{say, text};

/// What the delays grow from in milliseconds, when the first is 0.
const GROWS_FROM_MS: f64 = 100.0;

/// Milliseconds to wait before try `n` (the first is 1): exponential back-off with full jitter.
///
/// `luck` is a random number from 0 to 1 that the caller throws. All of the delay is left to it, so that the clients
/// of a server that came back do not return together (Marc Brooker, "Exponential Backoff And Jitter", AWS, 2015).
///
/// A first delay of 0 is a first try at once. The later ones grow from 100 ms, as what is 0 would never grow.
///
/// Total: the result is finite and from 0 to the policy's ceiling, whatever comes in. A factor below 1 counts as 1,
/// `luck` is held to 0 to 1, and what is no number counts as the value with the longest delay, or as no growth.
pub fn delay_ms(policy: &ReconnectPolicy, n: u32, luck: f64) -> f64 {
    let luck = if luck.is_nan() { 1.0 } else { bounded(luck, 0.0, 1.0) };
    luck * longest_ms(policy, n)
}

/// The longest that [`delay_ms`] can be before try `n`, in milliseconds.
pub fn longest_ms(policy: &ReconnectPolicy, n: u32) -> f64 {
    let ceiling = f64::from(policy.ceiling_ms);
    // `max` takes the other value when one is no number.
    let growth = policy.factor.max(1.0).powf(f64::from(n.saturating_sub(1)));
    let first = match policy.first_ms {
        0 if n > 1 => GROWS_FROM_MS,
        first => f64::from(first),
    };
    (first * growth).min(ceiling)
}

/// Whether to try again after this ending. See [`why_not`].
pub fn may_retry(policy: &ReconnectPolicy, tries_so_far: u32, ending: &Ending) -> bool {
    why_not(policy, tries_so_far, ending).is_none()
}

/// Why there is no further try after this ending; `None` when there is one.
///
/// `tries_so_far` counts the tries since a connection stood.
pub fn why_not(policy: &ReconnectPolicy, tries_so_far: u32, ending: &Ending) -> Option<NoRetry> {
    if ending.closer == Closer::You {
        return Some(NoRetry::YouClosed);
    }
    if !policy.after_any_close && !invites_retry(ending.close.code) {
        return Some(NoRetry::Code(ending.close.code));
    }
    policy.tries.filter(|&tries| tries_so_far >= tries).map(|tries| NoRetry::AllTried { tries })
}

/// Whether a close with this code leaves hope that the same attempt goes better in a while (the codes are those of
/// RFC 6455 section 7.4.1 and of IANA's registry).
fn invites_retry(code: CloseCode) -> bool {
    match code.0 {
        // The server went away (1001), said nothing (1005), was cut off or never reached (1006), failed (1011),
        // restarts (1012), is overloaded (1013), sits behind a failing gateway (1014, 1015), or waited too long
        // (3008): all of them pass.
        1001 | 1005 | 1006 | 1011..=1015 | 3008 => true,
        // Done: the connection did its work (1000).
        // The same again would end the same: what this client says is against the protocol (1002, 1007), of a kind
        // (1003) or size (1009) that is not taken, or lacks an extension (1010).
        // The server does not want this client: 1008, 3000 Unauthorized, 3003 Forbidden. To knock on gets it banned.
        // The other 3000–4999 are the application's own. It ended the connection on purpose and only it knows
        // why; many mean "your token is bad". So it is left to the person, who sees the code and can say otherwise.
        // The rest is reserved, and no browser reports it.
        _ => false,
    }
}

/// Why there is no further try.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoRetry {
    /// The person closed the connection.
    YouClosed,
    /// The browser refused to even try.
    Refused,
    /// The server closed with a code that says not to.
    Code(CloseCode),
    /// As many tries were made as the policy allows. Some may have connected, and did not last.
    AllTried {
        /// How many that were.
        tries: u32,
    },
}

impl fmt::Display for NoRetry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YouClosed => f.write_str(&text!(
                "Not reconnecting: you closed the connection.",
                "Nicht neu verbunden: Sie haben die Verbindung geschlossen.",
            )),
            Self::Refused => f.write_str(&text!(
                "Not reconnecting: the browser would refuse the same address again.",
                "Nicht neu verbunden: Der Browser würde dieselbe Adresse wieder ablehnen.",
            )),
            Self::Code(code) => f.write_str(&say!(
                "Not reconnecting after {}: it would likely end the same way. To try anyway, turn on reconnecting \
                 after any close.",
                "Nicht neu verbunden nach {}: Es ginge wahrscheinlich wieder so aus. Soll es dennoch versucht \
                 werden, schalten Sie das neue Verbinden nach jedem Schließen ein.",
                code
            )),
            Self::AllTried { tries: 0 } => f.write_str(&text!(
                "Not reconnecting: the number of tries is set to 0.",
                "Nicht neu verbunden: Die Zahl der Versuche steht auf 0.",
            )),
            Self::AllTried { tries: 1 } => f.write_str(&text!(
                "Not reconnecting any more: the one try is used up.",
                "Nicht mehr neu verbunden: Der eine Versuch ist verbraucht.",
            )),
            Self::AllTried { tries } => f.write_str(&say!(
                "Not reconnecting any more: the {} tries are used up.",
                "Nicht mehr neu verbunden: Die {} Versuche sind verbraucht.",
                tries
            )),
        }
    }
}

// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::close::CloseEvent;

    fn ending(code: u16, closer: Closer) -> Ending {
        let close = CloseEvent { code: CloseCode(code), reason: String::new(), was_clean: code != 1006 };
        Ending { close, closer, opened: true }
    }

    #[test]
    fn the_longest_delay_doubles_up_to_the_ceiling() {
        let policy = ReconnectPolicy::default();
        let longest = [1, 2, 3, 5, 6, 99, u32::MAX].map(|n| delay_ms(&policy, n, 1.0).round());
        assert_eq!(longest.map(|ms| ms.to_string()), ["1000", "2000", "4000", "16000", "30000", "30000", "30000"]);
    }

    #[test]
    fn luck_takes_any_part_of_the_delay() {
        let halved = delay_ms(&ReconnectPolicy::default(), 3, 0.5);
        assert!((halved - 2_000.0).abs() < 1e-9, "{halved}");
        assert!(delay_ms(&ReconnectPolicy::default(), 3, 0.0).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn any_input_gives_a_delay_from_0_to_the_ceiling(
            first_ms: u32, factor: f64, ceiling_ms: u32, n: u32, luck: f64,
        ) {
            for (factor, luck) in [(factor, luck), (f64::NAN, luck), (f64::INFINITY, f64::NAN), (factor, -1.0)] {
                let policy = ReconnectPolicy { first_ms, factor, ceiling_ms, ..ReconnectPolicy::default() };
                prop_assert!((0.0..=f64::from(ceiling_ms)).contains(&delay_ms(&policy, n, luck)));
                let policy = ReconnectPolicy { first_ms: 0, ..policy };
                prop_assert!((0.0..=f64::from(ceiling_ms)).contains(&delay_ms(&policy, n, luck)));
                prop_assert!(delay_ms(&policy, n.min(1), luck) <= 0.0);
            }
        }
    }

    #[test]
    fn a_first_try_at_once_does_not_make_all_of_them_at_once() {
        let policy = ReconnectPolicy { first_ms: 0, ..ReconnectPolicy::default() };
        let longest = [0, 1, 2, 3, 99].map(|n| longest_ms(&policy, n).round().to_string());
        assert_eq!(longest, ["0", "0", "200", "400", "30000"]);
    }

    #[test]
    fn a_lost_connection_is_tried_again_and_a_refused_one_is_not() {
        let policy = ReconnectPolicy::default();
        for code in [1001, 1005, 1006, 1011, 1012, 1013, 1014, 3008] {
            assert!(may_retry(&policy, 0, &ending(code, Closer::Server)), "{code}");
        }
        for code in [1000, 1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003, 3500, 4000, 4999] {
            assert!(!may_retry(&policy, 0, &ending(code, Closer::Server)), "{code}");
            let policy = ReconnectPolicy { after_any_close: true, ..policy };
            assert!(may_retry(&policy, 0, &ending(code, Closer::Server)), "{code}");
        }
    }

    #[test]
    fn what_the_person_closed_stays_closed() {
        let policy = ReconnectPolicy { after_any_close: true, ..ReconnectPolicy::default() };
        for code in [1000, 1006] {
            assert_eq!(why_not(&policy, 0, &ending(code, Closer::You)), Some(NoRetry::YouClosed));
        }
    }

    #[test]
    fn the_tries_are_counted() {
        let lost = ending(1006, Closer::Nobody);
        let policy = ReconnectPolicy { tries: Some(3), ..ReconnectPolicy::default() };
        assert_eq!([0, 2, 3, 4].map(|tries| may_retry(&policy, tries, &lost)), [true, true, false, false]);
        let policy = ReconnectPolicy { tries: None, ..policy };
        assert!(may_retry(&policy, u32::MAX, &lost));
        let policy = ReconnectPolicy { tries: Some(0), ..policy };
        assert_eq!(why_not(&policy, 0, &lost), Some(NoRetry::AllTried { tries: 0 }));
    }

    #[test]
    fn it_says_why_it_does_not_try_again() {
        let text = NoRetry::Code(CloseCode(1008)).to_string();
        assert!(text.starts_with("Not reconnecting after 1008 Policy Violation: "), "{text}");
        assert_eq!(NoRetry::AllTried { tries: 10 }.to_string(), "Not reconnecting any more: the 10 tries are used up.");
    }
}
