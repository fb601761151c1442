//! Everything that has to be there before the project can be built, run, tested or measured. Says what it does, does
//! it once, and is quick when nothing is missing.

mod node;
mod packages;
mod target;
mod tools;
mod ui;

use xtask::Done;

pub use node::npm;

/// What the machine is to be made ready for. Each one includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To build and start the application.
    Build,
    /// To run it on a desktop without a screen.
    Demo,
    /// To run all tests.
    Test,
    /// To measure it beside its peers.
    Bench,
}

/// Makes the machine ready.
pub fn run(purpose: Purpose) -> Done {
    packages::install(&packages::wanted(purpose))?;
    node::check()?;
    ui::build()
}

/// Makes the machine ready to compile for Windows, by the name that the compiler has for it.
pub fn windows(target: &str) -> Done {
    packages::install(packages::WINDOWS)?;
    target::add(target)?;
    // The shell takes the interface in.
    node::check()?;
    ui::build()
}

/// Installs the peers that are large or have to be built: LaTeX and Typst.
pub fn large_peers() -> Done {
    packages::install(packages::LATEX)?;
    tools::typst().map(|_| ())
}

/// Says what is being done.
pub fn say(words: &str) {
    println!("setup: {words}");
}
