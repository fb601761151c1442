//! What readers see, before it has a form: every word, number and order of an SOP, parsed and harmless. Both writers
//! work on this alone, so that they cannot differ in content. A link to a step holds the step's number as its text; one
//! to a step that is gone is plain words here.

mod build;
mod control;
mod look;
mod step;
mod text;

use serde::Serialize;
use sopwright_core::document::{CalloutKind, Figure, SnippetForm};
use sopwright_core::id::PartId;
use sopwright_core::template::{Face, PaperSize};
use sopwright_core::text::{Inline, TextBlock};

/// An SOP, ready to be set.
#[derive(Serialize)]
pub(crate) struct Sheet {
    pub head: Head,
    /// The title of the control table, then its rows.
    pub control: (String, Vec<Row>),
    /// Title and words of the sign-off part.
    pub sign_off: (String, String),
    /// Title of the contents.
    pub contents: String,
    /// The numbered sections in the order of the template, then the history.
    pub sections: Vec<Section>,
    pub look: Look,
    /// The logo, as the picture that it is.
    #[serde(skip)]
    pub logo: Option<FigureUse>,
    /// The figures of all steps, in order; [`StepBlock::Figure`] holds an index.
    #[serde(skip)]
    pub figures: Vec<FigureUse>,
    /// Front matter of the Markdown form: names and plain values.
    #[serde(skip)]
    pub front: Vec<(&'static str, String)>,
}

/// How the pages look.
#[derive(Serialize)]
pub(crate) struct Look {
    /// `#rrggbb`, dark enough to be read on white.
    pub accent: String,
    pub ink: String,
    pub face: Face,
    pub paper: PaperSize,
    /// Words above every page, or empty.
    pub header: String,
    /// Words below every page, or empty.
    pub footer: String,
}

/// What every page bears.
#[derive(Serialize)]
pub(crate) struct Head {
    pub language: String,
    pub kind: String,
    pub number: String,
    pub title: String,
    /// The title, cut to fit the head of a page.
    pub short_title: String,
    pub status: String,
    pub author: String,
    pub revision: String,
    pub effective: String,
    pub classification: String,
    pub uncontrolled: String,
    /// With the places `{page}` and `{pages}`.
    pub page: String,
    /// Set across the page, if the SOP is not in force.
    pub watermark: Option<String>,
}

/// A row of the control table.
#[derive(Serialize)]
pub(crate) struct Row {
    pub label: String,
    /// Lines.
    pub value: Vec<String>,
    pub absent: Option<Absent>,
}

/// Says that something is not there, and what was asked about it.
#[derive(Serialize)]
pub(crate) struct Absent {
    pub words: String,
    pub questions: Questions,
}

/// Questions without an answer.
#[derive(Default, Serialize)]
pub(crate) struct Questions {
    pub label: String,
    pub questions: Vec<Vec<TextBlock>>,
}

/// A numbered section, or the history.
#[derive(Serialize)]
pub(crate) struct Section {
    /// Such as `6`; empty for the history.
    pub number: String,
    pub title: String,
    pub pieces: Vec<Piece>,
}

/// What stands in a section.
#[derive(Serialize)]
#[serde(tag = "piece", rename_all = "snake_case")]
pub(crate) enum Piece {
    Text {
        text: Vec<TextBlock>,
    },
    Heading {
        number: String,
        title: String,
    },
    Absent(Absent),
    Questions(Questions),
    /// A label in front of a line.
    Labelled {
        label: String,
        text: Vec<TextBlock>,
    },
    Table {
        columns: Vec<String>,
        rows: Vec<Vec<Cell>>,
        widths: Vec<f32>,
    },
    Faq {
        number: String,
        question: Vec<TextBlock>,
        answer: Vec<TextBlock>,
        absent: Option<Absent>,
    },
    Step(Box<Step>),
}

/// A cell of a table.
pub(crate) type Cell = Vec<TextBlock>;

/// A step of the procedure.
#[derive(Serialize)]
pub(crate) struct Step {
    #[serde(skip)]
    pub id: PartId,
    /// Such as `6.1.2`.
    pub number: String,
    /// A branch or a link leads here.
    pub is_target: bool,
    pub action: Vec<Inline>,
    /// Who does it, in words, or empty.
    pub role: String,
    pub details: Vec<TextBlock>,
    pub expected_label: String,
    pub expected: Vec<TextBlock>,
    pub blocks: Vec<StepBlock>,
    /// How many of the blocks stand before the expected result.
    pub lead: usize,
    /// How many blocks are held on one page with the action: those up to the first figure, if that is not too much.
    pub held: Option<usize>,
    pub questions: Questions,
}

/// Something in a step.
#[derive(Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub(crate) enum StepBlock {
    Figure {
        index: usize,
        caption: String,
    },
    Callout {
        kind: CalloutKind,
        label: String,
        text: Vec<TextBlock>,
    },
    Snippet {
        form: SnippetForm,
        label: String,
        lines: Vec<String>,
    },
    Branch(Branch),
    /// One line each.
    Substeps {
        items: Vec<Vec<Inline>>,
    },
}

/// A choice.
#[derive(Serialize)]
pub(crate) struct Branch {
    pub question: Vec<TextBlock>,
    pub columns: [String; 2],
    pub arms: Vec<Arm>,
}

/// One way of a choice.
#[derive(Serialize)]
pub(crate) struct Arm {
    pub condition: Vec<TextBlock>,
    pub then: Vec<TextBlock>,
    /// The number of the step to go on with, and the words that say so.
    pub go: Option<(String, String)>,
}

/// A figure and where it stands.
pub(crate) struct FigureUse {
    pub figure: Figure,
    /// Such as `6.1.2`; empty for a logo.
    pub step: String,
    /// Never empty.
    pub alt: String,
}
