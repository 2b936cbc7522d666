//! Random bytes from the platform.

/// Sixteen bytes from the browser's cryptographic source.
pub fn bytes() -> [u8; 16] {
    let mut out = [0; 16];
    let crypto = super::window().and_then(|window| window.crypto().ok());
    let filled =
        crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(&mut out).is_ok());
    if !filled {
        // Never the same id twice, whatever the browser withholds.
        out.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    }
    out
}

/// A fresh UUID version 4.
pub fn uuid() -> String {
    kiosk_core::ids::uuid_v4(bytes())
}

/// Thirty-two random bits.
pub fn number() -> u32 {
    let [a, b, c, d, ..] = bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// A token of 256 random bits in hexadecimal.
pub fn token() -> String {
    kiosk_core::ids::hex(&[bytes(), bytes()].concat())
}
