//! Pictures in the outputs.

use sopwright_core::document::Mark;
use sopwright_core::entry::{Point, Rect};
use sopwright_export::Format;

use crate::fixture::{self, Album, screen};
use crate::tools::{dense, pdf_text, run_in, tool};
use crate::{made, main_file};

/// Width, height and pixels of a PNG file.
fn decoded(bytes: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!(info.color_type, png::ColorType::Rgb);
    (info.width, info.height, pixels)
}

fn pixel(picture: &(u32, u32, Vec<u8>), x: u32, y: u32) -> [u8; 3] {
    let at = ((y * picture.0 + x) * 3) as usize;
    [picture.2[at], picture.2[at + 1], picture.2[at + 2]]
}

/// A document with one figure.
fn one_figure(album: &mut Album, crop: Option<Rect>, marks: Vec<Mark>) -> sopwright_core::document::Document {
    let mut ids = fixture::Numbers::new();
    let mut document = fixture::empty();
    let mut figure = album.add(screen(640, 400, 3), 640, 400, "A window");
    figure.crop = crop;
    figure.marks = marks;
    let mut step = fixture::step(ids.next(), "Look");
    let kind = sopwright_core::document::BlockKind::Figure(figure);
    step.blocks.push(sopwright_core::document::Block { id: ids.next(), kind });
    document.phases.push(sopwright_core::document::Phase {
        steps: vec![step],
        ..sopwright_core::document::Phase::new(ids.next(), "See")
    });
    document
}

#[test]
fn an_untouched_shot_is_copied() {
    let mut album = Album::default();
    let document = one_figure(&mut album, None, vec![]);
    let output = made(Format::Markdown, &document, &album);
    assert_eq!(output.files[0].bytes, screen(640, 400, 3));
}

#[test]
fn what_was_cut_away_is_gone() {
    let mut album = Album::default();
    let crop = Rect { x: 40, y: 60, width: 200, height: 100 };
    let document = one_figure(&mut album, Some(crop), vec![]);
    let output = made(Format::Markdown, &document, &album);
    let (whole, cut) = (decoded(&screen(640, 400, 3)), decoded(&output.files[0].bytes));
    assert_eq!((cut.0, cut.1), (200, 100));
    for (x, y) in [(0, 0), (199, 0), (0, 99), (199, 99), (70, 50)] {
        assert_eq!(pixel(&cut, x, y), pixel(&whole, x + 40, y + 60));
    }
}

fn red(at: [u8; 3]) -> bool {
    at[0] > 180 && at[1] < 130 && at[2] < 120
}

/// The picture of [`one_figure`] with these marks, and as it was.
fn marked(crop: Option<Rect>, marks: Vec<Mark>) -> [(u32, u32, Vec<u8>); 2] {
    let mut album = Album::default();
    let document = one_figure(&mut album, crop, marks);
    [decoded(&made(Format::Markdown, &document, &album).files[0].bytes), decoded(&screen(640, 400, 3))]
}

fn assert_red(picture: &(u32, u32, Vec<u8>), places: &[(u32, u32)]) {
    for (x, y) in places {
        assert!(red(pixel(picture, *x, *y)), "{:?} at {x}, {y}", pixel(picture, *x, *y));
    }
}

#[test]
fn marks_are_drawn_where_they_belong() {
    let marks = vec![
        Mark::Pointer { at: Point { x: 140, y: 160 } },
        Mark::Box { area: Rect { x: 200, y: 100, width: 30, height: 20 } },
    ];
    let [marked, whole] = marked(Some(Rect { x: 40, y: 60, width: 300, height: 200 }), marks);
    // The ring has a radius of 12 pixels in a picture of this size.
    assert_red(&marked, &[(112, 100), (88, 100), (100, 112), (100, 88)]);
    assert_eq!(pixel(&marked, 100, 100), pixel(&whole, 140, 160), "the pointed-at place is covered");
    assert_red(&marked, &[(175, 40), (160, 50), (175, 60), (190, 50)]);
    assert_eq!(pixel(&marked, 175, 50), pixel(&whole, 215, 110), "the framed place is covered");
}

