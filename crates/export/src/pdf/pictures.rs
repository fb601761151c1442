//! Puts the pictures into a finished PDF. Typst sets tiny stubs in their place, because it would decode every picture and
//! compress it again; but the data of a PNG file can stand in a PDF as it is, behind a filter that undoes PNG's row
//! filters. So a picture is copied, not coded, and only one of them is in memory beside the output.
//!
//! A stub is told by its size in pixels, which no other has. This module knows the PDF files of one writer: objects one
//! after the other, and a plain cross-reference table. Anything else is refused, never guessed at.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::ExportError;
use crate::picture::Chunks;

/// Widest stub.
const STUB_COLUMNS: usize = 256;

/// The size of a stub, unlike that of any other.
pub(super) fn stub_size(index: usize) -> (usize, usize) {
    (index % STUB_COLUMNS + 1, index / STUB_COLUMNS + 1)
}

/// The pixels of a stub: the picture's hash over and over, so that the file's identity follows its pictures.
pub(super) fn stub_pixels(index: usize, hash: &str) -> Vec<u8> {
    let (width, height) = stub_size(index);
    hash.bytes().cycle().take(width * height * 3).collect()
}

/// A picture as it goes into the PDF.
pub(super) struct Raw {
    pub width: u32,
    pub height: u32,
    /// The data chunks of a PNG file of plain RGB form, joined: one zlib stream.
    pub data: Vec<u8>,
}

impl Raw {
    /// The data of a PNG file that was found whole.
    pub fn of_png(bytes: &[u8], width: u32, height: u32) -> Self {
        let mut data = Vec::with_capacity(bytes.len());
        for (kind, body) in Chunks::of(bytes).into_iter().flatten().flatten() {
            if &kind == b"IDAT" {
                data.extend_from_slice(body);
            }
        }
        Self { width, height, data }
    }
}

/// Writes the file with the pictures in place of the stubs. `picture` is asked for each of `count` stubs once, in no
/// certain order.
pub(super) fn place(
    pdf: &[u8],
    count: usize,
    out: &mut dyn Write,
    mut picture: impl FnMut(usize) -> Result<Raw, ExportError>,
) -> Result<(), ExportError> {
    let table = Table::read(pdf)?;
    let stubs: HashMap<(usize, usize), usize> = (0..count).map(|index| (stub_size(index), index)).collect();
    let mut out = Counted { out, at: 0 };
    let mut offsets = vec![None; table.size];
    out.write_all(pdf.get(..table.first()).ok_or(Strange("the objects begin beyond the end"))?)?;
    for (number, start, end) in table.objects() {
        let object = pdf.get(start..end).ok_or(Strange("an object ends beyond the end"))?;
        if let Some(offset) = offsets.get_mut(number) {
            *offset = Some(out.at);
        }
        let index = image_size(object).and_then(|size| stubs.get(&size));
        match index {
            None => out.write_all(object)?,
            Some(index) => {
                let colours = value(dictionary(object).unwrap_or_default(), b"/ColorSpace");
                write_image(&mut out, number, &picture(*index)?, colours.ok_or(Strange("a stub lacks its colours"))?)?;
            }
        }
    }
    Ok(write_table(&mut out, &offsets, table.trailer)?)
}

/// A file that is not as its writer makes them, and why.
#[derive(Debug)]
struct Strange(&'static str);

impl From<Strange> for ExportError {
    fn from(Strange(why): Strange) -> Self {
        Self::Layout(why.to_owned())
    }
}

/// Knows how many bytes went by.
struct Counted<'a> {
    out: &'a mut dyn Write,
    at: usize,
}

impl Counted<'_> {
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len();
        self.out.write_all(bytes)
    }
}

fn write_image(out: &mut Counted<'_>, number: usize, raw: &Raw, colours: &[u8]) -> io::Result<()> {
    let Raw { width, height, data } = raw;
    out.write_all(
        format!(
            "{number} 0 obj\n<</Length {}/Type/XObject/Subtype/Image/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 3\
             /BitsPerComponent 8/Columns {width}>>/Width {width}/Height {height}/BitsPerComponent 8/ColorSpace ",
            data.len()
        )
        .as_bytes(),
    )?;
    out.write_all(colours)?;
    out.write_all(b">>\nstream\n")?;
    out.write_all(data)?;
    out.write_all(b"\nendstream\nendobj\n\n")
}

