//! The application at work, for eyes: a person writes the minutes of a meeting in a real editor, looks at the file in a
//! terminal and logs the steps by hotkey. What comes of it is exported and pictured.

use std::path::{Path, PathBuf};

use serde_json::Value;
use xtask::desk::{App, Desk, Expert, Plan};
use xtask::place::{self, Profile};
use xtask::program::{self, Running};
use xtask::{Done, Failure, wait};

use crate::run;
use crate::setup::{self, Purpose};

/// Sentences that the person logs, and that have to be found in every export.
const SAVE: &str = "Save the document as Minutes.txt";
const CARE: &str = "Do not save into your own folder: nobody else can open it there";

/// A screen with fewer colours shows a window that is not drawn yet: text has many by its soft edges.
const BLANK: u32 = 800;

/// Does the task and leaves the library, the exports and the pictures in `out`.
pub fn run(out: &Path) -> Done {
    setup::run(Purpose::Demo)?;
    run::programs()?;
    let out = fresh(out)?;
    let stage = Stage { desk: Desk::start(Plan::default())?, out, pictures: Default::default() };
    let mut app = App::start(&stage.desk, &stage.out.join("library"), Profile::Dev)?;
    stage.picture_at_rest("started")?;
    let made = stage.record(&app).and_then(|session| stage.export(&app, &session));
    let made = made.map_err(|failure| {
        // What was on the screen explains a failure better than words do.
        let seen = stage.picture("failed").map(|()| stage.out.display().to_string());
        let said = app.running().said();
        Failure::new(format!("{failure}\nPictures: {}\nThe application said:\n{said}", seen.unwrap_or_default()))
    })?;
    println!("\nThe demo is done.");
    println!("Markdown  {}", made.markdown.display());
    println!("PDF       {}", made.pdf.display());
    for picture in stage.pictures.borrow().iter().chain(&made.pages) {
        println!("Picture   {}", picture.display());
    }
    Ok(())
}

/// An empty folder by its full path. A folder of an earlier demo is replaced; any other is left alone.
fn fresh(out: &Path) -> Done<PathBuf> {
    let out = std::path::absolute(if out.is_absolute() { out.to_path_buf() } else { place::root().join(out) })?;
    let mark = out.join(".sopwright-demo");
    if out.exists() && out.read_dir()?.next().is_some() {
        if !mark.is_file() {
            return Err(Failure::new(format!("{} holds other files. Choose another folder.", out.display())));
        }
        std::fs::remove_dir_all(&out)?;
    }
    std::fs::create_dir_all(&out)?;
    std::fs::write(mark, "Made by `cargo xtask demo`; replaced by the next one.\n")?;
    Ok(out)
}

struct Stage {
    desk: Desk,
    out: PathBuf,
    pictures: std::cell::RefCell<Vec<PathBuf>>,
}

struct Made {
    markdown: PathBuf,
    pdf: PathBuf,
    pages: Vec<PathBuf>,
}

impl Stage {
    fn picture(&self, name: &str) -> Done {
        let mut pictures = self.pictures.borrow_mut();
        let file = self.out.join(format!("{:02}-{name}.png", pictures.len() + 1));
        self.desk.picture(&file)?;
        pictures.push(file);
        Ok(())
    }

    /// The same, once the application has drawn itself: a window that has just opened is blank for a moment.
    fn picture_at_rest(&self, name: &str) -> Done {
        let probe = self.out.join(".probe.png");
        let mut before = String::new();
        wait::until_true("the screen to come to rest", || {
            self.desk.picture(&probe)?;
            // How many colours it has, and a hash of its pixels.
            let now = program::read(self.desk.command("identify").args(["-format", "%k %#"]).arg(&probe))?;
            let colours = now.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
            let drawn = colours > BLANK && now == before;
            before = now;
            Ok(drawn)
        })?;
        std::fs::remove_file(&probe)?;
        self.picture(name)
    }

