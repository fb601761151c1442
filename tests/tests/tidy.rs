//! The plan of the house, checked: which room may use which, how large a file may be, what things may be called, and
//! whether the pages about it are still true.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use xtask::place;

/// Rooms, and the rooms that each one uses.
const EDGES: &[(&str, &[&str])] = &[
    ("sopwright-core", &[]),
    ("sopwright-store", &["sopwright-core"]),
    ("sopwright-capture", &["sopwright-core"]),
    ("sopwright-export", &["sopwright-core"]),
    ("sopwright-app", &["sopwright-core", "sopwright-store", "sopwright-export"]),
    ("sopwright-cli", &["sopwright-core", "sopwright-capture", "sopwright-app"]),
    (
        "sopwright-desktop",
        &["sopwright-core", "sopwright-store", "sopwright-capture", "sopwright-export", "sopwright-app"],
    ),
    ("xtask", &[]),
];

/// Outside crates (by the start of their name), and the only room that names them.
const KEEPERS: &[(&str, &str)] = &[
    ("rusqlite", "sopwright-store"),
    ("tauri", "sopwright-desktop"),
    ("rdev", "sopwright-capture"),
    ("arboard", "sopwright-capture"),
    ("x11rb", "sopwright-capture"),
    ("xcap", "sopwright-capture"),
    ("wl-clipboard", "sopwright-capture"),
    ("typst", "sopwright-export"),
    ("comemo", "sopwright-export"),
];

/// Names that say nothing about what is inside.
const BANNED: &[&str] = &[
    "manager",
    "managers",
    "service",
    "services",
    "helper",
    "helpers",
    "util",
    "utils",
    "utility",
    "utilities",
    "common",
    "misc",
    "processor",
];

/// What the pure room must not touch: files, clocks, threads, chance, the outside.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "Uuid::new_v4",
    "Uuid::now_v7",
    "println!",
    "eprintln!",
];

/// The only places with unsafe code: the systems' own interfaces, and a variable for WebKit set before any thread.
const UNSAFE: &[&str] = &["crates/capture/", "src-tauri/src/start.rs"];

const LONGEST: usize = 500;

#[test]
fn rooms_use_only_the_rooms_that_the_plan_allows() {
    let packages = packages();
    for (room, allowed) in EDGES {
        let Some(package) = packages.iter().find(|package| package["name"] == *room) else {
            panic!("the plan names {room}, and there is no such room");
        };
        for used in dependencies(package).filter(|name| name.starts_with("sopwright") || name == "xtask") {
            assert!(allowed.contains(&used.as_str()), "{room} must not use {used}");
        }
    }
    let planned = |name: &Value| EDGES.iter().any(|(room, _)| name == room) || name == "sopwright-tests";
    for package in &packages {
        assert!(planned(&package["name"]), "the plan does not know the room {}", package["name"]);
    }
}

#[test]
fn outside_crates_are_named_by_their_keeper_only() {
    for package in packages() {
        for used in dependencies(&package) {
            for (start, keeper) in KEEPERS.iter().filter(|(start, _)| used.starts_with(start)) {
                assert!(package["name"] == *keeper, "only {keeper} names {start}; {} names {used}", package["name"]);
            }
        }
    }
}

#[test]
fn the_domain_is_pure() {
    for file in sources(&["crates/core/src"]) {
        for (number, line) in code(&file) {
            for word in IMPURE {
                assert!(!line.contains(word), "{}:{number} uses {word}", shown(&file));
            }
        }
    }
}

#[test]
fn no_file_is_longer_than_one_can_hold_in_mind() {
    for file in all() {
        let lines = read(&file).lines().count();
        assert!(lines <= LONGEST, "{} has {lines} lines; {LONGEST} is the most", shown(&file));
    }
}

