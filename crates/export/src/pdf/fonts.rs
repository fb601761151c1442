//! The fonts, and which characters none of them has.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::Font;

/// The built-in fonts, read once: a serif for text, a fixed-width one for code, and one that fills gaps.
static BUILT_IN: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let wanted = |font: &Font| matches!(font.info().family.as_str(), "Libertinus Serif" | "DejaVu Sans Mono");
    typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).filter(wanted).collect()
});

/// The built-in fonts and the given ones. A file that is no font is left out.
pub(crate) fn all(extra: &[Vec<u8>]) -> Vec<Font> {
    let mut fonts = BUILT_IN.clone();
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
