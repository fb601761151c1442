//! What holds for any document: no text makes a check fail, and every fix fits, mends its finding and can be undone.

use proptest::prelude::*;
use sopwright_core::check::Finding;
use sopwright_core::document::{Arm, Block, BlockKind, Document, Parameter, Phase, SnippetForm, Substep};
use sopwright_core::operation::apply_all;

use super::sop::{all, figure, part, sound, step};

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,5}",
        "\\PC{0,4}",
        prop::sample::select(vec![
            "open",
            "save",
            "the",
            "and",
            "then",
            ",",
            "and",
            ". Then",
            "list",
            "ERP",
            "(ERP)",
            "etc.",
            "if necessary",
            "{{month}}",
            "{{x}}",
            "**bold**",
            "**",
            "`code`",
            "<kbd>F5</kbd>",
            "“quoted”",
            "press",
            "it",
            "\n",
            "- item",
            "password: Tr0ub4dor&3x",
            "İstanbul",
            "—",
            "is",
        ])
        .prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 0..12).prop_map(|words| words.join(" "))
}

fn block() -> impl Strategy<Value = BlockKind> {
    prop_oneof![
        text().prop_map(|alt| figure(0, &alt).kind),
        (text(), prop::sample::select(vec!["Open the ledger", "open it"])).prop_map(|(scene, doing)| figure(
            0,
            &format!("{scene}, at the step: {doing}")
        )
        .kind),
        text().prop_map(|code| BlockKind::Snippet { form: SnippetForm::Text, code }),
        (text(), 0..3_usize, 95..105_u128).prop_map(|(words, arms, target)| BlockKind::Branch {
            question: words.clone(),
            arms: vec![Arm { condition: words.clone(), then: words, target: Some(part(target)) }; arms],
            otherwise: String::new(),
            otherwise_target: None,
        }),
        text().prop_map(|action| BlockKind::Substeps { items: vec![Substep { id: part(7), action }] }),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    let steps = prop::collection::vec((text(), text(), text(), prop::collection::vec(block(), 0..3)), 0..5);
    (steps, text(), any::<bool>(), any::<bool>()).prop_map(|(steps, help, dated, hollow)| {
        let mut document = sound();
        document.sections.help = help;
        if !dated {
            document.meta.next_review = None;
        }
        document.parameters =
            vec![Parameter { id: part(90), name: "month".into(), example: String::new(), found: String::new() }];
        document.phases[0].steps = steps
            .into_iter()
            .zip(101..)
            .map(|((action, details, expected, blocks), n)| {
                let mut step = step(n, &action);
                (step.details, step.expected) = (details, expected);
                step.blocks =
                    blocks.into_iter().zip(0..).map(|(kind, b)| Block { id: part(n * 1000 + b), kind }).collect();
                step
            })
            .collect();
        if hollow {
            document.phases.push(Phase::new(part(91), "Empty"));
        }
        document
    })
}

/// The same thing, found again after other changes.
fn is_same(a: &Finding, b: &Finding) -> bool {
    (a.rule, &a.target, &a.message) == (b.rule, &b.target, &b.message)
}

proptest! {
    #[test]
    fn every_fix_fits_mends_and_can_be_undone(document in document()) {
        for finding in all(&document) {
            prop_assert!(!finding.message.is_empty() && !finding.message.ends_with('.') && finding.hint.ends_with('.'));
            let Some(fix) = &finding.fix else { continue };
            let mut mended = document.clone();
            let inverses = apply_all(&mut mended, &fix.operations);
            prop_assert!(inverses.is_ok(), "{finding:#?}: {inverses:?}");
            let before = all(&document).iter().filter(|f| is_same(f, &finding)).count();
            let after = all(&mended).iter().filter(|f| is_same(f, &finding)).count();
            prop_assert!(after < before, "{finding:#?} in {mended:#?}");
            apply_all(&mut mended, &inverses.unwrap()).unwrap();
            prop_assert_eq!(&mended, &document);
        }
    }
}
