//! What is done in an excluded window: that something was done is kept, and nothing of what or where.

use serde_json::Value;
use sopwright_tests::{Check, Journey, Pane, Traces};

use super::{automatic, click, entries};

const PLAIN: [u8; 3] = [0x12, 0xb8, 0x86];
const PRIVATE: [u8; 3] = [0xc0, 0xff, 0xee];

#[test]
fn of_what_is_done_in_an_excluded_window_only_that_it_was_done_is_kept() {
    let mut journey = Journey::new("automatic-hidden");
    journey.start();
    automatic(&journey);
    let desk = journey.desk();
    let plain = Pane::open(desk, "Ledger canarykepttitle", PLAIN, "60x20+700+420");
    let private = Pane::open(desk, "canaryvault - Private Browsing", PRIVATE, "60x20+40+40");
    let expert = journey.record();
    let (x, y) = private.middle();
    click(desk, x, y);
    desk.hands().press("ctrl+b").check("a shortcut");
    desk.hands().write("canarytyped").check("typed");
    // The excluded window stays beside it.
    let (x, y) = plain.middle();
    click(desk, x, y);
    expert.cli().wait_for_entries(4).check("all are kept");
    let session = expert.session().to_owned();
    expert.stop().check("it stops");

    let all = entries(&journey, &session);
    let kinds: Vec<&str> = all.iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(kinds, ["click", "shortcut", "typing", "click"], "{all:#?}");
    let (hidden, seen) = all.split_at(3);
    for entry in hidden {
        assert_eq!(entry["hidden"], true, "{entry}");
        for part in ["act", "element", "place", "shot"] {
            assert_eq!(entry[part], Value::Null, "{part}: {entry}");
        }
    }
    assert_eq!(seen[0]["place"]["title"], "Ledger canarykepttitle", "{}", seen[0]);
    assert!(seen[0]["hidden"].is_null() && seen[0]["shot"].is_object(), "{}", seen[0]);
    let told = journey.cli().call(&["session", &session]).check("the timeline").out;
    assert_eq!(told.matches("[hidden]").count(), 3, "{told}");
    journey.cli().json(&["draft", &session]).check("a draft");

    journey.crash();
    let traces = Traces::below(journey.desk().home());
    for canary in ["canaryvault", "canarytyped"] {
        assert_eq!(traces.of(canary.as_bytes()), Vec::<&std::path::Path>::new(), "{canary} was written");
    }
    assert_eq!(traces.of_colour(PRIVATE), Vec::<&std::path::Path>::new(), "the excluded window can be seen");
    assert!(
        !traces.of(b"canarykepttitle").is_empty() && !traces.of_colour(PLAIN).is_empty(),
        "nothing is found at all"
    );
}
