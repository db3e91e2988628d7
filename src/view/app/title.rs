//! The window's title and icon: what is shown, how its connection stands, and what is unread.

use super::App;
use crate::{model::phase::ReadyState, view::words, web::page};

impl App {
    /// The window is called after the session that is shown.
    pub(super) fn name_window(&mut self) {
        let (tab, unread) = (self.tabs.selected(), self.tabs.unread());
        let title = format!("{} – Socketscope", words::tabs::window(tab.state(), unread, &tab.title(words::tabs::NEW)));
        if title != self.shell.title {
            let icon = match (tab.state(), unread) {
                (_, 1..) => "icon-unread.svg",
                (ReadyState::Open, 0) => "icon-open.svg",
                _ => "icon.svg",
            };
            page::name_window(&title, icon);
            self.shell.title = title;
        }
    }
}
