//! A private session bus for one test.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// Ends a program that a test started, however the test ends.
pub struct Ended(pub Child);

impl Drop for Ended {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// The bus, while it runs.
pub struct Bus {
    _daemon: Ended,
    folder: PathBuf,
    pub address: String,
}

impl Drop for Bus {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

impl Bus {
    /// Starts a bus on which nothing is started by itself. Nothing, where there is no `dbus-daemon`.
    pub fn start() -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("sopwright-bus-{}", uuid::Uuid::now_v7()));
        std::fs::create_dir_all(&folder).unwrap();
        let config = folder.join("bus.conf");
        let text = format!(
            r#"<busconfig><type>session</type><listen>unix:dir={}</listen><auth>EXTERNAL</auth>
            <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
            <allow own="*"/></policy></busconfig>"#,
            folder.display()
        );
        std::fs::write(&config, text).unwrap();
        let mut command = Command::new("dbus-daemon");
        command.arg("--nofork").arg("--print-address=1").arg("--config-file").arg(&config);
        let Ok(child) = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn() else {
            eprintln!("SKIPPED: dbus-daemon is not installed");
            return None;
        };
        let mut daemon = Ended(child);
        let mut address = String::new();
        BufReader::new(daemon.0.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(!address.is_empty(), "dbus-daemon ended at once");
        Some(Self { _daemon: daemon, folder, address })
    }
}
