//! A comparison as words for a terminal: a line a part, and its words in the way of `git diff --word-diff`:
//! `[-taken away-]{+come in+}`.

use sopwright_core::diff::{Accent, Comparison, Fate, FieldDiff, FigureDiff, Form, PartDiff, PartKind, Piece, Side};

use crate::print::tame;

pub(crate) fn comparison(comparison: &Comparison) -> String {
    if comparison.parts.is_empty() {
        return "Nothing differs".into();
    }
    let count = comparison.count;
    let mut lines = vec![format!(
        "{} added, {} removed, {} moved, {} changed",
        count.added, count.removed, count.moved, count.changed
    )];
    comparison.parts.iter().for_each(|each| part(each, 0, &mut lines));
    lines.join("\n")
}

fn part(part: &PartDiff, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let sign = match part.fate {
        Fate::Added => '+',
        Fate::Removed => '-',
        Fate::Kept => ' ',
    };
    lines.push(format!("{indent}{sign} {}", head(part)));
    lines.extend(part.fields.iter().map(|each| format!("{indent}    {}: {}", name(each), words(each))));
    lines.extend(part.figure.iter().map(|each| format!("{indent}    {}", picture(each))));
    part.parts.iter().for_each(|inner| self::part(inner, depth + 1, lines));
}

fn head(part: &PartDiff) -> String {
    let mut head = word_of(&part.kind);
    if let Some(section) = &part.section {
        head = format!("{head} {}", word_of(section));
    }
    let number = match (part.before.as_str(), part.after.as_str()) {
        (before, after) if before == after || after.is_empty() => before.to_owned(),
        ("", after) => after.to_owned(),
        (before, after) => format!("{before} -> {after}"),
    };
    // The words of a step that came or went follow as its fields.
    let title = if part.kind == PartKind::Step && part.fate != Fate::Kept { "" } else { &part.title };
    for word in [number.as_str(), title] {
        if !word.is_empty() {
            head = format!("{head} {}", tame(word));
        }
    }
    if part.moved { head + " (moved)" } else { head }
}

fn name(field: &FieldDiff) -> String {
    word_of(&field.field).replace('_', " ")
}

fn words(field: &FieldDiff) -> String {
    let unit = match field.form {
        Form::Minutes => " min",
        Form::Seconds => " s",
        Form::Words | Form::Code | Form::Choice | Form::Flag | Form::Date | Form::Step => "",
    };
    let shown = |piece: &Piece| {
        let mut text = tame(&piece.text) + unit;
        if piece.accents.contains(&Accent::Parameter) {
            text = format!("{{{{{text}}}}}");
        }
        if let Some(to) = &piece.link {
            text = format!("{text} <{}>", tame(to));
        }
        match piece.side {
            Side::Same => text,
            Side::Removed => format!("[-{text}-]"),
            Side::Added => format!("{{+{text}+}}"),
        }
    };
    field.pieces.iter().map(shown).collect()
}

fn picture(figure: &FigureDiff) -> String {
    let told = [(figure.shot, "another picture"), (figure.crop, "another part shown"), (figure.marks, "other marks")];
    let told: Vec<&str> = told.iter().filter(|(differs, _)| *differs).map(|(_, words)| *words).collect();
    match (&figure.before, &figure.after) {
        (None, _) => "a picture came in".into(),
        (_, None) => "the picture was taken away".into(),
        _ => told.join(", "),
    }
}

/// A name as in JSON, which is how scripts know it.
pub(crate) fn word_of<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use sopwright_core::diff::compare;
    use sopwright_core::document::{Document, Phase, SectionKey, Step};
    use sopwright_core::id::{DocumentId, PartId};

    #[test]
    fn a_comparison_reads_line_by_line_and_is_harmless() {
        let mut before = Document::empty("00000000-0000-0000-0000-000000000001".parse::<DocumentId>().unwrap());
        let id = |n: u32| format!("00000000-0000-0000-0000-{n:012}").parse::<PartId>().unwrap();
        before.phases.push(Phase { steps: vec![Step::new(id(2), "Press Save")], ..Phase::new(id(1), "Go") });
        let mut after = before.clone();
        after.phases[0].steps[0].action = "Press \u{1b}[31mSend".into();
        after.phases[0].steps.push(Step::new(id(3), "Wait"));
        *after.sections.get_mut(SectionKey::Purpose) = "Pay".into();
        let told = super::comparison(&compare(&before, &after));
        let expected = [
            "1 added, 0 removed, 0 moved, 2 changed",
            "  section purpose",
            "    text: {+Pay+}",
            "  phase Go",
            "    step 1.1 Press  [31mSend",
            "      action: Press [-Save-]{+ [31mSend+}",
            "  + step 1.2",
            "      action: {+Wait+}",
        ];
        assert_eq!(told.lines().collect::<Vec<_>>(), expected, "{told}");
    }
}
