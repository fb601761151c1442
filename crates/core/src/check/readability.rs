//! How easy a document is to read, as one figure whose source is named.
//!
//! Flesch Reading Ease: 206.835 - 1.015 x words a sentence - 84.6 x syllables a word. R. Flesch, "A new readability
//! yardstick", Journal of Applied Psychology 32 (1948), 221-233. As there, a sentence ends at a full stop, colon,
//! semicolon, dash, question mark or exclamation mark; each line and list item is one as well. Syllables are counted by
//! spelling, see [`super::syllable`]. Code, keys, parameters and numbers are left out: they are not read.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::page::Page;
use super::syllable::syllables;
use super::words::{Before, Kind, Words};

/// Where the figure comes from.
pub const SOURCE: &str = "Flesch Reading Ease (Flesch 1948)";
/// Flesch took samples of this many words; fewer tell nothing.
const LEAST_WORDS: usize = 100;

/// What the score means, in the words of the table of 1948.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ease {
    /// 90 and more.
    VeryEasy,
    /// 80 to 90.
    Easy,
    /// 70 to 80.
    FairlyEasy,
    /// 60 to 70.
    Standard,
    /// 50 to 60.
    FairlyDifficult,
    /// 30 to 50.
    Difficult,
    /// Less than 30.
    VeryDifficult,
}

impl Ease {
    fn of(score: f64) -> Self {
        match score {
            s if s >= 90.0 => Self::VeryEasy,
            s if s >= 80.0 => Self::Easy,
            s if s >= 70.0 => Self::FairlyEasy,
            s if s >= 60.0 => Self::Standard,
            s if s >= 50.0 => Self::FairlyDifficult,
            s if s >= 30.0 => Self::Difficult,
            _ => Self::VeryDifficult,
        }
    }

    /// The words that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::VeryEasy => "very easy",
            Self::Easy => "easy",
            Self::FairlyEasy => "fairly easy",
            Self::Standard => "standard",
            Self::FairlyDifficult => "fairly difficult",
            Self::Difficult => "difficult",
            Self::VeryDifficult => "very difficult",
        }
    }
}

/// How easy a document is to read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Readability {
    /// The score, to one decimal: 100 is very easy, 0 very difficult.
    pub score: f64,
    /// What it means.
    pub ease: Ease,
    /// Words that were counted.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables.
    pub syllables: usize,
    /// Where the figure comes from.
    pub source: String,
}

/// The readability of a document's texts. Nothing where they are too few, or not in English.
pub(super) fn readability(page: &Page<'_>) -> Option<Readability> {
    if !page.english {
        return None;
    }
    let mut count = Count::default();
    page.prose().for_each(|text| count.add(&text.words));
    (count.words >= LEAST_WORDS).then(|| count.readability())
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Count {
    words: usize,
    sentences: usize,
    syllables: usize,
}

impl Count {
    fn add(&mut self, words: &Words) {
        let mut open = true;
        for (at, word) in words.list.iter().enumerate() {
            open |= word.before >= Before::Colon;
            let lower = words.lower(at);
            let read = matches!(word.kind, Kind::Said | Kind::Named)
                && lower.starts_with(|c: char| c.is_ascii_alphabetic())
                && lower.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'\'') || !b.is_ascii());
            if read {
                self.words += 1;
                self.sentences += usize::from(open);
                self.syllables += syllables(lower);
                open = false;
            }
        }
    }

    #[allow(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
    fn readability(&self) -> Readability {
        let (words, sentences, syllables) = (self.words as f64, self.sentences as f64, self.syllables as f64);
        let score = 206.835 - 1.015 * words / sentences - 84.6 * syllables / words;
        let score = (score * 10.0).round() / 10.0;
        Readability {
            score,
            ease: Ease::of(score),
            words: self.words,
            sentences: self.sentences,
            syllables: self.syllables,
            source: SOURCE.to_owned(),
        }
    }
}
