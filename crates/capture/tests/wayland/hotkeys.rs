//! Hotkeys by the GlobalShortcuts portal.

use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use sopwright_capture::PortalHotkeys;
use sopwright_core::port::{Action, Hearing, Hotkey, HotkeyStatus, Hotkeys as _, Press};

use crate::bus::Bus;
use crate::portal::{Asked, Mood, Portal};

/// Far more than a signal needs on the most loaded machine.
const LONG: Duration = Duration::from_secs(30);

type Ears = (PortalHotkeys, Receiver<Press>, Receiver<Vec<HotkeyStatus>>);

fn start(bus: &Bus) -> Ears {
    let ((pressed, presses), (told, news)) = (channel(), channel());
    let sender = move |press| pressed.send(press).unwrap_or_default();
    let tell = move |statuses| told.send(statuses).unwrap_or_default();
    (PortalHotkeys::start_on(Some(&bus.address), sender, tell).unwrap(), presses, news)
}

fn hotkeys(list: &[(Action, &str)]) -> Vec<Hotkey> {
    list.iter().map(|&(action, chord)| Hotkey { action, chord: chord.into() }).collect()
}

fn next(presses: &Receiver<Press>) -> Action {
    presses.recv_timeout(LONG).unwrap().action
}

/// The answer, and if it came late, what was told later.
fn settled(statuses: Vec<HotkeyStatus>, news: &Receiver<Vec<HotkeyStatus>>) -> Vec<HotkeyStatus> {
    if statuses.iter().any(|status| status.why.contains("not answered yet")) {
        return news.recv_timeout(LONG).unwrap();
    }
    statuses
}

/// What was told that is as wanted. Something older may come before it.
fn until(news: &Receiver<Vec<HotkeyStatus>>, wanted: impl Fn(&[HotkeyStatus]) -> bool) -> Vec<HotkeyStatus> {
    loop {
        let statuses = news.recv_timeout(LONG).unwrap();
        if wanted(&statuses) {
            return statuses;
        }
    }
}

const USUAL: [(Action, &str); 2] = [(Action::Step, "Ctrl+Super+S"), (Action::Note, "Ctrl+Super+N")];

#[test]
fn shortcuts_are_bound_with_word_description_and_wanted_keys_and_their_presses_are_heard() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Willing);
    let (ears, presses, news) = start(&bus);
    assert_eq!(portal.asked.recv_timeout(LONG).unwrap(), Asked::Registered("org.sopwright.desktop".into()));
    let statuses = settled(ears.set(&hotkeys(&USUAL)), &news);
    assert!(statuses.iter().all(|status| status.hearing == Hearing::Own && status.why.is_empty()), "{statuses:?}");
    let wanted = [("step", "Log a step", "CTRL+LOGO+s"), ("note", "Log a note", "CTRL+LOGO+n")];
    let wanted = wanted.map(|(id, does, keys)| (id.to_owned(), does.to_owned(), keys.to_owned())).to_vec();
    assert_eq!(portal.asked.recv_timeout(LONG).unwrap(), Asked::Bound(wanted));
    portal.press("step");
    portal.release("step");
    portal.press("note");
    assert_eq!((next(&presses), next(&presses)), (Action::Step, Action::Note));
}

#[test]
fn a_held_key_is_one_press_and_the_next_press_is_another() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Willing);
    let (ears, presses, news) = start(&bus);
    settled(ears.set(&hotkeys(&USUAL)), &news);
    for _ in 0..20 {
        portal.press("step");
    }
    portal.release("step");
    portal.press("step");
    portal.release("step");
    portal.press("unheard of");
    portal.press("note");
    assert_eq!([next(&presses), next(&presses), next(&presses)], [Action::Step, Action::Step, Action::Note]);
}

