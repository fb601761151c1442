//! The clipboard: what is kept, what is not, and owners that misbehave.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use sopwright_capture::clipboard::{MOST_TEXT, SystemClipboard};
use sopwright_core::entry::{Rect, Snippet};
use sopwright_core::port::{Clip, Clipboard as _, Frame};

use x11rb::protocol::Event;
use x11rb::protocol::xfixes::{ConnectionExt as _, SelectionEventMask};

use crate::owner::{Manner, Owner};
use crate::stage::{Stage, staged};

/// Puts the bytes on the clipboard with xclip, which stays behind to hand them over.
fn copy(stage: &Stage, kind: &str, bytes: &[u8]) {
    let clipboard = stage.atom("CLIPBOARD");
    stage.conn.xfixes_query_version(5, 0).unwrap().reply().unwrap();
    let told = SelectionEventMask::SET_SELECTION_OWNER;
    stage.conn.xfixes_select_selection_input(stage.root, clipboard, told).unwrap().check().unwrap();
    let mut command = Command::new("xclip");
    command.args(["-selection", "clipboard", "-t", kind, "-i"]);
    let mut xclip = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    xclip.stdin.take().unwrap().write_all(bytes).unwrap();
    assert!(xclip.wait().unwrap().success());
    // It may end before the one it leaves behind has taken the clipboard.
    stage.wait_for(|event| matches!(event, Event::XfixesSelectionNotify(_)));
}

fn read() -> Clip {
    SystemClipboard::new().read().unwrap()
}

fn kept() -> (Snippet, Option<Frame>, String) {
    match read() {
        Clip::Kept { snippet, picture, cut } => (snippet, picture, cut),
        other => panic!("{other:?}"),
    }
}

fn text() -> (String, String) {
    match kept() {
        (Snippet::Text { text }, None, cut) => (text, cut),
        other => panic!("{other:?}"),
    }
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    (work(), start.elapsed())
}

staged! {
    fn an_empty_clipboard_is_empty(_stage) {
        assert!(matches!(read(), Clip::Empty));
    }
}

staged! {
    fn text_comes_as_it_was_copied(stage) {
        copy(stage, "UTF8_STRING", "Gr\u{fc}n \u{20ac} \u{1f600}\nzwei".as_bytes());
        let (clip, time) = timed(text);
        assert_eq!(clip, ("Gr\u{fc}n \u{20ac} \u{1f600}\nzwei".into(), String::new()));
        eprintln!("text in {time:?}");
    }
}

staged! {
    fn bytes_that_are_no_text_are_replaced_and_said_so(stage) {
        copy(stage, "UTF8_STRING", b"a\xff\0b");
        let (text, cut) = text();
        assert_eq!(text, "a\u{fffd}\u{fffd}b");
        assert!(cut.contains("replaced"), "{cut}");
    }
}

staged! {
    fn a_hundred_megabytes_are_cut_in_bounded_time_and_the_owner_lives(stage) {
        copy(stage, "UTF8_STRING", "\u{20ac}uro".repeat(100_000_000 / 6).as_bytes());
        let ((text, cut), time) = timed(text);
        assert!(text.len() <= MOST_TEXT && text.len() > MOST_TEXT - 4, "{}", text.len());
        assert!(text.starts_with("\u{20ac}uro") && !text.contains('\u{fffd}'));
        assert!(cut.contains("1 MiB"), "{cut}");
        assert!(time < Duration::from_secs(3), "{time:?}");
        eprintln!("100 MB in {time:?}");
        // It was not killed by our leaving, and can be asked again; while it is still busy with the rest, xclip
        // forgets who asks.
        assert!((0..3).any(|_| matches!(SystemClipboard::new().read(), Ok(Clip::Kept { .. }))), "the owner is stuck");
    }
}

staged! {
    fn a_picture_comes_as_pixels(stage) {
        // Large and noisy, so that it is handed over in pieces.
        let mut noise = 1_u32;
        let rgb = (0..1_200 * 800 * 3).map(|_| { noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223); (noise >> 24) as u8 });
        let before = Frame { area: Rect { x: 0, y: 0, width: 1_200, height: 800 }, rgb: rgb.collect() };
        copy(stage, "image/png", &sopwright_capture::png::encode(&before).unwrap());
        let (snippet, picture, cut) = kept();
        assert_eq!((snippet, cut), (Snippet::Image, String::new()));
        assert_eq!(picture.unwrap().rgb, before.rgb);
    }
}

