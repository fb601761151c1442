//! The Markdown form: one file that reads well in GitHub, Obsidian and as plain text, and a folder with its pictures. It
//! is the master form, so it carries the steps' identities in comments and the metadata as front matter.

mod figure;
mod front;
mod inline;
mod step;
mod table;

use sopwright_core::port::Pictures;
use sopwright_core::text::TextBlock;

use crate::labels::fill;
use crate::name::{anchor, fragment};
use crate::output::put;
use crate::sheet::{Absent, Piece, Questions, Section, Sheet};
use crate::{ExportError, Labels, Options, Output, Progress, Sink};

use inline::{Place, escape};

/// Writes the Markdown file and its pictures.
pub(crate) fn write(
    sheet: &Sheet,
    stem: &str,
    pictures: &dyn Pictures,
    options: &Options,
    progress: &dyn Progress,
    sink: &mut dyn Sink,
) -> Result<Output, ExportError> {
    let figures = figure::write(sheet, pictures, options, progress, sink)?;
    let page = Page {
        sheet,
        figures: &figures.paths,
        logo: figures.logo.as_deref(),
        labels: &options.labels,
        out: String::with_capacity(16 * 1024),
    };
    let text = page.write();
    let main = format!("{stem}.md");
    let total = u32::try_from(sheet.figures.len() + 1).unwrap_or(u32::MAX);
    if progress.tick(total, total, &main).is_break() {
        return Err(ExportError::Cancelled);
    }
    put(sink, &main, text.as_bytes())?;
    Ok(Output { main, warnings: figures.warnings })
}

/// The page under construction. Blocks end with an empty line.
struct Page<'a> {
    sheet: &'a Sheet,
    /// The path of each figure's file; none if it is missing.
    figures: &'a [Option<String>],
    /// The path of the logo's file.
    logo: Option<&'a str>,
    labels: &'a Labels,
    out: String,
}

