//! Abbreviations that are used and explained nowhere.

use std::collections::{HashMap, HashSet};

use super::super::words::{Kind, Words};
use super::{CheckContext, FindingTarget, Found, Page, Spot, Text};
use crate::document::Definition;
use crate::operation::{Item, ItemList, Operation};

/// Letters of an abbreviation.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=6;

/// What everybody who sits at a computer knows, and what only looks like an abbreviation.
const KNOWN: &str = "\
    OK PC PCS TV CD DVD USB HDMI LED LCD GPS ID IDS PIN PINS TAN QR CPU GPU RAM ROM SSD HDD IT HR PR CEO CFO CTO COO \
    PDF CSV XLS XLSX DOC DOCX PPT PPTX TXT RTF XML HTML JSON YAML PNG JPG JPEG GIF SVG TIFF ZIP MP3 MP4 EXE \
    URL URLS WWW HTTP HTTPS FTP SFTP SSH DNS IP TCP UDP VPN WLAN LAN WIFI SMS MMS API SQL UI OS CLI FAQ FAQS SOP SOPS \
    AM PM UTC GMT CET CEST EST PST ISO DIN EN UTF ASCII EUR USD GBP CHF JPY EU US USA UK UN UAE VAT TBD TBC ASAP RSVP \
    CC BCC PS NB AD BC MR MRS MS DR KB MB GB TB KW KWH MHZ GHZ HZ DPI MM CM KM KG ML MAX MIN NO NR \
    II III IV VI VII VIII IX XI XII CTRL ALT DEL ESC TAB SHIFT ENTER HOME END INS FN \
    A4 A5 F1 F2 DO NOT NEVER ALWAYS MUST ONLY ALL ANY AND OR IF THEN ELSE STOP NOW YES ON OFF OPEN CLOSE SAVE EXIT NEW \
    READ WRITE NOTE TIP TO THE OF IN AT BY BE IS ARE IT YOU FOR WITH BEFORE AFTER FIRST LAST EACH EVERY BOTH TWO ONE";

pub(in crate::check) fn find(page: &Page<'_>, _: &CheckContext, found: &mut Found<'_>) {
    let known: HashSet<&str> = KNOWN.split_whitespace().collect();
    let explained = explained(page);
    let defined = defined(page);
    let mut told: HashSet<&str> = HashSet::new();
    for text in page.prose() {
        for at in 0..text.words.list.len() {
            let Some(short) = abbreviation(&text.words, at) else { continue };
            if known.contains(short) || explained.contains(short) || told.contains(short) {
                continue;
            }
            told.insert(short);
            match defined.get(short) {
                Some(definition) if !definition.meaning.trim().is_empty() => {}
                Some(definition) => {
                    let spot = Spot::outside(FindingTarget::Item { list: ItemList::Definition, id: definition.id });
                    let message = format!("{short} stands among the definitions without a meaning");
                    found.add(&spot, message, "Say what it stands for.");
                }
                None => undefined(page, text, short, found),
            }
        }
    }
}

fn undefined(page: &Page<'_>, text: &Text<'_>, short: &str, found: &mut Found<'_>) {
    let hint = "Write it out here once, or define it.";
    found.add(&text.spot, format!("{short} is used and not defined"), hint);
    let new = Definition { id: found.fresh(), term: short.to_owned(), meaning: String::new() };
    let at = page.document.definitions.len();
    found.fix(format!("Add a definition for {short}"), vec![Operation::InsertItem { at, item: Item::Definition(new) }]);
}

/// The abbreviation that this word is: capitals only, said by the writer, and not one of several words in capitals,
/// which shout.
fn abbreviation(words: &Words, at: usize) -> Option<&str> {
    let word = words.list.get(at).filter(|w| w.kind == Kind::Said)?;
    let short = singular(words.word(word));
    let fits = LETTERS.contains(&short.len()) && short.bytes().all(|b| b.is_ascii_uppercase());
    let loud = |at: Option<usize>| {
        at.and_then(|at| words.list.get(at)).is_some_and(|w| {
            let word = words.word(w);
            word.len() > 1 && word.bytes().all(|b| b.is_ascii_uppercase())
        })
    };
    (fits && !loud(at.checked_sub(1)) && !loud(Some(at + 1))).then_some(short)
}

/// `KPIs` as `KPI`.
fn singular(word: &str) -> &str {
    let stem = word.strip_suffix('s').or_else(|| word.strip_suffix("'s")).or_else(|| word.strip_suffix("’s"));
    stem.map_or(word, |stem| stem.strip_suffix(['\'', '’']).unwrap_or(stem))
}

/// What a text itself explains: `enterprise resource planning (ERP)` and `ERP (enterprise resource planning)`. Also what
/// a text writes in small letters elsewhere is no abbreviation, and what is a whole item of a list is the name of a tool.
fn explained<'a>(page: &'a Page<'_>) -> HashSet<&'a str> {
    let mut explained = HashSet::new();
    for text in page.texts.iter().filter(|t| t.kind.is_prose()) {
        let words = &text.words;
        for at in 0..words.list.len() {
            let Some(short) = abbreviation(words, at) else { continue };
            let opened = |at: usize| words.list.get(at).is_some_and(|w| w.bracketed);
            let alone = at > 0 && opened(at) && (at + 1 == words.list.len() || !opened(at + 1));
            if alone || (opened(at + 1) && words.list.len() > at + 2) || is_item(words, at) {
                explained.insert(short);
            }
        }
    }
    explained
}

/// Whether nothing else stands on its line.
fn is_item(words: &Words, at: usize) -> bool {
    use super::super::words::Before;
    let starts = |at: usize| words.list.get(at).is_none_or(|w| w.before == Before::Stop);
    words.list.len() > 1 && starts(at) && starts(at + 1)
}

/// The definitions by each word of their terms.
fn defined<'a>(page: &Page<'a>) -> HashMap<&'a str, &'a Definition> {
    let mut defined = HashMap::new();
    for definition in &page.document.definitions {
        for word in definition.term.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
            defined.insert(singular(word), definition);
        }
    }
    defined
}
