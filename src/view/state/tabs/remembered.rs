//! What a window keeps of its tabs: they are there again after a reload, a crash of the browser, or a fault of this program.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::{Tab, Tabs};
use crate::view::state::form::Form;
use crate::{
    model::{codec::base64, id::SessionId, settings::Settings},
    view::state::{
        behaviour::Behaviour,
        find::{FilterForm, PatternForm},
        sender::SenderForm,
        shared::Shared,
        writing::Writing,
        written::Written,
    },
};

/// The name under which they are kept, for each window by itself (`sessionStorage`). `crash.js` knows it.
pub const NAME: &str = "socketscope.tabs";

/// What a kept text begins with: the version of this form.
const VERSION: &str = "1 ";

/// A draft of more UTF-16 units is not kept: browsers give a page some five million for everything.
const LONGEST_DRAFT: u32 = 128 * 1024;

/// The tabs of a window, in the person's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    tabs: Vec<RememberedTab>,
    /// The place of the one that is shown.
    selected: u32,
    /// What the page's address asked for, and was given: a reload does not ask again.
    link: Option<Form>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct RememberedTab {
    id: SessionId,
    name: Option<String>,
    form: Form,
    draft: Written,
    behaviour: Behaviour,
    sender: SenderForm,
    filter: FilterForm,
    search: PatternForm,
}

impl Remembered {
    /// What a kept text holds; `None` when it is broken, or of another version of the page.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = base64::decode(text.strip_prefix(VERSION)?).ok()?;
        let remembered: Self = postcard::from_bytes(&bytes).ok()?;
        (!remembered.tabs.is_empty()).then_some(remembered)
    }

    /// The text to keep.
    pub fn to_text(&self) -> String {
        let bytes = postcard::to_stdvec(self).unwrap_or_default();
        format!("{VERSION}{}", base64::encode(&bytes))
    }

    /// Whether this is what a page begins with that chose this address by itself: there is nothing to remember then.
    pub fn is_untouched(&self, own_choice: &str) -> bool {
        let [tab] = &self.tabs[..] else { return false };
        let form = Form { url: tab.form.url.clone(), ..Form::default() };
        let is_own = form.url.is_empty() || form.url == own_choice;
        is_own && *tab == RememberedTab { id: tab.id, form, ..RememberedTab::default() }
    }
}

impl RememberedTab {
    fn of(tab: &Tab) -> Self {
        Self {
            id: tab.id,
            name: tab.name.clone(),
            form: tab.form.clone(),
            draft: tab.writing.read(|writing| writing.written(LONGEST_DRAFT)),
            behaviour: (*tab.behaviour).clone(),
            sender: (*tab.sender).clone(),
            filter: (*tab.filter).clone(),
            search: (*tab.search).clone(),
        }
    }

    fn tab(self) -> Tab {
        let Written { text, choices } = self.draft;
        Tab {
            name: self.name,
            applied: self.behaviour.settings(&Settings::default()),
            behaviour: Rc::new(self.behaviour),
            sender: Rc::new(self.sender),
            writing: Shared::new(Writing { choices, text, ..Writing::default() }),
            applied_filter: Rc::new(self.filter.clone()),
            filter: Rc::new(self.filter),
            searches: !self.search.text.is_empty(),
            search: Rc::new(self.search),
            ..Tab::new(self.id, self.form)
        }
    }
}

impl Tabs {
    /// What is to be kept of them.
    pub fn remember(&self) -> Remembered {
        let tabs = self.order.iter().map(RememberedTab::of).collect();
        Remembered { tabs, selected: u32::try_from(self.selected).unwrap_or_default(), link: self.link.clone() }
    }

    /// The tabs as they were kept, with what the page's address asks for. There is at least one.
    pub fn restore(remembered: Remembered, link: Option<Form>) -> Self {
        let is_followed = remembered.link == link;
        let mut tabs = Self::kept(remembered);
        tabs.link.clone_from(&link);
        if let Some(link) = link.filter(|_| !is_followed) {
            tabs.fill(link);
        }
        tabs
    }

    fn kept(remembered: Remembered) -> Self {
        let order: Vec<Tab> = remembered.tabs.into_iter().map(RememberedTab::tab).collect();
        if order.is_empty() {
            return Self::new(Form::default());
        }
        let next = order.iter().map(|tab| tab.id.0).max().unwrap_or_default().saturating_add(1);
        Self {
            selected: (remembered.selected as usize).min(order.len() - 1),
            order,
            next,
            link: None,
            is_hidden: false,
        }
    }

