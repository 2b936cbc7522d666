//! A small reader of JSON for the types a tablet reads.
//!
//! serde builds a reader of its own for every type, and those were a quarter of the kiosk. Here a type is
//! a list of names and places (`types.rs`), and one reader fills them all (`docs/decisions/wasm-size.md`).
//! It is as strict as `serde_json`, and a test holds the two against each other.

mod error;
mod fill;
mod text;
mod types;

#[cfg(test)]
mod tests;

pub use error::Error;
pub use fill::FromJson;
pub use text::Reader;

/// Reads a value from JSON.
///
/// # Errors
/// When the text is not JSON, or not of the type; the error names the line.
pub fn read<T: FromJson>(json: &str) -> Result<T, Error> {
    let mut value = T::blank();
    read_into(json, &mut |reader| value.fill(reader))?;
    Ok(value)
}

#[inline(never)]
fn read_into(
    json: &str,
    fill: &mut dyn FnMut(&mut Reader<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut reader = Reader::new(json);
    let read = fill(&mut reader).and_then(|()| reader.end());
    read.map_err(|error| error.at_line(reader.line()))
}
