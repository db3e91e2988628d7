//! The entry of both sides: `boot.js` starts this program in a worker, as the engine, and in the page, as what is seen.

use socketscope::{engine, view::App, web};

fn main() {
    web::console::start();
    yew::set_custom_panic_hook(Box::new(web::console::tell_panic));
    if web::link::is_worker() {
        engine::start::in_worker();
    } else {
        yew::Renderer::<App>::new().render();
    }
}
