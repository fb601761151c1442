//! A journey that cannot be made on this machine says so and is counted: it is never taken for one that passed.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use xtask::place;

/// Says that a journey was skipped, and why. Written past the test runner, which keeps quiet about tests that pass.
pub fn skipped(journey: &str, why: &str) {
    // A line that cannot be written must not turn a skipped journey into a failed one.
    let _ = writeln!(std::io::stderr(), "skipped: {journey}: {why}");
    if let Ok(folder) = place::journeys()
        && let Ok(mut list) = std::fs::File::options().create(true).append(true).open(folder.join("skipped.txt"))
    {
        let _ = writeln!(list, "{journey}: {why}");
    }
}

/// What starts the bus over which programs tell what is in their windows. It lies on no search path.
pub const ACCESSIBLE: &str = "/usr/libexec/at-spi-bus-launcher";

/// The first of these programs that is not installed.
pub fn without<'a>(programs: &[&'a str]) -> Option<&'a str> {
    let there =
        |name: &str| if name.starts_with('/') { Path::new(name).exists() } else { place::found(name).is_some() };
    programs.iter().copied().find(|name| !there(name))
}

/// Whether this runs as root, which some faults need to be made.
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}
