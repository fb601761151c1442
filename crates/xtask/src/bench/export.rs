//! Exports of 10 and 100 steps (1,000 on demand) with a different 1080p picture each, against programs that make the
//! same from the same text and pictures.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;
use xtask::place::{self, Profile};
use xtask::{Done, program};

use super::cost::{self, Run};
use super::scene::{Ground, Scene, maker};
use super::series::Series;
use super::table::Line;
use super::words::{made, walls};

/// What is aimed at for PDF with so many steps.
const PDF: [(usize, u64); 3] = [(10, 150), (100, 500), (1000, 4000)];

/// What is aimed at for Markdown with 1,000 steps.
const MARKDOWN: u64 = 800;

/// Most memory for an export, in bytes.
const MEMORY: u64 = 200_000_000;

/// A program that makes the same.
struct Peer {
    name: &'static str,
    /// Nothing when it is not installed.
    command: Option<Command>,
    runs: Vec<Run>,
    output: PathBuf,
}

/// Both formats, with each number of steps.
pub fn exports(out: &Path, sizes: &[usize], runs: usize) -> Done<Vec<Line>> {
    let picture = out.join("screen.png");
    let scene = Scene::start(1920, 1080, Ground::Plain)?;
    scene.desk.picture(&picture)?;
    drop(scene);
    let mut lines = Vec::new();
    for &steps in sizes {
        // A thousand steps take a peer a minute and more.
        let runs = if steps > 100 { 3 } else { runs };
        let place = out.join(format!("export-{steps}"));
        let library = place.join("library");
        std::fs::create_dir_all(&place)?;
        let count = steps.to_string();
        let session = made(Command::new(maker()?).arg("steps").arg(&library).arg(&count).arg(&picture))?;
        let sop: Value =
            serde_json::from_str(&program::read(sopwright(&library)?.args(["draft", &session, "--json"]))?)?;
        let sop = sop["id"].as_str().unwrap_or_default().to_owned();
        let source = export(&library, &sop, "md", &place.join("source"))?;
        lines.extend(markdown(&library, &sop, steps, runs, &source, &place)?);
        lines.extend(pdf(&library, &sop, steps, runs, &source, &place)?);
    }
    Ok(lines)
}

fn sopwright(library: &Path) -> Done<Command> {
    let mut command = Command::new(place::built("sopwright", Profile::Release)?);
    command.arg("--library").arg(library);
    Ok(command)
}

/// Exports once and gives the main file.
fn export(library: &Path, sop: &str, format: &str, out: &Path) -> Done<PathBuf> {
    let mut command = sopwright(library)?;
    command.args(["export", sop, "--to", format, "--json", "--out"]).arg(out);
    let said: Value = serde_json::from_str(&program::read(&mut command)?)?;
    Ok(PathBuf::from(said["main"].as_str().unwrap_or_default()))
}

fn markdown(library: &Path, sop: &str, steps: usize, runs: usize, source: &Path, place: &Path) -> Done<Vec<Line>> {
    let pandoc = |to: &[&str], output: &Path| {
        let mut command = Command::new("pandoc");
        command.current_dir(source.parent().unwrap_or(place));
        command.arg(source).args(["--from", "gfm-yaml_metadata_block"]).args(to).arg("-o").arg(output);
        place::found("pandoc").map(|_| command)
    };
    let folder = place.join("pandoc");
    std::fs::create_dir_all(&folder)?;
    let copies = format!("--extract-media={}", folder.join("img").display());
    let mut plain = Peer::new("pandoc, to Markdown and copies of the pictures", folder.clone());
    plain.command = pandoc(&["--to", "gfm", &copies], &folder.join("sop.md"));
    let mut peers = vec![plain];
    if steps <= 100 {
        let mut whole = Peer::new("pandoc, to HTML in one file", place.join("pandoc.html"));
        whole.command = pandoc(&["--standalone", "--self-contained", "--metadata", "title=SOP"], &whole.output);
        peers.push(whole);
    }
    let ours = alternate(library, sop, "md", &place.join("ours-md"), runs, &mut peers)?;
    let times = walls(&ours);
    let mut line = Line::ours(&format!("Markdown with {steps} pictures"), times.clone());
    if steps >= 1000 {
        let met = times.median() <= Duration::from_millis(MARKDOWN);
        line = line.aimed(format!("<= {MARKDOWN} ms"), met);
    }
    Ok(finish(line, &ours, &place.join("ours-md"), peers))
}

