//! The power goes while a program records: everything that it had acknowledged is on the disk afterwards, whole.

use std::time::Duration;

use sopwright_tests::{Chance, Powered, Promises, Scribbler, is_root, skipped, without};

/// Cuts in all, and cuts after which a fresh disk is taken.
const CUTS: usize = 16;
const FRESH: usize = 4;

/// Room for what is written until the last cut, in MiB.
const SIZE: u32 = 256;

#[test]
fn what_was_acknowledged_survives_a_power_cut_at_any_moment() {
    const WHAT: &str = "cuts of the power";
    if !is_root() {
        return skipped(WHAT, "only root may mount a disk");
    }
    if let Some(missing) = without(&["mkfs.ext4", "xfs_io"]) {
        return skipped(WHAT, &format!("{missing} is not installed"));
    }
    let mut chance = Chance::new();
    let mut all = 0;
    for _ in 0..CUTS / FRESH {
        let Some(disk) = Powered::new(SIZE) else {
            return skipped(WHAT, "this system mounts no file as a disk");
        };
        let library = disk.path().join("library");
        let mut promises = Promises::default();
        for _ in 0..FRESH {
            let scribbler = Scribbler::start(env!("CARGO_BIN_EXE_scribbler"), &library);
            scribbler.wait_for_a_promise();
            std::thread::sleep(Duration::from_micros(chance.below(250_000)));
            // Only this counts: a program that lives on without power is told now and then that a write succeeded.
            promises.add(&scribbler.so_far());
            disk.cut();
            scribbler.wait_for_the_end();
            disk.restore();
            promises.check_in(&library);
        }
        all += promises.entries();
    }
    println!("{CUTS} cuts, {all} acknowledged entries, none lost");
    assert!(all > CUTS, "only {all} entries were acknowledged: too few to say anything");
}
