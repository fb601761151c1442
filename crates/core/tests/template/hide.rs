//! Words that are hidden everywhere are hidden in what came from the template too.

use proptest::prelude::*;
use sopwright_core::operation::apply_all;
use sopwright_core::rewrite::{Reach, Wish, occurrences, rewrite};
use sopwright_core::text::Find;

use crate::any::template;
use crate::sop::{Counter, sound};

proptest! {
    #[test]
    fn no_hidden_word_is_left_in_the_documents_copy(template in template(), place in 0..4_usize) {
        let mut document = sound();
        document.template = template;
        let own = &mut document.template;
        match place {
            0 => own.look.header = "Ask Zanzibar first".into(),
            1 => own.look.footer = "zanzibar".into(),
            2 => own.standing.help = "Ask **Zanzi**bar.".into(),
            _ => own.name = "Of Zanzibar".into(),
        }
        let find = Find { words: "Zanzibar".into(), any_case: true, whole: true };
        prop_assert_eq!(occurrences(&document, &find, Reach::Everything).places, 1);
        let operations = rewrite(&document, &Wish::HideWords { find: find.clone() }, &Counter::default()).unwrap();
        let before = document.clone();
        let inverses = apply_all(&mut document, &operations).unwrap();
        prop_assert_eq!(occurrences(&document, &find, Reach::Everything).places, 0);
        apply_all(&mut document, &inverses).unwrap();
        prop_assert_eq!(document, before);
    }
}
