//! Floating-point numbers as the shortest decimals that read back the same: by whole numbers of any size (Steele and
//! White), because the standard library's tables for it are 20 kB that every visitor would load.

use std::cmp::Ordering;

/// A half, single or double, from its bits.
pub(super) fn write(bits: u64, width: u32) -> String {
    let (exponent_bits, fraction_bits) = match width {
        2 => (5, 10),
        4 => (8, 23),
        _ => (11, 52),
    };
    let fraction = bits & ((1 << fraction_bits) - 1);
    let most = (1_u64 << exponent_bits) - 1;
    let exponent = bits >> fraction_bits & most;
    let negative = bits >> (exponent_bits + fraction_bits) & 1 == 1;
    let sign = if negative { "-" } else { "" };
    match (exponent, fraction) {
        (0, 0) => [sign, "0.0"].concat(),
        (_, 0) if exponent == most => [sign, "Infinity"].concat(),
        _ if exponent == most => "NaN".to_owned(),
        _ => {
            let mantissa = if exponent == 0 { fraction } else { fraction | 1 << fraction_bits };
            let power =
                i32::try_from(exponent.max(1)).unwrap_or_default() - (1 << (exponent_bits - 1)) + 1 - fraction_bits;
            // A half is written as precisely as a double, as RFC 8949 does: the shortest would tell too little of it.
            let more = if width == 2 { mantissa.leading_zeros().saturating_sub(11) } else { 0 };
            let (mantissa, power) = (mantissa << more, power - more.cast_signed());
            let (digits, point) = shortest(mantissa, power, fraction == 0 && exponent > 1);
            [sign, &place(&digits, point)].concat()
        }
    }
}

/// `0.digits` times ten to the power of `point`.
fn place(digits: &str, point: i32) -> String {
    let length = i32::try_from(digits.len()).unwrap_or_default();
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    if (-5..=0).contains(&point) {
        ["0.", &zeros(-point), digits].concat()
    } else if (1..=21).contains(&point) {
        let whole = usize::try_from(point).unwrap_or_default();
        if length <= point {
            [digits, &zeros(point - length), ".0"].concat()
        } else {
            [&digits[..whole], ".", &digits[whole..]].concat()
        }
    } else {
        let rest = if length > 1 { &digits[1..] } else { "0" };
        [&digits[..1], ".", rest, "e", &(point - 1).to_string()].concat()
    }
}

/// The digits of `mantissa` times two to the power of `power`; `uneven` when the next smaller number is nearer.
fn shortest(mantissa: u64, power: i32, uneven: bool) -> (String, i32) {
    let twos = |count: i32| Big::of(1).shifted(u32::try_from(count).unwrap_or_default());
    let extra = i32::from(uneven);
    let mut rest = Big::of(mantissa).shifted(u32::try_from(power.max(0) + 1 + extra).unwrap_or_default());
    let mut unit = twos((-power).max(0) + 1 + extra);
    let mut below = twos(power.max(0));
    let mut above = twos(power.max(0) + extra);
    let even = mantissa & 1 == 0;
    let reaches = |order: Ordering| order == Ordering::Greater || even && order == Ordering::Equal;
    let mut point = 0;
    while reaches(rest.plus(&above).compare(&unit)) {
        unit.times_ten();
        point += 1;
    }
    let mut digits = String::new();
    loop {
        for number in [&mut rest, &mut below, &mut above] {
            number.times_ten();
        }
        if digits.is_empty() && !reaches(rest.plus(&above).compare(&unit)) {
            point -= 1;
            continue;
        }
        let mut digit = 0;
        while rest.compare(&unit) != Ordering::Less {
            rest.minus(&unit);
            digit += 1;
        }
        let low = reaches(below.compare(&rest));
        let high = reaches(rest.plus(&above).compare(&unit));
        let up = high && (!low || rest.plus(&rest).compare(&unit) != Ordering::Less);
        digits.push(char::from(b'0' + digit + u8::from(up)));
        if low || high {
            return (digits, point);
        }
    }
}

/// A whole number of any size, its lowest part first.
struct Big(Vec<u32>);

impl Big {
    #[expect(clippy::cast_possible_truncation, reason = "the two halves")]
    fn of(number: u64) -> Self {
        Self(vec![number as u32, (number >> 32) as u32])
    }

    fn shifted(self, by: u32) -> Self {
        let mut parts = vec![0; by as usize / 32];
        let mut carry = 0;
        for part in self.0.into_iter().chain([0]) {
            let wide = u64::from(part) << (by % 32) | carry;
            parts.push(low(wide));
            carry = wide >> 32;
        }
        Self(parts)
    }

    fn times_ten(&mut self) {
        let mut carry = 0;
        for part in &mut self.0 {
            let wide = u64::from(*part) * 10 + carry;
            *part = low(wide);
            carry = wide >> 32;
        }
        if carry > 0 {
            self.0.push(low(carry));
        }
    }

    fn part(&self, at: usize) -> u32 {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn plus(&self, other: &Self) -> Self {
        let mut carry = 0;
        let add = |at| {
            let wide = u64::from(self.part(at)) + u64::from(other.part(at)) + carry;
            carry = wide >> 32;
            low(wide)
        };
        Self((0..=self.0.len().max(other.0.len())).map(add).collect())
    }

    /// The other is not larger.
    fn minus(&mut self, other: &Self) {
        let mut borrow = false;
        for (at, part) in self.0.iter_mut().enumerate() {
            let (once, first) = part.overflowing_sub(other.part(at));
            let (twice, second) = once.overflowing_sub(u32::from(borrow));
            (*part, borrow) = (twice, first || second);
        }
    }

    fn compare(&self, other: &Self) -> Ordering {
        let places = (0..self.0.len().max(other.0.len())).rev();
        places.map(|at| self.part(at).cmp(&other.part(at))).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half")]
fn low(wide: u64) -> u32 {
    wide as u32
}
