//! Close codes and reasons, and what is said of them.

use super::*;

#[test]
fn a_page_may_send_1000_and_3000_to_4999_only() {
    for (code, sendable) in [(999, false), (1000, true), (1001, false), (1006, false), (2999, false)] {
        assert_eq!(CloseCode(code).is_sendable(), sendable, "{code}");
    }
    for (code, sendable) in [(3000, true), (3999, true), (4000, true), (4999, true), (5000, false)] {
        assert_eq!(CloseCode(code).is_sendable(), sendable, "{code}");
    }
}

#[test]
fn a_reason_is_measured_in_bytes_of_utf_8() {
    assert!(CloseReason::new(&"é".repeat(61)).is_ok());
    assert_eq!(CloseReason::new(&"é".repeat(62)), Err(CloseError::ReasonTooLong { bytes: 124 }));
}

#[test]
fn every_code_has_a_name_and_a_meaning() {
    for code in 0..=u16::MAX {
        assert!(!CloseCode(code).name().is_empty() && CloseCode(code).meaning().ends_with('.'), "{code}");
    }
}

#[test]
fn the_registered_codes_carry_their_iana_names() {
    assert_eq!(CloseCode(1014).to_string(), "1014 Bad Gateway");
    assert_eq!(CloseCode(3003).to_string(), "3003 Forbidden");
    assert_eq!(CloseCode(4001).to_string(), "4001 Private use");
}
