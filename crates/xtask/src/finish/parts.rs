//! Cuts the program where it says that it may be cut, and joins the pieces again by script.
//!
//! `wasm_split_cli_support` finds out which functions and data only a part reaches. The first piece is bound to the
//! browser by wasm-bindgen as ever; the others get memory, table and stack from it, and need no names of their own.

use crate::project::must;
use crate::{Project, build};
use anyhow::{Context, Result, anyhow, ensure};
use std::fs;
use wasm_split_cli_support::{Options, transform};

/// The name wasm-bindgen and the cutter call the script by that fetches the pieces.
const LINK: &str = "./__wasm_split.js";

/// The program in pieces.
pub struct Pieces {
    /// wasm-bindgen's script, with the functions that fetch the others.
    pub script: String,
    /// The first piece.
    pub first: Vec<u8>,
    /// The others, by the names under which the script fetches them.
    pub others: Vec<(String, Vec<u8>)>,
}

/// Cuts the wasm that cargo left. `name` is what wasm-bindgen is to call its files.
pub fn cut(project: &Project, name: &str) -> Result<Pieces> {
    let built = project
        .target()
        .join("wasm32-unknown-unknown/kiosk/kiosk.wasm");
    let whole = fs::read(&built).with_context(|| format!("no {}", built.display()))?;
    let folder = project.target().join("xtask/parts");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let first = folder.join("first.wasm");
    let mut options = Options::new(&whole);
    options.output_dir = &folder;
    options.main_out_path = &first;
    options.link_name = LINK;
    let done = transform(options).map_err(|why| anyhow!("the program cannot be cut: {why:#}"))?;
    let bound = folder.join("bound");
    must(
        project
            .command("wasm-bindgen")
            .args(["--target", "web", "--no-typescript", "--keep-lld-exports"])
            .args(["--out-name", name, "--out-dir"])
            .arg(&bound)
            .arg(&first),
        "wasm-bindgen failed",
    )?;
    let script = fs::read_to_string(bound.join(format!("{name}.js")))?;
    let link = fs::read_to_string(folder.join(LINK))?;
    let mut others = Vec::new();
    for path in done.split_modules {
        let name = path.file_name().and_then(|name| name.to_str());
        others.push((
            name.context("a piece without a name")?.to_owned(),
            fs::read(&path)?,
        ));
    }
    let first = fs::read(bound.join(format!("{name}_bg.wasm")))?;
    fs::remove_dir_all(&folder)?;
    Ok(Pieces {
        script: joined(&script, &link)?,
        first,
        others,
    })
}

/// wasm-bindgen's script with the cutter's script in it: one file less to fetch, and what the pieces share
/// is read from `wasm`, where the first piece stands.
fn joined(script: &str, link: &str) -> Result<String> {
    let mut fetching = String::new();
    let mut loads = Vec::new();
    for line in link.lines() {
        if line.starts_with("import ") {
            continue;
        }
        if let Some(rest) = line.strip_prefix("export const ") {
            let (name, _) = rest.split_once(" = ").context("an export without a name")?;
            loads.push(name.to_owned());
            fetching.push_str("const ");
            fetching.push_str(rest);
        } else if let Some(shared) = line
            .trim()
            .strip_suffix("} = initSync(undefined, undefined);")
        {
            for name in shared
                .trim_start_matches("const {")
                .split(',')
                .map(str::trim)
            {
                if !name.is_empty() {
                    fetching.push_str(&format!("const {name} = wasm.{name};\n"));
                }
            }
        } else if let Some(asked) = line.strip_suffix(", import.meta.url));") {
            // A connection that stands still must end, so that it can be tried again.
            fetching.push_str(asked);
            fetching.push_str(", import.meta.url), { signal: AbortSignal.timeout(120000) });");
        } else {
            fetching.push_str(line);
        }
        fetching.push('\n');
    }
    ensure!(!loads.is_empty(), "there is nothing to fetch");
    ensure!(
        !fetching.contains("fetch(") || fetching.contains("AbortSignal"),
        "the pieces are fetched in another way"
    );
    ensure!(
        !fetching.contains("initSync"),
        "the cutter's script is not as it was"
    );
    let mut out = String::new();
    let mut given = false;
    for line in script.lines().filter(|line| !line.contains(LINK)) {
        out.push_str(line);
        out.push('\n');
        if !given && line.trim() == "__proto__: null," {
            given = true;
            for load in &loads {
                out.push_str(&format!(
                    "        {load}: function(callback, data) {{\n            {load}(callback, data);\n        }},\n"
                ));
            }
        }
    }
    ensure!(given, "wasm-bindgen's script is not as it was");
    let end = out.rfind("export { initSync").context("no export")?;
    out.insert_str(end, &fetching);
    Ok(out)
}

/// Whether the program was built to be cut.
pub fn are_wanted() -> bool {
    build::parts::is_wanted()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "\
import * as import1 from \"./__wasm_split.js\"
function __wbg_get_imports() {
    const import0 = {
        __proto__: null,
        __wbg_close: function(arg0) {
        },
    };
    return {
        __proto__: null,
        \"./kiosk_bg.js\": import0,
        \"./__wasm_split.js\": import1,
    };
}
let wasm;
export { initSync, __wbg_init as default };
";

    const LINK: &str = "\
import { initSync } from \"./main.js\";
function getSharedImports() {
        const { __indirect_function_table, memory,  } = initSync(undefined, undefined);
}
    const src = fetch(new URL(\"./split_visit.wasm\", import.meta.url));
export const __wasm_split_load_visit = wrap(src);
";

    #[test]
    fn the_cutters_script_becomes_part_of_wasm_bindgens() -> Result<()> {
        let script = joined(SCRIPT, LINK)?;
        assert_eq!(
            script.matches("__wasm_split_load_visit").count(),
            3,
            "{script}"
        );
        assert!(!script.contains("import "), "{script}");
        assert!(!script.contains("import1"), "{script}");
        assert!(script.contains("import.meta.url), { signal: AbortSignal.timeout(120000) });"));
        assert!(script.contains("const memory = wasm.memory;"));
        assert!(
            script.contains("const __indirect_function_table = wasm.__indirect_function_table;")
        );
        assert!(script.trim_end().ends_with("as default };"));
        Ok(())
    }

    #[test]
    fn scripts_that_are_not_as_they_were_are_noticed() {
        assert!(joined(SCRIPT, "").is_err());
        assert!(joined("", LINK).is_err());
        let other = LINK.replace("initSync(undefined, undefined)", "initSync()");
        assert!(joined(SCRIPT, &other).is_err());
    }
}
