//! Rewrites: what a person wishes for in one word (merge these steps, rename this parameter) as the list of ordinary
//! operations that does it on the document as it stands. So a wish is one edit of the journal and one undo.
//!
//! A wish that makes no sense is refused in words, before anything is changed.

mod arrange;
mod duplicate;
mod hide;
mod merge;
mod parameter;
mod phase;
mod reference;
mod split;
mod template;
mod texts;
mod work;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::Document;
use crate::id::PartId;
use crate::operation::{Operation, OperationError};
use crate::port::Ids;
use crate::text::Find;

pub use parameter::NAME_LENGTH;

use work::Work;

/// What a person wishes for. Steps may be named in any order: they are taken in that of the document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "wish", rename_all = "snake_case")]
pub enum Wish {
    /// One step that has all that these have, in the place of the first. What led to the others leads to it.
    MergeSteps {
        /// Two or more.
        steps: Vec<PartId>,
    },
    /// Two steps, parted within the action.
    SplitStep {
        /// Which.
        step: PartId,
        /// Text: the action up to there.
        before: String,
        /// Text: the action from there.
        after: String,
    },
    /// The same steps once more, after the last of them.
    DuplicateSteps {
        /// Which.
        steps: Vec<PartId>,
    },
    /// These steps, one after the other, in another place.
    MoveSteps {
        /// Which.
        steps: Vec<PartId>,
        /// The phase that they go to.
        phase: PartId,
        /// Their place there. Counts the steps as they stand before the move.
        at: usize,
    },
    /// The document without these steps. What led to them leads nowhere, and a check finds it.
    RemoveSteps {
        /// Which.
        steps: Vec<PartId>,
    },
    /// This phase with the steps of the next one.
    MergePhases {
        /// Which.
        phase: PartId,
    },
    /// A phase of its own for this step and those after it in its phase.
    StartPhase {
        /// The step.
        step: PartId,
        /// Title of the new phase.
        title: String,
    },
    /// Another name for a parameter, wherever it is named.
    RenameParameter {
        /// Which.
        parameter: PartId,
        /// The new name.
        name: String,
    },
    /// A parameter in the place of words. One that has the name already is used as it is.
    MakeParameter {
        /// The words; they become the example.
        words: String,
        /// The parameter's name.
        name: String,
        /// Text: where the reader finds it.
        found: String,
        /// What puts it in the place that the person pointed at, if they did.
        here: Vec<Operation>,
        /// In the place of these words in every text and snippet too. A snippet that is nothing but them stays, as an
        /// example to copy.
        everywhere: bool,
    },
    /// The document without a parameter that nothing names.
    RemoveParameter {
        /// Which.
        parameter: PartId,
    },
    /// A mask in the place of words, in all that is written in the document.
    HideWords {
        /// The words.
        find: Find,
    },
}

/// Why a wish is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RewriteError {
    /// It names what is not there (any more).
    #[error(transparent)]
    Stale(#[from] OperationError),
    /// No step, or only one where it takes two.
    #[error("it takes {0} to do this")]
    TooFew(&'static str),
    /// The step begins its phase.
    #[error("this step is the first of its phase already")]
    FirstOfPhase,
    /// No phase follows.
    #[error("no phase follows this one")]
    LastPhase,
    /// No parameter can have this name.
    #[error("a parameter cannot be called {0:?}")]
    BadName(String),
    /// Another parameter has this name.
    #[error("another parameter is called {0}")]
    NameTaken(String),
    /// The parameter is still named.
    #[error("{name} is still used in {times}")]
    StillUsed {
        /// Its name.
        name: String,
        /// In words.
        times: String,
    },
    /// There are no words to look for.
    #[error("there are no words to look for")]
    NoWords,
    /// The words stand nowhere.
    #[error("these words are nowhere in this SOP")]
    NotThere,
}

/// The operations that fulfil a wish. They fit the document as it is.
///
/// # Errors
/// When it makes no sense for this document.
pub fn rewrite(document: &Document, wish: &Wish, ids: &dyn Ids) -> Result<Vec<Operation>, RewriteError> {
    let mut work = Work::on(document);
    match wish {
        Wish::MergeSteps { steps } => merge::steps(&mut work, steps)?,
        Wish::SplitStep { step, before, after } => split::step(&mut work, *step, before, after, ids)?,
        Wish::DuplicateSteps { steps } => duplicate::steps(&mut work, steps, ids)?,
        Wish::MoveSteps { steps, phase, at } => arrange::shift(&mut work, steps, *phase, *at)?,
        Wish::RemoveSteps { steps } => arrange::remove(&mut work, steps)?,
        Wish::MergePhases { phase } => phase::merge(&mut work, *phase)?,
        Wish::StartPhase { step, title } => phase::start(&mut work, *step, title, ids)?,
        Wish::RenameParameter { parameter, name } => parameter::rename(&mut work, *parameter, name)?,
        Wish::MakeParameter { words, name, found, here, everywhere } => {
            let new = parameter::New { words, name, found };
            parameter::make(&mut work, &new, here, *everywhere, ids)?;
        }
        Wish::RemoveParameter { parameter } => parameter::remove(&mut work, *parameter)?,
        Wish::HideWords { find } => hide::words(&mut work, find)?,
    }
    Ok(work.operations)
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Where [`Wish::HideWords`] hides them: in all that is written.
    Everything,
    /// Where [`Wish::MakeParameter`] puts a parameter: in texts and snippets.
    Texts,
}

/// How often words stand in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Occurrences {
    /// Places in which they stand.
    pub places: usize,
    /// Texts that have such a place.
    pub texts: usize,
}

/// How many places a wish about these words would change.
pub fn occurrences(document: &Document, find: &Find, reach: Reach) -> Occurrences {
    match reach {
        Reach::Everything => hide::occurrences(document, find),
        Reach::Texts => parameter::occurrences(document, find),
    }
}
