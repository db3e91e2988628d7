//! Decimal numbers, read and written by way of whole ones: the standard library's conversions of `f64` are exact for any
//! number, and bring 20 kB of tables and code for it, which every visitor would load.

/// A number with so many decimals, at most 3, rounded half up: `1.5`. Beyond 2^53 and below its negative it is cut off.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "the casts saturate, and NaN becomes 0"
)]
pub fn decimal(value: f64, places: usize) -> String {
    const MOST: f64 = 9_007_199_254_740_992.0;
    let places = places.min(3);
    let unit = 10_u64.pow(places as u32);
    let sign = if value < 0.0 { "-" } else { "" };
    let whole = (bounded(value.abs(), 0.0, MOST) * unit as f64 + 0.5).floor() as u64;
    match places {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{}.{:0places$}", whole / unit, whole % unit),
    }
}

/// A number within these bounds; NaN stays what it is. Unlike `f64::clamp`, it never panics, and so it does not bring the code
/// that would write the bounds down.
pub fn bounded(value: f64, least: f64, most: f64) -> f64 {
    match value {
        value if value < least => least,
        value if value > most => most,
        value => value,
    }
}

/// Reads a number like `12` or `0.5`, without sign and exponent, of at most 15 digits.
#[expect(clippy::cast_precision_loss, reason = "nothing is lost below 2^53")]
pub fn parse_decimal(text: &str) -> Option<f64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = [whole, fraction].concat();
    if whole.is_empty() || digits.len() > 15 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    // Both are below 2^53, so both are exact, and the quotient is the nearest number to the decimal.
    let (number, unit) = (digits.parse::<u64>().ok()?, 10_u64.pow(u32::try_from(fraction.len()).ok()?));
    Some(number as f64 / unit as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_with_their_decimals() {
        for (value, places, text) in [
            (1.25, 1, "1.3"),
            (0.0, 2, "0.00"),
            (-3.15, 1, "-3.2"),
            (999.96, 1, "1000.0"),
            (7.9, 0, "8"),
            (2.005, 3, "2.005"),
        ] {
            assert_eq!(decimal(value, places), text);
        }
        assert_eq!(decimal(f64::NAN, 1), "0.0");
    }

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        for text in ["0", "1", "2.5", "0.01", "1000000", "99.999", "123456789012345", "1."] {
            assert_eq!(parse_decimal(text), text.parse().ok(), "{text}");
        }
        for text in ["", ".5", "-1", "1e3", "1,5", "1.2.3", "NaN", "inf", "1234567890123456"] {
            assert_eq!(parse_decimal(text), None, "{text}");
        }
    }
}
