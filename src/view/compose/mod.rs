//! The message being written: what cannot be sent stays here, with the reason beside it.
//!
//! The text stays in the document while it is written: a draft of megabytes is not copied at each drawing. When another
//! session is shown, it is put by, and comes back with this one.

mod bar;
mod close;
mod drawing;
mod field;
mod file;
mod named;

use std::rc::Rc;

use yew::prelude::*;

use self::{close::CloseMenu, drawing::Drawing, field::Checked, file::file_part};
use super::{
    msg::{Msg as PageMsg, On},
    state::{
        history::History,
        keep::Keep,
        kept::{Kept, Named},
        take::Draft,
        writing::{Choices, FileForm, Kind, Writing},
    },
    words::{self, compose as say},
};
use crate::{
    model::{
        link::{Command, FileReport, Ticket},
        message::Message,
        session::{ReadyState, Refusal},
    },
    web::{
        element::{self, HtmlTextAreaElement},
        file::File,
        timer::Timer,
        transfer,
    },
};

/// What the composer shows and whom it calls.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) state: ReadyState,
    /// What became of the last message that was handed over.
    pub(super) answered: Option<(Ticket, Result<(), Refusal>)>,
    /// What was being written when this session was left.
    pub(super) writing: Keep<Writing>,
    /// The file that was chosen.
    pub(super) file: Keep<Option<File>>,
    /// What became of the last file.
    pub(super) report: Option<FileReport>,
    pub(super) kept: Rc<Kept>,
    /// The browser keeps nothing for this page.
    pub(super) is_blocked: bool,
    /// A message of the log that is to be written again.
    pub(super) drafted: Option<(Ticket, Rc<Draft>)>,
    /// The address in the form, for messages that belong to it.
    pub(super) url: AttrValue,
    pub(super) on: On,
}

/// Something that the person does, in the order in which it is done.
pub(super) enum Msg {
    Entered,
    /// The person has paused: a long draft is checked now.
    Paused,
    ChoicesChanged(Choices),
    KeyPressed(KeyboardEvent),
    Submitted,
    FileFormEntered(FileForm),
    FileChosen(File),
    NamedTaken(Named),
    NameGiven {
        name: String,
        only_here: bool,
    },
}

/// Draws `#message-form`.
pub(super) struct Composer {
    field: NodeRef,
    choices: Choices,
    file_form: FileForm,
    checked: Checked,
    check: Option<Timer>,
    last: Ticket,
    /// A message was handed over, its answer is not here yet, and the field still holds it.
    waiting: bool,
    problem: Option<String>,
}

impl Component for Composer {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let (choices, file_form, last) =
            ctx.props().writing.read(|writing| (writing.choices, writing.file.clone(), writing.ticket));
        Self {
            field: NodeRef::default(),
            choices,
            file_form,
            checked: Checked::default(),
            check: None,
            last,
            waiting: false,
            problem: None,
        }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Entered => return self.entered(ctx),
            Msg::Paused => self.check_now(),
            Msg::ChoicesChanged(choices) => {
                self.choices = choices;
                self.problem = None;
                self.check_now();
            }
            Msg::KeyPressed(event) => return self.press_key(ctx, &event),
            Msg::Submitted => self.submit(ctx),
            Msg::FileFormEntered(form) => self.file_form = form,
            Msg::FileChosen(file) => {
                self.choices.kind = Kind::File;
                self.problem = None;
                ctx.props().file.write(|kept| *kept = Some(file));
            }
            Msg::NamedTaken(named) => {
                self.choices = named.choices;
                self.put(&named.text);
            }
            Msg::NameGiven { name, only_here } => self.name(ctx, name, only_here),
        }
        true
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().answered != old.answered {
            match ctx.props().answered {
                Some((ticket, Ok(()))) if ticket == self.last => self.sent(ctx),
                Some((ticket, Err(refusal))) if ticket == self.last => self.refused(refusal),
                _ => {}
            }
        }
        match &ctx.props().drafted {
            Some((wish, draft)) if old.drafted.as_ref().map(|(wish, _)| wish) != Some(wish) => {
                self.choices = draft.choices;
                self.put(&draft.text);
                self.check_now();
                element::focus("message");
            }
            _ => {}
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Submitted
        });
        let ondragover = Callback::from(|event: DragEvent| {
            if transfer::carries_files(&event) {
                event.prevent_default();
            }
        });
        let ondrop = link.batch_callback(|event: DragEvent| {
            let file = transfer::dropped(&event)?;
            event.prevent_default();
            Some(Msg::FileChosen(file))
        });
        let onpaste = link.batch_callback(|event: Event| {
            let file = transfer::pasted(&event)?;
            event.prevent_default();
            Some(Msg::FileChosen(file))
        });
        html! {
            <form id="message-form" aria-label="Compose" {onsubmit} {ondragover} {ondrop} {onpaste}>
                { self.bar(ctx) }
                { self.field(ctx) }
                { self.other(ctx) }
                { self.actions(ctx) }
                <p id="message-problem" class="problem" role="alert">{ self.problem.clone() }</p>
            </form>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let text = ctx.props().writing.read(|writing| writing.text.clone());
        if first_render && !text.is_empty() {
            self.put(&text);
            ctx.link().send_message(Msg::Paused);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        let text = self.text();
        ctx.props().writing.write(|writing| {
            writing.text = text;
            writing.choices = self.choices;
            writing.file = self.file_form.clone();
            writing.ticket = self.last;
        });
    }
}

