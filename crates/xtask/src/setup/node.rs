//! Node builds the interface. Debian's own is too old for the build tools, so a newer one is kept among the project's
//! tools where the machine has none.

use std::path::PathBuf;
use std::process::Command;

use xtask::{Done, Failure, place, program};

use super::{packages, say};

/// The oldest major version that the build tools take.
const OLDEST: u32 = 20;

/// What is installed where the machine's own is older.
const NEWER: &[&str] = &["node@22", "npm@10"];

/// Makes sure that a Node that is new enough can be run.
pub fn check() -> Done {
    if version(None).is_some_and(|major| major >= OLDEST) && place::found("npm").is_some() {
        return Ok(());
    }
    let folder = folder()?;
    if version(Some(&folder)).is_some_and(|major| major >= OLDEST) {
        return Ok(());
    }
    if place::found("npm").is_none() {
        packages::install(&["nodejs", "npm"])?;
    }
    if version(None).is_some_and(|major| major >= OLDEST) {
        return Ok(());
    }
    say(&format!("Node here is older than {OLDEST}: putting {} into {}", NEWER.join(" and "), folder.display()));
    std::fs::create_dir_all(&folder)?;
    let mut install = Command::new("npm");
    install.args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"]).arg(&folder).args(NEWER);
    program::run(&mut install)?;
    match version(Some(&folder)) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(Failure::new(format!("No Node of version {OLDEST} or newer could be had. Install one, then go on."))),
    }
}

/// `npm` in a folder, with the Node that was found to be new enough.
pub fn npm() -> Done<Command> {
    let own = folder()?;
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = Command::new(name);
    if version(Some(&own)).is_some() {
        // The program is looked up on the path that the child will see.
        let path = std::env::var_os("PATH").unwrap_or_default();
        let first = [own.join("node_modules/.bin"), own.join("node_modules/node/bin")];
        let all = first.into_iter().chain(std::env::split_paths(&path));
        let joined = std::env::join_paths(all).map_err(|error| Failure::new(error.to_string()))?;
        command = Command::new(own.join("node_modules/.bin").join(name));
        command.env("PATH", joined);
    }
    command.current_dir(place::root().join("ui"));
    Ok(command)
}

fn folder() -> Done<PathBuf> {
    Ok(place::tools()?.join("node"))
}

/// The major version of the Node in a folder of ours, or of the machine's.
fn version(own: Option<&PathBuf>) -> Option<u32> {
    let node = own.map_or_else(|| PathBuf::from("node"), |folder| folder.join("node_modules/node/bin/node"));
    let said = Command::new(node).arg("--version").output().ok().filter(|output| output.status.success())?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    said.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}
