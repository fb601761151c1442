//! Checks: pure rules that tell what keeps a document from being a good SOP. The table below is the one list; windows,
//! command line and `docs/checks.md` follow it.
//!
//! A check that is wrong costs more trust than one that is silent: each leans to the side on which nothing is found.

mod actions;
mod clause;
mod english;
mod finding;
mod lexicon;
mod page;
mod readability;
mod rule;
mod syllable;
mod verb;
mod words;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::document::Document;
use crate::port::Ids;
use finding::Found;
use page::Page;
use rule::{
    abbreviation, branch, figure, history, length, mandatory, owner, parameter, question, required, review, screen,
    secret_left, step, vague,
};

pub use finding::{Finding, FindingTarget, Fix, Severity};
pub use readability::{Ease, Readability, SOURCE};

/// What a check needs to know besides the document.
#[derive(Clone, Debug)]
pub struct CheckContext {
    /// The day on which it is checked.
    pub today: NaiveDate,
    /// Names of people who have left.
    pub left: Vec<String>,
}

/// One check, as it is listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Rule {
    /// Its identity.
    pub key: RuleKey,
    /// What a finding of it means for approval.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub title: &'static str,
}

macro_rules! rules {
    ($($key:ident, $severity:ident, $title:literal, $find:path;)*) => {
        /// The identity of a check.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum RuleKey {
            $(#[doc = $title] $key,)*
        }

        impl RuleKey {
            /// All checks, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$key,)*];

            /// What is listed of it.
            pub fn rule(self) -> Rule {
                match self {
                    $(Self::$key => Rule { key: self, severity: Severity::$severity, title: $title },)*
                }
            }
        }

        /// Runs all checks.
        fn run(page: &Page<'_>, context: &CheckContext, found: &mut Found<'_>) {
            $(
                (found.rule, found.severity) = (RuleKey::$key, Severity::$severity);
                $find(page, context, found);
            )*
        }
    };
}

rules! {
    Owner, Blocks, "No owner", mandatory::owner;
    Audience, Blocks, "No audience", mandatory::audience;
    Effective, Blocks, "No effective date", mandatory::effective;
    Renewal, Blocks, "No renewal", mandatory::renewal;
    Contents, Blocks, "No contents", mandatory::contents;
    Policy, Blocks, "No policy", mandatory::policy;
    Steps, Blocks, "No steps, or a step that says nothing", mandatory::steps;
    Faq, Blocks, "No FAQ", mandatory::faq;
    History, Blocks, "No history", history::find;
    Help, Blocks, "No help", mandatory::help;
    Required, Blocks, "A field that the template requires", required::find;
    OpenQuestion, Blocks, "Open questions", question::find;
    OwnerLeft, Blocks, "An owner who has left", owner::find;
    ReviewOverdue, Blocks, "An overdue review", review::find;
    DeadTarget, Blocks, "A branch to nowhere", branch::dead_target;
    UndefinedParameter, Blocks, "An undefined parameter", parameter::undefined;
    Secret, Blocks, "A possible secret", secret_left::find;
    NoAlt, Blocks, "A picture without alternative text", figure::no_alt;
    NoVerb, Advice, "A step without a verb", step::no_verb;
    TwoActions, Advice, "A step with two actions", step::two_actions;
    LongStep, Advice, "A very long step", length::find;
    NoExpected, Advice, "The screen changes, and the expected result is missing", screen::find;
    OneBranch, Advice, "A decision with one branch", branch::one_branch;
    UnusedParameter, Advice, "An unused parameter", parameter::unused;
    Abbreviation, Advice, "An abbreviation that is not defined", abbreviation::find;
    Vague, Advice, "Vague words", vague::find;
    UnmentionedFigure, Advice, "A picture that nothing speaks of", figure::unmentioned;
    UnansweredFaq, Advice, "A FAQ without an answer", mandatory::unanswered;
}

/// What is found in a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// In the order of the table, and then of reading.
    pub findings: Vec<Finding>,
    /// How easy it is to read, where that can be told.
    pub readability: Option<Readability>,
}

/// Runs all checks. `ids` makes identities for the parts that fixes add.
pub fn check(document: &Document, context: &CheckContext, ids: &dyn Ids) -> Report {
    let page = Page::read(document);
    let mut found = Found::new(document, ids);
    run(&page, context, &mut found);
    Report { findings: found.list, readability: readability::readability(&page) }
}
