//! The templates that come with Sopwright. A person can change each of them, and bring it back as it was.

use uuid::Uuid;

use super::{Chapter, Colour, Face, Heading, Outline, PageLook, RequiredField, Template};
use crate::document::Sections;
use crate::id::TemplateId;

/// The identities of the built-in templates, in the order in which they are listed. The first is the one that new
/// drafts take unless a person chose another.
pub const BUILT_IN: [TemplateId; 3] = [id(1), id(2), id(3)];

const fn id(n: u128) -> TemplateId {
    TemplateId(Uuid::from_u128(0x5095_7219_0000_7000_8000_0000_0000_0000 + n))
}

/// The template that new drafts take unless a person chose another: all sections in their usual order.
pub fn standard() -> Template {
    Template {
        id: BUILT_IN[0],
        name: "Standard".into(),
        outline: Outline::default(),
        standing: Sections::default(),
        required: Vec::new(),
        series: String::new(),
        look: PageLook::default(),
    }
}

/// A built-in template as it is shipped.
pub fn built_in(id: TemplateId) -> Option<Template> {
    let [first, short, controlled] = BUILT_IN;
    match id {
        id if id == first => Some(standard()),
        id if id == short => Some(work_instruction()),
        id if id == controlled => Some(controlled_procedure()),
        _ => None,
    }
}

/// For a task at one desk: what is done comes first, and what such an SOP seldom has is left out.
fn work_instruction() -> Template {
    use Chapter as C;
    let order = [C::Purpose, C::Before, C::Procedure, C::Result, C::Trouble, C::Faq, C::Help, C::Policy];
    let hidden = [C::Scope, C::Roles, C::Definitions, C::References, C::Records];
    let heading = |chapter, shown| Heading { chapter, title: String::new(), shown };
    let headings = order.map(|chapter| heading(chapter, true)).into_iter();
    Template {
        id: BUILT_IN[1],
        name: "Work instruction".into(),
        outline: headings.chain(hidden.map(|chapter| heading(chapter, false))).collect::<Vec<_>>().into(),
        series: "WI-{n}".into(),
        look: PageLook { accent: Colour([0x1f, 0x4e, 0x8c]), ..PageLook::default() },
        ..standard()
    }
}

/// For regulated work: everything that an auditor looks for must be filled in.
fn controlled_procedure() -> Template {
    use RequiredField as F;
    Template {
        id: BUILT_IN[2],
        name: "Controlled procedure".into(),
        required: vec![
            F::Number,
            F::OwnerRole,
            F::Successor,
            F::Classification,
            F::Storage,
            F::Purpose,
            F::Scope,
            F::Roles,
            F::References,
            F::Records,
        ],
        look: PageLook {
            accent: Colour([0x7a, 0x1f, 0x3d]),
            face: Face::Computer,
            header: "Controlled document".into(),
            footer: "Check the revision against the master copy before use".into(),
            ..PageLook::default()
        },
        ..standard()
    }
}
