//! Processor time instead of time on the wall, so that what else runs on the machine tells less.

use std::time::{Duration, Instant};

use criterion::measurement::{Measurement, ValueFormatter, WallTime};

/// The time that all threads of this process have spent on processors; on other systems than Linux, time on the wall.
pub struct Processor;

/// A moment on either clock.
pub enum Moment {
    Spent(Duration),
    Wall(Instant),
}

/// What the kernel has counted for the threads there are; what threads did that have ended is lost.
fn spent() -> Option<Duration> {
    let mut spent = 0;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        let told = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        spent += told.split(' ').next()?.parse::<u64>().ok()?;
    }
    Some(Duration::from_nanos(spent))
}

impl Measurement for Processor {
    type Intermediate = Moment;
    type Value = Duration;

    fn start(&self) -> Moment {
        spent().map_or_else(|| Moment::Wall(Instant::now()), Moment::Spent)
    }

    fn end(&self, start: Moment) -> Duration {
        match start {
            Moment::Spent(before) => spent().map_or(Duration::ZERO, |now| now.saturating_sub(before)),
            Moment::Wall(before) => before.elapsed(),
        }
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        // Both are nanoseconds, and written alike.
        const WALL: &WallTime = &WallTime;
        WALL.formatter()
    }
}
