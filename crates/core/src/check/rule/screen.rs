//! Steps after which another screen is shown, and which do not say what the reader should see. Which screen a picture
//! shows is told by the alternative text that the recording gave it; where somebody wrote another, nothing is known.

use super::{CheckContext, Found, Page};
use crate::document::{BlockKind, Figure, Step, alt_parts};
use crate::operation::{Operation, StepText};
use crate::text::escape;

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    for pair in page.steps.windows(2) {
        let [at, next] = pair else { continue };
        if !at.step.expected.trim().is_empty() {
            continue;
        }
        let scenes = figures(at.step).next_back().and_then(scene).zip(figures(next.step).next().and_then(scene));
        let Some((_, after)) = scenes.filter(|(before, after)| before != after) else { continue };
        let message = format!("The screen changes to {after}, and the step does not say so");
        found.add(&at.spot, message, "Say what the reader sees when it worked.");
        let text = format!("{} is shown.", escape(after));
        let label = format!("Expect: {after} is shown");
        found.fix(label, vec![Operation::SetStepText { step: at.step.id, field: StepText::Expected, text }]);
    }
}

fn figures(step: &Step) -> impl DoubleEndedIterator<Item = &Figure> {
    step.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Figure(figure) => Some(figure),
        _ => None,
    })
}

/// What the picture shows, where the recording could tell.
fn scene(figure: &Figure) -> Option<&str> {
    alt_parts(&figure.alt).map(|(scene, _)| scene).filter(|scene| *scene != "The screen")
}
