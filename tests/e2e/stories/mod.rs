//! The stories, by what they are about.

mod access;
mod bad_addresses;
mod bad_messages;
mod compose;
mod connection;
mod control;
mod controls;
mod counted;
mod crash;
mod crowd;
mod ending;
mod failures;
mod finding;
mod flood;
mod heavy;
mod host;
mod kept;
mod keys;
mod languages;
mod large;
mod layout;
mod little_memory;
mod log;
mod looking;
mod messages;
mod pictures;
mod scrolling;
mod secure;
mod sessions;
mod shell;
mod taking;
mod walks;
mod watched;
mod which;

use std::pin::Pin;

use self::which::{ALONE, HEAVY, IN_CHROMIUM, IN_TURN, LONG, LONG_ELSEWHERE, OWN_LAB, SPARED};
use crate::{browser::Kind, outcome::Outcome, stage::Stage};

/// A story with its name.
#[derive(Clone, Copy)]
pub(crate) struct Story {
    pub(crate) name: &'static str,
    /// Its place in the list.
    number: usize,
    pub(crate) tell: for<'s> fn(&'s mut Stage<'_>) -> Told<'s>,
}

impl Story {
    /// Whether it gets a browser of its own.
    pub(crate) fn is_alone(self) -> bool {
        self.is_among(&ALONE)
    }

    /// Whether it gets a lab of its own.
    pub(crate) fn has_own_lab(self) -> bool {
        self.is_among(&OWN_LAB)
    }

    /// Whether it takes both cores.
    pub(crate) fn is_heavy(self) -> bool {
        self.is_among(&HEAVY)
    }

    /// Whether a gate that has these browsers has no time for it in this one.
    pub(crate) fn is_long(self, kind: Kind, there: &[Kind]) -> bool {
        let turn = if self.number.is_multiple_of(2) { Kind::Chromium } else { Kind::Firefox };
        self.is_among(&LONG)
            || kind != Kind::Chromium && self.is_among(&LONG_ELSEWHERE)
            || kind != Kind::WebKit && kind != turn && there.contains(&turn) && self.is_among(&IN_TURN)
    }

    /// Whether its browser takes any certificate.
    pub(crate) fn any_certificate(self) -> bool {
        self.is_among(&["secure::"])
    }

    /// Whether its page may have little memory only.
    pub(crate) fn needs_small_page(self) -> bool {
        self.is_among(&["little_memory::"])
    }

    fn is_among(self, beginnings: &[&str]) -> bool {
        beginnings.iter().any(|beginning| self.name.starts_with(beginning))
    }

    /// Whether it is told in this browser.
    pub(crate) fn is_told_in(self, kind: Kind) -> bool {
        match kind {
            Kind::Chromium => true,
            Kind::Firefox => !self.is_among(&IN_CHROMIUM),
            Kind::WebKit => !self.is_among(&IN_CHROMIUM) && !self.is_among(&SPARED),
        }
    }
}

type Told<'s> = Pin<Box<dyn Future<Output = Outcome> + 's>>;

macro_rules! stories {
    ($($module:ident { $($story:ident)+ })+) => {
        /// Every story.
        pub(crate) fn all() -> Vec<Story> {
            let mut stories = vec![$($(Story {
                name: concat!(stringify!($module), "::", stringify!($story)),
                number: 0,
                tell: |stage| Box::pin($module::$story(stage)),
            },)+)+];
            for (number, story) in stories.iter_mut().enumerate() {
                story.number = number;
            }
            stories
        }
    };
}

