//! The fonts, and which characters none of them has.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use sopwright_core::template::Face;
use typst::foundations::Bytes;
use typst::text::Font;

/// The face for those who chose [`Face::Computer`].
const COMPUTER: &str = "New Computer Modern";

/// The built-in fonts, read once: serifs for text, and a fixed-width one for code that fills gaps, too.
static BUILT_IN: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let wanted =
        |font: &Font| matches!(font.info().family.as_str(), "Libertinus Serif" | "DejaVu Sans Mono" | COMPUTER);
    typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).filter(wanted).collect()
});

/// The built-in fonts for text in this face, and the given ones. A file that is no font is left out.
pub(crate) fn all(face: Face, extra: &[Vec<u8>]) -> Vec<Font> {
    // What a font lacks is taken from any other: one that is not asked for must not be there.
    let wanted = |font: &&Font| face == Face::Computer || font.info().family.as_str() != COMPUTER;
    let mut fonts: Vec<Font> = BUILT_IN.iter().filter(wanted).cloned().collect();
    fonts.extend(extra.iter().flat_map(|data| Font::iter(Bytes::new(data.clone()))));
    fonts
}

/// The characters of a text that no font has, in order.
pub(crate) fn lacking(fonts: &[Font], text: &str) -> BTreeSet<char> {
    let distinct: BTreeSet<char> = text.chars().filter(|c| !c.is_ascii()).collect();
    distinct
        .into_iter()
        .filter(|c| !is_ignorable(*c) && !fonts.iter().any(|f| f.info().coverage.contains(u32::from(*c))))
        .collect()
}

/// Characters that shape others and show nothing themselves.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}') || c.is_whitespace() || c.is_control()
}
