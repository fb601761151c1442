//! Files that are no package, and packages that somebody made to do harm.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use serde_json::json;
use sopwright_export::package::PackageError;
use zip::ZipWriter;

use super::forge::{Forge, headers, options, replace};
use super::{everything, opened, packed};

fn refused(bytes: &[u8]) -> PackageError {
    match opened(bytes) {
        Err(error) => error,
        Ok(opened) => panic!("{opened:?} was let in"),
    }
}

fn forbidden(bytes: &[u8]) -> String {
    match refused(bytes) {
        PackageError::Forbidden(what) => what,
        other => panic!("{other:?}"),
    }
}

fn damaged(bytes: &[u8]) -> String {
    match refused(bytes) {
        PackageError::Damaged(what) => what,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_good_one_put_together_by_hand_is_let_in() {
    assert!(opened(&Forge::new().zip()).is_ok());
}

#[test]
fn names_that_lead_outside() {
    for name in ["../evil.json", "shots/../../evil.png", "/etc/passwd", "\\\\server\\share", "..\\evil", "C:evil.json"]
    {
        let said = forbidden(&Forge::new().add(name, "x").zip());
        assert!(said.starts_with("a file that leads outside of it"), "{name}: {said}");
    }
}

#[test]
fn files_that_have_no_place() {
    for name in
        ["run.sh", "shots/", "shots/picture.png", "Manifest.json", "manifest.json/x", "shots/ab.svg", " ", "a\u{202e}b"]
    {
        let said = forbidden(&Forge::new().add(name, "x").zip());
        assert!(said.starts_with("a file that has no place in it"), "{name}: {said}");
    }
}

#[test]
fn links() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("manifest.json", "/etc/passwd", options()).unwrap();
    let said = forbidden(&zip.finish().unwrap().into_inner());
    assert!(said.starts_with("a link"), "{said}");
}

#[test]
fn two_files_of_one_name() {
    let mut bytes = Forge::new().add("sessionX.json", "{}").zip();
    replace(&mut bytes, b"sessionX.json", b"document.json");
    assert_eq!(forbidden(&bytes), "two files of one name");
}

#[test]
fn encrypted_files() {
    let mut bytes = Forge::new().zip();
    let (own, listed) = headers(&bytes, "document.json");
    bytes[own + 6] |= 1;
    bytes[listed + 8] |= 1;
    let said = forbidden(&bytes);
    assert!(said.starts_with("an encrypted file"), "{said}");
}

#[test]
fn a_file_that_says_two_things_of_itself() {
    let mut bytes = Forge::new().zip();
    let (own, _) = headers(&bytes, "document.json");
    bytes[own + 30..own + 38].copy_from_slice(b"evilname");
    damaged(&bytes);
}

#[test]
fn something_before_the_files() {
    let mut bytes = b"#!/bin/sh\nexit\n".to_vec();
    bytes.extend(Forge::new().zip());
    assert_eq!(forbidden(&bytes), "something before or after its files");
}

#[test]
fn bombs() {
    // One file that says how large it is.
    let zeroes = vec![0_u8; (64 << 20) + 1];
    assert!(matches!(
        refused(&Forge::new().without("journal.json").add("journal.json", zeroes).zip()),
        PackageError::TooLarge(_)
    ));
    // One that is small when packed.
    let said = forbidden(&Forge::new().without("journal.json").add("journal.json", vec![b' '; 8 << 20]).zip());
    assert!(said.contains("times smaller"), "{said}");
    // One that lies about it.
    let mut bytes = Forge::new().without("journal.json").add("journal.json", vec![b' '; 8 << 20]).zip();
    let (own, listed) = headers(&bytes, "journal.json");
    bytes[own + 22..own + 26].copy_from_slice(&100_u32.to_le_bytes());
    bytes[listed + 24..listed + 28].copy_from_slice(&100_u32.to_le_bytes());
    let said = damaged(&bytes);
    assert!(said.contains("size"), "{said}");
}

#[test]
fn too_many_files() {
    let many = |count: usize, padding: &str| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..count {
            zip.start_file(format!("{n}{padding}"), options()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    assert!(matches!(refused(&many(30_001, "")), PackageError::TooLarge(_)));
    // A list that is large before anything can be counted.
    let bytes = many(40_000, &"x".repeat(600));
    assert!(matches!(refused(&bytes), PackageError::TooLarge(_)), "{} bytes", bytes.len());
}

#[test]
fn what_is_no_package_at_all() {
    for bytes in [&b""[..], b"PK", b"%PDF-1.7 and so on", &[0; 100_000]] {
        damaged(bytes);
    }
    let empty = ZipWriter::new(Cursor::new(Vec::new()));
    damaged(&empty.finish().unwrap().into_inner());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", options()).unwrap();
    zip.write_all(b"<w/>").unwrap();
    forbidden(&zip.finish().unwrap().into_inner());
}

#[test]
fn one_that_was_cut_off() {
    let (package, album) = everything();
    let bytes = packed(&package, &album);
    for length in (0..bytes.len()).step_by(bytes.len() / 97).chain(bytes.len() - 60..bytes.len()) {
        damaged(&bytes[..length]);
    }
}

#[test]
fn a_newer_one() {
    let bytes = Forge::new().json("manifest.json", |m| *m = json!({"format": 2, "shape": "unknown"})).zip();
    assert!(matches!(refused(&bytes), PackageError::Newer { found: 2 }));
}

#[test]
fn words_that_are_not_those_of_the_manifest() {
    let said = damaged(&Forge::new().json("document.json", |d| d["meta"]["title"] = "Evil".into()).zip());
    assert_eq!(said, "document.json does not match its hash");
    damaged(&Forge::new().without("document.json").zip());
    damaged(&Forge::new().without("journal.json").zip());
    let revision = Forge::new().0.iter().find(|(name, _)| name.starts_with("revisions/")).unwrap().0.clone();
    damaged(&Forge::new().without(&revision).zip());
    damaged(&Forge::new().json(&revision, |d| d["meta"]["title"] = "Evil".into()).zip());
}

#[test]
fn words_that_nobody_listed() {
    let hash = sopwright_core::id::Hash::of(b"{}");
    let said = forbidden(&Forge::new().add(&format!("revisions/{hash}.json"), "{}").zip());
    assert!(said.starts_with("a revision that it does not list"), "{said}");
}

#[test]
fn a_document_that_is_another_or_not_sound() {
    let said = forbidden(&Forge::new().document(|d| d["id"] = json!("018f0000-0000-7000-8000-00000000ffff")).zip());
    assert!(said.starts_with("another SOP than it says"), "{said}");
    let twice = Forge::new().document(|d| {
        let step = d["phases"][0]["steps"][0].clone();
        d["phases"][1]["steps"].as_array_mut().unwrap().push(step);
    });
    assert!(forbidden(&twice.zip()).starts_with("two parts of one identity"));
    damaged(&Forge::new().document(|d| d["phases"] = json!("none")).zip());
    let deep = "[".repeat(100_000);
    let mut forge = Forge::new();
    *forge.file("journal.json") = deep.into_bytes();
    damaged(&forge.zip());
}

const NOWHERE: &str = "018f0000-0000-7000-8000-00000000ffff";

#[test]
fn a_history_of_something_else() {
    let journal = |change: fn(&mut serde_json::Value)| forbidden(&Forge::new().json("journal.json", change).zip());
    let said = "a journal that does not lead to the SOP";
    assert_eq!(journal(|edits| edits[0]["operations"][0]["meta"]["title"] = "Evil".into()), said);
    assert_eq!(journal(|edits| edits[0]["seq"] = 7.into()), said);
    assert_eq!(journal(|edits| edits[0]["inverses"] = json!([{"op": "remove_step", "step": NOWHERE}])), said);
    let other = Forge::new().json("suggestions.json", |s| s[0]["document"] = NOWHERE.into());
    assert_eq!(forbidden(&other.zip()), "a suggestion about another SOP");
}

#[test]
fn a_recording_that_was_changed() {
    let with = |change: fn(&mut serde_json::Value)| Forge::new().json("session.json", change).zip();
    assert!(forbidden(&with(|s| s["entries"][1]["text"] = "Never said".into())).contains("at entry 2"));
    assert!(forbidden(&with(|s| drop(s["entries"].as_array_mut().unwrap().remove(1)))).contains("at entry 2"));
    forbidden(&with(|s| s["session"]["state"] = "open".into()));
    let other = Forge::new().document(|d| d["session"] = "018f0000-0000-7000-8000-00000000ffff".into());
    assert_eq!(forbidden(&other.zip()), "the recording of another SOP");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(opened(&bytes).is_err());
    }

    #[test]
    fn any_bytes_in_any_file_are_taken_or_refused(at in any::<prop::sample::Index>(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut forge = Forge::small();
        let at = at.index(forge.0.len());
        forge.0[at].1 = bytes;
        opened(&forge.zip()).err();
    }

    #[test]
    fn a_flipped_bit_is_refused_or_does_no_harm(at in any::<prop::sample::Index>(), bit in 0..8_u8) {
        let mut bytes = Forge::small().zip();
        let good = opened(&bytes).unwrap().package;
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        if let Ok(opened) = opened(&bytes) {
            prop_assert_eq!(opened.package, good);
        }
    }
}
