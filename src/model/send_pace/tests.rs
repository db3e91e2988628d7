//! The sender against a simulated buffer and clock.

use super::*;

/// A browser's buffer that drains at a steady speed, and a clock.
struct World {
    now: f64,
    buffered: f64,
    bytes_per_ms: f64,
    message: f64,
    /// What handing over one message takes.
    send_ms: f64,
    most_buffered: f64,
    largest_batch: u64,
    waits: Vec<f64>,
}

impl World {
    fn draining(bytes_per_ms: f64, message: f64) -> Self {
        Self {
            now: 1e12,
            buffered: 0.0,
            bytes_per_ms,
            message,
            send_ms: 0.01,
            most_buffered: 0.0,
            largest_batch: 0,
            waits: Vec::new(),
        }
    }

    fn pass(&mut self, ms: f64) {
        self.now += ms;
        self.buffered = (self.buffered - ms * self.bytes_per_ms).max(0.0);
    }

    fn step(&mut self, pacer: &mut Pacer) -> Step {
        let step = pacer.next(Timestamp(self.now), whole(self.buffered.ceil()));
        match step {
            Step::Send(count) => {
                self.largest_batch = self.largest_batch.max(count);
                for _ in 0..count {
                    if !pacer.has_room(whole(self.buffered.ceil())) {
                        break;
                    }
                    self.buffered += self.message;
                    self.most_buffered = self.most_buffered.max(self.buffered);
                    pacer.sent_one();
                    self.pass(self.send_ms);
                }
            }
            Step::Wait(ms) | Step::Drain(ms) => {
                self.waits.push(ms);
                self.pass(ms);
            }
            Step::Paused | Step::Done => {}
        }
        step
    }

    fn run(&mut self, pacer: &mut Pacer, ms: f64) {
        let end = self.now + ms;
        while self.now < end {
            if matches!(self.step(pacer), Step::Paused | Step::Done) {
                self.pass(1.0);
            }
        }
    }

    fn pacer(&self, count: Option<u64>, per_second: Option<f64>, threshold: u64) -> Pacer {
        Pacer::new(SenderPlan { template: String::new(), count, per_second, threshold }, Timestamp(self.now))
    }
}

#[test]
fn without_a_rate_the_buffer_stays_at_the_threshold() {
    for (bytes_per_ms, message, threshold) in
        [(10.0, 100.0, 10_000), (1_000.0, 100.0, 65_536), (1.0, 5_000.0, 1_000), (50.0, 100.0, 0), (5.0, 1.0, 64)]
    {
        let mut world = World::draining(bytes_per_ms, message);
        let mut pacer = world.pacer(None, None, threshold);
        world.run(&mut pacer, 5_000.0);
        let limit = float(threshold) + message;
        assert!(world.most_buffered <= limit, "{} over {limit} at {bytes_per_ms}", world.most_buffered);
        let possible = bytes_per_ms / message * 5_000.0;
        assert!(float(pacer.sent()) > possible * 0.7, "{} of {possible} at {bytes_per_ms}", pacer.sent());
    }
}

#[test]
fn a_buffer_that_drained_at_once_and_then_fills_stays_at_the_threshold() {
    let mut world = World::draining(1e9, 10_000.0);
    let mut pacer = world.pacer(None, None, 65_536);
    world.run(&mut pacer, 100.0);
    assert_eq!(world.largest_batch, MOST_IN_BATCH);
    world.bytes_per_ms = 100.0;
    world.run(&mut pacer, 1_000.0);
    assert!((65_536.0..=75_536.0).contains(&world.most_buffered), "{}", world.most_buffered);
}

#[test]
fn the_rate_is_kept_and_reported() {
    for per_second in [0.5, 3.0, 60.0, 1_000.0, 20_000.0] {
        let mut world = World::draining(1e6, 10.0);
        let mut pacer = world.pacer(None, Some(per_second), 65_536);
        world.run(&mut pacer, 10_000.0);
        let expected = per_second * 10.0;
        assert!((float(pacer.sent()) - expected).abs() <= expected * 0.01 + 1.0, "{} at {per_second}", pacer.sent());
        let rate = pacer.rate(Timestamp(world.now));
        assert!((rate - per_second).abs() <= per_second * 0.1 + 1.0, "{rate} at {per_second}");
    }
}

