//! Whether parts can be told apart. Operations keep it so; a document that comes from elsewhere is asked.

use std::collections::HashSet;

use super::{BlockKind, Document};
use crate::id::PartId;

impl Document {
    /// A part whose identity another part of its kind has, too. There must be none: an operation could not tell them
    /// apart.
    pub fn repeated_part(&self) -> Option<PartId> {
        let steps = || self.phases.iter().flat_map(|p| &p.steps);
        let blocks = || steps().flat_map(|s| &s.blocks);
        let in_blocks = blocks().find_map(|block| match &block.kind {
            BlockKind::Substeps { items } => repeated(items.iter().map(|i| i.id)),
            BlockKind::Figure(_) | BlockKind::Callout { .. } | BlockKind::Snippet { .. } | BlockKind::Branch { .. } => {
                None
            }
        });
        repeated(self.phases.iter().map(|p| p.id))
            .or_else(|| repeated(steps().map(|s| s.id).chain(blocks().map(|b| b.id))))
            .or(in_blocks)
            .or_else(|| repeated(self.roles.iter().map(|p| p.id)))
            .or_else(|| repeated(self.parameters.iter().map(|p| p.id)))
            .or_else(|| repeated(self.faq.iter().map(|p| p.id)))
            .or_else(|| repeated(self.definitions.iter().map(|p| p.id)))
            .or_else(|| repeated(self.questions.iter().map(|p| p.id)))
            .or_else(|| repeated(self.history.iter().map(|p| p.id)))
    }
}

fn repeated(mut ids: impl Iterator<Item = PartId>) -> Option<PartId> {
    let mut seen = HashSet::new();
    ids.find(|id| !seen.insert(*id))
}
