//! The lines of the message that is looked into: only those near the view are in the document.

use std::rc::Rc;

use yew::prelude::*;

use crate::{
    model::{
        detail::{DetailCommand, DetailReport},
        inspect::{Class, DEEPEST_INDENT, Fold, Line},
        link::Command,
    },
    view::{
        msg::{Msg as PageMsg, On},
        parts::pane::Pane,
        scroll::Scroll,
        words::detail as say,
    },
    web::{element, selected_text},
};

/// The height of a line in pixels.
const LINE_HEIGHT: f64 = 20.0;

/// A character of a line is not wider, in pixels: its letters are 13 pixels high. The arrow before it takes three.
const CHARACTER_WIDTH: u32 = 8;

/// What is drawn.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) report: Rc<DetailReport>,
    pub(super) on: On,
}

/// Something that happens to the lines.
pub(super) enum Msg {
    Moved,
    KeyPressed(KeyboardEvent),
    Clicked(MouseEvent),
}

/// Draws the lines.
pub(super) struct Lines {
    pane: Pane,
    looking: std::ops::Range<u32>,
    /// A line has room for so many characters.
    fits: u32,
}

impl Component for Lines {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { pane: Pane::at(Scroll::from_the_top(LINE_HEIGHT)), looking: 0..0, fits: 0 }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Moved => self.place(ctx),
            Msg::KeyPressed(event) => self.press_key(ctx, &event),
            Msg::Clicked(event) => click(ctx.props(), &event),
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let Props { report, .. } = ctx.props();
        let link = ctx.link();
        let pointed = report.path.as_ref().map(|(line, _)| *line);
        html! {
            <div id="detail-lines" class="lines" ref={&self.pane.outer} role="region" aria-label={say::LINES} tabindex="0"
                onscroll={link.callback(|_| Msg::Moved)} onkeydown={link.callback(Msg::KeyPressed)}>
                <ol ref={&self.pane.inner} onclick={link.callback(Msg::Clicked)} oncopy={copy}>
                    // By their places: differences have no numbers of their own.
                    { for report.lines.iter().zip(report.from..).map(|(line, place)| html! {
                        <li key={place} class={classes!((pointed == Some(line.number)).then_some("pointed"), line.wrapped.then_some("cut"))}>{ draw(line) }</li>
                    }) }
                </ol>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            let link = ctx.link().clone();
            self.pane.attach(move || link.send_message(Msg::Moved));
        }
        self.place(ctx);
    }
}

impl Lines {
    fn place(&mut self, ctx: &Context<Self>) {
        let Props { report, on } = ctx.props();
        let fits = self.pane.width() / CHARACTER_WIDTH;
        if fits > 0 && fits != self.fits {
            self.fits = fits;
            tell(on, DetailCommand::Fit(fits));
        }
        let from = u64::from(report.from);
        self.pane.place(0..u64::from(report.progress.lines), &(from..from + report.lines.len() as u64));
        let wanted = self.pane.scroll.rows_to_draw();
        let wanted = as_u32(wanted.start)..as_u32(wanted.end);
        if wanted != self.looking {
            self.looking = wanted.clone();
            tell(on, DetailCommand::Look(wanted));
        }
    }

    /// Up and down point at another line, left and right fold and unfold.
    fn press_key(&mut self, ctx: &Context<Self>, event: &KeyboardEvent) {
        let Props { report, on } = ctx.props();
        if report.compared.is_some() {
            return;
        }
        let pointed = report.path.as_ref().map(|(line, _)| *line);
        let at = report.lines.iter().position(|line| Some(line.number) == pointed);
        let place = match (event.key().as_str(), at) {
            ("ArrowDown", at) => at.map_or(0, |at| at + 1),
            ("ArrowUp", Some(at)) if at > 0 => at - 1,
            ("ArrowLeft", Some(at)) if report.lines[at].fold == Fold::Open => return fold(on, &report.lines[at]),
            ("ArrowRight", Some(at)) if report.lines[at].fold == Fold::Folded => return fold(on, &report.lines[at]),
            _ => return,
        };
        let Some(line) = report.lines.get(place) else { return };
        event.prevent_default();
        tell(on, DetailCommand::Point(line.number));
        self.pane.scroll.reveal(u64::from(report.from) + place as u64);
        self.place(ctx);
    }
}

/// A click on a line points at it; one on its arrow folds it.
fn click(props: &Props, event: &MouseEvent) {
    // Differences are of two messages: nothing to point at, and nothing to fold.
    if props.report.compared.is_some() {
        return;
    }
    let Some(line) = element::place_in_list(event).and_then(|place| props.report.lines.get(place)) else { return };
    if element::is_within(event, ".fold") {
        fold(&props.on, line);
    } else if !element::text_is_marked() {
        tell(&props.on, DetailCommand::Point(line.number));
    }
}

fn fold(on: &On, line: &Line) {
    match line.fold {
        Fold::Open => tell(on, DetailCommand::Fold(line.number)),
        Fold::Folded => tell(on, DetailCommand::Unfold(line.number)),
        Fold::None => {}
    }
}

fn tell(on: &On, command: DetailCommand) {
    on.emit(PageMsg::Wanted(Command::Detail(command)));
}

fn draw(line: &Line) -> Html {
    let arrow = match line.fold {
        Fold::None => "",
        Fold::Open => "▾",
        Fold::Folded => "▸",
    };
    html! {
        <>
            <span class={classes!("gutter", (line.fold != Fold::None).then_some("fold"))} aria-hidden="true">{ arrow }</span>
            <code>
                <span>{ indent(line.depth) }</span>
                { for line.spans().enumerate().map(|(place, (class, text))| html! {
                    <span key={place} class={name(class)}>{ text }</span>
                }) }
            </code>
        </>
    }
}

/// The style's name of what a stretch is.
pub(super) fn name(class: Class) -> &'static str {
    match class {
        Class::Plain | Class::Ascii | Class::Hex | Class::Same => "plain",
        Class::Key => "key",
        Class::String => "string",
        Class::Number => "digits",
        Class::Literal => "literal",
        Class::Punctuation | Class::Offset => "quiet",
        Class::Escape => "escape",
        Class::Control => "control",
        Class::Note => "note",
        Class::Error => "error",
        Class::Added => "added",
        Class::Removed => "removed",
    }
}

fn as_u32(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}

fn indent(depth: u32) -> String {
    "  ".repeat(depth.min(DEEPEST_INDENT) as usize)
}

#[expect(clippy::needless_pass_by_value, reason = "what Yew calls takes the event")]
fn copy(event: Event) {
    selected_text::copy_lines(&event, ".cut");
}
