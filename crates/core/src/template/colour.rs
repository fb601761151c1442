//! A colour that is printed on white, and whether it can be read there.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The contrast that small letters need (WCAG 2, level AA).
const READABLE: f64 = 4.5;

/// A colour, written `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Colour(pub [u8; 3]);

/// The text was no colour.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a colour: write it as #rrggbb, such as #0b6862")]
pub struct NotAColour(pub String);

impl Colour {
    /// How far it stands out from white: 1 for white, 21 for black.
    pub fn contrast(self) -> f64 {
        let linear = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
    }

    /// Whether letters of this colour can be read on white.
    pub fn is_readable(self) -> bool {
        self.contrast() >= READABLE
    }

    /// The same hue, as light as can be read on white. A colour that can be read stays.
    pub fn readable(self) -> Self {
        // In steps of a 64th towards black, which can be read.
        let mut darker = (0..=64_u16)
            .rev()
            .map(|part| Self(self.0.map(|value| u8::try_from(u16::from(value) * part / 64).unwrap_or(u8::MAX))));
        darker.find(|colour| colour.is_readable()).unwrap_or(Self([0; 3]))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii());
        let value = |at: usize| u8::from_str_radix(digits?.get(at..at + 2)?, 16).ok();
        // `+f` would be read as a number.
        let hex = digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match (value(0), value(2), value(4)) {
            (Some(red), Some(green), Some(blue)) if hex => Ok(Self([red, green, blue])),
            _ => Err(NotAColour(text)),
        }
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        Self::try_from(text.to_owned())
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Colour;

    #[test]
    fn contrast_is_as_the_guideline_has_it() {
        for (colour, contrast) in [("#ffffff", 1.0), ("#000000", 21.0), ("#767676", 4.54), ("#0b6862", 6.62)] {
            let colour: Colour = colour.parse().unwrap();
            assert!((colour.contrast() - contrast).abs() < 0.01, "{colour}: {}", colour.contrast());
        }
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "#fff", "0b6862", "#0b686", "#0b68622", "#+f+f+f", "#0b68é", "rgb(1,2,3)", "#00000g"] {
            assert!(text.parse::<Colour>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_offered_instead_can_be_read_and_is_not_changed_again(rgb in any::<[u8; 3]>()) {
            let colour = Colour(rgb);
            prop_assert_eq!(colour.to_string().parse::<Colour>(), Ok(colour));
            let offer = colour.readable();
            prop_assert!(offer.is_readable());
            prop_assert_eq!(offer.readable(), offer);
            prop_assert_eq!(offer == colour, colour.is_readable());
        }
    }
}
