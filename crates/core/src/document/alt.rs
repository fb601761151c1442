//! How the alternative text of a drafted figure is put: what the picture shows, and at which step it was taken. What
//! writes it and what reads it agree here.

const AT_THE_STEP: &str = ", at the step: ";

/// Alternative text for a picture of this scene, taken while this was being done. Plain text.
pub fn alt_text(scene: &str, doing: &str) -> String {
    if doing.is_empty() { scene.to_owned() } else { format!("{scene}{AT_THE_STEP}{doing}") }
}

/// The scene, and what was being done, of an alternative text that nobody rewrote.
pub fn alt_parts(alt: &str) -> Option<(&str, &str)> {
    alt.split_once(AT_THE_STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_together_comes_apart() {
        let alt = alt_text("Firefox with “Orders”", "Open the list");
        assert_eq!(alt_parts(&alt), Some(("Firefox with “Orders”", "Open the list")));
        assert_eq!(alt_parts(&alt_text("The screen", "")), None);
    }
}
