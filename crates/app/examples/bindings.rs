//! Writes the TypeScript types and the map of commands into the folder that is named. Run by `cargo xtask bindings`.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use sopwright_app::commands::{export_types, signatures};
use ts_rs::Config;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name the folder to write to")?);
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let config = Config::new().with_out_dir(&folder).with_large_int("number");
    export_types(&config)?;

    let mut names: Vec<String> =
        fs::read_dir(&folder)?.filter_map(|item| Some(item.ok()?.path().file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    let note = "// Made from the list of commands in crates/app. Do not edit.\n";
    let mut index = String::from(note);
    for name in &names {
        writeln!(index, "export type {{ {name} }} from \"./{name}\";")?;
    }
    index.push_str("export type { Commands } from \"./commands\";\n");
    fs::write(folder.join("index.ts"), index)?;

    let signatures = signatures(&config);
    let mut map = String::from(note);
    for name in &names {
        let used = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|word| word == name);
        if signatures.iter().any(|s| used(&s.request) || used(&s.response)) {
            writeln!(map, "import type {{ {name} }} from \"./{name}\";")?;
        }
    }
    map.push_str("\n/** What each command takes and gives. */\nexport interface Commands {\n");
    for s in &signatures {
        writeln!(map, "  {}: {{ request: {}; response: {} }};", s.name, s.request, s.response)?;
    }
    map.push_str("}\n");
    fs::write(folder.join("commands.ts"), map)?;
    Ok(())
}