fn write_table(out: &mut Counted<'_>, offsets: &[Option<usize>], trailer: &[u8]) -> io::Result<()> {
    let start = out.at;
    out.write_all(format!("xref\n0 {}\n", offsets.len()).as_bytes())?;
    for (number, offset) in offsets.iter().enumerate() {
        let entry = match offset {
            Some(offset) => format!("{offset:010} 00000 n\r\n"),
            // Free entries form a list; one that points to the head ends it.
            None => format!("{:010} {:05} f\r\n", 0, if number == 0 { 65_535 } else { 0 }),
        };
        out.write_all(entry.as_bytes())?;
    }
    out.write_all(b"trailer\n")?;
    out.write_all(trailer)?;
    out.write_all(format!("\nstartxref\n{start}\n%%EOF").as_bytes())
}

/// Where the objects are.
struct Table<'a> {
    /// Number and start of each object in use, by start.
    starts: Vec<(usize, usize)>,
    /// Entries of the table.
    size: usize,
    /// Where the table begins.
    end: usize,
    /// The trailer's dictionary.
    trailer: &'a [u8],
}

impl<'a> Table<'a> {
    fn read(pdf: &'a [u8]) -> Result<Self, Strange> {
        let tail = pdf.len().saturating_sub(64);
        let at = find(&pdf[tail..], b"startxref").ok_or(Strange("the cross-reference table is not named"))? + tail;
        let mut rest = &pdf[at + b"startxref".len()..];
        let end = number(&mut rest).ok_or(Strange("the cross-reference table has no place"))?;
        let mut rest = pdf
            .get(end..)
            .and_then(|r| r.strip_prefix(b"xref"))
            .ok_or(Strange("there is no plain cross-reference table"))?;
        let (Some(0), Some(size)) = (number(&mut rest), number(&mut rest)) else {
            return Err(Strange("the cross-reference table has parts"));
        };
        if size > pdf.len() / 20 {
            return Err(Strange("the cross-reference table is longer than the file"));
        }
        let mut starts = Vec::with_capacity(size);
        for entry in 0..size {
            let start = number(&mut rest).ok_or(Strange("the cross-reference table is cut off"))?;
            number(&mut rest).ok_or(Strange("the cross-reference table is cut off"))?;
            rest = rest.trim_ascii_start();
            if rest.starts_with(b"n") {
                starts.push((entry, start));
            }
            rest = rest.get(1..).ok_or(Strange("the cross-reference table is cut off"))?;
        }
        starts.sort_unstable_by_key(|(_, start)| *start);
        let trailer = rest.trim_ascii_start().strip_prefix(b"trailer").ok_or(Strange("there is no trailer"))?;
        let length = find(trailer, b"startxref").ok_or(Strange("the trailer does not end"))?;
        Ok(Self { starts, size, end, trailer: trailer[..length].trim_ascii() })
    }

    fn first(&self) -> usize {
        self.starts.first().map_or(self.end, |(_, start)| *start)
    }

    /// Number, start and end of each object.
    fn objects(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        let ends = self.starts.iter().skip(1).map(|(_, start)| *start).chain([self.end]);
        self.starts.iter().zip(ends).map(|((number, start), end)| (*number, *start, end))
    }
}

/// The size of an object that is a picture.
fn image_size(object: &[u8]) -> Option<(usize, usize)> {
    let dictionary = dictionary(object)?;
    if value(dictionary, b"/Subtype")? != b"/Image" {
        return None;
    }
    let size = |key| number(&mut value(dictionary, key)?);
    Some((size(b"/Width")?, size(b"/Height")?))
}

/// What stands before the data of an object that holds some.
fn dictionary(object: &[u8]) -> Option<&[u8]> {
    // A picture's dictionary is short; a long search would be one through data.
    let start = object.get(..object.len().min(1024))?;
    find(start, b"stream").map(|end| &start[..end])
}

