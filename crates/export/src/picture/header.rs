//! The outside of a PNG file: size, form and chunks, without decoding a pixel.

/// Longest side of a picture that is handled.
const MAX_SIDE: u32 = 20_000;
/// Most pixels of a picture that is handled: nine screens of 4K.
const MAX_PIXELS: u64 = 75_000_000;
/// The first bytes of every PNG file.
const SIGNATURE: [u8; 8] = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];

/// What a PNG file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub width: u32,
    pub height: u32,
    /// Eight bits each of red, green and blue, row by row: the form in which shots are stored.
    pub is_plain_rgb: bool,
}

impl Header {
    /// Reads the header, and checks the frame of the whole file: every chunk is complete and the last one is there.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut header = None;
        let mut data = 0usize;
        let mut ended = false;
        let mut has_transparency = false;
        for chunk in Chunks::of(bytes).ok_or("the file is not a PNG picture")? {
            let (kind, body) = chunk.map_err(str::to_owned)?;
            match (&kind, header) {
                (b"IHDR", None) => header = Some(Self::from_chunk(body)?),
                (_, None) => return Err("the file is damaged: it does not begin with its size".to_owned()),
                (b"IDAT", _) => data += body.len(),
                (b"tRNS", _) => has_transparency = true,
                (b"IEND", _) => ended = true,
                _ => {}
            }
        }
        match header {
            Some(mut header) if ended && data > 0 => {
                header.is_plain_rgb &= !has_transparency;
                Ok(header)
            }
            _ => Err("the file is damaged: its end is missing".to_owned()),
        }
    }

    fn from_chunk(body: &[u8]) -> Result<Self, String> {
        let &[w0, w1, w2, w3, h0, h1, h2, h3, depth, colour, compression, filter, interlace] = body else {
            return Err("the file is damaged: its size cannot be read".to_owned());
        };
        let (width, height) = (u32::from_be_bytes([w0, w1, w2, w3]), u32::from_be_bytes([h0, h1, h2, h3]));
        if width == 0 || height == 0 {
            return Err("the picture has no area".to_owned());
        }
        if width > MAX_SIDE || height > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(format!("the picture is too large: {width} x {height} pixels"));
        }
        let is_plain_rgb = (depth, colour, compression, filter, interlace) == (8, 2, 0, 0, 0);
        Ok(Self { width, height, is_plain_rgb })
    }
}

/// The chunks of a PNG file.
pub(crate) struct Chunks<'a> {
    rest: &'a [u8],
    done: bool,
}

impl<'a> Chunks<'a> {
    /// The chunks of a file that bears the PNG signature.
    pub fn of(bytes: &'a [u8]) -> Option<Self> {
        bytes.strip_prefix(&SIGNATURE).map(|rest| Self { rest, done: false })
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Result<([u8; 4], &'a [u8]), &'static str>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done || self.rest.is_empty() {
            return None;
        }
        let read = || -> Option<([u8; 4], &'a [u8], &'a [u8])> {
            let (length, rest) = self.rest.split_first_chunk::<4>()?;
            let (kind, rest) = rest.split_first_chunk::<4>()?;
            let (body, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*length)).ok()?)?;
            let (_checksum, rest) = rest.split_first_chunk::<4>()?;
            Some((*kind, body, rest))
        };
        match read() {
            Some((kind, body, rest)) => {
                self.rest = rest;
                self.done = &kind == b"IEND";
                Some(Ok((kind, body)))
            }
            None => {
                self.done = true;
                Some(Err("the file is damaged: it is cut off"))
            }
        }
    }
}