#[test]
fn arrows_and_circles_are_drawn_where_they_belong() {
    let arrow = Mark::Arrow { from: Point { x: 100, y: 200 }, to: Point { x: 300, y: 200 } };
    let circle = Mark::Circle { area: Rect { x: 400, y: 100, width: 100, height: 60 } };
    let [marked, whole] = marked(None, vec![arrow, circle]);
    assert_red(&marked, &[(110, 200), (200, 200), (290, 197), (290, 203), (296, 200)]);
    assert_eq!(pixel(&marked, 310, 200), pixel(&whole, 310, 200), "the arrow goes beyond its tip");
    assert_red(&marked, &[(400, 130), (500, 130), (450, 100), (450, 160)]);
    assert_eq!(pixel(&marked, 450, 130), pixel(&whole, 450, 130), "the circled place is covered");
    assert_eq!(pixel(&marked, 402, 102), pixel(&whole, 402, 102), "a circle has no corners");
}

#[test]
fn badges_and_labels_bear_their_words_and_stay_within_the_picture() {
    let number = Mark::Number { at: Point { x: 300, y: 200 }, n: 8 };
    let edge = Mark::Number { at: Point { x: 0, y: 400 }, n: 8 };
    let label = Mark::Text { at: Point { x: 630, y: 2 }, text: "Press here\nto go on".into() };
    let [marked, _] = marked(None, vec![number, edge, label]);
    let white = |x: std::ops::Range<u32>, y: std::ops::Range<u32>| {
        x.flat_map(|x| y.clone().map(move |y| (x, y)))
            .filter(|(x, y)| pixel(&marked, *x, *y).iter().all(|c| *c > 200))
            .count()
    };
    assert_red(&marked, &[(293, 200), (307, 200), (3, 389)]);
    assert!(white(295..305, 193..207) > 5, "the badge has no number");
    assert_red(&marked, &[(636, 5), (636, 17)]);
    let (first, second) = (white(540..632, 8..21), white(540..632, 29..43));
    assert!(first > 40 && second > 40, "the label lacks words: {first} and {second}");
}

#[test]
fn spotlights_dim_all_that_lies_outside_of_them() {
    let spot = |x, y| Mark::Spotlight { area: Rect { x, y, width: 100, height: 80 } };
    let [marked, whole] = marked(None, vec![spot(100, 100), spot(150, 140)]);
    for (x, y) in [(120, 110), (160, 150), (240, 210)] {
        assert_eq!(pixel(&marked, x, y), pixel(&whole, x, y), "{x}, {y} is not bright");
    }
    for (x, y) in [(5, 5), (220, 110), (110, 200), (100, 100), (500, 300)] {
        let (was, is) = (pixel(&whole, x, y), pixel(&marked, x, y));
        let dimmed =
            [0x10, 0x19, 0x1d].iter().zip(was).map(|(dim, was)| f64::from(was) * 0.45 + f64::from(*dim) * 0.55);
        assert!(dimmed.zip(is).all(|(should, is)| (should - f64::from(is)).abs() < 1.1), "{was:?} became {is:?}");
    }
}

#[test]
fn the_words_of_labels_are_text_in_a_pdf() {
    if !tool("pdftotext") {
        return;
    }
    let mut album = Album::default();
    let label = Mark::Text { at: Point { x: 9, y: 9 }, text: "#evil() <b>Press</b>\nhere".into() };
    let document = one_figure(&mut album, None, vec![label, Mark::Number { at: Point { x: 300, y: 200 }, n: 7 }]);
    let shown = dense(&pdf_text(main_file(&made(Format::Pdf, &document, &album))));
    assert!(shown.contains("#evil()<b>Press</b>here"), "{shown}");
}

#[test]
fn marks_without_measure_are_cut_short_and_told() {
    let mut album = Album::default();
    let document = one_figure(&mut album, None, vec![Mark::Pointer { at: Point { x: 5, y: 5 } }; 300]);
    for format in [Format::Markdown, Format::Pdf] {
        let told = ["The picture of step 6.1.1 has more than 200 marks. The others are left out."];
        assert_eq!(made(format, &document, &album).warnings, told);
    }
}

