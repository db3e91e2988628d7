//! The message that is looked into: what it is, how it is seen, and its lines.

mod lines;

use std::rc::Rc;

use yew::prelude::*;

use self::lines::Lines;
use super::{
    msg::{Msg, On},
    parts::{
        copy::CopyButton,
        field::{choice, choice_of},
        icon::{Icon, icon, icon_button},
        live_region::LiveRegion,
        menu::Menu,
        visible::visible,
    },
    state::{
        tabs::Tab,
        take::{Picture, Shown},
    },
    words::{self, detail as say, language::Text, take},
};
use crate::{
    model::{
        detail::{DetailCommand, DetailReport, Other},
        inspect::Lens,
        link::Command,
        log::{Row, RowItem},
    },
    web::clock,
};

/// Draws `#detail`.
pub(super) fn detail(report: &Rc<DetailReport>, tab: &Tab, on: &On) -> Html {
    let step = |is_next| on.reform(move |_: MouseEvent| Msg::RowStepped(is_next));
    let progress = &report.progress;
    let is_read = progress.done && !report.is_reading;
    let reading = if report.is_reading { say::READING.into() } else { say::progress(progress) };
    let index = match report.row.item {
        RowItem::Message { index, .. } => Some(index.to_string()),
        RowItem::Note(_) => None,
    };
    html! {
        <section key="detail" id="detail" aria-label={say::title(report)} data-index={index} data-lens={report.lens.id()} data-from="0">
            <header>
                <h2>{ say::title(report) }</h2>
                <span class="hint" role="status">{ tab.taken }</span>
                <Menu id="take" title={take::TAKE} label={icon(Icon::Save)}>{ takes(on) }</Menu>
                { icon_button(Icon::Up, say::PREVIOUS, step(false)) }
                { icon_button(Icon::Down, say::NEXT, step(true)) }
            </header>
            <div class="options">
                { lens(report, on) }
                { compare(report, tab, on) }
                { wrap(report, on) }
                <p class="hint">{ say::facts(report) }{ ", " }<time>{ clock::time_of_day(report.row.at) }</time>{ ". " }
                    { report.compared.as_ref().map_or_else(|| say::why_lens(report), say::compared) }</p>
            </div>
            <p class="hint reading" hidden={is_read}>{ &reading }</p>
            <LiveRegion text={if is_read { String::new() } else { reading }} />
            <p class="problem" role="status" hidden={!report.is_part}>{ say::IN_PART }</p>
            <Lines key={report.row.number.0} report={report.clone()} on={on.clone()} />
            { picture(report, tab, on) }
            { path(report) }
        </section>
    }
}

/// Draws something that happened to the connection, in full: a row of the list has one line.
pub(super) fn note(row: &Row) -> Html {
    let RowItem::Note(what) = &row.item else { return Html::default() };
    html! {
        <section key="note" id="detail" aria-label={say::EVENT}>
            <header>
                <h2>{ say::EVENT }</h2>
                <span class="hint"><time>{ clock::time_of_day(row.at) }</time></span>
            </header>
            <p class="event-text">{ visible(&words::note(what)) }</p>
        </section>
    }
}

fn lens(report: &DetailReport, on: &On) -> Html {
    let mut lenses = vec![report.guess.lens];
    lenses.extend(&report.guess.others);
    let options = lenses.iter().map(|lens: &Lens| (lens.id().into(), lens.name().into())).collect();
    let at = lenses.iter().position(|lens| *lens == report.lens).unwrap_or_default();
    let chosen = on.reform(move |place: usize| {
        Msg::Wanted(Command::Detail(DetailCommand::Choose(lenses.get(place).copied().unwrap_or(Lens::Text))))
    });
    choice_of("lens", say::LENS, options, at, chosen)
}