#[test]
fn the_rate_falls_to_what_the_buffer_lets_through() {
    let mut world = World::draining(10.0, 100.0);
    let mut pacer = world.pacer(None, Some(10_000.0), 1_000);
    world.run(&mut pacer, 3_000.0);
    let rate = pacer.rate(Timestamp(world.now));
    assert!((60.0..=110.0).contains(&rate), "{rate}");
    assert!(world.most_buffered <= 1_100.0, "{}", world.most_buffered);
}

#[test]
fn a_wait_is_as_long_as_the_buffer_needs() {
    let mut world = World::draining(10.0, 300.0);
    let mut pacer = world.pacer(None, None, 1_000);
    world.run(&mut pacer, 3_000.0);
    assert!(world.waits.iter().all(|ms| (1.0..=50.0).contains(ms)));
    let waits = float(world.waits.len() as u64);
    assert!(waits < float(pacer.sent()) * 2.0, "{waits} waits for {} messages", pacer.sent());
}

#[test]
fn a_buffer_that_stands_still_is_looked_at_less_and_less_but_at_least_every_50_ms() {
    let mut world = World::draining(10.0, 100.0);
    let mut pacer = world.pacer(None, None, 1_000);
    world.run(&mut pacer, 500.0);
    world.bytes_per_ms = 0.0;
    world.run(&mut pacer, 2_000.0);
    assert_eq!(world.waits.last(), Some(&50.0));
    world.bytes_per_ms = 10.0;
    let before = pacer.sent();
    world.run(&mut pacer, 1_000.0);
    assert!(pacer.sent() - before > 50, "{}", pacer.sent() - before);
}

#[test]
fn after_a_stall_at_most_100_ms_of_messages_are_made_up_for() {
    let mut world = World::draining(1e6, 10.0);
    let mut pacer = world.pacer(None, Some(1_000.0), 65_536);
    world.run(&mut pacer, 1_000.0);
    let before = pacer.sent();
    world.pass(60_000.0);
    world.run(&mut pacer, 100.0);
    assert!((200..=205).contains(&(pacer.sent() - before)), "{}", pacer.sent() - before);
}

#[test]
fn a_batch_is_bounded_in_number_and_in_time() {
    let mut world = World::draining(1e9, 1.0);
    let mut pacer = world.pacer(None, None, u64::MAX);
    world.run(&mut pacer, 100.0);
    assert_eq!(world.largest_batch, MOST_IN_BATCH);
    let mut world = World { send_ms: 1.0, ..World::draining(1e9, 1.0) };
    let mut pacer = world.pacer(None, None, u64::MAX);
    world.run(&mut pacer, 1_000.0);
    assert!(world.largest_batch <= 5, "{}", world.largest_batch);
}

#[test]
fn pause_holds_it_and_resume_makes_up_for_nothing() {
    let mut world = World::draining(1e6, 10.0);
    let mut pacer = world.pacer(None, Some(100.0), 65_536);
    world.run(&mut pacer, 1_000.0);
    pacer.pause();
    let before = pacer.sent();
    world.run(&mut pacer, 5_000.0);
    assert_eq!((pacer.sent(), world.step(&mut pacer)), (before, Step::Paused));
    assert!(pacer.rate(Timestamp(world.now)) < 1e-9);
    pacer.resume(Timestamp(world.now));
    world.run(&mut pacer, 100.0);
    assert!((10..=12).contains(&(pacer.sent() - before)), "{}", pacer.sent() - before);
}

#[test]
fn it_sends_exactly_as_many_as_planned() {
    for count in [0, 1, 1_000] {
        let mut world = World::draining(1e6, 10.0);
        let mut pacer = world.pacer(Some(count), None, 65_536);
        world.run(&mut pacer, 1_000.0);
        assert_eq!((pacer.sent(), world.step(&mut pacer)), (count, Step::Done));
    }
}

#[test]
fn odd_rates_and_clocks_do_no_harm() {
    for rate in [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300, 1e-300] {
        let mut world = World::draining(1e6, 10.0);
        let mut pacer = world.pacer(None, Some(rate), 65_536);
        for _ in 0..100 {
            world.step(&mut pacer);
        }
        world.now -= 1e9;
        assert!(pacer.sent() > 0);
        assert!(matches!(world.step(&mut pacer), Step::Send(_) | Step::Wait(_)), "{rate}");
    }
}
