use serde::de::{Expected, Unexpected};
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
    pub(super) fn unfit() -> Self {
        Self("something of another kind belongs here".to_owned())
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

/// Where serde would describe what it found and wanted, the line says enough: the descriptions of all
/// types weigh more than this whole reader.
impl serde::de::Error for Error {
    #[cold]
    fn custom<T: Display>(_: T) -> Self {
        Self::unfit()
    }

    #[cold]
    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::unfit()
    }

    #[cold]
    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::unfit()
    }

    #[cold]
    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::unfit()
    }

    #[cold]
    fn unknown_variant(word: &str, _: &'static [&'static str]) -> Self {
        Self(["the word \"", word, "\" is not known here"].concat())
    }

    #[cold]
    fn missing_field(field: &'static str) -> Self {
        Self(["the field \"", field, "\" is missing"].concat())
    }

    #[cold]
    fn duplicate_field(field: &'static str) -> Self {
        Self(["the field \"", field, "\" is there twice"].concat())
    }
}
