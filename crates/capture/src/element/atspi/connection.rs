//! The way to the accessibility bus, on which programs tell of their elements, and the sign to programs that somebody
//! asks: without it Qt and others tell nothing. The sign is put back as it was found.
//!
//! `ScreenReaderEnabled`, the second sign, is left alone: GNOME starts its screen reader at it, and current Chromium does
//! not look at it.

use std::path::Path;

use zbus::conn::Builder;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Address, Connection};

const LAUNCHER: &str = "org.a11y.Bus";
const LAUNCHER_PATH: &str = "/org/a11y/bus";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const STATUS: &str = "org.a11y.Status";
const IS_ENABLED: &str = "IsEnabled";

/// Whether there is a session bus to ask for the accessibility bus at all. Looks, and does not connect.
pub(super) fn has_session_bus() -> bool {
    if let Ok(address) = std::env::var("DBUS_SESSION_BUS_ADDRESS") {
        return !address.is_empty() && address != "disabled:";
    }
    std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|dir| Path::new(&dir).join("bus").exists())
}

/// Both buses, while they are used.
pub(super) struct Buses {
    session: Connection,
    /// The one that programs tell of their elements on.
    pub accessibility: Connection,
    /// Whether the sign was off when it was found.
    sign_was_off: bool,
}

impl Buses {
    /// Connects to both and gives the sign.
    pub async fn open() -> zbus::Result<Self> {
        let session = Connection::session().await?;
        let asked = session.call_method(Some(LAUNCHER), LAUNCHER_PATH, Some(LAUNCHER), "GetAddress", &()).await?;
        let address: String = asked.body().deserialize()?;
        let accessibility = Builder::address(Address::try_from(address.as_str())?)?.build().await?;
        let mut buses = Self { session, accessibility, sign_was_off: false };
        // Without the sign, programs that do not look at it still answer.
        if buses.sign().await.is_ok_and(|on| !on) {
            buses.sign_was_off = buses.give_sign(true).await.is_ok();
        }
        Ok(buses)
    }

    async fn sign(&self) -> zbus::Result<bool> {
        let body = (STATUS, IS_ENABLED);
        let asked = self.session.call_method(Some(LAUNCHER), LAUNCHER_PATH, Some(PROPERTIES), "Get", &body).await?;
        let value: OwnedValue = asked.body().deserialize()?;
        Ok(bool::try_from(value)?)
    }

    async fn give_sign(&self, on: bool) -> zbus::Result<()> {
        let body = (STATUS, IS_ENABLED, Value::from(on));
        self.session.call_method(Some(LAUNCHER), LAUNCHER_PATH, Some(PROPERTIES), "Set", &body).await?;
        Ok(())
    }

    /// Puts the sign back as it was found.
    pub async fn put_back(&self) {
        if self.sign_was_off {
            let _bus_gone_is_no_error = self.give_sign(false).await;
        }
    }
}
