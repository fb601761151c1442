//! The export sheet, as a person uses it.

use std::path::{Path, PathBuf};

use crate::{Browser, Page};

impl Browser {
    /// Exports the SOP that is open in a form, such as `markdown`, and closes the sheet. Gives the file.
    pub fn export(&self, form: &str) -> PathBuf {
        self.turn_to(Page::Main);
        self.press("export", 0);
        self.press_css(&format!("input[name=format][value={form}]"));
        self.press("run-export", 0);
        self.wait_for_mark("export-done");
        let shown = self.words("export-done").concat();
        let file = shown.lines().find(|line| Path::new(line).is_file());
        let file = PathBuf::from(file.unwrap_or_else(|| panic!("no file in {shown:?}")));
        self.press_css(".dialog header button");
        self.wait_for_count("export-done", 0);
        file
    }
}
