//! What programs cost: processor time and memory, as the kernel counts them.

use std::collections::HashMap;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use xtask::program::shown;
use xtask::{Done, Failure};

/// The kernel tells processes' times in hundredths of a second, whatever it counts in itself.
const TICK: Duration = Duration::from_millis(10);

/// How one run of a program went.
#[derive(Clone, Copy, Debug, Default)]
pub struct Run {
    /// From its start to its end.
    pub wall: Duration,
    /// User and system time of it and its children.
    pub cpu: Duration,
    /// Most memory that it had at a time, in bytes; its children's is not in it.
    pub peak: u64,
}

/// Runs a program to its end, in silence. Anything but success is a failure.
pub fn run(command: &mut Command) -> Done<Run> {
    command.stdin(std::process::Stdio::null()).stdout(std::process::Stdio::null());
    let before = of_children()?;
    let began = Instant::now();
    let mut child = command.spawn().map_err(|error| Failure::new(format!("{}: {error}", shown(command))))?;
    let pid = child.id();
    let over = AtomicBool::new(false);
    let (status, wall, peak) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0;
            while !over.load(Ordering::Relaxed) {
                peak = peak_of(pid).unwrap_or(peak);
                std::thread::sleep(Duration::from_millis(2));
            }
            peak
        });
        let status = child.wait();
        let wall = began.elapsed();
        over.store(true, Ordering::Relaxed);
        (status, wall, watch.join().unwrap_or_default())
    });
    let status = status?;
    if !status.success() {
        return Err(Failure::new(format!("`{}` failed: {status}.", shown(command))));
    }
    Ok(Run { wall, cpu: of_children()?.saturating_sub(before), peak })
}

/// The mean of some runs' processor time: single ones are counted too coarsely.
pub fn mean_cpu(runs: &[Run]) -> Duration {
    let all: Duration = runs.iter().map(|run| run.cpu).sum();
    all.checked_div(u32::try_from(runs.len()).unwrap_or(u32::MAX)).unwrap_or_default()
}

/// Time of all programs that this one started and waited for.
pub fn of_children() -> Done<Duration> {
    let fields = stat("self").ok_or_else(|| Failure::new("The kernel does not tell this program's times."))?;
    Ok(ticks(&fields, 13) + ticks(&fields, 14))
}

/// Time of a program and of all programs that it started.
pub fn of_tree(pid: u32) -> Done<Duration> {
    let mut all: HashMap<u32, (u32, Duration)> = HashMap::new();
    for folder in std::fs::read_dir("/proc")? {
        let name = folder?.file_name().to_string_lossy().into_owned();
        let (Ok(number), Some(fields)) = (name.parse(), stat(&name)) else { continue };
        let parent = fields.get(1).and_then(|parent| parent.parse().ok()).unwrap_or(0);
        all.insert(number, (parent, ticks(&fields, 11) + ticks(&fields, 12)));
    }
    let descends = |mut number: u32| {
        while number > 1 {
            if number == pid {
                return true;
            }
            number = all.get(&number).map_or(0, |(parent, _)| *parent);
        }
        false
    };
    Ok(all.iter().filter(|(number, _)| descends(**number)).map(|(_, (_, time))| *time).sum())
}

/// The fields of `/proc/PID/stat` after the name, which may hold anything: the first is the state.
fn stat(pid: &str) -> Option<Vec<String>> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let (_, rest) = text.rsplit_once(") ")?;
    Some(rest.split_whitespace().map(str::to_owned).collect())
}

fn ticks(fields: &[String], place: usize) -> Duration {
    TICK * fields.get(place).and_then(|field| field.parse().ok()).unwrap_or(0)
}

/// Memory that a program has now, in bytes, without its children's.
pub fn memory_of(pid: u32) -> Option<u64> {
    status(pid, "VmRSS:")
}

fn peak_of(pid: u32) -> Option<u64> {
    status(pid, "VmHWM:")
}

fn status(pid: u32, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    let kb: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kb * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_works_costs_time_and_memory() {
        let run = run(Command::new("sh").args(["-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done"]));
        let run = run.expect("it runs");
        assert!(run.wall > Duration::ZERO && run.cpu > Duration::ZERO && run.peak > 0);
        // Looking is work too; it shows once it has taken a hundredth of a second.
        let began = Instant::now();
        while of_tree(std::process::id()).expect("it is told").is_zero() {
            assert!(began.elapsed() < Duration::from_secs(20), "no time was told");
        }
    }
}
