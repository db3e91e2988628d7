//! Chance, as the browser throws it.

use js_sys::Math;

/// A number from 0 to 1, without 1.
pub fn luck() -> f64 {
    Math::random()
}

/// 64 random bits. Not for secrets.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "both halves have 32 bits")]
pub fn bits() -> u64 {
    let half = || (Math::random() * 4_294_967_296.0) as u64;
    half() << 32 | half()
}
