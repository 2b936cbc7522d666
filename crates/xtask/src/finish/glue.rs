//! The kiosk's wasm and the JavaScript that binds it to the browser, made smaller together.
//!
//! wasm-bindgen writes both for every use there might be: it keeps classes that crates export for a
//! server's streams, and it joins the two by names of forty letters. Here what nobody calls is cut on
//! both sides, and what is left gets short names (`docs/decisions/wasm-size.md`).

mod script;
mod wasm;

use super::{parts, shrink};
use crate::{Project, build};
use anyhow::{Context, Result, ensure};
use kiosk_core::Hash;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What wasm-bindgen's names begin with; nothing in a browser is called like this.
const OURS: [&str; 3] = ["__wb", "__externref", "wasm_bindgen_"];

/// Cuts the program into its parts and tightens the first, the pair `<name>.js` and `<name>_bg.wasm` in the
/// folder. All get a new name: what browsers keep for ever by its name must never hold other bytes.
pub fn tighten(project: &Project, staging: &Path) -> Result<()> {
    let files = build::files(staging)?;
    let name = files
        .iter()
        .filter_map(|file| file.file_name()?.to_str()?.strip_suffix("_bg.wasm"))
        .next()
        .context("Trunk has made no wasm")?
        .to_owned();
    let (js, wasm) = (format!("{name}.js"), format!("{name}_bg.wasm"));
    let (script, first, others) = if parts::are_wanted() {
        let pieces = parts::cut(project, &name)?;
        (pieces.script, pieces.first, pieces.others)
    } else {
        let script = fs::read_to_string(staging.join(&js))?;
        (script, fs::read(staging.join(&wasm))?, Vec::new())
    };
    let smaller = |code| shrink::wasm(project, code);
    let (mut script, code) = pair(&script, &first, smaller)
        .context("The glue of wasm-bindgen is not as it was; see finish/glue.rs")?;
    let mut pieces = Vec::new();
    for (name, code) in others {
        pieces.push((name, smaller(wasm::exporting(&code, |_| true)?)?));
    }
    let mut all = [script.as_bytes(), &code].concat();
    all.extend(pieces.iter().flat_map(|(_, code)| code));
    let hash = &Hash::of(&all).0[..16];
    let fresh = format!("kiosk-{hash}");
    for (name, code) in pieces {
        let file = format!("{fresh}_{}", name.trim_start_matches("split_"));
        ensure!(script.contains(&name), "the script does not fetch {name}.");
        script = script.replace(&name, &file);
        fs::write(staging.join(file), code)?;
    }
    for old in [&js, &wasm] {
        fs::remove_file(staging.join(old))?;
    }
    fs::write(
        staging.join(format!("{fresh}.js")),
        script.replace(&wasm, &format!("{fresh}_bg.wasm")),
    )?;
    fs::write(staging.join(format!("{fresh}_bg.wasm")), code)?;
    let page = staging.join("index.html");
    let text = fs::read_to_string(&page)?;
    ensure!(text.contains(&wasm), "index.html does not name {wasm}.");
    fs::write(page, text.replace(&name, &fresh))?;
    Ok(())
}

/// `smaller` is what makes wasm smaller in its own ways; it runs between cutting and naming.
fn pair(
    script: &str,
    code: &[u8],
    smaller: impl Fn(Vec<u8>) -> Result<Vec<u8>>,
) -> Result<(String, Vec<u8>)> {
    let script = script::without_classes(script);
    let called = script::called(&script);
    let code = smaller(wasm::exporting(code, |name| called.contains(name))?)?;
    let imports = wasm::imports(&code)?;
    let script = script::providing(&script, &imports)?;
    let mut names = BTreeMap::new();
    for name in imports
        .into_iter()
        .chain(called)
        .chain(script::functions(&script))
    {
        if OURS.iter().any(|start| name.starts_with(start)) {
            let short = format!("w{}", names.len());
            names.entry(name).or_insert(short);
        }
    }
    let code = wasm::named(&code, &names)?;
    let script = script::named(&script, &names)?;
    let exports = wasm::exports(&code)?;
    let lost: Vec<_> = script::called(&script)
        .into_iter()
        .filter(|name| !exports.contains(name))
        .collect();
    ensure!(lost.is_empty(), "calls into nothing: {lost:?}");
    Ok((script, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
export class Unwanted {
    pull() {
        wasm.unwanted_pull(this.ptr);
    }
}
if (Symbol.dispose) Unwanted.prototype[Symbol.dispose] = 1;
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_close_0123456789abcdef: function(arg0) {
            arg0.close();
        },
        __wbg_pull_0123456789abcdef: function() { return handleError(function (arg0) {
            arg0.pull();
        }, arguments); },
    };
    return {
        __proto__: null,
        \"./kiosk_bg.js\": import0,
    };
}
/**
 * @param {any} arg
 */
function wasm_bindgen_invoke_(arg0) {
    wasm.wasm_bindgen_invoke_(arg0);
}
const UnwantedFinalization = (typeof FinalizationRegistry === 'undefined')
    ? { register: () => {}, unregister: () => {} }
    : new FinalizationRegistry(ptr => wasm.__wbg_unwanted_free(ptr, 1));
wasm.__wbindgen_start(wasm.memory);
";

    /// A module that imports a function and exports three, by hand.
    fn module(import: &str) -> Vec<u8> {
        let text = |text: &str| [&[text.len() as u8], text.as_bytes()].concat();
        let section = |kind: u8, body: Vec<u8>| [vec![kind, body.len() as u8], body].concat();
        let export = |name: &str| [text(name), vec![0, 0]].concat();
        let names = [
            "__wbindgen_start",
            "unwanted_pull",
            "wasm_bindgen_invoke_",
            "memory",
        ];
        let exports: Vec<u8> = names.iter().flat_map(|name| export(name)).collect();
        [
            b"\0asm\x01\0\0\0".to_vec(),
            section(1, vec![1, 0x60, 0, 0]),
            section(
                2,
                [vec![1], text("./kiosk_bg.js"), text(import), vec![0, 0]].concat(),
            ),
            section(7, [vec![4], exports].concat()),
            section(0, [text("name"), vec![1, 2, 3]].concat()),
        ]
        .concat()
    }

    #[test]
    fn what_nobody_calls_is_cut_on_both_sides_and_the_rest_has_short_names_on_both() -> Result<()> {
        let code = module("__wbg_close_0123456789abcdef");
        let (script, code) = pair(SCRIPT, &code, Ok)?;
        for gone in ["Unwanted", "unwanted", "pull", "__wb", "/**", "    "] {
            assert!(!script.contains(gone), "{gone} in {script}");
        }
        let names = [wasm::imports(&code)?, wasm::exports(&code)?].concat();
        assert_eq!(names.len(), 4, "{names:?}");
        for name in names {
            assert!(name.len() < 7 && script.contains(&name), "{name}: {script}");
        }
        assert!(script.contains("__proto__: null"));
        Ok(())
    }

    #[test]
    fn a_module_that_asks_for_what_the_script_does_not_have_is_noticed() {
        let code = module("__wbg_lost_0123456789abcdef");
        assert!(pair(SCRIPT, &code, Ok).is_err());
    }

    #[test]
    fn a_module_cut_short_is_an_error_and_no_panic() {
        let code = module("__wbg_close_0123456789abcdef");
        for length in 0..code.len() {
            let _ = pair(SCRIPT, &code[..length], Ok);
        }
    }
}
