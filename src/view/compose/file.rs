//! A file as a message: chosen, dropped or pasted; sent whole or in chunks. What becomes of it is told for as long as it is
//! under way, whatever is written meanwhile.

use yew::prelude::*;

use crate::{
    model::link::{Command, FileReport, FileState},
    view::{
        msg::{Change, Msg, On},
        parts::{
            self,
            field::{Field, choice, field},
            live_region::LiveRegion,
        },
        state::writing::{FileForm, FileWay},
        words::{compose as say, language::Text},
    },
    web::{file::File, transfer},
};

/// What is shown.
pub(super) struct Props<'a> {
    pub(super) file: Option<File>,
    pub(super) form: &'a FileForm,
    pub(super) on_form: Callback<Change<FileForm>>,
    pub(super) on_file: Callback<File>,
}

/// Draws the choice and the way of sending.
pub(super) fn file_part(props: &Props<'_>) -> Html {
    let on_file = props.on_file.clone();
    let onchange = Callback::from(move |event: Event| {
        if let Some(file) = transfer::chosen(&event) {
            on_file.emit(file);
        }
    });
    let way = change(props, |form, at: usize| form.way = FileWay::ALL.get(at).copied().unwrap_or_default());
    let at = FileWay::ALL.iter().position(|way| *way == props.form.way).unwrap_or_default();
    html! {
        <div key="file" class="file stack">
            <div class="actions">
                <label class="button">{ say::CHOOSE_FILE }<input id="file" type="file" class="hidden" {onchange} /></label>
                <span id="file-name">{ say::file(props.file.as_ref().map(|file| (file.name(), file.size()))) }</span>
            </div>
            <div class="options">
                { choice("file-way", say::SEND_FILE, &say::FILE_WAYS, at, way) }
                <div class="options" hidden={props.form.way != FileWay::Chunks}>{ chunks(props) }</div>
            </div>
            <p class="warning" role="status">{ warning(props) }</p>
        </div>
    }
}

fn change<V: 'static>(props: &Props<'_>, set: impl Fn(&mut FileForm, V) + 'static) -> Callback<V> {
    parts::change::change(&props.on_form, |change| change, set)
}

fn chunks(props: &Props<'_>) -> Html {
    let form = &props.form;
    let number = |id, label, value, set| {
        field(Field { id, label, value, problem: None, mode: "numeric", placeholder: Text::EMPTY }, set)
    };
    html! {
        <>
            { number("chunk-size", say::CHUNK_SIZE, &form.size, change(props, |form, size| form.size = size)) }
            { number("chunk-threshold", say::CHUNK_THRESHOLD, &form.threshold, change(props, |form, bytes| form.threshold = bytes)) }
        </>
    }
}

fn warning(props: &Props<'_>) -> Text {
    let is_large = props.file.as_ref().is_some_and(|file| file.size() > say::LARGE_FILE);
    if props.form.plan().is_none() {
        say::BAD_PLAN
    } else if is_large && props.form.way != FileWay::Chunks {
        say::LARGE_FILE_WARNING
    } else {
        Text::EMPTY
    }
}

/// Draws what becomes of the file: as long as it is under way, and with the choice of a file afterwards, too.
pub(super) fn progress(report: Option<&FileReport>, with_choice: bool, on: &On) -> Html {
    let on = on.clone();
    let cancel = Callback::from(move |_: MouseEvent| on.emit(Msg::Wanted(Command::CancelFile)));
    let state = report.map(|report| report.state);
    let is_under_way = matches!(state, Some(FileState::Sending | FileState::Handed));
    let (size, gone) =
        report.map_or((1, 0), |report| (report.size.max(1), report.handed.saturating_sub(report.buffered)));
    let told = report.map_or(String::new(), say::file_report);
    html! {
        <div id="file-progress" class="actions" hidden={report.is_none() || !(is_under_way || with_choice)}>
            <progress max={size.to_string()} value={gone.to_string()} aria-label={say::PROGRESS} />
            <span class="number">{ &told }</span>
            <LiveRegion key="told" text={told} />
            <button type="button" id="cancel-file" data-next="message" hidden={state != Some(FileState::Sending)} onclick={cancel}>
                { say::CANCEL }
            </button>
        </div>
    }
}