impl Composer {
    fn other(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        match self.choices.kind {
            Kind::File => file_part(&file::Props {
                file: props.file.get(),
                form: &self.file_form,
                report: props.report.as_ref(),
                on_form: ctx.link().callback(Msg::FileFormEntered),
                on_file: ctx.link().callback(Msg::FileChosen),
                on: &props.on,
            }),
            Kind::Drawing => html! { <Drawing key="drawing" writing={props.writing.clone()} /> },
            _ => html! { <div key="none" hidden=true></div> },
        }
    }

    fn actions(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        html! {
            <div class="actions">
                <button type="submit" class="primary">{ "Send Message" }</button>
                { self.named(ctx) }
                <span id="message-hint" class="hint">{ say::HINT }</span>
                <CloseMenu state={props.state} on={props.on.clone()} />
            </div>
        }
    }

    fn submit(&mut self, ctx: &Context<Self>) {
        let ticket = Ticket(self.last.0 + 1);
        let command = match self.choices.kind {
            Kind::File => match (ctx.props().file.get(), self.file_form.plan()) {
                (None, _) => Err(say::NO_FILE.to_owned()),
                (_, None) => Err(say::BAD_PLAN.to_owned()),
                (Some(file), Some(plan)) => {
                    self.last = ticket;
                    ctx.props().on.emit(PageMsg::FileHandedOver(ticket, plan, file));
                    return;
                }
            },
            Kind::Drawing => {
                let pixels = ctx.props().writing.read(|writing| writing.drawing.clone());
                pixels.map(Message::Binary).ok_or_else(|| say::NOTHING_DRAWN.to_owned())
            }
            _ => field::encode(&self.text(), self.choices),
        };
        match command {
            Ok(message) => {
                self.last = ticket;
                self.waiting = self.choices.kind.is_written();
                ctx.props().on.emit(PageMsg::Wanted(Command::Send(ticket, message)));
            }
            Err(why) => self.problem = Some(why),
        }
    }

    fn sent(&mut self, ctx: &Context<Self>) {
        self.problem = None;
        if std::mem::take(&mut self.waiting) {
            if self.textarea().is_some_and(|field| field.text_length() <= History::LONGEST) {
                let text = self.text();
                ctx.props().writing.write(|writing| writing.history.push(&text));
            }
            self.put("");
        }
    }

    fn refused(&mut self, refusal: Refusal) {
        self.waiting = false;
        self.problem = Some(words::not_sent(refusal).to_owned());
    }

    fn textarea(&self) -> Option<HtmlTextAreaElement> {
        self.field.cast()
    }

    fn text(&self) -> String {
        self.textarea().map(|field| field.value()).unwrap_or_default()
    }
}
