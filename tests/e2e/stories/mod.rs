//! The stories, by what they are about.

mod bad_addresses;
mod bad_messages;
mod connection;
mod control;
mod crowd;
mod failures;
mod flood;
mod host;
mod log;
mod messages;
mod sessions;

use std::pin::Pin;

use crate::{outcome::Outcome, stage::Stage};

/// A story with its name.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    pub(crate) name: &'static str,
    /// It gets a browser of its own, because it leaves one behind that others should not use.
    pub(crate) is_alone: bool,
    pub(crate) tell: for<'s> fn(&'s mut Stage<'_>) -> Told<'s>,
}

type Told<'s> = Pin<Box<dyn Future<Output = Outcome> + 's>>;

macro_rules! stories {
    ($($module:ident { $($story:ident)+ })+) => {
        /// Every story.
        pub(crate) fn all() -> Vec<Story> {
            vec![$($(Story {
                name: concat!(stringify!($module), "::", stringify!($story)),
                is_alone: matches!(stringify!($module).as_bytes(), b"crowd"),
                tell: |stage| Box::pin($module::$story(stage)),
            },)+)+]
        }
    };
}

stories! {
    failures {
        each_misbehaving_endpoint_has_its_headline
        an_attempt_without_an_answer_says_so_when_it_is_closed
    }
    connection {
        the_page_connects_to_the_lab_as_it_loads
        closing_shows_the_code_and_connect_opens_again
        the_server_closes_with_code_and_reason
        a_connection_that_dies_is_1006_and_not_clean
        the_subprotocol_that_the_server_picked_is_shown
        closing_an_attempt_ends_it
    }
    log {
        a_filter_shows_what_matches_and_says_how_many
        a_wrong_regular_expression_is_explained_and_changes_nothing
        a_message_is_looked_into_without_loss
        the_list_is_walked_with_the_arrow_keys
        a_message_becomes_a_draft_again
        a_search_goes_from_match_to_match
        kinds_are_counted_and_one_can_be_hidden
        new_rows_are_counted_while_the_list_stands_elsewhere
        a_filtered_message_is_the_one_that_is_looked_into_and_compared
    }
    messages {
        a_sent_message_comes_back_and_the_field_is_empty
        ctrl_and_enter_send_and_enter_alone_does_not
        markup_from_a_server_is_only_characters
        the_greeting_of_a_server_is_shown
        two_windows_in_one_room_hear_each_other
        an_empty_message_is_a_message
        nul_and_emoji_come_back
        sixteen_mebibytes_come_back
        clear_empties_the_list_and_the_ledger_still_adds_up
    }
    bad_addresses {
        an_address_that_no_browser_takes_is_explained_and_kept
        a_list_of_subprotocols_that_no_browser_takes_is_explained_and_kept
        a_server_that_is_not_there
        a_server_that_refuses
        an_address_that_only_the_browser_refuses
    }
    bad_messages {
        sending_while_connecting_keeps_the_message
        sending_while_closing_keeps_the_message
        sending_while_closed_keeps_the_message
    }
    sessions {
        leaving_a_session_loses_neither_its_draft_nor_its_log
        what_comes_while_another_session_is_shown_is_counted
        a_session_with_messages_is_closed_after_a_question_only
        a_name_stays_and_tabs_change_places_by_keys
    }
    control {
        a_close_with_code_and_reason_arrives
        hex_is_sent_as_bytes
        a_lost_connection_comes_back_when_wanted
        a_closed_port_is_explained
        a_connection_that_does_not_end_can_be_let_go
        the_sender_sends_as_many_as_told
        what_is_set_for_open_goes_first_and_the_heartbeat_is_answered
        a_heartbeat_without_an_answer_ends_the_connection
    }
    host {
        the_query_fills_the_form_and_connects_nothing
        plain_hosting_offers_a_public_echo_and_waits
        a_violation_of_the_policy_is_seen_on_the_console
        the_policy_is_on_every_file_of_the_page
    }
    flood {
        a_hundred_thousand_messages_leave_few_rows_and_a_ledger_that_adds_up
        scrolling_up_holds_the_row_while_messages_arrive
        close_is_answered_during_a_flood
    }
    crowd {
        sixty_four_sessions_wait_for_a_server_that_never_answers_and_all_can_be_closed
    }
}
