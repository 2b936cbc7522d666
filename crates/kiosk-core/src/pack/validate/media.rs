//! Checks of pictures, sounds and films, and of the rights in what is shown.

use super::Check;
use crate::pack::{Item, Media, Size};
use crate::rights::{Verdict, Why, judge};

/// The media types a pack may hold. What cannot be told from its bytes is not among them.
const TYPES: [&str; 14] = [
    "image/jpeg",
    "image/png",
    "image/gif",
    "image/webp",
    "image/avif",
    "image/svg+xml",
    "audio/mpeg",
    "audio/mp4",
    "audio/ogg",
    "audio/wav",
    "audio/webm",
    "video/mp4",
    "video/webm",
    "application/pdf",
];

/// True for a plain file name: no folder, nothing that means something else on another computer.
pub(in crate::pack) fn is_file_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 200
        && !name.starts_with('.')
        && !name.ends_with(['.', ' '])
        && name.trim() == name
        && !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|'])
        && !name.chars().any(char::is_control)
}

impl Check<'_> {
    pub(super) fn media(&mut self) {
        let pack = self.pack;
        for media in &pack.media {
            self.one_media(media);
        }
        let files = pack.files();
        self.unique("pack", "media", files.iter().map(|file| file.name));
    }

    fn one_media(&mut self, media: &Media) {
        let subject = format!("file {}", media.name);
        if !is_file_name(&media.name) {
            self.error(
                &subject,
                "name",
                "It must be a plain file name, without folders or the signs \\ : * ? \" < > |.",
            );
        }
        if !media.sha256.as_str().is_empty() && !media.sha256.is_well_formed() {
            self.error(
                &subject,
                "sha256",
                "It is not a SHA-256 in 64 small hexadecimal digits. Build the pack again.",
            );
        }
        if !TYPES.contains(&&*media.media_type) {
            let message = format!(
                "\"{}\" is not a type the kiosk shows. Use one of: {}.",
                media.media_type,
                TYPES.join(", ")
            );
            self.error(&subject, "type", message);
        }
        self.look(&subject, media);
        self.sizes(&subject, media);
        self.rights_of_media(&subject, media);
    }

    /// How it is shown, and what those read who cannot see it.
    fn look(&mut self, subject: &str, media: &Media) {
        if media.tint.as_deref().is_some_and(|tint| !is_colour(tint)) {
            self.error(
                subject,
                "tint",
                "It is not a colour. Write it like #E6D9BE.",
            );
        }
        if media.alt.is_empty() && media.media_type.starts_with("image/") {
            self.warn(
                subject,
                "alt",
                "It has no alternative text. Say in one sentence what is to be seen. \
                 Until then the kiosk uses the item's heading.",
            );
        }
        self.words_of(subject, media);
    }

    /// What those read who cannot hear it.
    fn words_of(&mut self, subject: &str, media: &Media) {
        let is_heard = ["audio/", "video/"]
            .iter()
            .any(|sort| media.media_type.starts_with(sort));
        // The story itself is what is said in these.
        let tells = |item: &Item| {
            item.sign_video
                .iter()
                .chain(item.spoken.0.values())
                .any(|name| *name == media.name)
        };
        if is_heard && media.transcript.is_empty() && !self.pack.items.iter().any(tells) {
            self.warn(
                subject,
                "transcript",
                "It has no transcript. Write down what is said or heard, for those who cannot hear it.",
            );
        }
        if media
            .captions
            .0
            .values()
            .any(|captions| !captions.trim_start().starts_with("WEBVTT"))
        {
            self.error(
                subject,
                "captions",
                "They are not WebVTT. A caption file begins with the word WEBVTT; copy all of it.",
            );
        }
    }

    /// Smaller copies must be smaller, and of the same shape: they take one another's place on a screen.
    fn sizes(&mut self, subject: &str, media: &Media) {
        for size in &media.sizes {
            if let Some(message) = wrong_size(media, size) {
                let message = format!("The copy \"{}\" {message} {AGAIN}", size.name);
                self.error(subject, "sizes", message);
            }
        }
    }

    /// The names must be in the media list and be of the right sort.
    pub(super) fn uses(&mut self, subject: &str, field: &str, names: &[String], sort: &str) {
        for name in names {
            match self.pack.media(name) {
                None => self.points_at(subject, field, name, false),
                Some(media) if !media.media_type.starts_with(sort) => {
                    let message = format!(
                        "\"{name}\" is {}. Use a file of another kind here.",
                        media.media_type
                    );
                    self.error(subject, field, message);
                }
                Some(_) => {}
            }
        }
    }

    /// An item's own statement. Without one its pictures speak for it, and are asked themselves.
    pub(super) fn rights_of_item(&mut self, subject: &str, item: &Item) {
        let shows_files =
            !item.pictures.is_empty() || !item.sounds.is_empty() || films(item).next().is_some();
        match &item.rights {
            None if shows_files => {}
            None => self.rights(subject, Verdict::Ask(Why::Blank), true),
            Some(statement) => {
                let credited = !item.credit.is_empty() || !item.maker.is_empty();
                self.rights(subject, judge(statement), credited);
            }
        }
    }

    /// A file's own statement, or else that of the items that show it.
    fn rights_of_media(&mut self, subject: &str, media: &Media) {
        let shows = |item: &&Item| {
            let mut names = item.pictures.iter().chain(&item.sounds).chain(films(item));
            names.any(|name| *name == media.name)
        };
        let Some(statement) = media.rights.as_deref() else {
            let mut by = self.pack.items.iter().filter(shows).peekable();
            let covered = by.peek().is_some() && by.all(|item| item.rights.is_some());
            if !covered {
                self.rights(subject, Verdict::Ask(Why::Blank), true);
            }
            return;
        };
        let credited = !media.credit.is_empty()
            || self
                .pack
                .items
                .iter()
                .filter(shows)
                .any(|item| !item.credit.is_empty() || !item.maker.is_empty());
        self.rights(subject, judge(statement), credited);
    }

    fn rights(&mut self, subject: &str, verdict: Verdict, credited: bool) {
        match verdict {
            Verdict::Ask(_) if self.pack.rights_confirmed.is_some() => {}
            Verdict::Ask(why) => {
                let message = format!(
                    "{} Write one the kiosk knows, such as CC0 or Public Domain, \
                     or confirm that it may be shown.",
                    why.sentence()
                );
                self.error(subject, "rights", message);
            }
            Verdict::Warn(what) => self.warn(subject, "rights", what),
            Verdict::ShowWithCredit if !credited => self.warn(
                subject,
                "credit",
                "Its licence asks for a credit, and there is none. Write who made it.",
            ),
            Verdict::Show | Verdict::ShowWithCredit => {}
        }
    }
}

