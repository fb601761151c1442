//! What an export depends on beside the document.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use sopwright_core::time::Timestamp;

use crate::Labels;

/// The revision that is exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Such as `0.1`.
    pub number: String,
    /// The day that it bears.
    pub date: NaiveDate,
    /// When it was made; becomes the PDF's creation date.
    pub at: Timestamp,
    /// Who made it.
    pub author: String,
}

/// How to export.
#[derive(Clone, Debug)]
pub struct Options {
    /// The revision that is exported.
    pub revision: Revision,
    /// The fixed words of the outputs.
    pub labels: Labels,
    /// Font files for scripts that the built-in fonts lack, such as Chinese; tried in this order, after the built-in
    /// ones. Part of the input: other fonts give other bytes.
    pub fonts: Vec<Vec<u8>>,
}

impl Options {
    /// English labels and the built-in fonts.
    pub fn new(revision: Revision) -> Self {
        Self { revision, labels: Labels::default(), fonts: Vec::new() }
    }
}

/// Hears how far an export is, and can stop it.
pub trait Progress {
    /// `done` of `of` parts are ready; `what` says what comes next. [`ControlFlow::Break`] cancels the export.
    fn tick(&self, done: u32, of: u32, what: &str) -> ControlFlow<()>;
}

impl<F: Fn(u32, u32, &str) -> ControlFlow<()>> Progress for F {
    fn tick(&self, done: u32, of: u32, what: &str) -> ControlFlow<()> {
        self(done, of, what)
    }
}

/// Does not listen, and never cancels.
#[derive(Clone, Copy, Debug)]
pub struct Quiet;

impl Progress for Quiet {
    fn tick(&self, _done: u32, _of: u32, _what: &str) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
