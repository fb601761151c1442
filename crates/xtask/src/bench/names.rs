//! Thirty things that people do in five real programs: what was clicked or typed into is called by its name, and what was
//! typed is told. The example of `sopwright-capture` does and judges them on a desktop whose programs tell of their
//! elements; counting and showing is done here.

use std::path::Path;
use std::time::Duration;

use xtask::desk::{Desk, Plan};
use xtask::place;
use xtask::{Done, Failure, program};

use super::frames;
use super::series::{Series, shown};
use super::table::{self, Line};

/// What an interaction was to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The name of an element under the pointer.
    Name,
    /// What was typed.
    Text,
    /// That what was typed into a terminal or a field for passwords is not told.
    Secret,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Interaction {
    program: String,
    /// Nothing when the program is not here.
    kind: Option<Kind>,
    what: String,
    right: bool,
    /// How long the answer took; nothing when there was none.
    time: Option<Duration>,
}

/// The lines for the table, and the interactions one by one.
pub fn names(out: &Path) -> Done<(Vec<Line>, String)> {
    let example = place::target()?.join("release/examples/interactions");
    if !example.is_file() {
        return Err(Failure::new(format!("{} has not been built.", example.display())));
    }
    let desk = Desk::start(Plan { accessible: true, ..Plan::default() })?;
    // Else xdotool changes the keyboard for a letter that has no key, and back before a busy program has looked.
    program::run(desk.command("xmodmap").args(["-e", "keycode 248 = ediaeresis"]))?;
    let all = read(&program::read(&mut desk.command(example))?)?;
    drop(desk);
    let mut lines = counted(&all);
    lines.push(frames::frames(out)?);
    Ok((lines, listed(&all)))
}

/// What the example said, line by line.
fn read(said: &str) -> Done<Vec<Interaction>> {
    let interaction = |line: &str| {
        let [program, kind, what, right, time] = line.split('\t').collect::<Vec<_>>()[..] else { return None };
        let kind = match kind {
            "name" => Some(Kind::Name),
            "text" => Some(Kind::Text),
            "secret" => Some(Kind::Secret),
            "absent" => None,
            _ => return None,
        };
        let time = time.parse().ok().map(Duration::from_micros);
        Some(Interaction { program: program.to_owned(), kind, what: what.to_owned(), right: right == "right", time })
    };
    let strange = |line: &str| Failure::new(format!("The example of names said what cannot be read: {line}"));
    said.lines().map(|line| interaction(line).ok_or_else(|| strange(line))).collect()
}

fn counted(all: &[Interaction]) -> Vec<Line> {
    let of = |kinds: &[Kind]| -> Vec<&Interaction> {
        all.iter().filter(|one| one.kind.is_some_and(|kind| kinds.contains(&kind))).collect()
    };
    let right = |some: &[&Interaction]| some.iter().filter(|one| one.right).count();
    let line = |what: &str, some: &[&Interaction]| {
        let times: Series = some.iter().filter_map(|one| one.time).collect();
        let met = !some.is_empty() && right(some) == some.len();
        let mut line = Line::ours(what, times).aimed("all right", met);
        line.tail = Some(95);
        line
    };
    let programs = |absent: bool| {
        let mut names: Vec<&str> =
            all.iter().filter(|one| one.kind.is_none() == absent).map(|one| one.program.as_str()).collect();
        names.dedup();
        names.len()
    };
    let (here, wanted) = (programs(false), programs(false) + programs(true));
    let (names, texts, secrets) = (of(&[Kind::Name]), of(&[Kind::Text]), of(&[Kind::Secret]));
    let named =
        format!("names of elements in {here} of {wanted} programs ({} of {} right), each", right(&names), names.len());
    let told = format!(
        "what was typed there ({} of {} texts right, {} of {} secrets untold), each",
        right(&texts),
        texts.len(),
        right(&secrets),
        secrets.len()
    );
    vec![line(&named, &names), line(&told, &of(&[Kind::Text, Kind::Secret]))]
}

/// The interactions as a table.
fn listed(all: &[Interaction]) -> String {
    let mut rows = Vec::new();
    let mut before = "";
    for Interaction { program, kind, what, right, time } in all {
        let asked = match kind {
            Some(Kind::Name) => "name",
            Some(Kind::Text) => "text",
            Some(Kind::Secret) => "text that must stay untold",
            None => "not installed",
        };
        let verdict = match kind {
            Some(_) if *right => "right",
            Some(_) => "**wrong**",
            None => "",
        };
        let name = if program == before { "" } else { program.as_str() };
        let time = time.map(shown).unwrap_or_default();
        rows.push([name.to_owned(), asked.to_owned(), what.clone(), verdict.to_owned(), time]);
        before = program;
    }
    table::grid(["program", "asked for", "of", "", "time"].map(str::to_owned), &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "mousepad\tname\tMenu \"File\"\tright\t1200\nmousepad\ttext\t\"Hello\" in Text\twrong\t900\n\
        Calc\tname\tMenuItem \"Image\"\twrong\t\nTerminal\tsecret\t\"key\" in Terminal\tright\t700\nChromium\tabsent\t\t\t\n";

    #[test]
    fn what_is_right_is_counted_and_what_is_not_there_is_named() {
        let all = read(SAID).expect("it can be read");
        let table = table::markdown(&counted(&all));
        assert!(table.contains("in 3 of 4 programs (1 of 2 right)"), "{table}");
        assert!(table.contains("(0 of 1 texts right, 1 of 1 secrets untold)"), "{table}");
        let list = listed(&all);
        assert_eq!(list.lines().count(), 7, "{list}");
        assert!(list.contains("**wrong**") && list.contains("not installed"), "{list}");
    }

    #[test]
    fn words_that_cannot_be_read_are_a_failure() {
        assert!(read("mousepad\tname\tMenu").is_err());
        assert!(read("mousepad\tguess\tMenu\tright\t1").is_err());
    }
}
