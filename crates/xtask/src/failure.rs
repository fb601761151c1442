//! Why a task stopped, in words for the person at the terminal.

/// What went wrong and, where it is known, what to do about it.
#[derive(Debug)]
pub struct Failure(String);

/// What a task yields.
pub type Done<T = ()> = Result<T, Failure>;

impl Failure {
    /// A failure with these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self(format!("The answer is not the JSON that was expected: {error}."))
    }
}
