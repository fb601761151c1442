//! What the figures were measured on.

use std::process::Command;

/// The machine, in words.
pub fn facts() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cpus = read("/proc/cpuinfo");
    let field = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        line.split([':', '=']).nth(1).map(|value| value.trim().trim_matches('"').to_owned())
    };
    let cores = cpus.lines().filter(|line| line.starts_with("processor")).count();
    let model = field(&cpus, "model name").unwrap_or_else(|| "unknown processor".to_owned());
    let memory: u64 = field(&read("/proc/meminfo"), "MemTotal")
        .and_then(|size| size.trim_end_matches(" kB").parse().ok())
        .unwrap_or(0);
    let system = field(&read("/etc/os-release"), "PRETTY_NAME").unwrap_or_else(|| "Linux".to_owned());
    let kernel = read("/proc/sys/kernel/osrelease");
    let virtual_ = if cpus.contains("hypervisor") { "virtual machine, " } else { "" };
    let version = |program: &str, word: &str| {
        let output = Command::new(program).arg(word).output().ok()?;
        let text = if output.stdout.is_empty() { output.stderr } else { output.stdout };
        let text = String::from_utf8_lossy(&text).lines().next()?.trim().to_owned();
        let number = text.split_whitespace().find(|word| word.trim_start_matches('v').starts_with(char::is_numeric))?;
        Some(format!("{program} {}", number.trim_start_matches('v')))
    };
    let peers: Vec<String> = [
        ("sxhkd", "-v"),
        ("scrot", "--version"),
        ("maim", "--version"),
        ("flameshot", "--version"),
        ("import", "-version"),
        ("pandoc", "--version"),
        ("chromium", "--version"),
    ]
    .into_iter()
    .chain([("typst", "--version"), ("pdflatex", "--version")])
    .filter_map(|(program, word)| version(program, word))
    .collect();
    format!(
        "{virtual_}{cores} cores ({model}), {} GB of memory, {system}, Linux {}, Xvfb, openbox. Peers: {}.",
        memory.div_ceil(1_000_000),
        kernel.trim(),
        peers.join(", ")
    )
}
