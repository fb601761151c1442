//! Markdown as other programs read it.

use pulldown_cmark::{Event, Options, Parser, Tag};

use sopwright_core::id::PartId;

use crate::fixture::{self, ATTACKS, Album};
use crate::text_of;
use crate::tools::dense;

/// What a GitHub-like reader makes of a text.
struct Read {
    text: String,
    html: Vec<String>,
    links: Vec<String>,
    images: Vec<String>,
    headings: usize,
}

fn read(markdown: &str) -> Read {
    let body = markdown.splitn(3, "---\n").nth(2).expect("front matter and a body");
    let mut read = Read { text: String::new(), html: vec![], links: vec![], images: vec![], headings: 0 };
    for event in Parser::new_ext(body, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
        match event {
            Event::Text(text) | Event::Code(text) => read.text.push_str(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => panic!("a formula: {text}"),
            Event::Html(html) | Event::InlineHtml(html) => read.html.push(html.trim().to_owned()),
            Event::Start(Tag::Link { dest_url, .. }) => read.links.push(dest_url.into_string()),
            Event::Start(Tag::Image { dest_url, .. }) => read.images.push(dest_url.into_string()),
            Event::Start(Tag::Heading { .. }) => read.headings += 1,
            Event::FootnoteReference(name) => panic!("a footnote: {name}"),
            Event::TaskListMarker(_) => panic!("a task"),
            _ => {}
        }
    }
    read
}

fn is_ours(html: &str) -> bool {
    let step = html.strip_prefix("<!-- step:").and_then(|h| h.strip_suffix(" -->"));
    let anchor = html.strip_prefix("<a name=\"").and_then(|h| h.strip_suffix("\">"));
    step.is_some_and(|id| id.parse::<PartId>().is_ok())
        || anchor.is_some_and(|name| !name.contains(['"', '<', '>', '&']))
        || html.starts_with("<a name=\"") && html.ends_with("\"></a>") && html.matches(['<', '>']).count() == 4
        || ["</a>", "<br>", "<kbd>", "</kbd>"].contains(&html)
}

#[test]
fn hostile_text_is_inert_and_complete() {
    let mut album = Album::default();
    let markdown = text_of(&fixture::hostile(&mut album), &album);
    let read = read(&markdown);
    for html in &read.html {
        assert!(is_ours(html), "foreign HTML: {html}");
    }
    for link in &read.links {
        assert!(link.starts_with('#'), "a link out: {link}");
    }
    for image in &read.images {
        assert!(image.starts_with("img/step-"), "a foreign picture: {image}");
    }
    // 3 of the front, 14 sections, 3 parts of section 5, 2 phases, the title.
    assert_eq!(read.headings, 23);
    for hidden in ['\u{202e}', '\u{202c}', '\u{7}', '\u{1b}'] {
        assert!(!markdown.contains(hidden));
    }
    let shown = dense(&read.text);
    for attack in ATTACKS {
        let attack = dense(attack).replace('\u{202e}', "[U+202E]").replace('\u{202c}', "[U+202C]");
        let attack = attack.replace('\u{7}', "[U+0007]").replace('\u{1b}', "[U+001B]");
        assert!(shown.contains(&attack), "lost: {attack}");
    }
}

#[test]
fn front_matter_is_strings_only() {
    let mut album = Album::default();
    for markdown in [text_of(&fixture::hostile(&mut album), &album), text_of(&fixture::empty(), &album)] {
        let front = markdown.split("---\n").nth(1).unwrap();
        for line in front.lines() {
            let (name, value) = line.split_once(": ").expect("a name and a value");
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
            // Each value is a JSON string too, which leaves nothing to chance.
            serde_json::from_str::<String>(value).unwrap_or_else(|e| panic!("{value}: {e}"));
        }
    }
}

#[test]
fn every_link_in_the_contents_has_its_anchor_and_heading() {
    let mut album = Album::default();
    let markdown = text_of(&fixture::full(&mut album), &album);
    let read = read(&markdown);
    let inner: Vec<&String> = read.links.iter().filter(|l| l.starts_with('#')).collect();
    assert!(inner.len() > 20);
    for link in inner {
        let name = link[1..].replace("%20", " ");
        assert!(markdown.contains(&format!("<a name=\"{name}\"></a>")), "{name}");
        let heading = |line: &str| line.trim_start_matches('#').replace('.', " ").trim() == name;
        assert!(name.starts_with("step-") || markdown.lines().any(heading), "{name}");
    }
}

#[test]
fn the_ten_parts_are_always_shown() {
    let markdown = text_of(&fixture::empty(), &Album::default());
    for part in [
        "| **Owner** ",
        "| **Audience** ",
        "| **Effective date** ",
        "| **Renewal** ",
        "## Contents",
        "## 3 General policy",
        "## 6 Procedure",
        "## 9 Frequently asked questions",
        "## 10 How to get help",
        "## Revision history",
    ] {
        let (_, after) = markdown.split_once(part).unwrap_or_else(|| panic!("{part} is not shown"));
        let next: String = after.lines().take(3).collect::<Vec<_>>().join(" ");
        assert!(part == "## Contents" || next.contains("*Not known yet*"), "{part}: {next}");
    }
}

#[test]
fn every_open_question_is_printed_once() {
    let mut album = Album::default();
    let mut document = fixture::full(&mut album);
    document.faq[1].answer = "Known now.".into();
    let text = text_of(&document, &album);
    for question in &document.questions {
        assert_eq!(text.matches(&question.question).count(), 1, "{}", question.question);
    }
    document.questions[0].answer = Some(sopwright_core::document::Answer {
        text: "The owner.".into(),
        by: "M. Olsen".into(),
        at: fixture::options("1").revision.at,
    });
    assert!(!text_of(&document, &album).contains(&document.questions[0].question));
}
