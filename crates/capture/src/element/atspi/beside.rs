//! The label that stands beside a field on the screen, for the many forms that do not say which label belongs to which
//! field: the nearest one to the left in the same row, or else the one right above. Pure but for the asking.

use atspi::Role as Spoken;
use sopwright_core::entry::Rect;

use super::glance::{self, Glance};
use super::node::Node;

/// How many neighbours are looked at.
const MOST: i32 = 60;
/// How far to the left a label may end, in the program's points.
const FAR_LEFT: i32 = 160;
/// How far above.
const FAR_ABOVE: i32 = 16;

/// The frame of what is not shown.
const NOWHERE: Rect = Rect { x: 0, y: 0, width: 0, height: 0 };

/// What the label beside the element says.
pub(super) async fn label(of: &Node) -> Option<String> {
    let parent = of.parent().await?;
    let neighbours = glance::at_all(parent.children(MOST).await).await;
    let field = neighbours.iter().find(|neighbour| neighbour.node == *of)?.frame?;
    let others: Vec<&Glance> = neighbours.iter().filter(|neighbour| neighbour.node != *of).collect();
    let frames: Vec<(bool, Rect)> = others
        .iter()
        .map(|other| (matches!(other.role, Spoken::Label | Spoken::Static), other.frame.unwrap_or(NOWHERE)))
        .collect();
    others.get(nearest(field, &frames)?)?.node.name().await
}

/// Which of the frames is the label's: those that are labels are marked.
fn nearest(field: Rect, others: &[(bool, Rect)]) -> Option<usize> {
    let right = |frame: Rect| frame.x.saturating_add_unsigned(frame.width);
    let bottom = |frame: Rect| frame.y.saturating_add_unsigned(frame.height);
    let middle = |frame: Rect| frame.y.saturating_add_unsigned(frame.height / 2);
    let shown = |frame: Rect| frame.width > 0 && frame.height > 0;
    let gap_left = |frame: Rect| field.x - right(frame);
    let in_row = |frame: Rect| middle(frame) >= field.y && middle(frame) < bottom(field);
    // Whatever stands between a label and the field is what the label belongs to.
    let to_left = others
        .iter()
        .enumerate()
        .filter(|(_, (_, frame))| shown(*frame) && in_row(*frame) && gap_left(*frame) >= -2)
        .min_by_key(|(_, (_, frame))| gap_left(*frame));
    if let Some((place, (true, frame))) = to_left
        && gap_left(*frame) <= FAR_LEFT
    {
        return Some(place);
    }
    let gap_above = |frame: Rect| field.y - bottom(frame);
    let above = others.iter().enumerate().filter(|(_, (_, frame))| {
        shown(*frame) && gap_above(*frame) >= -2 && frame.x < right(field) && right(*frame) > field.x
    });
    match above.min_by_key(|(_, (_, frame))| gap_above(*frame)) {
        // It stands on the field's left edge, as labels do; what is centred above is a heading.
        Some((place, (true, frame))) if gap_above(*frame) <= FAR_ABOVE && (frame.x - field.x).abs() <= 24 => {
            Some(place)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: Rect = Rect { x: 200, y: 100, width: 150, height: 30 };

    fn rect(x: i32, y: i32, width: u32, height: u32) -> Rect {
        Rect { x, y, width, height }
    }

    #[test]
    fn the_label_to_the_left_in_the_row_is_the_fields() {
        let others = [
            (true, rect(100, 60, 80, 20)),
            (true, rect(100, 105, 80, 20)),
            (true, rect(200, 70, 80, 20)),
            (true, rect(400, 105, 80, 20)),
        ];
        assert_eq!(nearest(FIELD, &others), Some(1));
    }

    #[test]
    fn a_label_belongs_to_what_stands_right_of_it() {
        let others = [(true, rect(10, 105, 80, 20)), (false, rect(95, 100, 100, 30))];
        assert_eq!(nearest(FIELD, &others), None);
        assert_eq!(nearest(FIELD, &[(true, rect(0, 105, 20, 20))]), None, "too far away");
    }

    #[test]
    fn else_the_label_right_above_is() {
        assert_eq!(nearest(FIELD, &[(true, rect(201, 76, 60, 20))]), Some(0));
        assert_eq!(nearest(FIELD, &[(true, rect(260, 76, 60, 20))]), None, "a heading in the middle");
        assert_eq!(nearest(FIELD, &[(true, rect(201, 10, 60, 20))]), None, "too far away");
        assert_eq!(nearest(FIELD, &[]), None);
    }
}
