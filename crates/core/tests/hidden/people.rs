//! The milder class: only where it is wished.

use sopwright_core::secret::{MASK, Reach, mask, mask_within};

#[test]
fn people_are_masked_only_where_it_is_wished() {
    for (text, masked) in [
        ("Inbox (3) - jane.doe+bills@mail.example.com - Mail", "Inbox (3) - # - Mail"),
        ("mailto:jürgen@example.de", "mailto:#"),
        ("/home/jane/Documents/a.pdf", "/home/#/Documents/a.pdf"),
        ("cd /home/jane", "cd /home/#"),
        ("file:///home/jane/a.txt", "file:///home/#/a.txt"),
        ("scp a.txt host:/home/jane/", "scp a.txt host:/home/#/"),
        ("/Users/Jane/Desktop", "/Users/#/Desktop"),
        (r"C:\Users\Jane Doe\AppData\Local", r"C:\Users\#\AppData\Local"),
        ("c:/Users/jane/x", "c:/Users/#/x"),
        (r#"{"path": "C:\\Users\\jane\\x"}"#, r#"{"path": "C:\\Users\\#\\x"}"#),
    ] {
        assert_eq!(mask(text), None, "{text}");
        assert_eq!(mask_within(text, Reach::People).unwrap().text, masked.replace('#', MASK), "{text}");
    }
}

#[test]
fn folders_of_nobody_and_places_that_only_look_alike_stay() {
    for text in [
        "/home",
        "C:\\Users\\Public\\Desktop",
        "https://example.com/home/products",
        "https://api.example.com/Users/17",
        "git@example.com:org/repo.git",
        "@jane",
        "/home/$USER/x",
        r"C:\Users\%USERNAME%\x",
        "react@18.2.0",
    ] {
        assert_eq!(mask_within(text, Reach::People), None, "{text}");
    }
}
