//! Captions (WebVTT, W3C) as far as reading along needs them: when which words are said.

/// Words and when they are said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Milliseconds from the beginning.
    pub from: u32,
    /// Milliseconds from the beginning.
    pub to: u32,
    /// The words, without tags.
    pub words: String,
}

/// The cues of a WebVTT file, in its order. What is no cue is passed over, as the standard has it.
pub fn cues(file: &str) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut open = false;
    for line in file.lines().map(str::trim) {
        let times = line.split_once("-->").and_then(|(from, rest)| {
            let to = rest.split_whitespace().next()?;
            Some((milliseconds(from.trim())?, milliseconds(to)?))
        });
        if let Some((from, to)) = times {
            found.push(Cue {
                from,
                to,
                words: String::new(),
            });
            open = true;
        } else if line.is_empty() {
            open = false;
        } else if let Some(cue) = found.last_mut().filter(|_| open) {
            if !cue.words.is_empty() {
                cue.words.push(' ');
            }
            cue.words.push_str(&without_tags(line));
        }
    }
    found.retain(|cue| !cue.words.is_empty());
    found
}

/// `mm:ss.mmm` or `hh:mm:ss.mmm`. Whole numbers only: reading others costs a tablet ten kilobytes.
fn milliseconds(time: &str) -> Option<u32> {
    let (whole, fraction) = time.split_once('.')?;
    let mut seconds: u32 = 0;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.parse().ok()?)?;
    }
    let fraction: u32 = (fraction.len() == 3).then(|| fraction.parse().ok())??;
    seconds.checked_mul(1000)?.checked_add(fraction)
}

fn without_tags(line: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in line.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => out.push(other),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_have_their_times_and_their_words() {
        let file = "WEBVTT\n\nNOTE by the curator\n\n1\n00:00.000 --> 00:01.500 align:start\n<v Ann>Monday was\n\
            washing day.\n\n01:00:02.000 --> 01:00:03.250\nIt began early.\n";
        let found = cues(file);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].words, "Monday was washing day.");
        assert_eq!((found[0].from, found[0].to), (0, 1_500));
        assert_eq!((found[1].from, found[1].to), (3_602_000, 3_603_250));
    }

    #[test]
    fn what_is_no_cue_is_passed_over() {
        for file in [
            "",
            "WEBVTT",
            "a --> b\nwords",
            "-1:00 --> 00:02.000\nwords",
            "nan --> inf\nx",
        ] {
            assert_eq!(cues(file), []);
        }
    }
}
