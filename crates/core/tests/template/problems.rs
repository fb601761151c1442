//! What keeps a template from being saved.

use sopwright_core::template::{
    BUILT_IN, Chapter, Colour, Heading, ProblemField, RequiredField, Template, built_in, problems, standard,
};

fn fields(change: impl FnOnce(&mut Template)) -> Vec<ProblemField> {
    let mut template = standard();
    change(&mut template);
    problems(&template).into_iter().map(|problem| problem.field).collect()
}

#[test]
fn the_built_in_templates_are_sound_and_have_names_of_their_own() {
    let all: Vec<Template> = BUILT_IN.into_iter().map(|id| built_in(id).unwrap()).collect();
    for template in &all {
        assert_eq!(problems(template), [], "{}", template.name);
        assert_eq!(all.iter().filter(|other| other.name == template.name).count(), 1);
    }
    assert_eq!(all[0], Template::default());
}

#[test]
fn each_problem_names_its_field() {
    assert_eq!(fields(|t| t.name = "  ".into()), [ProblemField::Name]);
    assert_eq!(fields(|t| t.name = "a\nb".into()), [ProblemField::Name]);
    assert_eq!(fields(|t| t.series = "x".repeat(81)), [ProblemField::Series]);
    assert_eq!(fields(|t| t.look.header = "x".repeat(161)), [ProblemField::Header]);
    assert_eq!(fields(|t| t.look.footer = "a\u{7}".into()), [ProblemField::Footer]);
    assert_eq!(fields(|t| t.standing.help = "x".repeat(20_001)), [ProblemField::Standing]);
    let hidden = Heading { chapter: Chapter::Records, title: String::new(), shown: false };
    let outline = || vec![hidden.clone()].into();
    assert_eq!(fields(|t| t.outline = outline()), []);
    assert_eq!(
        fields(|t| {
            t.outline = outline();
            t.required = vec![RequiredField::Records];
        }),
        [ProblemField::Required]
    );
}

#[test]
fn a_colour_that_cannot_be_read_is_refused_and_another_offered() {
    let mut template = standard();
    template.look.accent = Colour([0xff, 0xcc, 0x00]);
    let problem = problems(&template).remove(0);
    assert_eq!(problem.field, ProblemField::Accent);
    assert!(problem.message.starts_with("#ffcc00 is too light to be read on white (1.5 to 1"), "{}", problem.message);
    template.look.accent = problem.offer.unwrap();
    assert_eq!(problems(&template), []);
}
