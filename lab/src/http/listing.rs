//! The page at `/` when no other is served: every endpoint with its parameters, each a link to try it.

use std::fmt::Write;

use hyper::StatusCode;

use crate::{
    answer::{self, Answer},
    endpoints::{Behaviour, Endpoint},
    parameters::Parameter,
};

/// The listing and what it needs; none for any other path. The policy allows no inline style or script.
pub(crate) fn answer(path: &str, endpoints: &[Endpoint]) -> Option<Answer> {
    let (media_type, body) = match path {
        "/lab" => ("text/html; charset=utf-8", html(endpoints)),
        "/lab.css" => ("text/css; charset=utf-8", include_str!("listing.css").to_owned()),
        "/lab.js" => ("text/javascript; charset=utf-8", include_str!("listing.js").to_owned()),
        _ => return None,
    };
    Some(answer::bytes(StatusCode::OK, media_type, body))
}

fn html(endpoints: &[Endpoint]) -> String {
    let mut html = include_str!("listing.html").to_owned();
    for endpoint in endpoints {
        let Endpoint { path, does, behaviour, .. } = endpoint;
        let link =
            if matches!(behaviour, Behaviour::Carry(_)) { (*path).to_owned() } else { format!("/lab?try={path}") };
        let _ = write!(html, "<section><h2><a href=\"{link}\">{path}</a></h2><p>{}</p>", escape(does));
        if !endpoint.parameters.is_empty() {
            let rows: String = endpoint.parameters.iter().map(row).collect();
            let _ = write!(html, "<dl>{rows}</dl>");
        }
        html.push_str("</section>\n");
    }
    html.push_str("</main></body></html>\n");
    html
}

fn row(Parameter { name, accepts, default, explanation }: &Parameter) -> String {
    let [default, accepts, explanation] = [default.as_str(), &accepts.to_string(), explanation].map(escape);
    format!("<dt><code>{name}={default}</code></dt><dd>{explanation}<small>{accepts}</small></dd>")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
