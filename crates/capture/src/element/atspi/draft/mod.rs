//! What was typed into a field, from what the field tells of its changes. Pure. It knows the whole text of a field of one
//! line; of a text of many lines it knows only the stretch that was typed, and never sees the rest.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The longest text that is kept, in characters.
pub(super) const LONGEST: usize = 64 * 1024;

/// A program may tell of the first character before the burst that it begins is known here.
const HEAD_START: Duration = Duration::from_millis(250);
/// A program may empty a field at Enter before it is asked here what was in it.
const SUBMITTED: Duration = Duration::from_millis(250);
/// How many changes of the last moments are kept for [`HEAD_START`].
const MOST_RECENT: usize = 32;

/// One change of a text. Places and lengths count characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Edit {
    /// Characters came in.
    Insert {
        /// Before which.
        at: usize,
        /// Which came.
        text: String,
    },
    /// Characters went.
    Remove {
        /// The first.
        at: usize,
        /// How many.
        length: usize,
    },
}

/// The text of one field while it is typed into.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    one_line: bool,
    /// Of one line: the whole text. Of many: the stretch that was typed.
    now: Vec<char>,
    /// Where the stretch begins in the text; 0 for a field of one line.
    start: Option<usize>,
    /// Whether everything that happened was understood.
    sure: bool,
    touched: bool,
    /// Whether something of it was not told yet.
    untold: bool,
    recent: VecDeque<(Instant, Edit)>,
    /// When everything was taken out, and what that was.
    swept: Option<(Instant, Vec<char>)>,
    told: Option<Instant>,
    /// Where the last change put in more than one character at once, and up to where.
    put_in: Option<(usize, usize)>,
}

impl Draft {
    /// A field of one line that holds this text.
    pub fn one_line(text: &str) -> Self {
        Self { one_line: true, now: text.chars().collect(), start: Some(0), ..Self::many_lines() }
    }

    /// A text of many lines.
    pub fn many_lines() -> Self {
        Self {
            one_line: false,
            now: Vec::new(),
            start: None,
            sure: true,
            touched: false,
            untold: false,
            recent: VecDeque::new(),
            swept: None,
            told: None,
            put_in: None,
        }
    }

    /// A burst of typing begins. Changes of the moments before belong to it.
    pub fn begin(&mut self, at: Instant) {
        let since = at.checked_sub(HEAD_START);
        let early = |when: Instant| since.is_none_or(|since| when >= since) && self.told.is_none_or(|told| when > told);
        let early: Vec<(Instant, Edit)> = self.recent.iter().filter(|(when, _)| early(*when)).cloned().collect();
        if self.one_line {
            // What is not understood of a whole text stays so.
            self.touched = !early.is_empty();
            self.swept = self.swept.take().filter(|(when, _)| early.iter().any(|(known, _)| known == when));
            return;
        }
        (self.now, self.start, self.sure, self.touched, self.swept) = (Vec::new(), None, true, false, None);
        for (when, edit) in early {
            self.take(&edit, when);
        }
    }

    /// The text changed.
    pub fn edit(&mut self, edit: Edit, at: Instant) {
        self.take(&edit, at);
        self.recent.push_back((at, edit));
        while self.recent.len() > MOST_RECENT {
            self.recent.pop_front();
        }
    }

    /// The text changed in a way that was not understood.
    pub fn lose(&mut self) {
        self.sure = false;
    }

    /// The field opened because of what was typed, which is in it already.
    pub fn opened(&mut self) {
        if self.one_line && !self.now.is_empty() {
            (self.touched, self.untold) = (true, true);
        }
    }

    /// Whether something was typed that was not told yet.
    pub fn untold(&self) -> bool {
        self.touched && self.untold
    }

    /// Whether the whole text of a field of one line is not known any more.
    pub fn lost(&self) -> bool {
        self.one_line && !self.sure
    }

    /// The whole text of a field of one line, if it is known.
    pub fn whole(&self) -> Option<String> {
        (self.one_line && self.sure).then(|| self.now.iter().collect())
    }

    /// Whether a field was emptied at about that time, as by Enter.
    pub fn emptied(&self, asked: Instant) -> bool {
        self.swept.as_ref().is_some_and(|(when, _)| *when + SUBMITTED >= asked)
    }

    /// Whether everything from that character on was put in at once by the last change, as a proposal is.
    pub fn proposed_from(&self, start: usize) -> bool {
        self.put_in.is_some_and(|(from, to)| from <= start && to == self.now.len())
    }

    /// What was typed, as of that time. Nothing, if nothing was or if it is not known for sure.
    pub fn typed(&self, asked: Instant) -> Option<String> {
        if !self.touched || !self.sure {
            return None;
        }
        let emptied = self.emptied(asked);
        let text = match &self.swept {
            Some((_, before)) if emptied => before,
            _ => &self.now,
        };
        let text: String = text.iter().collect();
        // Qt parts paragraphs with a character of their own.
        let text = text.replace(['\u{2028}', '\u{2029}'], "\n");
        let text = if self.one_line { text } else { text.trim_matches(['\n', '\r']).to_owned() };
        (!text.trim().is_empty()).then_some(text)
    }

    /// The burst has ended, and was told. The next one does not reach back to before it.
    pub fn end(&mut self, at: Instant) {
        self.told = Some(at);
        self.untold = false;
    }

    fn take(&mut self, edit: &Edit, when: Instant) {
        (self.touched, self.untold) = (true, true);
        let done = match edit {
            Edit::Insert { at, text } => self.insert(*at, text),
            Edit::Remove { at, length } => self.remove(*at, *length, when),
        };
        if done.is_none() || self.now.len() > LONGEST {
            self.sure = false;
            self.now.clear();
        }
    }

    fn insert(&mut self, at: usize, text: &str) -> Option<()> {
        let start = *self.start.get_or_insert(at);
        let into = at.checked_sub(start).filter(|&into| into <= self.now.len())?;
        let before = self.now.len();
        self.now.splice(into..into, text.chars());
        let count = self.now.len() - before;
        // Whoever puts one character into what was just emptied types, and did not press Enter.
        if count == 1 {
            self.swept = None;
        }
        self.put_in = (count > 1).then_some((into, into + count));
        Some(())
    }

    fn remove(&mut self, at: usize, length: usize, when: Instant) -> Option<()> {
        self.put_in = None;
        let Some(start) = self.start else { return Some(()) };
        let end = at.checked_add(length)?;
        if self.one_line && end > self.now.len() {
            return None;
        }
        let from = at.saturating_sub(start).min(self.now.len());
        let to = end.saturating_sub(start).min(self.now.len());
        if from == 0 && to == self.now.len() && to > 0 {
            self.swept = Some((when, self.now.clone()));
        }
        self.now.drain(from..to);
        if at < start {
            self.start = Some(start - length.min(start - at));
        }
        Some(())
    }
}

#[cfg(test)]
mod tests;
