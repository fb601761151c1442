//! The command line: verbs and flags.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use sopwright_core::entry::EntryKind;
use sopwright_core::merge;

/// Record a task as you do it, and turn it into a standard operating procedure.
#[derive(Debug, Parser)]
#[command(name = "sopwright", version, about)]
pub(crate) struct Arguments {
    /// The library folder; else SOPWRIGHT_LIBRARY, else the usual place.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,
    /// Print one JSON document instead of words.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Drive the recorder of the running program.
    Record {
        #[command(subcommand)]
        act: Record,
    },
    /// Log an entry in the running recording.
    Log {
        /// What it is.
        kind: Kind,
        /// Its words.
        text: Vec<String>,
    },
    /// Keep readable what was masked in an entry of the running recording.
    Reveal {
        /// The entry's identity.
        entry: String,
    },
    /// List the sessions.
    Sessions,
    /// Show a session's entries.
    Session {
        /// The session, or the beginning of its identity.
        id: String,
    },
    /// Draft an SOP from a session.
    Draft {
        /// The session, or the beginning of its identity.
        session: String,
        /// The template, by its name; else the one in the settings.
        #[arg(long, value_name = "NAME")]
        template: Option<String>,
    },
    /// List the templates.
    Templates,
    /// Show, save and remove templates, and give one to an SOP.
    Template {
        #[command(subcommand)]
        act: Template,
    },
    /// List the SOPs.
    Sops,
    /// Show an SOP as text.
    Show {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
    },
    /// Check an SOP. Exits with 4 when something blocks its approval.
    Check {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
    },
    /// Export an SOP to files.
    Export {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// What to make.
        #[arg(long)]
        to: Format,
        /// The folder to write to.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// The revision; else as it stands now.
        #[arg(long, value_name = "N")]
        revision: Option<String>,
    },
    /// Show what differs between two states of an SOP.
    Compare {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// The first state: a revision's number, or "now".
        from: String,
        /// The second state: a revision's number, or "now".
        to: String,
    },
    /// Put a suggestion beside an SOP, for somebody to accept or reject.
    Suggest {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// A file with the operations, as a list in JSON.
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// What to call it.
        #[arg(long)]
        title: String,
        /// Who suggests it.
        #[arg(long)]
        author: String,
        /// Why.
        #[arg(long, default_value = "")]
        reason: String,
        /// The edit of the SOP that the author knew ("seq" of it); else the last one.
        #[arg(long, value_name = "SEQ")]
        base: Option<u32>,
    },
    /// Pack an SOP into one file, for another machine.
    Package {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// The file to write.
        #[arg(long, value_name = "FILE.sop")]
        out: PathBuf,
        /// With the recording: every word and picture of it.
        #[arg(long)]
        with_session: bool,
    },
    /// Take in a package. What both sides changed is merged.
    Import {
        /// The package.
        #[arg(value_name = "FILE.sop")]
        file: PathBuf,
    },
    /// List what a merge left to decide in an SOP.
    Conflicts {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
    },
    /// Decide a conflict.
    Decide {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// The conflict's number, as "sopwright conflicts" lists it.
        conflict: u32,
        /// Whose it is to be.
        whose: Whose,
    },
    /// List the suggestions about an SOP, with what each change would do.
    Suggestions {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
    },
    /// Decide about a suggestion.
    Suggestion {
        #[command(subcommand)]
        act: Decision,
    },
    /// List the open questions, those that are due first at the top.
    Questions {
        /// The SOP: its number, its identity or the beginning of it; else all of them.
        sop: Option<String>,
    },
    /// Ask a question about an SOP, or about one of its steps.
    Ask {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// The question. Nothing in it is markup.
        #[arg(required = true)]
        text: Vec<String>,
        /// The step that it is about: its number, its identity or the beginning of it.
        #[arg(long, value_name = "STEP")]
        step: Option<String>,
        /// Whom it is for.
        #[arg(long, value_name = "NAME", default_value = "")]
        to: String,
        /// Until when an answer is wanted, such as 2027-01-31.
        #[arg(long, value_name = "DATE")]
        due: Option<NaiveDate>,
    },
    /// Answer an open question. The answer goes where it belongs.
    Answer {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// The question: its identity or the beginning of it.
        question: String,
        /// The answer. Nothing in it is markup.
        #[arg(required = true)]
        text: Vec<String>,
        /// Where it goes instead: kept, faq, action, details, expected, role, note, warning.
        #[arg(long = "in", value_name = "PLACE")]
        place: Option<String>,
        /// Put it into the FAQ too.
        #[arg(long)]
        faq: bool,
    },
    /// Look for words in sessions and SOPs.
    Search {
        /// The words; each must occur.
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Re-hash the whole library and name everything that is damaged.
    Verify,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Template {
    /// Show a template; with --json in the form that "save" takes.
    Show {
        /// The template, by its name.
        name: String,
    },
    /// Save a template from a file, in place of the one with its identity.
    Save {
        /// The file, in JSON.
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Remove a template; a built-in one is as it was shipped again.
    Remove {
        /// The template, by its name.
        name: String,
    },
    /// Give a template to an SOP. No text that somebody wrote is lost.
    Apply {
        /// The SOP: its number, its identity or the beginning of it.
        sop: String,
        /// The template, by its name.
        name: String,
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Record {
    /// Start a recording.
    Start {
        /// What to call it.
        #[arg(long)]
        title: Option<String>,
    },
    /// Stop for a while.
    Pause,
    /// Go on.
    Resume,
    /// Stop, and say what is on disk.
    Stop,
    /// Switch automatic steps: clicks, shortcuts and typing become steps by themselves, now and in later recordings.
    Automatic {
        /// On or off.
        switch: Switch,
    },
    /// What the recorder is doing.
    Status,
    /// Destroy what was recorded last: entries, pictures and every trace of them.
    Forget {
        /// How many seconds of the recording clock.
        #[arg(long, value_name = "N", default_value_t = sopwright_core::recorder::A_MINUTE)]
        seconds: u32,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Switch {
    On,
    Off,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Decision {
    /// Accept it: all that fits, or some of its changes. One edit, which undo takes back.
    Accept(Decided),
    /// Reject it, or some of its changes. It stays on record.
    Reject(Decided),
}

#[derive(Debug, Args)]
pub(crate) struct Decided {
    /// The suggestion: its identity or the beginning of it.
    pub(crate) suggestion: String,
    /// Only this change, by its number in the list; can be given more than once.
    #[arg(long, value_name = "N")]
    pub(crate) only: Vec<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Kind {
    Step,
    Note,
    Warning,
    Decision,
    Expected,
    Faq,
    Question,
    Snippet,
    Shot,
}

impl From<Kind> for EntryKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Step => Self::Step,
            Kind::Note => Self::Note,
            Kind::Warning => Self::Warning,
            Kind::Decision => Self::Decision,
            Kind::Expected => Self::Expected,
            Kind::Faq => Self::Faq,
            Kind::Question => Self::Question,
            Kind::Snippet => Self::Snippet,
            Kind::Shot => Self::Shot,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Whose {
    Mine,
    Theirs,
}

impl From<Whose> for merge::Whose {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Mine => Self::Ours,
            Whose::Theirs => Self::Theirs,
        }
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    Md,
    Pdf,
}

impl Format {
    /// As the command list names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Md => "markdown",
            Self::Pdf => "pdf",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn every_loggable_kind_can_be_named() {
        let kinds: Vec<EntryKind> = Kind::value_variants().iter().map(|k| EntryKind::from(*k)).collect();
        assert_eq!(kinds, EntryKind::LOGGABLE);
        for kind in Kind::value_variants() {
            let name = kind.to_possible_value().map(|v| v.get_name().to_owned());
            assert_eq!(name.as_deref(), Some(EntryKind::from(*kind).word()));
        }
    }
}
