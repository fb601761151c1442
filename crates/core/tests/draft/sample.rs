//! Four recordings, as people make them.

use sopwright_core::entry::{EntryContent, EntryKind as K, Point, Rect, Shot, Snippet};
use sopwright_core::id::Hash;
use sopwright_core::secret::MASK;

use super::recording::Recording;

/// Two applications, every kind of remark, words that came later, an entry taken back.
pub fn invoice() -> Recording {
    let mut r = Recording::new("monthly invoice run.");
    r.window("Firefox", "Orders – Mozilla Firefox").wait(4).log(K::Note, "you need the VPN for this");
    r.wait(6).log(K::Step, "open the order list.").wait(5).copy("https://orders.example.com/list?open=1");
    r.wait(10).log(K::Step, "").wait(3).words(1, "copy the invoice number of the first order", None);
    r.wait(2).copy("INV-2024-0117").wait(1).log(K::Expected, "the number is marked in yellow");
    r.wait(20).log(K::Warning, "closing the tab loses the selection");
    r.window("Mousepad", "*invoice.txt - Mousepad").wait(8).log(K::Step, "paste it into the header and save");
    r.wait(4)
        .log(K::Note, "tip: Ctrl+S saves faster *always*")
        .wait(3)
        .log(K::Shot, "")
        .wait(2)
        .log(K::Shot, "the header");
    r.window("Thunar", "Invoices - Thunar").wait(6).log(K::Step, "look up the folder name");
    r.window("Mousepad", "*invoice.txt - Mousepad").wait(5);
    r.log(K::Decision, "if the total is over 500 then ask Jane, otherwise go on");
    r.wait(9).log(K::Step, "wrong step").wait(1).withdraw(1);
    r.wait(5).log(K::Faq, "why twice? because the tax office wants two copies");
    r.wait(5).log(K::Faq, "who pays?").wait(5).log(K::Question, "does this hold for credit notes?");
    r.wait(150).log(K::Step, "close the file").wait(3).log(K::Expected, "the window is gone");
    r
}

/// Keys were pressed and nothing was said; a pause, a crash, pictures that failed.
pub fn silent() -> Recording {
    let mut r = Recording::new("");
    r.window("Mousepad", "*Untitled 1 - Mousepad").wait(3).log(K::Focus, "").log(K::Step, "");
    r.window("Mousepad", "Save As").wait(9).log(K::Step, "").wait(9).log(K::Step, "").wait(2).log(K::Note, "");
    r.wait(1).log(K::Pause, "").wait(600).log(K::Resume, "");
    r.wait(1).log(K::Decision, "").wait(9).log(K::Expected, "").wait(1).log(K::Faq, "").log(K::Question, "");
    r.wait(2).log(K::Gap, "").wait(2);
    let mut failed = EntryContent::new(K::Step);
    failed.shot_failed = "The screen is locked.".into();
    r.add(failed).wait(2).log(K::Shortcut, "Ctrl+Shift+S").wait(1).log(K::Click, "");
    r
}

/// No step at all, and nothing set.
pub fn no_steps() -> Recording {
    let mut r = Recording::new("Think aloud");
    r.wait(5).log(K::Note, "one\ntwo").wait(5).log(K::Warning, "it bites").wait(5).log(K::Expected, "calm");
    r.wait(5).log(K::Question, "who?").wait(2).log(K::Note, "").log(K::Focus, "");
    for entry in &mut r.entries {
        entry.content.shot = None;
    }
    r
}

/// What was copied: credentials, values, commands, paths; on a second screen.
pub fn copied() -> Recording {
    let mut r = Recording::new("deploy");
    r.window("Xfce4-terminal", "Terminal - jane@host").wait(2).copy("ssh deploy@server.example.com");
    let masked = |text: &str, words: &str| {
        let mut content = EntryContent::new(K::Snippet);
        content.snippet = Some(Snippet::Text { text: text.into() });
        content.masked = true;
        content.text = words.into();
        content
    };
    r.wait(4).log(K::Step, "log in").wait(1).add(masked(MASK, "")).wait(1);
    r.add(masked(&format!("user=jane password={MASK}"), "the database password"));
    r.wait(1).add(masked(MASK, ""));
    let mut revealed = EntryContent::new(K::Words);
    revealed.about = Some(r.entries.last().unwrap().id);
    revealed.snippet = Some(Snippet::Text { text: "Blue-Whale".into() });
    r.add(revealed);
    r.wait(5)
        .log(K::Step, "choose the release")
        .wait(1)
        .copy("stable")
        .wait(4)
        .log(K::Step, "type it again")
        .copy("stable");
    let mut files = EntryContent::new(K::Snippet);
    files.snippet = Some(Snippet::Files { paths: vec!["/srv/a.txt".into(), "/srv/b.txt".into()] });
    files.cut = "3 more files".into();
    r.wait(2).add(files);
    let mut html = EntryContent::new(K::Snippet);
    html.snippet = Some(Snippet::Html { text: "# heading {{x}}\n<b>bold</b>".into(), source: "<h1>x</h1>".into() });
    r.wait(2).add(html);
    let mut second = EntryContent::new(K::Step);
    second.text = "check [it](http://x) on the *other* screen".into();
    second.shot =
        Some(Shot { hash: Hash::of(b"second"), area: Rect { x: 1920, y: -100, width: 2560, height: 1440 }, bytes: 1 });
    r.window("Firefox", "Status — Mozilla Firefox").wait(30).add(second);
    let place = r.entries.last_mut().unwrap().content.place.as_mut().unwrap();
    place.window = Some(Rect { x: 2000, y: 0, width: 300, height: 200 });
    place.pointer = Some(Point { x: 2100, y: 50 });
    r.wait(9).log(K::Step, "done").wait(1);
    r
}
