//! System packages, by their names on Debian and Ubuntu.

use std::io::{BufRead, IsTerminal, Write};
use std::process::{Command, Stdio};

use xtask::{Done, Failure, place, program};

use super::{Purpose, say};

/// A compiler for bundled C code, the web view, the tray, and the X11 headers that rdev is linked against.
const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "libayatana-appindicator3-dev",
    "librsvg2-dev",
    "libx11-dev",
    "libxi-dev",
    "libxtst-dev",
];

/// A desktop without a screen, two programs to record, eyes and hands.
const DEMO: &[&str] = &[
    "xvfb",
    "x11-xkb-utils",
    "openbox",
    "dbus-daemon",
    "dbus-session-bus-common",
    "xdotool",
    "x11-utils",
    "x11-xserver-utils",
    "imagemagick",
    "xclip",
    "mousepad",
    "xterm",
    "poppler-utils",
    "adwaita-icon-theme",
    "fonts-dejavu-core",
];

/// The web driver, a second reader of PDF files, a program that holds hotkeys, the accessibility bus, and small programs
/// of GTK, Qt and VTE that tell of their elements on it; last, what makes a disk and takes the power from it.
const TEST: &[&str] = &[
    "webkit2gtk-driver",
    "qpdf",
    "sxhkd",
    "at-spi2-core",
    "libglib2.0-bin",
    "zenity",
    "featherpad",
    "xfce4-terminal",
    "e2fsprogs",
    "xfsprogs",
];

/// The peers; sxhkd and ImageMagick, which are some too, are there already. Then two large programs in whose windows
/// elements are named; LibreOffice tells of them only when it is drawn by GTK.
const BENCH: &[&str] = &["scrot", "maim", "flameshot", "pandoc", "libreoffice-calc", "libreoffice-gtk3", "chromium"];

/// The peer that is a gigabyte: only on demand.
pub const LATEX: &[&str] = &["texlive-latex-base", "texlive-latex-recommended"];

/// A C compiler for Windows, for SQLite, and what packs icons into a program there.
pub const WINDOWS: &[&str] = &["build-essential", "gcc-mingw-w64-x86-64", "binutils-mingw-w64-x86-64"];

/// The packages for a purpose.
pub fn wanted(purpose: Purpose) -> Vec<&'static str> {
    let steps = [(Purpose::Build, BUILD), (Purpose::Demo, DEMO), (Purpose::Test, TEST), (Purpose::Bench, BENCH)];
    steps.iter().filter(|(step, _)| *step <= purpose).flat_map(|(_, list)| list.iter().copied()).collect()
}

/// Installs those that are missing.
pub fn install(wanted: &[&str]) -> Done {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if place::found("dpkg-query").is_none() {
        say(&format!("this is not Debian or Ubuntu. What these packages hold has to be there: {}", wanted.join(" ")));
        return Ok(());
    }
    let missing = missing(wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    say(&format!("system packages are missing: {}", missing.join(" ")));
    let rise = rights()?;
    apt(&rise, &["update", "-q"])?;
    let mut words = vec!["install", "-q", "-y", "--no-install-recommends"];
    words.extend(&missing);
    apt(&rise, &words)?;
    let still = self::missing(wanted)?;
    if still.is_empty() { Ok(()) } else { Err(Failure::new(format!("Still missing: {}.", still.join(" ")))) }
}

fn missing<'a>(wanted: &[&'a str]) -> Done<Vec<&'a str>> {
    let mut ask = Command::new("dpkg-query");
    ask.args(["--show", "--showformat=${Package} ${db:Status-Status}\\n"]).args(wanted).stderr(Stdio::null());
    // It fails when one package is unknown, and still lists those that it knows.
    let listed = ask.output()?;
    let listed = String::from_utf8_lossy(&listed.stdout);
    let here: Vec<&str> = listed.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    Ok(wanted.iter().copied().filter(|name| !here.contains(name)).collect())
}

/// The words in front of `apt-get` that give it the right to install: none for root, `sudo` after a yes for others.
fn rights() -> Done<Vec<&'static str>> {
    let id = program::read(Command::new("id").arg("-u"))?;
    if id.trim() == "0" {
        return Ok(Vec::new());
    }
    if !std::io::stdin().is_terminal() {
        return Err(Failure::new("Installing packages needs root. Run this as root, or at a terminal."));
    }
    print!("Install them with sudo? [y/N] ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    if matches!(answer.trim(), "y" | "Y" | "yes") {
        return Ok(vec!["sudo"]);
    }
    Err(Failure::new("Nothing was installed. Install the packages named above, then run this again."))
}

fn apt(rise: &[&str], words: &[&str]) -> Done {
    let all: Vec<&str> = rise.iter().copied().chain(["apt-get"]).chain(words.iter().copied()).collect();
    let (first, rest) = all.split_first().ok_or_else(|| Failure::new("There is nothing to run."))?;
    program::run(Command::new(first).args(rest).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()))
}
