//! The message being written: what cannot be sent stays here, with the reason beside it.
//!
//! The text stays in the document while it is written: a draft of megabytes is not copied at each drawing. When another
//! session is shown, it is put by, and comes back with this one.

mod bar;
mod drawing;
mod field;
mod file;
mod named;
mod submit;

use std::rc::Rc;

use yew::prelude::*;

use self::{drawing::Drawing, field::Checked, file::file_part};
use super::{
    msg::{Change, On},
    parts::icon::{Icon, icon},
    state::{
        kept::{Kept, Named},
        shared::Shared,
        take::{Draft, MOST_DRAFTED},
        writing::{FileForm, FileWay, Writing},
        written::{Choices, Kind},
    },
    words::compose as say,
};
use crate::{
    model::{id::Ticket, link::FileReport, session::Refusal},
    web::{
        element::{self, HtmlInputElement, HtmlTextAreaElement},
        file::File,
        timer::Timer,
        transfer::{self, DropWatch, Files},
    },
};

/// What the composer shows and whom it calls.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What became of the last message that was handed over.
    pub(super) answered: Option<(Ticket, Result<(), Refusal>)>,
    /// What was being written when this session was left.
    pub(super) writing: Shared<Writing>,
    /// The file that was chosen.
    pub(super) file: Shared<Option<File>>,
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
    ChoicesChanged(Change<Choices>),
    /// What is sent is to stay in the field, or not any more.
    KeepToggled(bool),
    KeyPressed(KeyboardEvent),
    /// JSON is to be written one thing a line.
    FormatClicked,
    Submitted,
    FileFormChanged(Change<FileForm>),
    FileChosen(File),
    FilesBrought(Files),
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
    /// What is sent stays in the field.
    keeps: bool,
    file_form: FileForm,
    checked: Checked,
    check: Option<Timer>,
    /// The page itself has put a text into the field, and will hear of that.
    puts: bool,
    last: Ticket,
    /// A message of this kind was handed over, its answer is not here yet, and the field still holds it.
    waiting: Option<Choices>,
    problem: Option<String>,
    #[expect(dead_code, reason = "kept for its drop")]
    drops: DropWatch,
}

impl Component for Composer {
    type Message = Msg;
    type Properties = Props;

