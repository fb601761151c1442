//! A line to the X server in its own protocol: presses keys and buttons as XTEST does and looks at windows. A press costs one
//! write to a socket, where a program started for it, or woken for it, would cost more than what is measured.

use std::collections::HashSet;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;

use xtask::{Done, Failure};

/// The left control key, by keysym.
pub const CONTROL: u32 = 0xffe3;
/// The left super key.
pub const SUPER: u32 = 0xffeb;

/// A connection.
#[derive(Debug)]
pub struct Server {
    stream: UnixStream,
    root: u32,
    keys: Vec<(u8, u32)>,
    xtest: u8,
    clients: u32,
}

impl Server {
    /// Connects to a display such as `:7`, which must let anyone of this machine in.
    pub fn connect(display: &str) -> Done<Self> {
        let number = display.trim_start_matches(':');
        let mut stream = UnixStream::connect(format!("/tmp/.X11-unix/X{number}"))?;
        // Little endian, protocol 11.0, no authorisation.
        stream.write_all(&[b'l', 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0])?;
        let mut head = [0; 8];
        stream.read_exact(&mut head)?;
        let mut body = vec![0; usize::from(u16_at(&head, 6)) * 4];
        stream.read_exact(&mut body)?;
        if head[0] != 1 {
            return Err(Failure::new(format!("{display} refused: {}", String::from_utf8_lossy(&body))));
        }
        let vendor = usize::from(u16_at(&body, 16)).next_multiple_of(4);
        let formats = usize::from(byte(&body, 21)) * 8;
        let (first, last) = (byte(&body, 26), byte(&body, 27));
        let root = u32_at(&body, 32 + vendor + formats);
        let mut server = Self { stream, root, keys: Vec::new(), xtest: 0, clients: 0 };
        server.read_keys(first, last)?;
        server.xtest = server.extension("XTEST")?;
        server.clients = server.atom("_NET_CLIENT_LIST")?;
        Ok(server)
    }

    /// Presses a key, by keysym, or lets it go.
    pub fn key(&mut self, keysym: u32, down: bool) -> Done {
        let code = self.keys.iter().find(|(_, sym)| *sym == keysym).map(|(code, _)| *code);
        let code = code.ok_or_else(|| Failure::new(format!("No key gives the keysym {keysym:#x}.")))?;
        self.fake(if down { 2 } else { 3 }, code, [0, 0])
    }

    /// Presses a button of the mouse and lets it go; 4 and 5 are the wheel.
    pub fn button(&mut self, number: u8) -> Done {
        self.fake(4, number, [0, 0])?;
        self.fake(5, number, [0, 0])
    }

    /// Moves the pointer to a point of the screen, and has it told. A program that listens is handed a move only with the
    /// server's next answer to anyone; a real mouse moves often enough to be told anyway.
    pub fn point_to(&mut self, x: i16, y: i16) -> Done {
        self.fake(6, 0, [x, y])?;
        self.settle()
    }

    /// An event as if a device had made it: its code, which key or button, and where, if it is a move.
    fn fake(&mut self, event: u8, detail: u8, at: [i16; 2]) -> Done {
        let mut request = vec![self.xtest, 2, 9, 0, event, detail];
        // No delay, the screen that the pointer is on.
        request.resize(24, 0);
        request.extend(at.iter().flat_map(|side| side.to_le_bytes()));
        request.resize(36, 0);
        Ok(self.stream.write_all(&request)?)
    }

    /// The window behind all others.
    pub fn root(&self) -> u32 {
        self.root
    }

    /// Gives the ground behind all windows another colour. It is on the screen when this returns.
    pub fn paint_ground(&mut self, rgb: u32) -> Done {
        // ChangeWindowAttributes with a background, then ClearArea of everything.
        let change = [2 | 4 << 16, self.root, 2, rgb];
        let clear = [61 | 4 << 16, self.root, 0, 0];
        let request: Vec<u8> = change.iter().chain(&clear).flat_map(|word| word.to_le_bytes()).collect();
        self.stream.write_all(&request)?;
        self.settle()
    }