    /// Does the task.
    fn record(&self, app: &App) -> Done<String> {
        let hands = self.desk.hands();
        let _mousepad = self.start("mousepad", &[])?;
        let editor = hands.wait_for_title("Mousepad")?;
        let expert = Expert::begin(&self.desk, app.pid(), app.cli(&self.desk))?;
        hands.turn_to(editor)?;
        self.picture("recording")?;

        expert.log("step", "Open Mousepad with an empty document")?;
        expert.log("expected", "An empty page, and the title bar says Untitled")?;
        hands.write("Minutes of the planning meeting\n\nDate: 12 March\nThere: Ada, Grace, Edsger\n\n")?;
        expert.log("step", "Write the title, the date and who was there")?;
        expert.log("note", "The names are in the invitation")?;
        hands.write("1. The new form goes live on Monday (Ada)")?;
        self.copy_line("1. The new form goes live on Monday (Ada)")?;
        let snippet = expert.press("snippet")?;
        if !snippet["snippet"]["text"].as_str().is_some_and(|text| text.contains("goes live on Monday")) {
            return Err(Failure::new(format!("The clipboard was not kept: {snippet}")));
        }
        expert.open("step")?;
        self.picture("quick-field")?;
        self.keep("Write each decision on a line of its own, with a name", &expert, editor)?;
        expert.log("decision", "Was something put off?")?;
        expert.log("note", "This one is a slip and is taken back")?;
        expert.withdraw()?;
        expert.log("warning", CARE)?;
        self.save_as("Minutes.txt")?;
        hands.wait_for_title("Minutes.txt")?;
        expert.log("step", SAVE)?;
        expert.log("expected", "The title bar shows the name of the file")?;
        expert.log("faq", "What if a file of this name is there already?")?;
        hands.ask("pause")?;
        expert.cli().wait_for_phase("paused")?;
        self.picture("paused")?;
        hands.ask("pause")?;
        expert.cli().wait_for_phase("recording")?;

        let _terminal = self.start("xterm", &["-title", "Terminal", "-fa", "DejaVu Sans Mono", "-fs", "12"])?;
        hands.wait_for_title("Terminal")?;
        let counted = self.desk.home().join("counted");
        hands.write("wc -w Minutes.txt | tee counted\n")?;
        wait::until_true("the terminal to count the words", || {
            Ok(std::fs::metadata(&counted).is_ok_and(|data| data.len() > 0))
        })?;
        expert.log("step", "Count the words in a terminal: the file is there and not empty")?;
        expert.log("question", "Who keeps the minutes after a year?")?;
        self.picture("terminal")?;
        expert.press("shot")?;
        let entries = expert.entries()?;
        let kinds = |kind: &str| entries.iter().filter(|e| e["kind"] == kind && e["withdrawn"] == false).count();
        if (kinds("step"), kinds("expected"), kinds("note"), kinds("snippet")) != (5, 2, 1, 1) {
            return Err(Failure::new(format!("Entries are missing: {}", Value::from(entries))));
        }
        let session = expert.stop()?;
        wait::until_true("the window to come back after the recording", || {
            Ok(hands.focused_pid()? == Some(app.pid()) || hands.windows_of(app.pid())?.len() > 1)
        })?;
        self.picture_at_rest("stopped")?;
        Ok(session)
    }

    fn start(&self, name: &str, words: &[&str]) -> Done<Running> {
        self.desk.start_program(name, self.desk.command(name).args(words))
    }

    /// Marks the line that the cursor is on and copies it, as a person would.
    fn copy_line(&self, line: &str) -> Done {
        self.desk.hands().press("shift+Home")?;
        self.desk.hands().press("ctrl+c")?;
        wait::until_true("the clipboard to hold the line", || Ok(self.desk.clipboard()?.as_deref() == Some(line)))?;
        self.desk.hands().press("End")
    }

    /// Types into the quick field that is open, and keeps it.
    fn keep(&self, words: &str, expert: &Expert<'_>, window: u64) -> Done {
        let hands = self.desk.hands();
        hands.write(words)?;
        hands.press("Return")?;
        wait::until_true("the words to be kept", || Ok(expert.entries()?.iter().any(|entry| entry["text"] == words)))?;
        wait::until_true("the keyboard to come back", || Ok(hands.focused()? == Some(window)))
    }

    /// Goes through the editor's dialog.
    fn save_as(&self, name: &str) -> Done {
        let file = self.desk.home().join(name);
        let hands = self.desk.hands();
        hands.press("ctrl+shift+s")?;
        hands.wait_for_title("Save As")?;
        hands.press("ctrl+a")?;
        hands.write(name)?;
        self.picture("saving")?;
        // The dialog takes no Enter before it has looked at the name.
        wait::until_true("the file to be written", || {
            if hands.focused_title()? == "Save As" {
                hands.press("Return")?;
            }
            Ok(file.is_file())
        })
    }

    /// Makes a draft and sends it out.
    fn export(&self, app: &App, session: &str) -> Done<Made> {
        let cli = app.cli(&self.desk);
        let draft = cli.json(&["draft", session])?;
        let id = draft["id"].as_str().ok_or_else(|| Failure::new(format!("The draft has no id: {draft}")))?;
        let out = self.out.join("export");
        let folder = out.display().to_string();
        let main = |format: &str| -> Done<PathBuf> {
            let exported = cli.json(&["export", id, "--to", format, "--out", &folder])?;
            let main = PathBuf::from(exported["main"].as_str().unwrap_or_default());
            if main.is_file() { Ok(main) } else { Err(Failure::new(format!("Nothing was exported: {exported}"))) }
        };
        let (markdown, pdf) = (main("md")?, main("pdf")?);
        let written = std::fs::read_to_string(&markdown)?;
        let printed = program::read(self.desk.command("pdftotext").arg(&pdf).arg("-"))?;
        // A printed line breaks where it is full.
        let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
        for sentence in [SAVE, CARE] {
            if !written.contains(sentence) || !printed.contains(sentence) {
                return Err(Failure::new(format!("\"{sentence}\" is missing in {}.", folder)));
            }
        }
        let pages = self.out.join("pages");
        std::fs::create_dir_all(&pages)?;
        program::run(self.desk.command("pdftoppm").args(["-png", "-r", "80"]).arg(&pdf).arg(pages.join("page")))?;
        let mut pages: Vec<PathBuf> =
            std::fs::read_dir(&pages)?.map(|file| Ok(file?.path())).collect::<Done<Vec<PathBuf>>>()?;
        pages.sort();
        self.picture_at_rest("drafted")?;
        if pages.is_empty() { Err(Failure::new("The PDF has no pages.")) } else { Ok(Made { markdown, pdf, pages }) }
    }
}
