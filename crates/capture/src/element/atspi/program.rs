//! The programs that tell of their elements, and which of them a window of the screen belongs to: the one whose process
//! made the window, or else one that has a window of that title.

use std::collections::HashMap;
use std::time::Duration;

use sopwright_core::entry::Place;
use zbus::Connection;

use super::node::{Node, Reference};
use crate::words;

const REGISTRY: &str = "org.a11y.atspi.Registry";
const ROOT: &str = "/org/a11y/atspi/accessible/root";
const DAEMON: &str = "org.freedesktop.DBus";
const DAEMON_PATH: &str = "/org/freedesktop/DBus";

/// How many programs are asked for their windows by title, and for how long each: one that is stuck must not take the
/// time of the others.
const MOST_ASKED: usize = 12;
const EACH: Duration = Duration::from_millis(15);

/// Finds programs, and remembers their processes.
#[derive(Default)]
pub(super) struct Programs {
    pids: HashMap<String, u32>,
}

impl Programs {
    /// The root elements of the programs that the window may belong to, the likeliest first.
    pub async fn of(&mut self, bus: &Connection, pid: Option<u32>, place: &Place) -> Vec<Node> {
        let listed: Vec<Reference> =
            match bus.call_method(Some(REGISTRY), ROOT, Some("org.a11y.atspi.Accessible"), "GetChildren", &()).await {
                Ok(message) => message.body().deserialize().unwrap_or_default(),
                Err(_) => return Vec::new(),
            };
        self.pids.retain(|program, _| listed.iter().any(|(known, _)| known == program));
        let roots: Vec<Node> = listed.into_iter().filter_map(|program| Node::at(bus, program)).collect();
        let mut same = Vec::new();
        let mut others = Vec::new();
        for root in roots {
            let of_root = self.pid(bus, &root.program).await;
            if pid.is_some() && of_root == pid { same.push(root) } else { others.push((root, of_root)) }
        }
        if !same.is_empty() {
            return same;
        }
        // A program in a container has another number inside, and one without a number on its windows has none.
        let named = |pid: &Option<u32>| !place.app.is_empty() && pid.is_some_and(|pid| name_of(pid) == place.app);
        others.sort_by_key(|(_, pid)| !named(pid));
        let mut found = Vec::new();
        for (root, of_root) in others.into_iter().take(MOST_ASKED) {
            if named(&of_root) || tokio::time::timeout(EACH, has_window(&root, &place.title)).await.unwrap_or(false) {
                found.push(root);
            }
        }
        found
    }

    /// The process of a program. The bus knows it; the program is not asked.
    pub async fn pid(&mut self, bus: &Connection, program: &str) -> Option<u32> {
        if let Some(&pid) = self.pids.get(program) {
            return Some(pid);
        }
        let question = "GetConnectionUnixProcessID";
        let told = bus.call_method(Some(DAEMON), DAEMON_PATH, Some(DAEMON), question, &program).await.ok()?;
        let pid: u32 = told.body().deserialize().ok()?;
        self.pids.insert(program.to_owned(), pid);
        Some(pid)
    }
}

/// The program's name as the window's place would have it.
fn name_of(pid: u32) -> String {
    let comm = std::fs::read(format!("/proc/{pid}/comm")).unwrap_or_default();
    words::app_name(&String::from_utf8_lossy(&comm))
}

async fn has_window(root: &Node, title: &str) -> bool {
    if title.is_empty() {
        return false;
    }
    for window in root.children(16).await {
        if window.name().await.is_some_and(|name| words::title(&name) == title) {
            return true;
        }
    }
    false
}
