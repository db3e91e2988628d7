//! Which stories are told where: by the beginnings of their names.

/// Stories that are told in Chromium alone: a finger of the driver moves nothing in the other browsers, and these do not tell
/// what has moved by itself.
pub(super) const IN_CHROMIUM: [&str; 2] = ["scrolling::a_finger", "access::nothing_moves"];

/// Stories that are not told in WebKit, to keep the tests short: in them the browser has little part, and two others tell
/// them. Others are told of what WebKit has not: its network process takes all at once, so that its worker shows no buffer
/// (those of senders and files), its page cannot write to the disk (those of saved messages), and none of its windows is ever
/// hidden on a screen of the tests' (that of the title).
pub(super) const SPARED: [&str; 19] = [
    "bad_addresses::",
    "bad_messages::",
    "sessions::",
    "crowd::",
    "keys::the_title",
    "large::",
    "pictures::",
    "secure::",
    "messages::sixteen_mebibytes",
    "control::the_sender",
    "control::a_heartbeat",
    "host::plain_hosting",
    "flood::a_hundred_thousand",
    "watched::a_sender_waits",
    "compose::a_file_is_shown",
    "ending::a_file_that_was_under_way",
    "taking::messages_are_saved",
    "heavy::nothing",
    "little_memory::",
];

/// Stories that leave behind what a server or a browser takes long to let go of, or that need a lab where nothing has failed
/// yet: they get one of their own.
pub(super) const OWN_LAB: [&str; 4] = ["access::", "ending::", "languages::", "pictures::"];

/// Stories that take both cores: only one of them is told at a time, in whatever browser.
pub(super) const HEAVY: [&str; 5] = ["crowd::", "flood::", "heavy::", "large::", "messages::sixteen_mebibytes"];

/// Stories that a gate has no time for. They are told with `SOCKETSCOPE_LONG`.
pub(super) const LONG: [&str; 3] = ["large::", "little_memory::", "pictures::"];

/// Stories that a gate tells in Chromium alone: what they look at is the same in every browser, as far as is known.
pub(super) const LONG_ELSEWHERE: [&str; 2] = ["access::axe", "languages::german"];

/// Stories of what the page does with what it has, in which a browser's own ways have little part: a gate tells each of them in
/// one browser, the first in Chromium, the second in Firefox, and so on.
pub(super) const IN_TURN: [&str; 14] = [
    "bad_addresses::",
    "bad_messages::",
    "control::",
    "controls::",
    "counted::",
    "finding::",
    "kept::",
    "layout::",
    "log::",
    "looking::",
    "sessions::",
    "shell::",
    "walks::",
    "watched::",
];

/// Stories that leave a browser behind that others should not use, or need one that no other has used.
pub(super) const ALONE: [&str; 3] = ["crowd::", "large::", "secure::"];
