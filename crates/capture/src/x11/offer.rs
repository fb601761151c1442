//! Help for a chord that another program holds: who that may be, and what is free instead. X11 does not tell who holds a
//! key, so a name is given only if a single program that is known to hold keys is connected.

use sopwright_core::port::Chord;
use x11rb::protocol::res::{ClientIdMask, ClientIdSpec, ConnectionExt as _};

use super::Link;
use crate::chord::{self, Keys, Modifiers};
use crate::key;

/// Programs that hold keys of the whole desktop: what the kernel calls them, cut to 15 letters as it cuts them, and what
/// people call them.
const HOLDERS: [(&str, &str); 24] = [
    ("flameshot", "Flameshot"),
    ("sxhkd", "sxhkd"),
    ("xbindkeys", "xbindkeys"),
    ("ksnip", "ksnip"),
    ("shutter", "Shutter"),
    ("spectacle", "Spectacle"),
    ("albert", "Albert"),
    ("ulauncher", "Ulauncher"),
    ("copyq", "CopyQ"),
    ("clipit", "ClipIt"),
    ("parcellite", "Parcellite"),
    ("guake", "Guake"),
    ("yakuake", "Yakuake"),
    ("tilda", "Tilda"),
    ("autokey-gtk", "AutoKey"),
    ("autokey-qt", "AutoKey"),
    ("obs", "OBS Studio"),
    ("discord", "Discord"),
    ("Discord", "Discord"),
    ("peek", "Peek"),
    ("synapse", "Synapse"),
    ("redshift-gtk", "Redshift"),
    ("keepassxc", "KeePassXC"),
    ("gpaste-daemon", "GPaste"),
];

/// Desktops that hold keys: a guess only if nothing above runs.
const DESKTOPS: [(&str, &str); 16] = [
    ("openbox", "Openbox"),
    ("xfwm4", "the Xfce desktop"),
    ("xfsettingsd", "the Xfce desktop"),
    ("kwin_x11", "the KDE desktop"),
    ("kglobalaccel5", "the KDE desktop"),
    ("kglobalacceld", "the KDE desktop"),
    ("gnome-shell", "the GNOME desktop"),
    ("gsd-media-keys", "the GNOME desktop"),
    ("cinnamon", "the Cinnamon desktop"),
    ("marco", "the MATE desktop"),
    ("i3", "i3"),
    ("awesome", "awesome"),
    ("fluxbox", "Fluxbox"),
    ("icewm", "IceWM"),
    ("herbstluftwm", "herbstluftwm"),
    ("lxqt-globalkeysd", "the LXQt desktop"),
];

/// The program that holds keys on this display, if there can be only one; else an empty name.
pub(crate) fn holder(link: &Link) -> String {
    let names = programs(link);
    only(&names, &HOLDERS).or_else(|| only(&names, &DESKTOPS)).unwrap_or_default().to_owned()
}

/// The one program of the table among the names. Two of them, or none, is no answer.
fn only(names: &[String], table: &[(&str, &'static str)]) -> Option<&'static str> {
    let cut = |name: &str| name.chars().take(15).collect::<String>();
    let mut found = table.iter().filter(|(comm, _)| names.contains(&cut(comm))).map(|&(_, name)| name);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Names of the programs that are connected to the display, ourselves left out.
fn programs(link: &Link) -> Vec<String> {
    let spec = ClientIdSpec { client: 0, mask: ClientIdMask::LOCAL_CLIENT_PID };
    let reply = link.conn.res_query_client_ids(&[spec]).ok().and_then(|cookie| cookie.reply().ok());
    let mut pids: Vec<u32> = reply.map(|r| r.ids.iter().flat_map(|id| id.value.clone()).collect()).unwrap_or_default();
    pids.sort_unstable();
    pids.dedup();
    pids.iter()
        .filter(|&&pid| pid != std::process::id())
        .filter_map(|pid| std::fs::read_to_string(format!("/proc/{pid}/comm")).ok())
        .map(|comm| comm.trim_end().to_owned())
        .collect()
}

/// A chord near the wanted one that takes nothing from anybody, is not in `taken`, and that `free` finds free.
pub(crate) fn offer(wanted: Option<&Keys>, taken: &[Chord], mut free: impl FnMut(&Keys) -> bool) -> Chord {
    let both = Modifiers { ctrl: true, logo: true, ..Modifiers::default() };
    let same_key = wanted.into_iter().flat_map(|keys| {
        [both, Modifiers { shift: true, ..both }, Modifiers { alt: true, ..both }]
            .map(|modifiers| Keys::with(modifiers, keys.entry()))
    });
    // Letters that desktops leave alone, then the rest of what is easy to reach.
    let others = ["Y", "U", "J", "K", "B", "X", "1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "Pause", "Insert"];
    let others = others.iter().filter_map(|name| key::named(name)).map(|key| Keys::with(both, key));
    same_key
        .chain(others)
        .find(|keys| {
            let name = keys.to_string();
            !taken.contains(&name) && chord::collides(&name).is_none() && free(keys)
        })
        .map(|keys| keys.to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_offer_keeps_the_key_and_skips_what_is_taken() {
        let wanted: Keys = "Ctrl+Super+S".parse().unwrap();
        let taken = vec!["Ctrl+Super+S".to_owned()];
        assert_eq!(offer(Some(&wanted), &taken, |_| true), "Ctrl+Shift+Super+S");
        let pickier = |keys: &Keys| keys.key() != "S";
        assert_eq!(offer(Some(&wanted), &taken, pickier), "Ctrl+Super+Y");
        assert_eq!(offer(None, &[], |_| false), "");
    }

    #[test]
    fn a_holder_is_named_only_if_it_is_the_only_one() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(only(&names(&["xterm", "flameshot"]), &HOLDERS), Some("Flameshot"));
        assert_eq!(only(&names(&["sxhkd", "flameshot"]), &HOLDERS), None);
        assert_eq!(only(&names(&["lxqt-globalkeys"]), &DESKTOPS), Some("the LXQt desktop"));
    }
}