const AGAIN: &str = "Build the pack again.";

fn wrong_size(media: &Media, size: &Size) -> Option<&'static str> {
    let media_type = size.media_type.as_deref().unwrap_or(&media.media_type);
    let drawn = |media_type: &str| {
        media_type.starts_with("image/")
            && media_type != "image/svg+xml"
            && TYPES.contains(&media_type)
    };
    let hash = &size.sha256;
    match () {
        () if !is_file_name(&size.name) => Some("has no plain file name."),
        () if !hash.as_str().is_empty() && !hash.is_well_formed() => Some("has no right SHA-256."),
        () if !drawn(&media.media_type) || !drawn(media_type) => {
            Some("is of a kind that has no copies.")
        }
        () => match (media.width, media.height) {
            (Some(width), Some(height)) => wrong_shape((width, height), (size.width, size.height)),
            _ => Some("cannot be compared: the width and height of the picture are not given."),
        },
    }
}

fn wrong_shape(whole: (u32, u32), copy: (u32, u32)) -> Option<&'static str> {
    if copy.0 == 0 || copy.1 == 0 || copy.0.max(copy.1) >= whole.0.max(whole.1) {
        return Some("is not smaller than the picture.");
    }
    let (wide, high) = (u64::from(whole.0), u64::from(whole.1));
    let across = u64::from(copy.0) * high;
    let down = u64::from(copy.1) * wide;
    // Each side of a copy is rounded to a whole pixel.
    (across.abs_diff(down) > wide + high).then_some("is of another shape than the picture.")
}

/// The films an item shows.
fn films(item: &Item) -> impl Iterator<Item = &String> {
    item.video.iter().chain(&item.sign_video)
}

fn is_colour(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
}
