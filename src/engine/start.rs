//! How an engine begins: in its worker, or wherever it is wanted.

use std::{cell::RefCell, rc::Rc};

use litemap::LiteMap;

use super::{
    Engine,
    bell::{Call, Caller},
};
use crate::{
    BUILD,
    model::{
        diagnosis::{Absence, Failures},
        id::SessionId,
        link::{Look, ToEngine, ToPage},
        log::{MessageLog, rescue_map},
        snapshot_pace::Pace,
        time::Timestamp,
    },
    web::{
        engine_script,
        file::{Beside, File},
        link::Link,
        network::Watch,
    },
};

/// Starts the engine in its worker and tells the page that it listens. It lives as long as the worker.
pub fn in_worker() {
    let link = Rc::new(RefCell::new(None::<Link<ToPage>>));
    let to_page = link.clone();
    let engine = engine(move |said, beside| {
        if let Some(link) = to_page.borrow().as_ref() {
            match beside {
                Some(beside) => link.post_with(said, beside),
                None => link.post(said),
            }
        }
    });
    let (near, far) = (caller(&engine), caller(&engine));
    let hear = move |said, beside| {
        // It holds the engine; the callers do not, or nothing of it would ever be freed.
        let _engine = &engine;
        let file = if let Some(Beside::File(file)) = beside { Some(file) } else { None };
        near(Call::Page(said, file));
    };
    let Some(opened) = Link::to_page(move |bytes| far(Call::MakeWay(bytes)), hear) else {
        log::error!("The engine runs in a worker only.");
        return;
    };
    engine_script::tell_map(rescue_map::address(), rescue_map::SLOTS, rescue_map::WORDS);
    opened.post(&ToPage::Ready { build: BUILD.to_owned() });
    *link.borrow_mut() = Some(opened);
}

/// Runs an engine that says what it has to say through `say`. The answer takes what the page says, and what rides
/// beside it; when that is dropped, and nothing is under way any more, the engine ends.
pub fn run(say: impl Fn(&ToPage, Option<&Beside>) + 'static) -> impl Fn(ToEngine, Option<File>) {
    let engine = engine(say);
    let caller = caller(&engine);
    move |said, file| {
        let _engine = &engine;
        caller(Call::Page(said, file));
    }
}

fn engine(say: impl Fn(&ToPage, Option<&Beside>) + 'static) -> Rc<RefCell<Option<Engine>>> {
    let engine = Rc::new(RefCell::new(None::<Engine>));
    let caller = caller(&engine);
    let (online, blocked) = (caller.clone(), caller.clone());
    let watch = Watch::new(move || online(Call::OnlineChanged), move |violation| blocked(Call::Blocked(violation)));
    *engine.borrow_mut() = Some(Engine {
        desks: LiteMap::new(),
        looking: (SessionId::default(), Look::Newest(0)),
        charted: None,
        failures: Failures::default(),
        absence: Absence::default(),
        budget: MessageLog::DEFAULT_BUDGET_OF_ALL,
        pace: Pace::default(),
        latest: Timestamp::default(),
        timer: None,
        caller,
        say: Box::new(say),
        watch,
    });
    engine
}

fn caller(engine: &Rc<RefCell<Option<Engine>>>) -> Caller {
    let engine = Rc::downgrade(engine);
    Rc::new(move |call| {
        let Some(engine) = engine.upgrade() else { return };
        // No browser calls back while it is called: where it cannot be had, it has broken down at work. That has been told
        // (`crash.js`), and what it had under way is in no state to go on.
        if let Ok(mut engine) = engine.try_borrow_mut()
            && let Some(engine) = engine.as_mut()
        {
            engine.take(call);
        }
    })
}
