//! The flood that is measured, and its bytes, made beforehand.

pub(crate) const COUNT: usize = 1_000_000;
pub(crate) const SIZE: usize = 100;

/// The bytes that the lab would send.
pub(crate) fn bytes() -> Vec<u8> {
    let mut bytes = Vec::with_capacity(COUNT * (SIZE + 2));
    for seq in 0..COUNT {
        let head = format!("{{\"seq\":{seq},\"pad\":\"");
        bytes.extend([0x81, u8::try_from(SIZE).unwrap()]);
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend(std::iter::repeat_n(b'.', SIZE - head.len() - 2));
        bytes.extend_from_slice(b"\"}");
    }
    bytes
}