    fn create(ctx: &Context<Self>) -> Self {
        let link = ctx.link().clone();
        ctx.props().writing.read(|writing| Self {
            field: writing.field.clone(),
            choices: writing.choices,
            keeps: writing.keeps,
            file_form: writing.file.clone(),
            checked: Checked::default(),
            check: None,
            puts: false,
            last: writing.ticket,
            waiting: writing.waiting,
            problem: writing.problem.clone(),
            drops: DropWatch::new(move |files| link.send_message(Msg::FilesBrought(files))),
        })
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let draws = self.take(ctx, msg);
        self.put_by(ctx);
        draws
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Props) -> bool {
        if ctx.props().answered != old.answered {
            self.answered(ctx);
        }
        match &ctx.props().drafted {
            Some((wish, draft)) if old.drafted.as_ref().map(|(wish, _)| wish) != Some(wish) => {
                match &**draft {
                    // What is being written stays.
                    Draft::File(way) => {
                        self.choices.kind = Kind::File;
                        self.file_form.way = *way;
                        self.problem = None;
                    }
                    Draft::Written(written) => {
                        self.replace(ctx, &written.text, written.choices);
                        element::focus("message");
                    }
                }
            }
            _ => {}
        }
        self.put_by(ctx);
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        let onsubmit = link.callback(|event: SubmitEvent| {
            event.prevent_default();
            Msg::Submitted
        });
        let onpaste = link.batch_callback(|event: Event| {
            let files = transfer::pasted(&event, MOST_DRAFTED)?;
            event.prevent_default();
            Some(Msg::FilesBrought(files))
        });
        // Enter in a field of the form is for what that field sets: only the message and its button send.
        let onkeydown = Callback::from(|event: KeyboardEvent| {
            if event.key() == "Enter" && event.target_dyn_into::<HtmlInputElement>().is_some() {
                event.prevent_default();
            }
        });
        html! {
            <form id="message-form" aria-label={say::COMPOSE} {onsubmit} {onpaste} {onkeydown}>
                { self.kinds(ctx) }
                { self.field(ctx) }
                { self.other(ctx) }
                { self.size() }
                <div class="actions" role="toolbar" aria-label={say::COMPOSE} data-row="#send">
                    { self.extras(ctx) }
                    { self.named(ctx) }
                    <button id="send" type="submit" class="primary" title={say::HINT}>{ icon(Icon::Send) }<span>{ say::SEND }</span></button>
                </div>
                { file::progress(ctx.props().report.as_ref(), self.choices.kind == Kind::File, &ctx.props().on) }
                <p id="message-problem" class="problem" role="alert">{ self.problem.clone() }</p>
            </form>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        let text = ctx.props().writing.read(|writing| writing.text.clone());
        if let (true, Some(field)) = (first_render && !text.is_empty(), self.textarea()) {
            field.set_value(&text);
            self.check_now();
            // The answer may have come while another session was shown.
            if self.waiting.is_some() {
                self.answered(ctx);
            }
            ctx.link().send_message(Msg::Paused);
        }
    }

    fn destroy(&mut self, ctx: &Context<Self>) {
        let text = self.text();
        ctx.props().writing.write(|writing| writing.text = text);
    }
}

impl Composer {
    fn take(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Entered => return self.entered(ctx),
            Msg::Paused => self.check_now(),
            Msg::ChoicesChanged(change) => {
                change(&mut self.choices);
                self.problem = None;
                self.check_now();
            }
            Msg::KeepToggled(keeps) => self.keeps = keeps,
            Msg::KeyPressed(event) => return self.press_key(ctx, &event),
            Msg::FormatClicked => self.format(),
            Msg::Submitted => self.submit(ctx),
            Msg::FileFormChanged(change) => change(&mut self.file_form),
            Msg::FileChosen(file) => self.choose(ctx, file),
            Msg::FilesBrought(Files { first, others, is_text }) => {
                let taken = (others > 0).then(|| say::only_one(&first.name()));
                self.choose(ctx, first);
                self.problem = taken;
                if is_text {
                    self.file_form.way = FileWay::Text;
                    self.problem = Some(say::PASTED_AS_FILE.into());
                }
            }
            Msg::NamedTaken(named) => self.replace(ctx, &named.text, named.choices),
            Msg::NameGiven { name, only_here } => self.name(ctx, name, only_here),
        }
        true
    }

    fn choose(&mut self, ctx: &Context<Self>, file: File) {
        self.choices.kind = Kind::File;
        self.problem = None;
        ctx.props().file.write(|kept| *kept = Some(file));
    }

    fn other(&self, ctx: &Context<Self>) -> Html {
        let props = ctx.props();
        match self.choices.kind {
            Kind::File => file_part(&file::Props {
                file: props.file.get(),
                form: &self.file_form,
                on_form: ctx.link().callback(Msg::FileFormChanged),
                on_file: ctx.link().callback(Msg::FileChosen),
            }),
            Kind::Drawing => html! { <Drawing key="drawing" writing={props.writing.clone()} /> },
            _ => html! { <div key="none" hidden=true></div> },
        }
    }

    /// All but the text, which stays in its field while that is there.
    fn put_by(&self, ctx: &Context<Self>) {
        ctx.props().writing.write(|writing| {
            writing.choices = self.choices;
            writing.keeps = self.keeps;
            writing.file = self.file_form.clone();
            writing.ticket = self.last;
            writing.waiting = self.waiting;
            writing.problem.clone_from(&self.problem);
        });
    }

    fn textarea(&self) -> Option<HtmlTextAreaElement> {
        self.field.cast()
    }

    fn text(&self) -> String {
        self.textarea().map(|field| field.value()).unwrap_or_default()
    }
}
