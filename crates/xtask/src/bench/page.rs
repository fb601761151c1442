//! The page with the figures, `docs/benchmarks.md`: what stands there between two marks is written anew, and the words
//! around it are left alone.

use xtask::{Done, Failure, place};

/// Where something stands in the page.
pub type Marks = [&'static str; 2];

/// The table of figures.
pub const FIGURES: Marks = ["<!-- figures -->\n", "<!-- end of figures -->"];
/// The interactions, one by one.
pub const INTERACTIONS: Marks = ["<!-- interactions -->\n", "<!-- end of interactions -->"];

/// Puts these texts in their places.
pub fn write(texts: &[(Marks, String)]) -> Done {
    let file = place::root().join("docs/benchmarks.md");
    let mut page = std::fs::read_to_string(&file)?;
    for (marks, text) in texts {
        page = put(&page, *marks, text)
            .ok_or_else(|| Failure::new(format!("{} has no place for {}.", file.display(), marks[0].trim())))?;
    }
    std::fs::write(&file, page)?;
    println!("The figures are in {}.", file.display());
    Ok(())
}

fn put(page: &str, [begin, end]: Marks, text: &str) -> Option<String> {
    let (before, rest) = page.split_once(begin)?;
    let (_, after) = rest.split_once(end)?;
    Some(format!("{before}{begin}\n{text}\n{end}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_place_of_the_one_before_and_of_nothing_else() {
        let page = "Words\n<!-- figures -->\n\nold\n\n<!-- end of figures -->\nmore words\n";
        let new = put(page, FIGURES, "new\n").expect("there is a place");
        assert_eq!(new, page.replace("old", "new"));
        assert_eq!(put(page, INTERACTIONS, "new"), None);
    }
}