#[test]
fn names_say_what_is_inside() {
    for file in all() {
        let stem = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let folder = file.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        for name in [Some(stem), folder].into_iter().flatten() {
            assert!(!is_banned(&name), "{}: {name} says nothing about what is inside", shown(&file));
        }
        for (number, line) in code(&file) {
            let module = line.trim().trim_start_matches("pub ").trim_start_matches("pub(crate) ").strip_prefix("mod ");
            if let Some(module) = module {
                assert!(!is_banned(module.trim_end_matches([';', '{', ' '])), "{}:{number}: {module}", shown(&file));
            }
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for file in sources(&["crates", "src-tauri/src", "tests"]) {
        assert!(read(&file).starts_with("//!"), "{} does not begin with what it is", shown(&file));
    }
}

#[test]
fn unsafe_code_keeps_to_its_places_and_says_why_it_is_sound() {
    for file in sources(&["crates", "src-tauri/src", "tests/src"]) {
        let mut before = String::new();
        for (number, line) in code(&file) {
            if line.contains(concat!("unsafe", " {")) {
                let allowed = UNSAFE.iter().any(|place| shown(&file).starts_with(place));
                assert!(allowed, "{}:{number} is unsafe", shown(&file));
                assert!(before.contains("SAFETY"), "{}:{number} does not say why it is sound", shown(&file));
            }
            if line.trim_start().starts_with("//") {
                before.push_str(&line);
            } else if !line.trim_start().starts_with('#') {
                before.clear();
            }
        }
    }
}

#[test]
fn one_folder_of_the_interface_knows_the_shell() {
    for file in all().into_iter().filter(|file| file.starts_with(place::root().join("ui/src"))) {
        let host = file.starts_with(place::root().join("ui/src/host"));
        let names = code(&file).any(|(_, line)| line.contains("\"@tauri-apps/") || line.contains("'@tauri-apps/"));
        assert!(host || !names, "{} imports @tauri-apps; only ui/src/host may", shown(&file));
    }
}

#[test]
fn the_pages_name_files_that_exist() {
    for page in ["README.md", "docs/ARCHITECTURE.md"] {
        let text = read(&place::root().join(page));
        let named = paths(&text);
        assert!(!named.is_empty(), "{page} names no file at all");
        for path in named {
            let beside = place::root().join(page).with_file_name(&path);
            assert!(place::root().join(&path).exists() || beside.exists(), "{page} names {path}, which does not exist");
        }
    }
}

#[test]
fn the_check_itself_finds_what_it_should() {
    assert!(is_banned("windowManager.ts") && is_banned("path_utils") && !is_banned("utilisation"));
    assert_eq!(
        paths("see `crates/core/src/id.rs`, `a + b`, [x](docs/a.md#top), ![p](img/x.png) and https://x.y/z"),
        BTreeSet::from(["crates/core/src/id.rs", "docs/a.md", "img/x.png"].map(str::to_owned))
    );
}

/// The members of the workspace as cargo sees them.
fn packages() -> Vec<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]).current_dir(place::root());
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo answers in JSON");
    metadata["packages"].as_array().expect("a list of packages").clone()
}

fn dependencies(package: &Value) -> impl Iterator<Item = String> + '_ {
    let list = package["dependencies"].as_array().into_iter().flatten();
    list.filter_map(|dependency| dependency["name"].as_str().map(str::to_owned))
}

/// Everything written by hand.
fn all() -> Vec<PathBuf> {
    sources(&["crates", "src-tauri/src", "src-tauri/build.rs", "tests", "ui/src", "ui/tests"])
}

/// Source files below these places, without what is generated or installed.
fn sources(places: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for place in places {
        gather(&place::root().join(place), &mut found);
    }
    assert!(!found.is_empty(), "no source was found in {places:?}");
    found.sort();
    found
}

fn gather(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if ["node_modules", "target", "gen", "dist"].contains(&name.as_str()) {
            return;
        }
        for inside in std::fs::read_dir(path).expect("the folder can be read") {
            gather(&inside.expect("its content can be read").path(), found);
        }
    } else if path.extension().is_some_and(|kind| ["rs", "ts", "svelte"].iter().any(|known| kind == *known)) {
        found.push(path.to_path_buf());
    }
}

fn read(file: &Path) -> String {
    std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Numbered lines.
fn code(file: &Path) -> impl Iterator<Item = (usize, String)> {
    let lines: Vec<String> = read(file).lines().map(str::to_owned).collect();
    lines.into_iter().enumerate().map(|(index, line)| (index + 1, line))
}

fn shown(file: &Path) -> String {
    file.strip_prefix(place::root()).unwrap_or(file).display().to_string()
}

/// Whether one of the words of a name, in any spelling, is banned.
fn is_banned(name: &str) -> bool {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words.split(|c: char| !c.is_alphanumeric()).any(|word| BANNED.contains(&word))
}

/// Paths in backticks or links of a Markdown page; addresses and anything with other signs are not paths.
fn paths(text: &str) -> BTreeSet<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    let linked = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    let is_path = |word: &&str| {
        word.contains('/')
            && !word.contains("//")
            && word.chars().all(|c| c.is_ascii_alphanumeric() || "._-/".contains(c))
            && !word.starts_with('/')
            && !word.starts_with("target/")
            && !word.starts_with("out/")
    };
    quoted.chain(linked).filter(is_path).map(str::to_owned).collect()
}
