//! As much of the wasm format as it takes to read and change names.

use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;

const HEAD: &[u8] = b"\0asm\x01\0\0\0";
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const EXPORT: u8 = 7;

/// Kinds of imports and exports.
const FUNCTION: u8 = 0;

/// The name under which the script hands over what is imported.
pub const FROM: &str = "k";

/// The module without custom sections, exporting only what is wanted.
pub fn exporting(code: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Vec<u8>> {
    changed(code, |kind, body| match kind {
        CUSTOM => Ok(None),
        EXPORT => {
            let kept: Vec<_> = read_exports(body)?
                .into_iter()
                .filter(|(name, _)| wanted(name))
                .collect();
            Ok(Some(write_exports(&kept, |name| name)))
        }
        _ => Ok(Some(body.to_vec())),
    })
}

/// The module with other names; those that are not in the list stay.
pub fn named(code: &[u8], names: &BTreeMap<String, String>) -> Result<Vec<u8>> {
    let new = |name: &str| names.get(name).map_or(name, String::as_str).to_owned();
    changed(code, |kind, body| match kind {
        IMPORT => {
            let imports = read_imports(body)?;
            let mut out = number(imports.len());
            for (name, rest) in imports {
                out.extend(text(FROM));
                out.extend(text(&new(&name)));
                out.extend(rest);
            }
            Ok(Some(out))
        }
        EXPORT => Ok(Some(write_exports(&read_exports(body)?, new))),
        _ => Ok(Some(body.to_vec())),
    })
}

/// Names of what is imported.
pub fn imports(code: &[u8]) -> Result<Vec<String>> {
    names_in(code, IMPORT, read_imports)
}

/// Names of what is exported.
pub fn exports(code: &[u8]) -> Result<Vec<String>> {
    names_in(code, EXPORT, read_exports)
}

/// A name and the bytes that follow it.
type Named = (String, Vec<u8>);

fn names_in(code: &[u8], wanted: u8, read: fn(&[u8]) -> Result<Vec<Named>>) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (kind, body) in sections(code)? {
        if kind == wanted {
            found.extend(read(body)?.into_iter().map(|(name, _)| name));
        }
    }
    Ok(found)
}

fn changed(code: &[u8], change: impl Fn(u8, &[u8]) -> Result<Option<Vec<u8>>>) -> Result<Vec<u8>> {
    let mut out = HEAD.to_vec();
    for (kind, body) in sections(code)? {
        if let Some(body) = change(kind, body)? {
            out.push(kind);
            out.extend(number(body.len()));
            out.extend(body);
        }
    }
    Ok(out)
}

fn sections(code: &[u8]) -> Result<Vec<(u8, &[u8])>> {
    let mut rest = Bytes(code.strip_prefix(HEAD).context("no wasm")?);
    let mut found = Vec::new();
    while !rest.0.is_empty() {
        let kind = rest.byte()?;
        let length = rest.number()?;
        found.push((kind, rest.take(length)?));
    }
    Ok(found)
}

fn read_imports(body: &[u8]) -> Result<Vec<Named>> {
    let mut rest = Bytes(body);
    let mut found = Vec::new();
    for _ in 0..rest.number()? {
        rest.text()?;
        let name = rest.text()?;
        let from = rest.0;
        // wasm-bindgen imports functions; memory and tables are the module's own.
        ensure!(rest.byte()? == FUNCTION, "{name} is not a function");
        rest.number()?;
        found.push((name, from[..from.len() - rest.0.len()].to_vec()));
    }
    Ok(found)
}

fn read_exports(body: &[u8]) -> Result<Vec<Named>> {
    let mut rest = Bytes(body);
    let mut found = Vec::new();
    for _ in 0..rest.number()? {
        let name = rest.text()?;
        let from = rest.0;
        rest.byte()?;
        rest.number()?;
        found.push((name, from[..from.len() - rest.0.len()].to_vec()));
    }
    Ok(found)
}

fn write_exports<'a, N: AsRef<str>>(exports: &'a [Named], name: impl Fn(&'a str) -> N) -> Vec<u8> {
    let mut out = number(exports.len());
    for (old, rest) in exports {
        out.extend(text(name(old).as_ref()));
        out.extend(rest);
    }
    out
}

fn text(text: &str) -> Vec<u8> {
    [number(text.len()), text.as_bytes().to_vec()].concat()
}

/// LEB128, as all numbers in wasm.
fn number(mut value: usize) -> Vec<u8> {
    let mut out = Vec::new();
    loop {
        let low = (value & 0x7f) as u8;
        value >>= 7;
        if value == 0 {
            out.push(low);
            return out;
        }
        out.push(low | 0x80);
    }
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length).context("cut short")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        self.take(1)?.first().copied().context("cut short")
    }

    fn number(&mut self) -> Result<usize> {
        let mut value = 0_u64;
        for place in 0..5 {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << (7 * place);
            if byte < 0x80 {
                return Ok(usize::try_from(value)?);
            }
        }
        anyhow::bail!("a number without end")
    }

    fn text(&mut self) -> Result<String> {
        let length = self.number()?;
        Ok(std::str::from_utf8(self.take(length)?)?.to_owned())
    }
}
