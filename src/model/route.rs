//! Where the visitor is, and the way back.

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the names are the screens")]
pub enum Route {
    #[default]
    Start,
    Home,
    Look,
    Item(String),
    Do,
    Activity(String),
    Remember,
    Say,
    Take,
    Staff,
}

impl Route {
    /// The screen of a path; anything unknown is Start, never a dead end.
    pub fn of(path: &str) -> Self {
        let mut parts = path.trim_matches('/').splitn(2, '/');
        let first = parts.next().unwrap_or_default();
        match (first, parts.next().filter(|rest| !rest.is_empty())) {
            ("home", None) => Self::Home,
            ("look", None) => Self::Look,
            ("look", Some(number)) => Self::Item(decode(number)),
            ("do", None) => Self::Do,
            ("do", Some(id)) => Self::Activity(decode(id)),
            ("remember", None) => Self::Remember,
            ("say", None) => Self::Say,
            ("take", None) => Self::Take,
            ("staff", _) => Self::Staff,
            _ => Self::Start,
        }
    }

    /// The path of a screen.
    pub fn path(&self) -> String {
        match self {
            Self::Start => "/".into(),
            Self::Home => "/home".into(),
            Self::Look => "/look".into(),
            Self::Item(number) => format!("/look/{}", encode(number)),
            Self::Do => "/do".into(),
            Self::Activity(id) => format!("/do/{}", encode(id)),
            Self::Remember => "/remember".into(),
            Self::Say => "/say".into(),
            Self::Take => "/take".into(),
            Self::Staff => "/staff".into(),
        }
    }
}

/// Percent-encodes a part of a path; the dot too, because a server takes `/look/1998.12` for a file.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Most steps back that are remembered: enough for an afternoon's wandering, and bounded.
const LONGEST: usize = 64;

/// The way back through the app, forgotten at reset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail(Vec<Route>);

impl Trail {
    /// Leaves a screen for another.
    pub fn leave(&mut self, from: Route, to: &Route) {
        if from == *to {
            return;
        }
        // Going Home, or on to a screen just left, shortens the way back instead of growing it.
        if let Some(at) = self.0.iter().position(|known| known == to) {
            self.0.truncate(at);
            return;
        }
        self.0.push(from);
        if self.0.len() > LONGEST {
            self.0.remove(0);
        }
    }

    /// One step back; from anywhere without a past, Home; from Home, Start.
    pub fn back(&mut self, from: &Route) -> Route {
        self.0.pop().unwrap_or(match from {
            Route::Home | Route::Start | Route::Staff => Route::Start,
            _ => Route::Home,
        })
    }

    /// The screen that Back would lead to.
    pub fn last(&self) -> Option<&Route> {
        self.0.last()
    }

    /// Forgets everything.
    pub fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_is_found_again_by_its_path() {
        for route in [
            Route::Start,
            Route::Home,
            Route::Look,
            Route::Item("TWCMS : 1998.12/3 é".into()),
            Route::Do,
            Route::Activity("make-a-mat".into()),
            Route::Remember,
            Route::Say,
            Route::Take,
            Route::Staff,
        ] {
            assert_eq!(Route::of(&route.path()), route);
        }
    }

    #[test]
    fn an_unknown_path_is_the_start_and_never_a_dead_end() {
        for path in ["/nowhere", "/look/%", "/home/extra", "", "//"] {
            let _ = Route::of(path);
        }
        assert_eq!(Route::of("/nowhere"), Route::Start);
    }

    #[test]
    fn back_retraces_the_way_and_ends_at_the_start() {
        let mut trail = Trail::default();
        trail.leave(Route::Start, &Route::Home);
        trail.leave(Route::Home, &Route::Look);
        trail.leave(Route::Look, &Route::Item("1".into()));
        assert_eq!(trail.back(&Route::Item("1".into())), Route::Look);
        assert_eq!(trail.back(&Route::Look), Route::Home);
        assert_eq!(trail.back(&Route::Home), Route::Start);
        assert_eq!(trail.back(&Route::Start), Route::Start);
    }

    #[test]
    fn going_home_does_not_pile_up_a_way_back() {
        let mut trail = Trail::default();
        trail.leave(Route::Start, &Route::Home);
        trail.leave(Route::Home, &Route::Look);
        trail.leave(Route::Look, &Route::Home);
        assert_eq!(trail.back(&Route::Home), Route::Start);
    }
}
