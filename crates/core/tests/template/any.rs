//! Any template. Standing texts are few, so that two templates often have the same one.

use proptest::prelude::*;
use proptest::sample::{Index, subsequence};
use sopwright_core::document::{SectionKey, Sections};
use sopwright_core::id::{Hash, TemplateId};
use sopwright_core::template::{
    Chapter, Colour, Face, Heading, Logo, Outline, PageLook, PaperSize, RequiredField, Template,
};
use uuid::Uuid;

fn standing() -> impl Strategy<Value = Sections> {
    let text = prop_oneof![Just(""), Just("Ask **Ann**."), Just("Ask {{who}}."), Just("Two sign.")];
    prop::collection::vec(text, 10).prop_map(|texts| {
        let mut sections = Sections::default();
        for (key, text) in SectionKey::ALL.into_iter().zip(texts) {
            *sections.get_mut(key) = text.to_owned();
        }
        sections
    })
}

fn outline() -> impl Strategy<Value = Outline> {
    let order = subsequence(Chapter::ALL.to_vec(), 0..=13).prop_shuffle();
    let headings = (order, prop::collection::vec(("[A-C]{0,2}", any::<bool>()), 13));
    headings.prop_map(|(order, words)| {
        let heading = |(chapter, (title, shown))| Heading { chapter, title, shown };
        order.into_iter().zip(words).map(heading).collect::<Vec<_>>().into()
    })
}

fn look() -> impl Strategy<Value = PageLook> {
    (any::<[u8; 3]>(), any::<Index>(), any::<bool>(), "[a-c]{0,3}").prop_map(|(rgb, face, flag, words)| PageLook {
        accent: Colour(rgb),
        face: Face::ALL[face.index(3)],
        paper: if flag { PaperSize::Letter } else { PaperSize::A4 },
        logo: flag.then(|| Logo { picture: Hash::of(&rgb), width: 8, height: 4, alt: words.clone() }),
        header: words,
        ..PageLook::default()
    })
}

pub(crate) fn template() -> impl Strategy<Value = Template> {
    let required = subsequence(RequiredField::ALL.to_vec(), 0..=20);
    (any::<u8>(), "[A-Z]{1,3}", outline(), standing(), required, look()).prop_map(
        |(id, name, outline, standing, required, look)| Template {
            id: TemplateId(Uuid::from_u128(id.into())),
            name,
            outline,
            standing,
            required,
            series: "S-{n}".into(),
            look,
        },
    )
}