fn pdf(library: &Path, sop: &str, steps: usize, runs: usize, source: &Path, place: &Path) -> Done<Vec<Line>> {
    let folder = source.parent().unwrap_or(place);
    let mut pictures: Vec<PathBuf> =
        std::fs::read_dir(folder.join("img"))?.map(|file| Ok(file?.path())).collect::<Done<_>>()?;
    pictures.sort();
    let mut typst = Peer::new("typst", place.join("peer-typst.pdf"));
    std::fs::write(place.join("peer.typ"), typst_source(&pictures))?;
    typst.command = place::found("typst").map(|program| {
        let mut command = Command::new(program);
        command.args(["compile", "--root", "/"]).arg(place.join("peer.typ")).arg(&typst.output);
        command
    });
    let mut latex = Peer::new("pdflatex", place.join("peer.pdf"));
    std::fs::write(place.join("peer.tex"), latex_source(&pictures))?;
    latex.command = place::found("pdflatex").map(|program| {
        let mut command = Command::new(program);
        command.args(["-interaction=batchmode", "peer.tex"]).current_dir(place);
        command
    });
    let mut peers = vec![typst, latex];
    let ours = alternate(library, sop, "pdf", &place.join("ours-pdf"), runs, &mut peers)?;
    let times = walls(&ours);
    let mut line = Line::ours(&format!("PDF with {steps} pictures"), times.clone());
    if let Some((_, aim)) = PDF.iter().find(|(size, _)| *size == steps) {
        let light = ours.iter().all(|run| run.peak <= MEMORY);
        let met = times.median() <= Duration::from_millis(*aim) && light;
        line = line.aimed(format!("<= {aim} ms, <= 200 MB"), met);
    }
    Ok(finish(line, &ours, &place.join("ours-pdf"), peers))
}

/// Runs Sopwright and the peers in turn. The first round does not count.
fn alternate(library: &Path, sop: &str, format: &str, out: &Path, runs: usize, peers: &mut [Peer]) -> Done<Vec<Run>> {
    let mut ours = Vec::new();
    for round in 0..=runs {
        if out.exists() {
            std::fs::remove_dir_all(out)?;
        }
        let mut command = sopwright(library)?;
        let run = cost::run(command.args(["export", sop, "--to", format, "--out"]).arg(out))?;
        if round > 0 {
            ours.push(run);
        }
        for peer in peers.iter_mut() {
            let Some(command) = &mut peer.command else { continue };
            let run = cost::run(command)?;
            if round > 0 {
                peer.runs.push(run);
            }
        }
    }
    Ok(ours)
}

fn finish(mut line: Line, ours: &[Run], out: &Path, peers: Vec<Peer>) -> Vec<Line> {
    let times: Series = walls(ours);
    line.cpu = Some(cost::mean_cpu(ours));
    line.peak = ours.iter().map(|run| run.peak).max();
    line.bytes = bytes_of(out).ok();
    let mut lines = vec![line];
    for peer in peers {
        if peer.runs.is_empty() {
            lines.push(Line::absent(peer.name));
            continue;
        }
        let mut line = Line::peer(peer.name, walls(&peer.runs), &times);
        line.cpu = Some(cost::mean_cpu(&peer.runs));
        line.peak = peer.runs.iter().map(|run| run.peak).max();
        line.bytes = bytes_of(&peer.output).ok();
        lines.push(line);
    }
    lines
}

impl Peer {
    fn new(name: &'static str, output: PathBuf) -> Self {
        Self { name, command: None, runs: Vec::new(), output }
    }
}

/// Bytes of a file, or of all files in a folder.
fn bytes_of(path: &Path) -> Done<u64> {
    let data = std::fs::metadata(path)?;
    if data.is_file() {
        return Ok(data.len());
    }
    std::fs::read_dir(path)?.map(|item| bytes_of(&item?.path())).sum()
}

const STEP: &str = "Open the invoice in the list and compare its amount with the order before it is posted.";

fn typst_source(pictures: &[PathBuf]) -> String {
    let mut text = String::from("#set page(paper: \"a4\")\n");
    for (number, picture) in pictures.iter().enumerate() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "== Step {}\n{STEP}\n\n#image(\"{}\", width: 100%)\n", number + 1, picture.display());
    }
    text
}

fn latex_source(pictures: &[PathBuf]) -> String {
    let mut text = String::from("\\documentclass[a4paper]{article}\n\\usepackage{graphicx}\n\\begin{document}\n");
    for (number, picture) in pictures.iter().enumerate() {
        let _ = writeln!(text, "\\subsection*{{Step {}}}\n{STEP}\n", number + 1);
        let _ = writeln!(text, "\\includegraphics[width=\\textwidth]{{{}}}\n", picture.display());
    }
    text.push_str("\\end{document}\n");
    text
}
