//! The staff password: made by the office, printed once, kept as an argon2id hash.

use crate::error::Fault;
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// 512 short plain words of our own: nine bits each.
const WORDS: &str = include_str!("../assets/words.txt");

static LIST: LazyLock<Vec<&str>> = LazyLock::new(|| WORDS.lines().collect());

/// One check takes 19 MiB and a good part of a second; a crowd at the door must not take the whole
/// machine.
static DOOR: Semaphore = Semaphore::const_new(2);

/// A password of four words and two digits (42 bits) from random bytes: `heron-kettle-mat-plum-37`.
pub fn make(random: [u8; 10]) -> String {
    let mut parts: Vec<String> = random
        .chunks_exact(2)
        .take(4)
        .filter_map(|pair| {
            let number = usize::from(u16::from_le_bytes([pair[0], pair[1]]));
            LIST.get(number % LIST.len())
        })
        .map(|word| (*word).to_owned())
        .collect();
    let digits = u16::from_le_bytes([random[8], random[9]]) % 100;
    parts.push(format!("{digits:02}"));
    parts.join("-")
}

/// The hash to keep.
pub fn hash(password: &str, salt: [u8; 16]) -> Result<String, Fault> {
    let hash: PasswordHash = Argon2::default()
        .hash_password_with_salt(plain(password).as_bytes(), &salt)
        .map_err(|_| Fault::Damaged("the password"))?;
    Ok(hash.to_string())
}

/// Whether this is the password. Takes its time, off the threads that serve.
pub async fn is_right(password: String, hash: String) -> Result<bool, Fault> {
    let _place = DOOR
        .acquire()
        .await
        .map_err(|_| Fault::Damaged("the password"))?;
    tokio::task::spawn_blocking(move || {
        let known = PasswordHash::new(&hash).map_err(|_| Fault::Damaged("the password's hash"))?;
        Ok(Argon2::default()
            .verify_password(plain(&password).as_bytes(), &known)
            .is_ok())
    })
    .await
    .map_err(|_| Fault::Damaged("the password"))?
}

/// As it was made, however it was typed: tablets like to begin with a capital and to add a space.
fn plain(password: &str) -> String {
    password
        .to_lowercase()
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn there_are_512_different_words_so_that_four_and_two_digits_make_over_40_bits() {
        let different: BTreeSet<&str> = LIST.iter().copied().collect();
        assert_eq!((LIST.len(), different.len()), (512, 512));
    }

    #[tokio::test]
    async fn a_password_is_right_however_it_is_typed_and_another_is_not() {
        let password = make([1, 0, 2, 0, 3, 0, 4, 0, 5, 0]);
        let kept = hash(&password, [7; 16]).unwrap();
        assert!(!kept.contains(&password));
        assert!(kept.starts_with("$argon2id$"));
        let typed = password.replace('-', " ").to_uppercase();
        assert!(is_right(format!(" {typed} "), kept.clone()).await.unwrap());
        assert!(!is_right("wrong".into(), kept).await.unwrap());
    }
}