/// The value after a key: up to the next key, or to the end of the dictionary.
fn value<'a>(dictionary: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    let mut at = 0;
    loop {
        let after = at + find(&dictionary[at..], key)? + key.len();
        let rest = &dictionary[after..];
        // `/Width` is no part of `/WidthOfSomething`.
        if rest.first().is_none_or(|c| !c.is_ascii_alphanumeric()) {
            let rest = rest.trim_ascii_start();
            let length = match rest.first()? {
                b'[' => rest.iter().position(|c| *c == b']')? + 1,
                _ => 1 + rest.iter().skip(1).position(|c| matches!(c, b'/' | b'>' | b'\n'))?,
            };
            return Some(rest[..length].trim_ascii_end());
        }
        at = after;
    }
}

/// Takes a number from the start.
fn number(rest: &mut &[u8]) -> Option<usize> {
    *rest = rest.trim_ascii_start();
    let length = rest.iter().take_while(|c| c.is_ascii_digit()).count();
    let (digits, after) = rest.split_at(length);
    *rest = after;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(index: usize) -> Result<Raw, ExportError> {
        Ok(Raw { width: 1920, height: 1080, data: format!("picture {index} endobj xref").into_bytes() })
    }

    /// A file with a stub, something that looks like one, and a table.
    fn file() -> Vec<u8> {
        let mut pdf = b"%PDF-1.7\n".to_vec();
        let mut offsets = vec![None];
        for object in [
            "<</Type/Catalog>>\nendobj\n\n",
            "<</Length 3/Subtype/Image/WidthX 9/Width 2/Height 1/ColorSpace/DeviceRGB>>\nstream\nabc\nendstream\nendobj\n\n",
            "<</Length 36/Subtype/Form>>\nstream\n/Subtype/Image/Width 1/Height 1 stream\nendstream\nendobj\n\n",
            "<</Length 3/Subtype/Image/Width 1/Height 1/ColorSpace[/ICCBased 9 0 R]>>\nstream\nabc\nendstream\nendobj\n\n",
        ] {
            offsets.push(Some(pdf.len()));
            pdf.extend_from_slice(format!("{} 0 obj\n{object}", offsets.len() - 1).as_bytes());
        }
        let at = pdf.len();
        write_table(&mut Counted { out: &mut pdf, at }, &offsets, b"<</Size 5/Root 1 0 R>>").unwrap();
        pdf
    }

    #[test]
    fn stubs_are_replaced_and_the_table_follows() {
        let mut placed = Vec::new();
        place(&file(), 2, &mut placed, raw).unwrap();
        let text = String::from_utf8(placed.clone()).unwrap();
        assert!(
            text.contains("/Width 1920/Height 1080/BitsPerComponent 8/ColorSpace /DeviceRGB>>\nstream\npicture 1 ")
        );
        assert!(text.contains("/ColorSpace [/ICCBased 9 0 R]>>\nstream\npicture 0 "));
        assert!(text.contains("/Subtype/Image/Width 1/Height 1 stream"), "the form's data is kept");
        assert!(text.contains("trailer\n<</Size 5/Root 1 0 R>>\nstartxref"));
        let table = Table::read(&placed).unwrap();
        for (number, start, _) in table.objects() {
            assert!(placed[start..].starts_with(format!("{number} 0 obj").as_bytes()));
        }
    }

    #[test]
    fn an_unknown_file_is_refused() {
        for bytes in [
            &b""[..],
            b"startxref\n0\n%%EOF",
            b"xref\n0 99999999\nstartxref\n0\n%%EOF",
            b"xref\n0 1\n1 2 n\nstartxref\n0",
        ] {
            assert!(place(bytes, 1, &mut Vec::new(), raw).is_err());
        }
        let file = file();
        for length in 0..file.len() {
            let _ = place(&file[..length], 2, &mut Vec::new(), raw);
        }
    }

    #[test]
    fn stubs_differ_in_size() {
        let sizes: std::collections::HashSet<_> = (0..10_000).map(stub_size).collect();
        assert_eq!(sizes.len(), 10_000);
    }
}
