//! The elements of other programs' windows, by the accessibility interface of the system: AT-SPI on Linux, UI Automation
//! on Windows, AX on macOS. What an element is called is decided in [`name`], for all of them. When an element is asked
//! for, and what becomes of the answer, is the recorder's business.

mod ask;
mod name;

#[cfg(target_os = "linux")]
mod atspi;

#[cfg(target_os = "linux")]
pub use atspi::AtSpiElements;
