use super::{Error, Reader};
use std::collections::BTreeMap;

/// A type that is read from JSON by filling a blank.
pub trait FromJson: Sized {
    /// What stands here before anything has been read, and where a field may be left out.
    fn blank() -> Self;

    /// Reads the value that comes next.
    ///
    /// # Errors
    /// When it is not JSON, or not of this type.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error>;
}

impl FromJson for String {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        *self = reader.string()?;
        Ok(())
    }
}

impl FromJson for bool {
    fn blank() -> Self {
        false
    }

    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        *self = reader.truth()?;
        Ok(())
    }
}

macro_rules! whole_numbers {
    ($($type:ty)*) => {
        $(impl FromJson for $type {
            fn blank() -> Self {
                0
            }

            #[inline(never)]
            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
                let number = reader.whole_number()?;
                *self = Self::try_from(number).map_err(|_| Error::unfit())?;
                Ok(())
            }
        })*
    };
}

whole_numbers! { u32 u64 i32 }

impl<T: FromJson> FromJson for Option<T> {
    fn blank() -> Self {
        None
    }

    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        if !reader.null()? {
            self.insert(T::blank()).fill(reader)?;
        }
        Ok(())
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        reader.list(&mut |reader| {
            self.push(T::blank());
            self.last_mut().map_or(Ok(()), |last| last.fill(reader))
        })
    }
}

impl<T: FromJson> FromJson for BTreeMap<String, T> {
    fn blank() -> Self {
        Self::new()
    }

    #[inline(never)]
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        reader.object(&mut |key, reader| {
            let mut value = T::blank();
            value.fill(reader)?;
            self.insert(key, value);
            Ok(())
        })
    }
}

/// Reads a struct of named fields, every one of them in the list: `"name" field` must be there, and
/// `"name" field or blank` may be left out.
#[macro_export]
macro_rules! from_json_fields {
    ($type:ty { $($key:literal $field:ident $(or $blank:ident)?),* $(,)? }) => {
        impl $crate::json::FromJson for $type {
            fn blank() -> Self {
                Self { $($field: $crate::json::FromJson::blank()),* }
            }

            #[inline(never)]
            fn fill(&mut self, reader: &mut $crate::json::Reader<'_>) -> Result<(), $crate::json::Error> {
                const FIELDS: &[(&str, bool)] = &[$(($key, $crate::from_json_fields!(@ $($blank)?))),*];
                reader.fields(FIELDS, &mut |at, reader| {
                    let mut place = 0_usize..;
                    $(if Some(at) == place.next() {
                        return $crate::json::FromJson::fill(&mut self.$field, reader);
                    })*
                    Ok(())
                })
            }
        }
    };
    (@) => { true };
    (@ blank) => { false };
}

/// Reads an enum of words; the first is the blank.
#[macro_export]
macro_rules! from_json_words {
    ($type:ident { $($key:literal $word:ident),* $(,)? }) => {
        impl $crate::json::FromJson for $type {
            fn blank() -> Self {
                let [first, ..] = [$(Self::$word),*];
                first
            }

            #[inline(never)]
            fn fill(&mut self, reader: &mut $crate::json::Reader<'_>) -> Result<(), $crate::json::Error> {
                let at = reader.word_of(&[$($key),*])?;
                if let Some(word) = [$(Self::$word),*].into_iter().nth(at) {
                    *self = word;
                }
                Ok(())
            }
        }
    };
}