impl Page<'_> {
    fn write(mut self) -> String {
        let sheet = self.sheet;
        self.out.push_str(&front::matter(&sheet.front));
        self.block(&format!("# {}", escape(&sheet.head.title, Place::Line)));
        self.logo();
        self.page_words(&sheet.look.header);
        if let Some(watermark) = &sheet.head.watermark {
            let words = escape(watermark, Place::Line);
            self.block(&format!("> [!IMPORTANT]\n> **{words}.** {}", escape(&sheet.head.uncontrolled, Place::Line)));
        }
        self.control();
        self.heading(2, "", &sheet.sign_off.0);
        self.block(&escape(&sheet.sign_off.1, Place::Start));
        self.heading(2, "", &sheet.contents);
        self.contents();
        for section in &sheet.sections {
            self.section(section);
        }
        if !sheet.look.footer.is_empty() {
            self.block("---");
            self.page_words(&sheet.look.footer);
        }
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.out.push('\n');
        self.out
    }

    /// Adds a block and the empty line after it.
    fn block(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push_str("\n\n");
    }

    fn logo(&mut self) {
        if let (Some(path), Some(logo)) = (self.logo, &self.sheet.logo) {
            self.block(&format!("![{}]({path})", escape(&logo.alt, Place::Line)));
        }
    }

    /// What stands above or below every page of other forms.
    fn page_words(&mut self, words: &str) {
        if !words.is_empty() {
            self.block(&format!("*{}*", escape(words, Place::Line)));
        }
    }

    fn control(&mut self) {
        let sheet = self.sheet;
        self.heading(2, "", &sheet.control.0);
        let mut rows = vec![["".to_owned(), "".to_owned()]];
        for row in &sheet.control.1 {
            let mut value: Vec<String> = row.value.iter().map(|line| escape(line, Place::Cell)).collect();
            if let Some(absent) = &row.absent {
                if !absent.words.is_empty() {
                    value.push(format!("*{}*", escape(&absent.words, Place::Cell)));
                }
                for question in &absent.questions.questions {
                    let label = escape(&absent.questions.label, Place::Cell);
                    value.push(format!("**{label}:** {}", inline::cell(question)));
                }
            }
            rows.push([format!("**{}**", escape(&row.label, Place::Cell)), value.join("<br>")]);
        }
        let rows: Vec<Vec<String>> = rows.into_iter().map(Vec::from).collect();
        self.block(&table::write(&rows));
    }

    fn contents(&mut self) {
        let mut list = String::new();
        for section in &self.sheet.sections {
            list.push_str(&contents_line(0, &section.number, &section.title));
            for piece in &section.pieces {
                if let Piece::Heading { number, title } = piece {
                    list.push_str(&contents_line(1, number, title));
                }
            }
        }
        self.block(list.trim_end());
    }

    /// A heading, with an anchor in front of it: GitHub finds the anchor, Obsidian finds the heading itself.
    fn heading(&mut self, level: usize, number: &str, title: &str) {
        let heading = with_number(number, title);
        let text = if number.is_empty() {
            escape(title, Place::Line)
        } else {
            format!("{number} {}", escape(title, Place::Line))
        };
        self.block(&format!("<a name=\"{}\"></a>", anchor(&heading)));
        self.block(&format!("{} {text}", "#".repeat(level)));
    }

    fn section(&mut self, section: &Section) {
        self.heading(2, &section.number, &section.title);
        for piece in &section.pieces {
            match piece {
                Piece::Text { text } => self.text(text),
                Piece::Heading { number, title } => self.heading(3, number, title),
                Piece::Absent(absent) => self.absent(absent),
                Piece::Questions(questions) => self.questions(questions),
                Piece::Labelled { label, text } => {
                    let lead = format!("**{}:** ", escape(label, Place::Start));
                    self.led(&lead, text);
                }
                Piece::Table { columns, rows, .. } => {
                    let head = columns.iter().map(|c| escape(c, Place::Cell)).collect();
                    let rows = rows.iter().map(|row| row.iter().map(|c| inline::cell(c)).collect());
                    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
                    self.block(&table::write(&rows));
                }
                Piece::Faq { number, question, answer, absent } => {
                    self.block(&format!("**{number} {}**", inline::one_line(question, Place::Bold)));
                    self.text(answer);
                    if let Some(absent) = absent {
                        self.absent(absent);
                    }
                }
                Piece::Step(step) => self.step(step),
            }
        }
    }

    fn text(&mut self, text: &[TextBlock]) {
        if !text.is_empty() {
            self.block(&inline::blocks(text));
        }
    }

    /// A text with a label in front of its first line.
    fn led(&mut self, lead: &str, text: &[TextBlock]) {
        match text.split_first() {
            Some((TextBlock::Paragraph(first), rest)) => {
                self.block(&format!("{lead}{}", inline::pieces(first, Place::Line)));
                self.text(rest);
            }
            _ => {
                self.block(lead.trim_end());
                self.text(text);
            }
        }
    }

    fn absent(&mut self, absent: &Absent) {
        if !absent.words.is_empty() {
            self.block(&format!("*{}*", escape(&absent.words, Place::Line)));
        }
        self.questions(&absent.questions);
    }

    fn questions(&mut self, questions: &Questions) {
        if questions.questions.is_empty() {
            return;
        }
        let mut text = format!("**{}:**", escape(&questions.label, Place::Line));
        if let [question] = questions.questions.as_slice() {
            text = format!("{text} {}", inline::blocks(question));
        } else {
            for question in &questions.questions {
                text.push_str(&format!("\n{}", inline::item("- ", question)));
            }
        }
        self.alert("NOTE", &text);
    }

    /// A remark that is set apart, in the form that GitHub and Obsidian share.
    fn alert(&mut self, kind: &str, text: &str) {
        let mut out = format!("> [!{kind}]");
        for line in text.lines() {
            out.push_str("\n>");
            if !line.is_empty() {
                out.push(' ');
                out.push_str(line);
            }
        }
        self.block(&out);
    }

    /// The words that stand for a picture.
    fn missing_picture(&self, alt: &str) -> String {
        format!("*{}* ({})", escape(&self.labels.picture_missing, Place::Line), escape(alt, Place::Line))
    }
}

fn contents_line(depth: usize, number: &str, title: &str) -> String {
    let heading = with_number(number, title);
    let text = escape(&heading, Place::Line);
    format!("{}- [{text}](#{})\n", "  ".repeat(depth), fragment(&anchor(&heading)))
}

fn with_number(number: &str, title: &str) -> String {
    fill("{number} {title}", &[("number", number), ("title", title)]).trim_start().to_owned()
}
