//! There and back.

use std::io::Cursor;

use sopwright_export::ExportError;
use sopwright_export::package::Opened;

use super::fixture::Album;
use super::{everything, never, opened, packed, try_packed};

#[test]
fn everything_that_goes_in_comes_out() {
    let (package, album) = everything();
    let bytes = packed(&package, &album);
    let mut opened = opened(&bytes).unwrap();
    assert_eq!(opened.package, package);
    let shots = opened.shots().clone();
    assert_eq!(shots, package.pictures().unwrap());
    assert_eq!(shots.len(), album.0.len(), "those of the document, of its revisions and of the recording");
    for shot in &shots {
        assert_eq!(&opened.png(shot).unwrap(), &album.0[shot]);
    }
}

#[test]
fn the_same_package_is_the_same_bytes() {
    let (package, album) = everything();
    assert_eq!(packed(&package, &album), packed(&package, &album));
}

#[test]
fn without_the_recording_none_of_its_words_and_pictures_go_out() {
    let (mut package, album) = everything();
    let recording = package.recording.take().unwrap();
    let bytes = packed(&package, &album);
    let opened = opened(&bytes).unwrap();
    assert_eq!(opened.package.recording, None);
    for entry in &recording.entries {
        let shot = entry.content.shot.as_ref().unwrap();
        assert!(!opened.shots().contains(&shot.hash));
    }
}

#[test]
fn what_stands_in_the_place_of_a_redacted_picture_goes_out_instead() {
    let (mut package, mut album) = everything();
    let old = package.recording.as_ref().unwrap().entries[0].content.shot.as_ref().unwrap().hash.clone();
    let new = album.add(super::fixture::screen(400, 300, 77), 400, 300, "").shot;
    package.replaced = [(old.clone(), new.clone())].into();
    let bytes = packed(&package, &album);
    let opened = opened(&bytes).unwrap();
    assert!(opened.shots().contains(&new) && !opened.shots().contains(&old));
    assert_eq!(opened.package, package);
}

#[test]
fn a_picture_that_cannot_be_had_is_said_and_the_rest_goes_out() {
    let (package, mut album) = everything();
    let gone = package.document.figures().next().unwrap().shot.clone();
    album.0.remove(&gone);
    let (bytes, output) = try_packed(&package, &album, &sopwright_export::Quiet).unwrap();
    assert_eq!(output.warnings.len(), 1);
    assert!(output.warnings[0].contains(gone.as_str()), "{:?}", output.warnings);
    assert_eq!(opened(&bytes).unwrap().package, package);
}

#[test]
fn packing_and_opening_can_be_cancelled() {
    let (package, album) = everything();
    assert!(matches!(try_packed(&package, &album, &never), Err(ExportError::Cancelled)));
    let bytes = packed(&package, &album);
    assert!(Opened::new(Cursor::new(&bytes), &never).unwrap().is_none());
}

#[test]
fn an_sop_without_pictures_is_a_package_too() {
    let (mut package, _) = everything();
    package.document = super::fixture::empty();
    (package.journal, package.suggestions) = (Vec::new(), Vec::new());
    package.body = serde_json::to_string(&package.document).unwrap();
    (package.revisions, package.recording) = (Vec::new(), None);
    let bytes = packed(&package, &Album::default());
    assert_eq!(opened(&bytes).unwrap().package, package);
}
