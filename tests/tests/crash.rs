//! Logged means kept: a program that records is killed at random moments, and everything that it had acknowledged is
//! there afterwards, whole.

use std::time::Duration;

use sopwright_tests::{Chance, Check, Promises, Scribbler};

/// Kills in all, kills between two looks at the library, and kills after which a fresh library is taken.
const KILLS: usize = 120;
const LOOK: usize = 4;
const FRESH: usize = 40;

#[test]
fn what_was_acknowledged_survives_a_kill_at_any_moment() {
    let mut chance = Chance::new();
    let mut all = 0;
    for _ in 0..KILLS / FRESH {
        let home = tempfile::tempdir().check("a folder");
        let library = home.path().join("library");
        let mut promises = Promises::default();
        for kill in 1..=FRESH {
            let scribbler = Scribbler::start(env!("CARGO_BIN_EXE_scribbler"), &library);
            // Every eighth dies while it is still opening the library, the others while they record.
            if chance.below(8) > 0 {
                scribbler.wait_for_a_promise();
            }
            std::thread::sleep(Duration::from_micros(chance.below(60_000)));
            promises.add(&scribbler.kill());
            if kill % LOOK == 0 {
                promises.check_in(&library);
            }
        }
        let continued = promises.continued();
        assert!(continued > FRESH / 2, "only {continued} sessions were taken up again");
        all += promises.entries();
    }
    println!("{KILLS} kills, {all} acknowledged entries, none lost");
    assert!(all > KILLS, "only {all} entries were acknowledged: too few to say anything");
}
