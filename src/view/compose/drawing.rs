//! A picture drawn by hand. Its pixels are sent as they are in an `ImageData`: four bytes each, row by row.

use yew::prelude::*;

use crate::{
    view::{
        state::{shared::Shared, writing::Writing},
        words::compose as say,
    },
    web::{canvas::Sheet, element::HtmlElement},
};

/// The picture's size in pixels.
const WIDTH: u32 = 240;
const HEIGHT: u32 = 120;

/// Where the drawing is put by.
#[derive(PartialEq, Properties)]
pub(super) struct Props {
    pub(super) writing: Shared<Writing>,
}

/// What the person does.
pub(super) enum Msg {
    Pressed(PointerEvent),
    Moved(PointerEvent),
    Lifted,
    ClearClicked,
}

/// Draws the canvas and what belongs to it.
pub(super) struct Drawing {
    canvas: NodeRef,
    sheet: Option<Sheet>,
    /// Where the pen is, while it is down.
    pen: Option<(f64, f64)>,
}

impl Component for Drawing {
    type Message = Msg;
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { canvas: NodeRef::default(), sheet: None, pen: None }
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        match msg {
            Msg::Pressed(event) => self.draw_to(place(&event), true),
            Msg::Moved(event) if self.pen.is_some() && event.buttons() & 1 == 1 => self.draw_to(place(&event), false),
            Msg::Moved(_) => self.pen = None,
            Msg::Lifted => {
                self.pen = None;
                self.put_by(ctx);
            }
            Msg::ClearClicked => {
                self.sheet.as_ref().into_iter().for_each(Sheet::clear);
                ctx.props().writing.write(|writing| writing.drawing = None);
            }
        }
        false
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let link = ctx.link();
        html! {
            <div class="drawing">
                <canvas id="drawing" ref={&self.canvas} width={WIDTH.to_string()} height={HEIGHT.to_string()} role="img"
                    aria-label={say::CANVAS} onpointerdown={link.callback(Msg::Pressed)} onpointermove={link.callback(Msg::Moved)}
                    onpointerup={link.callback(|_| Msg::Lifted)} onpointerleave={link.callback(|_| Msg::Lifted)} />
                <div class="stack">
                    <p class="hint">{ say::drawing(WIDTH, HEIGHT) }</p>
                    <button type="button" onclick={link.callback(|_| Msg::ClearClicked)}>{ say::CLEAR_DRAWING }</button>
                </div>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first_render: bool) {
        if first_render {
            self.sheet = self.canvas.cast::<HtmlElement>().and_then(|element| Sheet::on(&element));
            let drawing = ctx.props().writing.read(|writing| writing.drawing.clone());
            if let (Some(sheet), Some(pixels)) = (&self.sheet, drawing) {
                sheet.restore(&pixels);
            }
        }
    }
}

impl Drawing {
    fn draw_to(&mut self, to: (f64, f64), is_first: bool) {
        let from = if is_first { to } else { self.pen.unwrap_or(to) };
        if let Some(sheet) = &self.sheet {
            sheet.line(from, to);
        }
        self.pen = Some(to);
    }

    fn put_by(&self, ctx: &Context<Self>) {
        if let Some(pixels) = self.sheet.as_ref().and_then(Sheet::pixels) {
            // An untouched sheet is no drawing.
            let drawing = pixels.iter().any(|byte| *byte != 0).then_some(pixels);
            ctx.props().writing.write(|writing| writing.drawing = drawing);
        }
    }
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}
