use std::fmt::{self, Display};

/// What is wrong with a text that should be JSON of a certain type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error(String);

impl Error {
    /// It is not JSON.
    #[cold]
    pub(super) fn broken() -> Self {
        Self("this is not JSON".to_owned())
    }

    /// It is JSON, but of another type.
    #[cold]
    pub fn unfit() -> Self {
        Self("something of another kind belongs here".to_owned())
    }

    #[cold]
    pub(super) fn unknown(word: &str) -> Self {
        Self(["the word \"", word, "\" is not known here"].concat())
    }

    #[cold]
    pub(super) fn missing(field: &str) -> Self {
        Self(["the field \"", field, "\" is missing"].concat())
    }

    #[cold]
    pub(super) fn twice(field: &str) -> Self {
        Self(["the field \"", field, "\" is there twice"].concat())
    }

    #[cold]
    pub(super) fn at_line(self, line: usize) -> Self {
        Self([&self.0, ", line ", &line.to_string()].concat())
    }
}

impl Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}
