//! The quiet clock beside an activity. It counts whole minutes, and makes no sound.

/// Minutes that are left, rounded up so that the last one is not told as none; 0 when the time is up.
pub fn minutes_left(minutes: u32, gone_ms: f64) -> usize {
    let left = f64::from(minutes) - gone_ms / 60_000.0;
    left.max(0.0).ceil() as usize
}

#[cfg(test)]
mod tests {
    use super::minutes_left;

    #[test]
    fn it_tells_whole_minutes_and_ends_at_none() {
        let after = |seconds: f64| minutes_left(20, seconds * 1000.0);
        assert_eq!(after(0.0), 20);
        assert_eq!(after(59.0), 20);
        assert_eq!(after(60.0), 19);
        assert_eq!(after(19.0 * 60.0), 1);
        assert_eq!(after(19.0 * 60.0 + 59.0), 1);
        assert_eq!(after(20.0 * 60.0), 0);
        assert_eq!(after(1e9), 0);
    }
}
