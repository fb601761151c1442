//! Pictures in a package: what must not come in under the name of one.

use super::fixture::screen;
use super::forge::Forge;
use super::opened;
use sopwright_export::package::PackageError;

fn small() -> Vec<u8> {
    screen(400, 300, 1)
}

fn said(png: &[u8]) -> String {
    match opened(&Forge::new().picture(png).zip()) {
        Err(PackageError::Forbidden(what)) => what,
        Err(other) => panic!("{other:?}"),
        Ok(_) => "nothing".into(),
    }
}

fn chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = (body.len() as u32).to_be_bytes().to_vec();
    chunk.extend(kind);
    chunk.extend(body);
    let mut crc = u32::MAX;
    for byte in &chunk[4..] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
    }
    chunk.extend((!crc).to_be_bytes());
    chunk
}

/// The picture with a chunk before its end.
fn with_chunk(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
    let mut png = small();
    let end = png.len() - 12;
    png.splice(end..end, chunk(kind, body));
    png
}

/// The picture with another size in its header.
fn with_size(width: u32, height: u32) -> Vec<u8> {
    let png = small();
    let mut header = png[16..29].to_vec();
    header[..4].copy_from_slice(&width.to_be_bytes());
    header[4..8].copy_from_slice(&height.to_be_bytes());
    [&png[..8], &chunk(b"IHDR", &header), &png[33..]].concat()
}

#[test]
fn a_picture_is_let_in() {
    assert_eq!(said(&small()), "nothing");
    assert_eq!(said(&screen(3840, 2160, 1)), "nothing");
    assert_eq!(said(&with_chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 19, 1])), "nothing");
}

#[test]
fn a_false_size_is_seen_before_a_pixel_is_decoded() {
    assert!(said(&with_size(100_000, 100_000)).contains("too large"));
    assert!(said(&with_size(0, 300)).contains("no area"));
    assert!(said(&with_size(400, 6400)).contains("pixels cannot be read"));
}

#[test]
fn what_is_no_png_is_no_picture() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    assert!(said(svg).contains("not a PNG picture"));
    assert!(said(b"GIF89a").contains("not a PNG picture"));
    assert!(said(&small()[..200]).contains("damaged"));
}

#[test]
fn a_picture_holds_nothing_but_a_picture() {
    for kind in [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"iCCP", b"acTL", b"evIl"] {
        assert!(said(&with_chunk(kind, b"Comment\0evil")).contains("more than a picture"), "{kind:?}");
    }
    let mut png = small();
    png.extend(b"PK\x03\x04 and more");
    assert!(said(&png).contains("something follows the picture"));
}

#[test]
fn flipped_pixels_are_seen() {
    let mut png = small();
    let middle = png.len() / 2;
    png[middle] ^= 1;
    assert!(said(&png).contains("pixels cannot be read"));
}

#[test]
fn a_picture_under_another_name_or_that_nothing_shows() {
    let mut forge = Forge::new();
    let name = forge.0.iter().find(|(name, _)| name.starts_with("shots/")).unwrap().0.clone();
    *forge.file(&name) = small();
    assert!(
        matches!(opened(&forge.zip()), Err(PackageError::Damaged(what)) if what.contains("does not match its hash"))
    );
    let other = screen(400, 300, 2);
    let forge = Forge::new().add(&format!("shots/{}.png", sopwright_core::id::Hash::of(&other)), other);
    assert!(matches!(opened(&forge.zip()), Err(PackageError::Forbidden(what)) if what.contains("nothing in it shows")));
}