stories! {
    failures {
        each_misbehaving_endpoint_has_its_findings
        an_address_without_a_server_has_its_findings
        a_certificate_that_the_browser_does_not_trust_has_its_findings
        a_policy_that_forbids_the_address_has_its_findings
        a_browser_that_is_offline_says_so_and_tries_again_when_it_is_not
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
    finding {
        typing_at_the_list_begins_a_filter
        rows_around_a_match_are_shown_when_wanted
        a_chip_takes_its_condition_back
        one_goes_to_a_number_or_a_time_and_hears_why_not
        a_watched_value_is_told_with_the_one_before
        the_rate_of_a_kind_falls_when_its_messages_stop
        a_click_in_the_chart_leads_to_the_messages_of_that_time
        a_row_tells_its_kind_in_words
        a_match_beyond_the_beginning_of_a_message_is_seen
    }
    looking {
        bytes_are_seen_as_hex_message_pack_and_cbor
        a_picture_is_seen_as_one
        a_picture_of_too_many_pixels_is_drawn_only_when_asked
        two_messages_of_json_are_compared_by_what_is_in_them
        a_press_with_shift_selects_rows_and_marks_no_text
        characters_that_hide_or_act_are_seen
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
        a_duplicate_takes_form_draft_and_kind_along
        tabs_are_there_again_after_a_reload_and_wait_for_a_person
        a_page_on_which_nobody_did_anything_connects_by_itself_after_a_reload_too
        what_comes_while_another_session_is_shown_is_counted
        a_session_with_messages_is_closed_after_a_question_only
        a_name_stays_and_tabs_change_places_by_keys
        tabs_change_places_by_the_pointer_that_holds_one_and_no_other
    }
    control {
        a_close_with_code_and_reason_arrives
        enter_in_the_close_menu_closes_and_sends_nothing
        hex_is_sent_as_bytes
        a_lost_connection_comes_back_when_wanted
        a_connection_that_does_not_end_can_be_let_go
        the_sender_sends_as_many_as_told
        what_is_set_for_open_goes_first_and_the_heartbeat_is_answered
        a_heartbeat_without_an_answer_ends_the_connection
    }
    controls {
        a_choice_shows_what_is_in_effect_whatever_was_picked_before
        another_address_that_is_typed_while_open_is_offered
        a_refused_address_hides_why_another_failed_until_it_is_corrected
        enter_in_a_field_of_the_composer_sends_nothing
        an_event_is_read_in_full
        clear_can_be_undone_for_a_while
        what_replaced_a_draft_can_be_undone
        the_focus_never_falls_on_nothing
        what_a_filter_shows_is_not_said_at_each_message_of_a_flood
        home_and_end_select_and_held_arrows_lose_no_step
    }
    walks {
        every_choice_and_box_shows_what_its_own_session_has
        what_is_typed_and_not_entered_is_not_seen_in_another_session
        unfolding_all_makes_the_document_no_taller_than_the_window
    }
    compose {
        every_kind_arrives_exactly_as_it_was_written
        json_is_written_one_thing_a_line_without_loss
        what_is_sent_stays_in_the_field_when_that_is_wanted
        what_was_sent_comes_back_with_its_kind
        a_file_that_is_dropped_anywhere_goes_whole_or_in_chunks
        a_long_text_that_is_pasted_becomes_a_file_and_goes_as_text
        what_stays_with_the_browser_is_told_where_it_is_not_looked_into
        of_several_files_that_are_pasted_one_is_taken_and_that_is_said
        a_file_is_shown_and_can_be_cancelled_whatever_is_written_meanwhile
        a_drawing_is_sent_as_the_pixels_of_its_canvas
        a_blob_is_read_when_it_comes_into_view
    }
    counted {
        one_click_opens_exactly_one_connection
        a_try_opens_exactly_one_connection
        of_a_row_of_tries_the_first_and_the_last_ask_over_http
    }
    ending {
        who_comes_back_to_the_page_reads_why_its_connection_ended
        a_server_that_goes_on_sending_keeps_it_closing_until_it_is_let_go
        a_close_that_the_server_began_is_not_blamed_on_the_person
        a_file_that_was_under_way_when_the_connection_broke_is_not_told_as_sent
    }
    kept {
        recent_addresses_come_back_with_their_subprotocols_and_without_their_secrets
        secrets_of_recent_addresses_are_kept_when_that_is_wanted
        what_one_window_keeps_another_one_offers
        to_forget_everything_empties_every_store
        messages_with_names_come_back_where_they_belong
        what_another_version_of_the_page_has_kept_is_set_aside_and_not_overwritten
        where_the_browser_has_no_room_the_page_says_so_once_and_goes_on
        before_unsaved_messages_are_left_the_browser_asks
        a_connection_is_taken_elsewhere_with_subprotocols_and_messages_on_open
    }
    watched {
        the_card_and_the_states_tell_of_a_connection_and_stay_after_it
        a_sender_waits_for_the_buffer_and_is_paused_resumed_and_stopped
        a_part_of_the_settings_that_cannot_be_read_is_told_and_keeps_nothing_else_back
    }
    host {
        the_query_fills_the_form_and_connects_nothing
        plain_hosting_offers_a_public_echo_and_waits
        a_violation_of_the_policy_is_seen_on_the_console
        the_policy_is_on_every_file_of_the_page
    }
    shell {
        settings_take_effect_at_once_and_stay_after_a_reload
        another_language_leaves_the_session_as_it_was
        the_palette_finds_a_command_by_words_and_gives_the_focus_back
        a_lesson_is_shown_live
        an_empty_session_offers_what_the_lab_has
        received_messages_are_summed_up_for_screen_readers
        a_page_that_was_kept_opens_without_its_server
        a_page_that_was_kept_opens_while_its_server_fails_and_stays_kept
        an_address_with_a_secret_is_not_left_in_the_history
    }
    layout {
        the_list_gets_most_of_the_height
        the_tab_key_meets_few_things_on_the_first_screen
        the_line_beside_the_inspector_is_moved_by_keys_and_stays
        a_message_is_a_whole_screen_on_a_phone_and_leads_back
        bytes_in_hex_fit_beside_the_list
        lens_and_comparison_go_on_with_the_next_message
        what_is_too_long_for_a_line_goes_on_in_the_next_and_is_copied_as_one
    }
    keys {
        each_shortcut_does_what_the_sheet_says
        selected_messages_are_copied_one_a_line
        the_title_tells_what_came_while_nobody_saw_the_page
    }
    languages {
        german_is_spoken_in_every_state
        what_is_said_of_an_open_message_changes_its_language_with_the_page
    }
    access {
        axe_finds_nothing_in_any_state_look_and_width
        connect_send_find_read_and_close_take_no_pointer
        a_button_that_cannot_be_pressed_any_more_hands_the_focus_on
        nothing_moves_while_the_page_connects_by_itself
    }
    pictures {
        every_scene_of_the_documentation_is_reached
    }
    flood {
        a_hundred_thousand_messages_leave_few_rows_and_a_ledger_that_adds_up
        scrolling_up_holds_the_row_while_messages_arrive
        close_is_answered_during_a_flood
    }
    secure {
        a_page_from_https_says_that_it_cannot_use_ws
    }
    taking {
        messages_are_saved_through_the_disk_and_each_session_tells_its_own
        messages_are_saved_where_the_person_wants_or_nowhere
        a_message_is_copied_unless_it_is_too_large
        a_copy_that_lacks_something_says_so
        what_was_asked_for_is_taken_whatever_is_opened_meanwhile
    }
    large {
        a_gibibyte_in_chunks_takes_no_memory
        two_messages_of_64_mib_are_compared_and_one_is_saved
        six_hundred_mebibytes_are_looked_into_and_saved
    }
    heavy {
        a_message_of_64_mib_is_looked_into_while_the_page_draws_and_the_worker_answers
        nothing_that_a_server_sends_blocks_the_page
    }
    little_memory {
        where_memory_ends_the_oldest_messages_go_and_the_session_goes_on
    }
    scrolling {
        the_wheel_moves_half_a_million_lines_by_exact_lines_from_both_ends
        the_slowest_turn_of_the_wheel_lets_the_newest_go
        a_finger_moves_the_list_and_lets_the_newest_go
    }
    crash {
        when_the_engine_ends_by_a_fault_what_it_kept_is_saved
        when_the_page_ends_by_a_fault_the_engine_still_has_the_messages
        a_page_that_begins_anew_goes_on_with_the_connections_of_the_one_before
        a_page_that_ends_again_at_once_lets_go_of_its_tabs
        an_engine_that_the_browser_has_ended_is_noticed
        the_banner_goes_when_the_engine_answers_late
        an_error_that_is_no_crash_shows_no_banner
    }
    crowd {
        many_sessions_wait_for_a_server_that_never_answers_and_all_can_be_closed_or_let_go
    }
}
