//! Declares the shell's commands, so that each window can be given its own.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["call", "window_act"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).unwrap_or_else(|error| {
        // A build script has no other way to stop a build.
        println!("cargo::error={error:#}");
    });
}