#[test]
fn the_pdf_holds_the_same_pixels() {
    if !tool("pdfimages") {
        return;
    }
    let mut album = Album::default();
    let document = fixture::full(&mut album);
    let output = made(Format::Pdf, &document, &album);
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), "pdfimages", &["-png", "FILE", "p"], main_file(&output));
    // A picture is drawn once more for each of its spotlights, from the same data.
    let drawn = document.figures().flat_map(|figure| {
        let spots = figure.marks.iter().filter(|mark| matches!(mark, Mark::Spotlight { .. })).count();
        std::iter::repeat_n(figure, 1 + spots)
    });
    for (n, figure) in drawn.enumerate() {
        let found = decoded(&std::fs::read(folder.path().join(format!("p-{n:03}.png"))).unwrap());
        let (width, height, pixels) = decoded(&album.0[&figure.shot]);
        let shown = figure.shown();
        assert_eq!((found.0, found.1), (shown.width, shown.height), "figure {n}");
        if (width, height) == (shown.width, shown.height) {
            assert!(found.2 == pixels, "figure {n} has other pixels");
        } else {
            let (x, y) = (shown.x.unsigned_abs(), shown.y.unsigned_abs());
            assert_eq!(pixel(&found, 5, 7), pixel(&(width, height, pixels), x + 5, y + 7), "figure {n}");
        }
    }
}

#[test]
fn a_shot_that_is_shown_twice_is_stored_once() {
    if !tool("pdfimages") {
        return;
    }
    let mut album = Album::default();
    let mut document = one_figure(&mut album, None, vec![]);
    let again = document.phases[0].steps[0].clone();
    document.phases[0].steps.push(again);
    let output = made(Format::Pdf, &document, &album);
    let size = main_file(&output).len();
    document.phases[0].steps.pop();
    let once = main_file(&made(Format::Pdf, &document, &album)).len();
    assert!(size < once + 3_000, "{size} against {once}");
}

#[test]
fn any_kind_of_png_can_be_shown() {
    let mut album = Album::default();
    let mut ids = fixture::Numbers::new();
    let mut document = one_figure(&mut album, None, vec![]);
    for (colour, depth, row) in [
        (png::ColorType::Rgba, png::BitDepth::Eight, 40),
        (png::ColorType::Grayscale, png::BitDepth::Eight, 10),
        (png::ColorType::GrayscaleAlpha, png::BitDepth::Eight, 20),
        (png::ColorType::Rgb, png::BitDepth::Sixteen, 60),
        (png::ColorType::Grayscale, png::BitDepth::One, 2),
        (png::ColorType::Indexed, png::BitDepth::Eight, 10),
    ] {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 10, 4);
        encoder.set_color(colour);
        encoder.set_depth(depth);
        if colour == png::ColorType::Indexed {
            encoder.set_palette(vec![10, 20, 30, 40, 50, 60]);
        }
        encoder.write_header().unwrap().write_image_data(&vec![1; row * 4]).unwrap();
        let figure = album.add(bytes, 10, 4, "A small picture");
        let mut step = fixture::step(ids.next(), "Look again");
        let kind = sopwright_core::document::BlockKind::Figure(figure);
        step.blocks.push(sopwright_core::document::Block { id: ids.next(), kind });
        document.phases[0].steps.push(step);
    }
    for format in [Format::Markdown, Format::Pdf] {
        assert_eq!(made(format, &document, &album).warnings, [""; 0]);
    }
}

#[test]
fn a_bomb_is_refused_by_its_header() {
    let mut album = Album::default();
    let mut bytes = screen(640, 400, 1);
    bytes[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
    let mut document = one_figure(&mut album, None, vec![]);
    let figure = album.add(bytes, 65_536, 65_536, "A bomb");
    document.phases[0].steps[0].blocks[0].kind = sopwright_core::document::BlockKind::Figure(figure);
    for format in [Format::Markdown, Format::Pdf] {
        let warnings = made(format, &document, &album).warnings;
        assert_eq!(warnings, ["The picture of step 6.1.1 is missing: the picture is too large: 65536 x 65536 pixels."]);
    }
}
