//! The numbers that readers see before steps.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Document, Step};

/// How steps are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Numbering {
    /// Anew in every phase: `2.3` is the third step of the second phase.
    #[default]
    ByPhase,
    /// On through all phases: `1`, `2`, `3`. A phase that restarts counts apart from them, under a letter: `A1`, `A2`.
    Running,
}

impl Document {
    /// All steps with their numbers, in reading order. No two steps have the same number.
    pub fn numbered_steps(&self) -> impl Iterator<Item = (String, &Step)> {
        let (mut running, mut letter) = (0, 0);
        self.phases.iter().enumerate().flat_map(move |(p, phase)| {
            let restarts = self.numbering == Numbering::Running && phase.restart;
            let (prefix, first) = match (self.numbering, restarts) {
                (Numbering::ByPhase, _) => (format!("{}.", p + 1), 0),
                (Numbering::Running, true) => (letters(letter), 0),
                (Numbering::Running, false) => (String::new(), running),
            };
            if restarts {
                letter += 1;
            } else {
                running += phase.steps.len();
            }
            phase.steps.iter().enumerate().map(move |(s, step)| (format!("{prefix}{}", first + s + 1), step))
        })
    }
}

/// `A` to `Z`, then `AA`, `AB` and so on, from 0.
fn letters(mut n: usize) -> String {
    let mut word = Vec::new();
    loop {
        // Below 26, so it fits.
        word.push(b'A' + (n % 26) as u8);
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    word.into_iter().rev().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{Numbering, letters};
    use crate::document::{Document, Phase, Step};
    use crate::id::{DocumentId, PartId};

    fn document(numbering: Numbering, phases: &[(usize, bool)]) -> Document {
        let mut document = Document::empty(DocumentId(Uuid::nil()));
        document.numbering = numbering;
        document.phases = phases
            .iter()
            .map(|(steps, restart)| Phase {
                restart: *restart,
                steps: (0..*steps).map(|_| Step::new(PartId(Uuid::nil()), "")).collect(),
                ..Phase::new(PartId(Uuid::nil()), "")
            })
            .collect();
        document
    }

    fn numbers(document: &Document) -> Vec<String> {
        document.numbered_steps().map(|(number, _)| number).collect()
    }

    #[test]
    fn steps_are_counted_anew_in_every_phase() {
        assert_eq!(numbers(&document(Numbering::ByPhase, &[(2, false), (0, false), (1, true)])), ["1.1", "1.2", "3.1"]);
    }

    #[test]
    fn steps_run_on_and_a_phase_that_restarts_counts_apart() {
        let document = document(Numbering::Running, &[(2, false), (2, true), (1, false), (1, true)]);
        assert_eq!(numbers(&document), ["1", "2", "A1", "A2", "3", "B1"]);
    }

    #[test]
    fn letters_do_not_run_out() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
