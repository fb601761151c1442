//! Other programs' views of a PDF. They come with poppler and qpdf; a test that lacks them says so and is skipped.

use std::path::Path;
use std::process::Command;

/// Whether a program can be called.
pub fn tool(name: &str) -> bool {
    let found = Command::new(name).arg("-h").output().is_ok();
    if !found {
        eprintln!("skipped: {name} is not installed");
    }
    found
}

/// Calls a program with a file of these bytes as `FILE` among its arguments, and gives back what it printed.
pub fn run(name: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    String::from_utf8_lossy(&run_in(folder.path(), name, arguments, bytes)).into_owned()
}

/// The same, in a folder that stays.
pub fn run_in(folder: &Path, name: &str, arguments: &[&str], bytes: &[u8]) -> Vec<u8> {
    let file = folder.join("export.pdf");
    std::fs::write(&file, bytes).expect("the file can be written");
    let arguments = arguments.iter().map(|a| if *a == "FILE" { "export.pdf" } else { a });
    let output = Command::new(name).args(arguments).current_dir(folder).output().expect("the program runs");
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The words of a PDF in reading order.
pub fn pdf_text(bytes: &[u8]) -> String {
    run("pdftotext", &["-nopgbrk", "FILE", "-"], bytes)
}

/// A PDF with its streams unpacked, to search in.
pub fn unpacked(bytes: &[u8]) -> String {
    run("qpdf", &["--qdf", "--object-streams=disable", "FILE", "-"], bytes)
}

/// A text without any white space.
pub fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
