//! Pictures that come from elsewhere: the PNG that their name promises, whole, small enough, and nothing else in it.

use std::io::Cursor;

use sopwright_core::id::Hash;

use crate::picture::{Chunks, Header};

/// What a picture may hold beside its pixels: how they are meant, and no text, no profile, no second picture.
const CHUNKS: [&[u8; 4]; 10] =
    [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"sRGB", b"gAMA", b"cHRM", b"pHYs", b"sBIT"];

/// Says in words what is wrong with a picture. Its size is looked at before a pixel is decoded, and it is decoded row by
/// row, so that it cannot take more memory than its file.
pub(super) fn check(hash: &Hash, png: &[u8]) -> Result<(), String> {
    if Hash::of(png) != *hash {
        return Err("its content does not match its name".to_owned());
    }
    let header = Header::read(png)?;
    let mut end = 8;
    for chunk in Chunks::of(png).ok_or("the file is not a PNG picture")? {
        let (kind, body) = chunk?;
        if !CHUNKS.contains(&&kind) {
            return Err(format!("it holds more than a picture: {:?}", String::from_utf8_lossy(&kind)));
        }
        end += body.len() + 12;
    }
    if end != png.len() {
        return Err("something follows the picture".to_owned());
    }
    decode(png, &header).map_err(|error| format!("its pixels cannot be read: {error}"))
}

fn decode(png: &[u8], header: &Header) -> Result<(), png::DecodingError> {
    // Two rows of the widest pixels, and room for what the decoder keeps.
    let limits = png::Limits { bytes: (header.width as usize).saturating_mul(16).saturating_add(1 << 20) };
    let mut reader = png::Decoder::new_with_limits(Cursor::new(png), limits).read_info()?;
    while reader.next_row()?.is_some() {}
    reader.finish()
}
