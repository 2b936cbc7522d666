//! Names of things: short strings with a type each, so that none can stand in for another.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as it travels and is stored.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self(value.to_owned())
            }
        }
    };
}

name!(
    /// A response's id: UUID version 4, because it must carry no time.
    ResponseId
);
name!(
    /// One installation of the kiosk. Made by the tablet itself; new after a wipe, never used again.
    TabletId
);
name!(
    /// One pop-up event at the office.
    EventId
);
name!(
    /// SHA-256 in 64 lower-case hexadecimal digits.
    Hash
);

impl Hash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(hex(&Sha256::digest(bytes)))
    }

    /// True when the text has the shape of a hash: it may then be used as a file name.
    pub fn is_well_formed(&self) -> bool {
        self.0.len() == 64
            && self
                .0
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

/// A UUID version 4 (RFC 9562) from 16 random bytes.
pub fn uuid_v4(mut random: [u8; 16]) -> String {
    random[6] = (random[6] & 0x0f) | 0x40;
    random[8] = (random[8] & 0x3f) | 0x80;
    let digits = hex(&random);
    [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ]
    .join("-")
}

/// True for the canonical text of a UUID version 4.
pub fn is_uuid_v4(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 36
        && bytes.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            14 => *byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(byte),
        })
}

/// Letters of a typed code: no 0/O, 1/I/L, 5/S, 8/B, 2/Z, which tired eyes mix up.
pub const CODE_LETTERS: &[u8; 23] = b"ACDEFGHJKMNPQRTUVWXY347";

/// Length of a typed code without its hyphen: 23⁸ ≈ 7.8 × 10¹⁰ codes.
pub const CODE_LENGTH: usize = 8;

/// An enrolment code such as `HKTA-4WXC` from random bytes.
pub fn code(random: [u8; CODE_LENGTH]) -> String {
    let mut out = String::with_capacity(CODE_LENGTH + 1);
    for (at, byte) in random.iter().enumerate() {
        if at == CODE_LENGTH / 2 {
            out.push('-');
        }
        out.push(char::from(
            CODE_LETTERS[usize::from(*byte) % CODE_LETTERS.len()],
        ));
    }
    out
}

/// What a person typed as a code, without case, spaces and hyphens; letters that look like another
/// are read as the one that exists.
pub fn clean_code(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| c.is_ascii_alphanumeric())
        .map(|c| match c.to_ascii_uppercase() {
            'I' | 'L' | '1' => 'J',
            other => other,
        })
        .map(|c| match c {
            '0' | 'O' => 'Q',
            '8' | 'B' => 'R',
            '2' | 'Z' => '7',
            '5' | 'S' => '3',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_the_published_sha_256_of_its_bytes() {
        assert_eq!(
            Hash::of(b"abc").as_str(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(Hash::of(b"").is_well_formed());
        assert!(!Hash::from("../../etc/passwd").is_well_formed());
    }

    #[test]
    fn random_bytes_become_a_uuid_without_a_time() {
        let id = uuid_v4([0xff; 16]);
        assert_eq!(id, "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert!(is_uuid_v4(&id));
        assert!(!is_uuid_v4("018f4e2a-0000-7000-8000-000000000000"));
    }

    #[test]
    fn a_code_survives_being_typed_by_hand() {
        let printed = code([0, 1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(printed, "ACDE-FGHJ");
        assert_eq!(clean_code(" acde fghj "), clean_code(&printed));
    }
}
