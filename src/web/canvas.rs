//! A small canvas to draw on with one black pen, and its pixels as bytes.

use js_sys::{Object, Reflect};
use wasm_bindgen::{Clamped, JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// A canvas with its two-dimensional context.
pub struct Sheet {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

impl Sheet {
    /// The sheet on this element. `None` when it is no canvas, or the browser gives no context.
    pub fn on(element: &super::element::HtmlElement) -> Option<Self> {
        let canvas: HtmlCanvasElement = element.clone().dyn_into().ok()?;
        let options = Object::new();
        // Its pixels are read after each stroke.
        let _ = Reflect::set(&options, &JsValue::from_str("willReadFrequently"), &JsValue::TRUE);
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        let context: CanvasRenderingContext2d = context.dyn_into().ok()?;
        context.set_line_width(2.5);
        context.set_line_cap("round");
        Some(Self { canvas, context })
    }

    /// Draws from one point to another, both measured from the canvas's upper left corner as shown. From a point to itself
    /// it is a dot.
    pub fn line(&self, from: (f64, f64), to: (f64, f64)) {
        let (from, to) = (self.scaled(from), self.scaled(to));
        self.context.begin_path();
        self.context.move_to(from.0, from.1);
        // A line without a length is none to the standard, and Chromium draws none.
        self.context.line_to(to.0 + 0.01, to.1);
        self.context.stroke();
    }

    /// Makes every pixel transparent again.
    pub fn clear(&self) {
        self.context.clear_rect(0.0, 0.0, self.canvas.width().into(), self.canvas.height().into());
    }

    /// The pixels: red, green, blue and alpha of each, row by row.
    pub fn pixels(&self) -> Option<Vec<u8>> {
        let (width, height) = (self.canvas.width().into(), self.canvas.height().into());
        let data = self.context.get_image_data(0.0, 0.0, width, height).ok()?;
        Some(data.data().0)
    }

    /// Puts pixels back that [`Self::pixels`] gave.
    pub fn restore(&self, pixels: &[u8]) {
        let (width, height) = (self.canvas.width(), self.canvas.height());
        let data = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), width, height);
        if let Ok(data) = data {
            let _ = self.context.put_image_data(&data, 0.0, 0.0);
        }
    }

    /// From the size as shown to the canvas's own pixels.
    fn scaled(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let (shown_width, shown_height) = (self.canvas.client_width().max(1), self.canvas.client_height().max(1));
        (
            x * f64::from(self.canvas.width()) / f64::from(shown_width),
            y * f64::from(self.canvas.height()) / f64::from(shown_height),
        )
    }
}
