//! Tells credentials from ordinary text, so that they can be masked before anything is stored. Pure and linear in the
//! length of the text.
//!
//! Masking is cheap for the person (they can keep the text readable), but a wrong mask is a nuisance: each rule asks
//! for a check digit, a known beginning, a telling word in front, or a look that no ordinary word has.

mod assigned;
mod guess;
mod issued;
mod keys;
mod masking;
mod numbers;
mod personal;
mod word;

use std::ops::Range;

pub use masking::{Hidden, mask_entry, mask_line, shows_mask};

/// What stands in place of a credential, whatever its length.
pub const MASK: &str = "••••••••";

/// Something that looks like a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it looks like, in words, such as `a payment card number`.
    pub what: &'static str,
}

/// A text with its credentials replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    /// The text, with [`MASK`] in place of each credential.
    pub text: String,
    /// What they looked like, each kind once, in order.
    pub what: Vec<String>,
}

/// All that looks like a credential, in order and without overlap.
pub fn find(text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    keys::find(text, &mut found);
    numbers::find(text, &mut found);
    assigned::find(text, &mut found);
    guess::find(text, &mut found);
    word::find(text, &mut found);
    without_overlap(found)
}

/// How much is taken for private.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// Credentials, and numbers of cards and accounts.
    #[default]
    Credentials,
    /// Also what tells who somebody is: mail addresses, and names of people in paths.
    People,
}

/// The text with its credentials replaced, or nothing if it has none.
pub fn mask(text: &str) -> Option<Masked> {
    mask_within(text, Reach::Credentials)
}

/// The text with what is private replaced, or nothing if it has none of it.
pub fn mask_within(text: &str, reach: Reach) -> Option<Masked> {
    let mut found = find(text);
    if reach == Reach::People {
        personal::find(text, &mut found);
        found = without_overlap(found);
    }
    if found.is_empty() {
        return None;
    }
    let mut masked = Masked { text: String::with_capacity(text.len()), what: Vec::new() };
    let mut at = 0;
    for Finding { range, what } in found {
        masked.text.push_str(&text[at..range.start]);
        masked.text.push_str(MASK);
        at = range.end;
        if !masked.what.iter().any(|w| w == what) {
            masked.what.push(what.to_owned());
        }
    }
    masked.text.push_str(&text[at..]);
    Some(masked)
}

/// Findings that touch become one; the rule that was asked first names it.
fn without_overlap(mut found: Vec<Finding>) -> Vec<Finding> {
    found.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
    let mut kept: Vec<Finding> = Vec::with_capacity(found.len());
    for one in found {
        match kept.last_mut() {
            Some(last) if one.range.start < last.range.end => last.range.end = last.range.end.max(one.range.end),
            _ => kept.push(one),
        }
    }
    kept
}

/// Whether a word has at least so many bytes. Tokens are long, and most texts have no long word.
fn has_word_of(least: usize, text: &str) -> bool {
    let mut run = 0;
    text.bytes().any(|byte| {
        run = if byte.is_ascii_whitespace() { 0 } else { run + 1 };
        run >= least
    })
}

/// A word of the text and where it starts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    // `split_whitespace` gives slices of `text`, so the distance between the pointers is the offset.
    text.split_whitespace().map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}
