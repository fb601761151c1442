//! Tables, with columns padded so that they can be read as plain text.

/// Widest cell that others are padded to, in characters.
const MAX_PADDING: usize = 40;

/// A table; the first row is its head. Cells hold neither line ends nor bare `|`.
pub(super) fn write(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        let widest = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        widest.filter(|w| *w <= MAX_PADDING).max().unwrap_or(0).max(3)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for (i, row) in rows.iter().enumerate() {
        out.push('|');
        for (column, width) in widths.iter().enumerate() {
            let cell = row.get(column).map(String::as_str).unwrap_or_default();
            out.push_str(&format!(" {cell:width$} |"));
        }
        if i == 0 {
            out.push_str("\n|");
            for width in &widths {
                out.push_str(&format!(" {} |", "-".repeat(*width)));
            }
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out
}