staged! {
    fn a_picture_that_cannot_be_read_is_refused_in_words(stage) {
        copy(stage, "image/png", b"this is no picture");
        assert!(SystemClipboard::new().read().is_err());
        copy(stage, "image/jpeg", b"\xff\xd8\xff\xe0");
        let error = SystemClipboard::new().read().unwrap_err();
        assert!(error.what.contains("image/jpeg") && error.hint.contains("PNG"), "{error}");
    }
}

staged! {
    fn names_of_files_come_as_paths_and_addresses_as_text(stage) {
        copy(stage, "text/uri-list", b"file:///tmp/a%20b.txt\r\nfile:///tmp/c\r\n");
        let (snippet, ..) = kept();
        assert_eq!(snippet, Snippet::Files { paths: vec!["/tmp/a b.txt".into(), "/tmp/c".into()] });
        let _owner = Owner::start(Manner::Answers, &[("text/uri-list", b"https://example.org\r\n"), ("UTF8_STRING", b"a link")]);
        assert_eq!(text().0, "a link");
    }
}

staged! {
    fn formatted_text_comes_with_its_source_and_a_picture_only_without_text(_stage) {
        let owner = Owner::start(Manner::Answers, &[("text/html", b"<b>bold</b>"), ("UTF8_STRING", b"bold"), ("image/png", b"?")]);
        let (snippet, ..) = kept();
        assert_eq!(snippet, Snippet::Html { text: "bold".into(), source: "<b>bold</b>".into() });
        assert!(!owner.asked().contains(&"image/png".to_owned()));
        drop(owner);
        let _owner = Owner::start(Manner::Answers, &[("text/html", b"<p>one</p><p>two</p>")]);
        let (snippet, ..) = kept();
        assert_eq!(snippet, Snippet::Html { text: "one\ntwo".into(), source: "<p>one</p><p>two</p>".into() });
    }
}

staged! {
    fn what_a_password_manager_marked_is_not_even_asked_for(_stage) {
        let owner = Owner::start(Manner::Answers, &[("UTF8_STRING", b"hunter2"), ("x-kde-passwordManagerHint", b"secret")]);
        assert!(matches!(read(), Clip::Secret));
        assert_eq!(owner.asked(), ["TARGETS"]);
    }
}

staged! {
    fn an_owner_that_never_answers_costs_two_seconds_and_not_the_next_read(_stage) {
        for manner in [Manner::Silent, Manner::SilentAfterList, Manner::Drips] {
            let owner = Owner::start(manner, &[("UTF8_STRING", b"x")]);
            let (result, time) = timed(|| SystemClipboard::new().read());
            assert!(result.is_err(), "{manner:?}: {result:?}");
            assert!(time < Duration::from_millis(3_500), "{manner:?}: {time:?}");
            // The next owner is read at once, while the last one is still silent.
            let next = Owner::start(Manner::Answers, &[("UTF8_STRING", b"fresh")]);
            let (clip, time) = timed(text);
            assert_eq!(clip.0, "fresh");
            assert!(time < Duration::from_secs(1), "{manner:?}: {time:?}");
            drop((owner, next));
        }
    }
}

staged! {
    fn an_owner_that_dies_half_way_is_noticed_at_once(_stage) {
        let _owner = Owner::start(Manner::DiesAfterFirstPiece, &[("UTF8_STRING", b"x")]);
        let (result, time) = timed(|| SystemClipboard::new().read());
        // Its clipboard is empty then, or it is told that it ended.
        assert!(!matches!(result, Ok(Clip::Kept { .. })), "{result:?}");
        assert!(time < Duration::from_millis(1_500), "{time:?}");
    }
}

staged! {
    fn every_copy_is_told_until_nobody_asks(stage) {
        let (sender, told) = channel();
        let watch = SystemClipboard::new().watch(Box::new(move |_| sender.send(()).unwrap_or_default()));
        assert!(watch.is_some());
        for text in ["one", "two"] {
            copy(stage, "UTF8_STRING", text.as_bytes());
            told.recv_timeout(Duration::from_secs(20)).expect("a copy was not told");
        }
        drop(watch);
        assert!(told.recv().is_err(), "it goes on");
    }
}
