//! The masking of RFC 6455 §5.3.

/// Masks or unmasks: the same operation undoes itself.
pub(crate) fn apply_mask(payload: &mut [u8], key: [u8; 4]) {
    let mut wide = [0; 16];
    for (byte, key) in wide.iter_mut().zip(key.iter().cycle()) {
        *byte = *key;
    }
    // Sixteen at a time, so that the compiler can use vector registers.
    let mut chunks = payload.chunks_exact_mut(wide.len());
    for chunk in &mut chunks {
        for (byte, key) in chunk.iter_mut().zip(wide) {
            *byte ^= key;
        }
    }
    for (byte, key) in chunks.into_remainder().iter_mut().zip(wide) {
        *byte ^= key;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn masking_is_the_formula_of_the_rfc(payload: Vec<u8>, key: [u8; 4]) {
            let mut masked = payload.clone();
            apply_mask(&mut masked, key);
            let formula: Vec<u8> = payload.iter().enumerate().map(|(i, byte)| byte ^ key[i % 4]).collect();
            prop_assert_eq!(masked, formula);
        }
    }
}