    fn fill(&mut self, link: Form) {
        let tab = self.selected_mut();
        if tab.form.url.is_empty() {
            tab.form = link;
        } else if !link.url.is_empty() {
            self.open(link);
        }
    }

    /// Sessions that the engine has and the page does not know get a tab. Their address comes with their first Snapshot.
    pub fn adopt(&mut self, sessions: impl Iterator<Item = SessionId>) {
        for id in sessions {
            if self.place(id).is_none() {
                self.order.push(Tab { is_adopted: true, ..Tab::new(id, Form::default()) });
                self.next = self.next.max(id.0.saturating_add(1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "ws://127.0.0.1:9001/echo";

    fn form(url: &str) -> Form {
        Form { url: url.into(), protocols: "a, b".into() }
    }

    #[test]
    fn tabs_come_back_as_they_were_kept() {
        let mut tabs = Tabs::new(form("ws://a"));
        tabs.open(form("ws://b"));
        tabs.selected_mut().name = Some("prices".into());
        tabs.selected_mut().writing.write(|writing| writing.text = "hello".into());
        Rc::make_mut(&mut tabs.selected_mut().filter).pattern.text = "x".into();
        Rc::make_mut(&mut tabs.selected_mut().behaviour).beats = true;
        tabs.open(form("ws://c"));
        tabs.close(SessionId(0));
        tabs.select(SessionId(1));
        let kept = tabs.remember();
        let text = kept.to_text();
        let mut back = Tabs::restore(Remembered::from_text(&text).expect("it can be read"), None);
        assert_eq!(back.remember(), kept);
        assert_eq!(
            (back.selected().id, back.selected().title(crate::model::language::Text::EMPTY).as_str()),
            (SessionId(1), "prices")
        );
        assert!(back.selected().applied.heartbeat.is_some(), "its settings are ready to be applied");
        back.open(Form::default());
        assert_eq!(back.selected().id, SessionId(3), "no number is given twice");
    }

    #[test]
    fn broken_or_foreign_content_is_no_tabs() {
        let whole = Tabs::new(form("ws://a")).remember().to_text();
        let none = Remembered::default().to_text();
        for text in ["", "1 ", "1 !", "1 AQU=", &whole.replacen('1', "2", 1), &whole[..whole.len() - 8], &none] {
            assert_eq!(Remembered::from_text(text), None, "{text}");
        }
    }

    #[test]
    fn only_what_a_person_did_is_remembered() {
        let own = || Tabs::new(Form { url: OWN.into(), ..Form::default() });
        assert!(own().remember().is_untouched(OWN));
        assert!(Tabs::new(Form::default()).remember().is_untouched(OWN));
        assert!(!Tabs::new(form("ws://a")).remember().is_untouched(OWN));
        let mut written = own();
        written.selected_mut().writing.write(|writing| writing.text = "hello".into());
        assert!(!written.remember().is_untouched(OWN));
        let mut two = own();
        two.open(Form::default());
        assert!(!two.remember().is_untouched(OWN));
    }

    #[test]
    fn a_link_takes_an_empty_tab_or_a_new_one_and_a_reload_takes_none() {
        let mut tabs = Tabs::restore(Remembered::default(), Some(form("ws://a")));
        assert_eq!((tabs.iter().count(), &tabs.selected().form), (1, &form("ws://a")));
        tabs.selected_mut().form = form("ws://changed");
        tabs = Tabs::restore(tabs.remember(), Some(form("ws://a")));
        assert_eq!((tabs.iter().count(), &tabs.selected().form), (1, &form("ws://changed")));
        tabs = Tabs::restore(tabs.remember(), Some(form("ws://b")));
        assert_eq!((tabs.iter().count(), &tabs.selected().form), (2, &form("ws://b")));
    }

    #[test]
    fn sessions_that_the_engine_still_has_get_a_tab() {
        let mut tabs = Tabs::new(form("ws://a"));
        tabs.adopt([SessionId(0), SessionId(7)].into_iter());
        assert_eq!(tabs.iter().map(|tab| tab.id).collect::<Vec<_>>(), [SessionId(0), SessionId(7)]);
        tabs.open(Form::default());
        assert_eq!(tabs.selected().id, SessionId(8));
    }
}
