//! The elements of other programs' windows, by the accessibility interface of the system: AT-SPI on Linux, UI Automation
//! on Windows, AX on macOS. What an element is called is decided in [`name`], for all of them. When an element is asked
//! for, and what becomes of the answer, is the recorder's business.

mod ask;
mod name;

#[cfg(any(not(target_os = "linux"), test))]
mod asked;
#[cfg(target_os = "linux")]
mod atspi;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

#[cfg(target_os = "linux")]
pub use atspi::AtSpiElements;

/// The elements of this system.
#[cfg(not(target_os = "linux"))]
pub(crate) fn of_system() -> Box<dyn sopwright_core::port::Elements> {
    #[cfg(windows)]
    let asked = asked::Asked::start::<windows::Automation>();
    #[cfg(target_os = "macos")]
    let asked = asked::Asked::start::<macos::Accessibility>();
    // A system that refuses a thread has worse to tell soon.
    match asked {
        Ok(asked) => Box::new(asked),
        Err(_) => Box::new(crate::stub::NoElements),
    }
}
