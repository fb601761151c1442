//! Waiting for an event in another process: asked for with growing pauses until it is there or patience ends.

use std::time::{Duration, Instant};

use crate::{Done, Failure};

/// How long anything on the desktop may take before it counts as never happening. Generous, because a slow machine is
/// not a defect.
pub const PATIENCE: Duration = Duration::from_secs(40);

/// Asks until there is an answer. An error from `ask` ends the waiting at once.
pub fn until<T>(what: &str, ask: impl FnMut() -> Done<Option<T>>) -> Done<T> {
    until_within(PATIENCE, what, ask)
}

/// The same with another patience.
pub fn until_within<T>(patience: Duration, what: &str, mut ask: impl FnMut() -> Done<Option<T>>) -> Done<T> {
    let began = Instant::now();
    let mut pause = Duration::from_millis(2);
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if began.elapsed() > patience {
            return Err(Failure::new(format!("Waited {} s in vain for this: {what}.", patience.as_secs())));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(80));
    }
}

/// Waits until something holds.
pub fn until_true(what: &str, mut ask: impl FnMut() -> Done<bool>) -> Done {
    until(what, || Ok(ask()?.then_some(())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_that_comes_is_answered_and_one_that_does_not_is_named() {
        let mut asked = 0;
        let answer = until("the third time", || {
            asked += 1;
            Ok((asked == 3).then_some(asked))
        });
        assert_eq!(answer.expect("it comes"), 3);
        let never = until_within(Duration::ZERO, "the moon", || Ok(None::<()>));
        assert!(never.expect_err("it never comes").to_string().contains("the moon"));
    }

    #[test]
    fn a_failure_while_asking_is_not_waited_out() {
        let failed = until("anything", || Err::<Option<()>, _>(Failure::new("broken")));
        assert_eq!(failed.expect_err("it failed").to_string(), "broken");
    }
}
