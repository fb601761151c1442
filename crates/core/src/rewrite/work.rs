//! A document while it is rewritten: each operation is tried at once, so that the next can be made for what it leaves.

use std::collections::HashSet;

use super::RewriteError;
use crate::document::{Document, Phase, Step};
use crate::id::PartId;
use crate::operation::{Operation, OperationError, apply};

/// The document as the operations so far leave it.
pub(super) struct Work {
    pub(super) document: Document,
    pub(super) operations: Vec<Operation>,
}

/// Where a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Among the phases.
    pub(super) phase: usize,
    /// Among the phase's steps.
    pub(super) at: usize,
}

impl Work {
    pub(super) fn on(document: &Document) -> Self {
        Self { document: document.clone(), operations: Vec::new() }
    }

    /// Does an operation.
    pub(super) fn go(&mut self, operation: Operation) -> Result<(), RewriteError> {
        apply(&mut self.document, &operation)?;
        self.operations.push(operation);
        Ok(())
    }

    /// Does operations that fit one by one.
    pub(super) fn go_on(&mut self, operations: Vec<Operation>) -> Result<(), RewriteError> {
        operations.into_iter().try_for_each(|operation| self.go(operation))
    }

    pub(super) fn place(&self, step: PartId) -> Result<Place, RewriteError> {
        let found = self
            .document
            .phases
            .iter()
            .enumerate()
            .find_map(|(phase, own)| own.steps.iter().position(|s| s.id == step).map(|at| Place { phase, at }));
        found.ok_or(RewriteError::Stale(OperationError::NotFound(step)))
    }

    pub(super) fn step(&self, place: Place) -> &Step {
        &self.document.phases[place.phase].steps[place.at]
    }

    pub(super) fn phase(&self, id: PartId) -> Result<(usize, &Phase), RewriteError> {
        let found = self.document.phases.iter().enumerate().find(|(_, phase)| phase.id == id);
        found.ok_or(RewriteError::Stale(OperationError::NotFound(id)))
    }

    /// These steps in the order of the document, each once.
    pub(super) fn in_order(&self, steps: &[PartId]) -> Result<Vec<PartId>, RewriteError> {
        let mut wanted: HashSet<PartId> = steps.iter().copied().collect();
        let all = self.document.phases.iter().flat_map(|p| &p.steps).map(|s| s.id);
        let ordered = all.filter(|id| wanted.remove(id)).collect();
        match wanted.into_iter().next() {
            Some(unknown) => Err(RewriteError::Stale(OperationError::NotFound(unknown))),
            None => Ok(ordered),
        }
    }
}