/// Whether what is too long for a line goes on in the next one: a line of bytes fits always.
fn wrap(report: &DetailReport, on: &On) -> Html {
    let fits = report.compared.is_some() || matches!(report.lens, Lens::Hex | Lens::Picture);
    let wraps = report.wraps;
    let turn = on.reform(move |_: MouseEvent| Msg::Wanted(Command::Detail(DetailCommand::Wrap(!wraps))));
    html! {
        <button type="button" id="wrap" class="toggle" aria-pressed={wraps.to_string()} aria-label={say::WRAP} title={say::WRAP}
            hidden={fits} onclick={turn}>{ "↵" }</button>
    }
}

/// The choice of a message to compare with: the one before, or the other end of the selection.
fn compare(report: &DetailReport, tab: &Tab, on: &On) -> Html {
    let ends = tab.selection.rows().map(|rows| (*rows.start(), *rows.end()));
    let far = ends.map(|(one, other)| if one == report.row.number { other } else { one });
    let mut others = vec![None, Some(Other::Before)];
    others.extend(far.filter(|far| *far != report.row.number).map(|far| Some(Other::Row(far))));
    let names = &say::COMPARE_WITH[..others.len()];
    let now = report.compared.as_ref().map(|compared| compared.other);
    let at = others.iter().position(|other| *other == now).unwrap_or_default();
    let chosen = on.reform(move |place: usize| {
        Msg::Wanted(Command::Detail(DetailCommand::Compare(others.get(place).copied().flatten())))
    });
    choice("compare", say::COMPARE, names, at, chosen)
}

fn takes(on: &On) -> Html {
    html! {
        <ul class="choices">
            { for take::TAKES.iter().map(|(name, what)| {
                let what = *what;
                let onclick = on.reform(move |_: MouseEvent| Msg::Take(what));
                html! { <li key={name.now()}><button type="button" class="entry" {onclick}>{ *name }</button></li> }
            }) }
        </ul>
    }
}

/// The picture that the message is, when it is looked at as one.
fn picture(report: &DetailReport, tab: &Tab, on: &On) -> Html {
    let shown = tab.picture.as_ref().filter(|shown| report.lens == Lens::Picture && shown.row == report.row.number);
    let url = shown.and_then(|picture| match &picture.shown {
        Shown::There(url) => Some(url.as_str().to_owned()),
        Shown::Fetching | Shown::Doubted(..) | Shown::Failed(_) => None,
    });
    let problem = match shown.map(|picture| &picture.shown) {
        Some(Shown::Doubted(why, _) | Shown::Failed(why)) => *why,
        _ => Text::EMPTY,
    };
    let doubted = shown.and_then(|picture| match &picture.shown {
        Shown::Doubted(_, url) => Some(Picture { shown: Shown::There(url.clone()), ..picture.clone() }),
        Shown::Fetching | Shown::There(_) | Shown::Failed(_) => None,
    });
    let (session, row) = (tab.id, report.row.number);
    let failed = Picture { row, shown: Shown::Failed(say::NO_PICTURE) };
    let onerror = on.reform(move |_: Event| Msg::Pictured(session, failed.clone()));
    html! {
        <>
            <p class="problem" role="alert" hidden={problem.is_empty()}>{ problem }</p>
            <div class="doubted" hidden={doubted.is_none()}>
                if let Some(picture) = doubted {
                    <button
                        key={row.0}
                        type="button"
                        id="show-picture"
                        onclick={on.reform(move |_: MouseEvent| Msg::Pictured(session, picture.clone()))}
                    >
                        { say::SHOW_ANYWAY }
                    </button>
                }
            </div>
            <div class="picture" hidden={url.is_none()}>
                if let Some(url) = url {
                    <img key={row.0} src={url} alt={say::PICTURE} {onerror} />
                }
            </div>
        </>
    }
}

/// The path of what was pointed at.
fn path(report: &DetailReport) -> Html {
    let path = report.path.as_ref().map_or("", |(_, path)| path);
    html! {
        <div class="path" hidden={path.is_empty()}>
            <code id="detail-path">{ path }</code>
            <CopyButton text={path.to_owned()} label={say::COPY_PATH} />
        </div>
    }
}
