//! Who may ask how often. Kept in memory only and forgotten at a restart: no address of a person ever
//! reaches the disk.

use crate::office::Random;
use kiosk_core::Hash;
use kiosk_core::time::UnixMillis;
use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Mutex, MutexGuard, PoisonError};

const MINUTE: UnixMillis = 60_000;
/// Requests a tablet may make in a minute.
const TABLET: Rule = Rule::new(60, MINUTE);
/// Tries at the password from one address.
const SIGN_IN: Rule = Rule::new(5, 15 * MINUTE);
/// Tries at the password from everywhere together.
const SIGN_IN_ALL: Rule = Rule::new(50, 15 * MINUTE);
/// Wrong enrolment codes from everywhere together: 23⁸ codes cannot be guessed at this pace.
const CODES: Rule = Rule::new(10, 10 * MINUTE);

/// At most `most` in any `window`.
#[derive(Clone, Copy, Debug)]
struct Rule {
    most: usize,
    window: UnixMillis,
}

impl Rule {
    const fn new(most: usize, window: UnixMillis) -> Self {
        Self { most, window }
    }
}

/// When somebody asked, oldest first.
type Times = VecDeque<UnixMillis>;

#[derive(Debug, Default)]
struct Seen {
    tablets: HashMap<Hash, Times>,
    addresses: HashMap<Hash, Times>,
    sign_ins: Times,
    codes: Times,
}

/// All limits.
#[derive(Debug)]
pub struct Limits {
    salt: [u8; 32],
    seen: Mutex<Seen>,
}

/// How long to wait, in seconds.
pub type Wait = u32;

impl Limits {
    /// Limits with a salt of this process, so that hashed addresses mean nothing to another.
    pub fn new(random: &Random) -> Result<Self, crate::error::Fault> {
        let mut salt = [0; 32];
        random(&mut salt)?;
        Ok(Self {
            salt,
            seen: Mutex::default(),
        })
    }

    /// One request of a tablet, named by the hash of its token.
    pub fn tablet(&self, token: &Hash, now: UnixMillis) -> Result<(), Wait> {
        let mut seen = self.seen();
        tidy(&mut seen.tablets, TABLET, now);
        take(seen.tablets.entry(token.clone()).or_default(), TABLET, now)
    }

    /// One try at the password. Counted before the password is looked at, so that many tries at once
    /// count as many.
    pub fn sign_in(&self, from: Option<IpAddr>, now: UnixMillis) -> Result<(), Wait> {
        let key = self.address(from);
        let mut seen = self.seen();
        tidy(&mut seen.addresses, SIGN_IN, now);
        check(&mut seen.sign_ins, SIGN_IN_ALL, now)?;
        take(seen.addresses.entry(key).or_default(), SIGN_IN, now)?;
        seen.sign_ins.push_back(now);
        Ok(())
    }

    /// The password was right: this try does not count, and earlier slips of this address are forgiven.
    pub fn signed_in(&self, from: Option<IpAddr>) {
        let key = self.address(from);
        let mut seen = self.seen();
        seen.addresses.remove(&key);
        seen.sign_ins.pop_back();
    }

    /// Whether anybody may try a code now.
    pub fn may_try_code(&self, now: UnixMillis) -> Result<(), Wait> {
        check(&mut self.seen().codes, CODES, now)
    }

    /// A code was wrong.
    pub fn code_was_wrong(&self, now: UnixMillis) {
        self.seen().codes.push_back(now);
    }

    fn address(&self, from: Option<IpAddr>) -> Hash {
        let mut bytes = self.salt.to_vec();
        match from {
            Some(IpAddr::V4(address)) => bytes.extend(address.octets()),
            // One household holds a whole /64 of these.
            Some(IpAddr::V6(address)) => bytes.extend(&address.octets()[..8]),
            None => {}
        }
        Hash::of(&bytes)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Counts stay whole whatever a panicking holder did: each change is a single push or pop.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets those who have not asked for a whole window.
fn tidy(all: &mut HashMap<Hash, Times>, rule: Rule, now: UnixMillis) {
    if all.len() > 1000 {
        all.retain(|_, times| times.back().is_some_and(|last| now - last < rule.window));
    }
}

fn check(times: &mut Times, rule: Rule, now: UnixMillis) -> Result<(), Wait> {
    while times
        .front()
        .is_some_and(|first| now - first >= rule.window)
    {
        times.pop_front();
    }
    match times.front() {
        Some(first) if times.len() >= rule.most => {
            let rest = (first + rule.window - now).max(0);
            Err(u32::try_from(rest / 1000 + 1).unwrap_or(Wait::MAX))
        }
        _ => Ok(()),
    }
}

fn take(times: &mut Times, rule: Rule, now: UnixMillis) -> Result<(), Wait> {
    check(times, rule, now)?;
    times.push_back(now);
    Ok(())
}