#[test]
fn keys_that_the_desktop_gives_otherwise_or_not_at_all_are_told() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Willing);
    portal.give("step", "Meta+F9");
    portal.give("note", "");
    let (ears, _presses, news) = start(&bus);
    let list = [USUAL[0], USUAL[1], (Action::Faq, ""), (Action::Shot, "Ctrl+nonsense")];
    let statuses = settled(ears.set(&hotkeys(&list)), &news);
    let hearing: Vec<Hearing> = statuses.iter().map(|status| status.hearing).collect();
    assert_eq!(hearing, [Hearing::Own, Hearing::Deaf, Hearing::Unset, Hearing::Deaf]);
    assert!(statuses[0].why.contains("Meta+F9"), "{}", statuses[0].why);
    assert!(statuses[1].why.contains("portal") && statuses[1].why.contains("sopwright log step"), "{statuses:?}");
    assert!(statuses[3].why.contains("not the name of a key"), "{}", statuses[3].why);
    portal.change(&[("step", "Meta+F10"), ("note", "Ctrl+Meta+N")]);
    let statuses = until(&news, |statuses| statuses[0].why.contains("Meta+F10"));
    assert_eq!((statuses[1].hearing, statuses[1].why.as_str()), (Hearing::Own, ""));
}

#[test]
fn a_refusal_names_the_portal_and_says_what_to_bind_instead() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Refusing);
    let (ears, presses, news) = start(&bus);
    for status in settled(ears.set(&hotkeys(&USUAL)), &news) {
        assert_eq!(status.hearing, Hearing::Deaf);
        for words in ["GlobalShortcuts portal", "said no", "sopwright log step"] {
            assert!(status.why.contains(words), "{}", status.why);
        }
    }
    // It can be asked again.
    portal.mood(Mood::Willing);
    let statuses = settled(ears.set(&hotkeys(&USUAL)), &news);
    assert!(statuses.iter().all(|status| status.hearing == Hearing::Own), "{statuses:?}");
    portal.press("step");
    assert_eq!(next(&presses), Action::Step);
}

#[test]
fn nobody_waits_for_the_person_and_what_they_decide_is_told() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Asking);
    let (ears, presses, news) = start(&bus);
    let statuses = ears.set(&hotkeys(&USUAL));
    assert!(statuses.iter().all(|status| status.hearing == Hearing::Deaf), "{statuses:?}");
    assert!(statuses[0].why.contains("not answered yet"), "{}", statuses[0].why);
    while !matches!(portal.asked.recv_timeout(LONG).unwrap(), Asked::Bound(_)) {}
    portal.decide(true);
    until(&news, |statuses| statuses.iter().all(|status| status.hearing == Hearing::Own));
    portal.press("step");
    assert_eq!(next(&presses), Action::Step);
}

#[test]
fn other_hotkeys_end_the_session_of_the_former_also_while_the_person_is_asked() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Asking);
    let (ears, presses, news) = start(&bus);
    ears.set(&hotkeys(&USUAL));
    portal.mood(Mood::Willing);
    settled(ears.set(&hotkeys(&USUAL[..1])), &news);
    let seen: Vec<Asked> = (0..4).map(|_| portal.asked.recv_timeout(LONG).unwrap()).collect();
    assert!(
        matches!(&seen[1..], [Asked::Bound(two), Asked::Closed, Asked::Bound(one)] if two.len() == 2 && one.len() == 1)
    );
    portal.press("step");
    assert_eq!(next(&presses), Action::Step);
    drop(ears);
    assert_eq!(portal.asked.recv_timeout(LONG).unwrap(), Asked::Closed);
    assert!(presses.recv().is_err());
}

#[test]
fn the_end_of_the_session_or_of_the_portal_is_told() {
    let Some(bus) = Bus::start() else { return };
    let portal = Portal::start(&bus.address, Mood::Willing);
    let (ears, _presses, news) = start(&bus);
    let ended = |news: &Receiver<Vec<HotkeyStatus>>| {
        let statuses = until(news, |statuses| statuses[0].why.contains("has ended"));
        assert!(statuses.iter().all(|status| status.hearing == Hearing::Deaf), "{statuses:?}");
    };
    settled(ears.set(&hotkeys(&USUAL)), &news);
    portal.end_session();
    ended(&news);
    settled(ears.set(&hotkeys(&USUAL)), &news);
    drop(portal);
    ended(&news);
}

#[test]
fn without_the_portal_it_does_not_start_and_says_what_to_do() {
    let refused = |address: &str| PortalHotkeys::start_on(Some(address), |_| (), |_| ()).err().unwrap();
    let Some(bus) = Bus::start() else { return };
    let error = refused(&bus.address);
    assert!(error.what.contains("has no GlobalShortcuts portal"), "{error}");
    assert!(error.hint.contains("sopwright log step"), "{error}");
    let error = refused("unix:path=/nowhere");
    assert!(error.what.contains("D-Bus") && error.hint.contains("sopwright log step"), "{error}");
}