    /// Waits until the server has carried out what was asked before.
    pub fn settle(&mut self) -> Done {
        // GetInputFocus: the smallest request that has an answer.
        self.ask(&[43, 0, 1, 0]).map(|_| ())
    }

    /// The windows of programs, as the window manager lists them.
    pub fn windows(&mut self) -> Done<Vec<u32>> {
        let mut request = vec![20, 0, 6, 0];
        for word in [self.root, self.clients, 33, 0, 1024] {
            request.extend(word.to_le_bytes());
        }
        let answer = self.ask(&request)?;
        let count = u32_at(&answer, 16) as usize;
        Ok((0..count).map(|place| u32_at(&answer, 32 + place * 4)).collect())
    }

    /// How many colours a window shows in six strips across it. Nothing when the window cannot be seen yet.
    pub fn colours(&mut self, window: u32) -> Done<usize> {
        let mut request = vec![14, 0, 2, 0];
        request.extend(window.to_le_bytes());
        let Ok(geometry) = self.ask(&request) else { return Ok(0) };
        let (width, height) = (u16_at(&geometry, 16), u16_at(&geometry, 18));
        let mut colours = HashSet::new();
        for strip in 1..=6 {
            let mut request = vec![73, 2, 5, 0];
            request.extend(window.to_le_bytes());
            for word in [0, height / 7 * strip, width, 12.min(height)] {
                request.extend(word.to_le_bytes());
            }
            request.extend(u32::MAX.to_le_bytes());
            // A window that is not mapped yet, or lies partly outside of the screen, has no picture.
            let Ok(answer) = self.ask(&request) else { return Ok(0) };
            colours.extend(answer[32..].chunks_exact(4).map(|pixel| u32_at(pixel, 0) & 0x00ff_ffff));
        }
        Ok(colours.len())
    }

    fn read_keys(&mut self, first: u8, last: u8) -> Done {
        let answer = self.ask(&[101, 0, 2, 0, first, last - first + 1, 0, 0])?;
        let wide = usize::from(byte(&answer, 1));
        let plain = |code: u8| u32_at(&answer, 32 + usize::from(code - first) * wide * 4);
        self.keys = (first..=last).map(|code| (code, plain(code))).collect();
        Ok(())
    }

    fn extension(&mut self, name: &str) -> Done<u8> {
        let answer = self.ask(&named(98, name))?;
        if byte(&answer, 8) == 1 {
            Ok(byte(&answer, 9))
        } else {
            Err(Failure::new(format!("There is no {name} here.")))
        }
    }

    fn atom(&mut self, name: &str) -> Done<u32> {
        Ok(u32_at(&self.ask(&named(16, name))?, 8))
    }

    /// Sends a request and reads its answer, past events that nobody asked for.
    fn ask(&mut self, request: &[u8]) -> Done<Vec<u8>> {
        self.stream.write_all(request)?;
        loop {
            let mut answer = vec![0; 32];
            self.stream.read_exact(&mut answer)?;
            match answer[0] {
                0 => return Err(Failure::new(format!("The X server answers with error {}.", answer[1]))),
                1 => {
                    let more = u32_at(&answer, 4) as usize * 4;
                    answer.resize(32 + more, 0);
                    self.stream.read_exact(&mut answer[32..])?;
                    return Ok(answer);
                }
                _ => {}
            }
        }
    }
}

/// A request that holds a name: its length in two bytes, two of nothing, the name, padded.
fn named(code: u8, name: &str) -> Vec<u8> {
    let padded = name.len().next_multiple_of(4);
    let mut request = vec![code, 0, (2 + padded / 4) as u8, 0, name.len() as u8, 0, 0, 0];
    request.extend(name.as_bytes());
    request.resize(8 + padded, 0);
    request
}

fn byte(bytes: &[u8], at: usize) -> u8 {
    bytes.get(at).copied().unwrap_or_default()
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([byte(bytes, at), byte(bytes, at + 1)])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from(u16_at(bytes, at)) | u32::from(u16_at(bytes, at + 2)) << 16
}
