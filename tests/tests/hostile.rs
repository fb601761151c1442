//! Content is data: a window title or a clipboard that carries markup, code or tricks of writing goes through recording,
//! draft and export as the characters that it is.

use std::process::Command;

use sopwright_tests::{Check, Journey};
use xtask::program;

const TITLES: &[&str] = &[
    "<script>fetch('http://evil.test/a')</script>",
    "<img src=http://evil.test/b.png onerror=alert(1)>",
    "![x](http://evil.test/c.png) [y](javascript:alert(2))",
    "#import \"/etc/passwd\"; #read(\"/etc/passwd\") $ x $ *",
    "# Heading ``` {{owner}} | a | b |",
    "invoice \u{202e}fdp.exe \u{2066}hidden\u{2069}",
    "&lt;b&gt; &#x3c;script&#x3e; --> ]]> \\input{/etc/passwd}",
];

#[test]
fn titles_that_carry_code_come_out_as_text() {
    let mut journey = Journey::new("hostile");
    journey.start();
    let desk = journey.desk();
    let _terminal = desk.start_program("xterm", desk.command("xterm").args(["-title", "Terminal"])).check("xterm");
    let window = desk.hands().wait_for_title("Terminal").check("the terminal");
    let expert = journey.record();
    desk.hands().turn_to(window).check("the terminal has the keyboard");
    for title in TITLES {
        let mut rename = desk.command("xdotool");
        program::run(rename.args(["set_window", "--name", title, &window.to_string()])).check("the title is set");
        let entry = expert.cli().json(&["log", "step", "--", title]).check("a step");
        assert_eq!(entry["place"]["title"].as_str().map(|kept| kept.contains("evil")), Some(title.contains("evil")));
        expert.cli().json(&["log", "snippet", "--", title]).check("a snippet");
        expert.cli().json(&["log", "warning", "--", title]).check("a warning");
    }
    let session = expert.stop().check("the recording stops");
    let cli = journey.cli();
    let sop = cli.json(&["draft", &session]).check("a draft")["id"].as_str().expect("an id").to_owned();
    let out = desk.home().join("out");
    let folder = out.display().to_string();
    let main = |format: &str| {
        let exported = cli.json(&["export", &sop, "--to", format, "--out", &folder]).check("an export");
        exported["main"].as_str().expect("a file").to_owned()
    };
    let (markdown, pdf) = (main("md"), main("pdf"));
    inert_markdown(&std::fs::read_to_string(&markdown).check("the Markdown"));
    inert_pdf(&pdf);
}

/// Outside code, every sign that could begin markup is marked, and no sign that turns writing round is left.
fn inert_markdown(text: &str) {
    let mut fence = None;
    for (number, line) in text.lines().enumerate() {
        let here = format!("line {}: {line}", number + 1);
        assert!(!line.contains(['\u{202e}', '\u{2066}']), "a sign that turns writing round is left in {here}");
        let start = line.trim_start_matches(['>', ' ']);
        let ticks = start.chars().take_while(|c| *c == '`').count();
        match fence {
            None if ticks >= 3 => fence = Some(ticks),
            Some(open) if ticks >= open && start.trim_end().len() == ticks => fence = None,
            Some(_) => {}
            None => {
                let outside: String = line.split('`').step_by(2).collect();
                for word in ["<script", "<img src=http", "](http://evil", "](javascript:"] {
                    for (at, _) in outside.match_indices(word) {
                        let marked =
                            outside[..at].ends_with('\\') || word.starts_with(']') && outside[..at].contains("\\[");
                        assert!(marked, "{word} is alive in {here}");
                    }
                }
            }
        }
    }
    assert_eq!(fence, None, "a code block has no end");
    assert!(text.contains("evil.test"), "the text itself was thrown away");
    assert!(!text.contains("root:x:0"), "a file of the system was read");
}

fn inert_pdf(pdf: &str) {
    let words = program::read(Command::new("pdftotext").args([pdf, "-"])).check("the PDF is read");
    let words = words.split_whitespace().collect::<String>();
    for part in ["<script>", "onerror=alert(1)", "javascript:alert(2)", "#import", "#read(", "{{owner}}"] {
        assert!(words.contains(part), "{part} is not in the PDF as text");
    }
    assert!(!words.contains("root:x:0"), "a file of the system was read");
    let plain = Command::new("qpdf").args(["--qdf", "--object-streams=disable", pdf, "-"]).output().check("qpdf runs");
    assert!(plain.status.success(), "qpdf: {}", String::from_utf8_lossy(&plain.stderr));
    let plain = String::from_utf8_lossy(&plain.stdout);
    for active in ["/JavaScript", "/JS ", "/Launch", "/OpenAction", "/AA ", "/EmbeddedFile", "/SubmitForm"] {
        assert!(!plain.contains(active), "the PDF has {active}");
    }
    let addresses: Vec<&str> = plain.lines().filter(|line| line.contains("/URI (")).collect();
    assert!(!addresses.iter().any(|line| line.contains("evil.test") || line.contains("javascript")), "{addresses:?}");
}
