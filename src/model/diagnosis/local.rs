//! Local network access: from a less private network to a more private one, Chrome asks the person first.

use serde::{Deserialize, Serialize};

use super::{Address, Evidence, Finding, Reach, Verdict, reach};
use crate::model::language::{say, text};

/// What the browser says about the permission to reach a more private network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Permission {
    /// It says nothing, or knows no such permission.
    #[default]
    Unknown,
    /// The person has not decided yet.
    Prompt,
    /// The page has it.
    Granted,
    /// The page does not get it.
    Denied,
}

/// Where the address leads, when that is more private than where the page came from.
pub fn crosses_into(evidence: &Evidence) -> Option<Reach> {
    let target = reach(Address::parse(&evidence.url)?.host);
    (!evidence.page_host.is_empty() && target < reach(&evidence.page_host)).then_some(target)
}

pub(super) fn local_network(evidence: &Evidence) -> Option<Finding> {
    let place = if crosses_into(evidence)? == Reach::Loopback {
        text!("this machine", "diesen Rechner")
    } else {
        text!("the local network", "das lokale Netz")
    };
    let (verdict, meaning) = match evidence.local_permission {
        Permission::Denied => (
            Verdict::Cause,
            say!(
                "The browser does not let this page reach {}. Allow local network access for it in the browser's \
                 site settings.",
                "Der Browser lässt diese Seite {} nicht erreichen. Erlauben Sie ihr den Zugriff auf das lokale \
                 Netz in den Website-Einstellungen des Browsers.",
                place
            ),
        ),
        Permission::Prompt => (
            Verdict::Possible,
            say!(
                "The browser asks before this page may reach {}, and has no answer yet. Connect again, and allow \
                 it.",
                "Der Browser fragt, bevor diese Seite {} erreichen darf, und hat noch keine Antwort. Verbinden \
                 Sie noch einmal, und erlauben Sie es.",
                place
            ),
        ),
        Permission::Granted => (
            Verdict::Cleared,
            say!("The browser lets this page reach {}.", "Der Browser lässt diese Seite {} erreichen.", place),
        ),
        Permission::Unknown if evidence.page_is_secure => (
            Verdict::Possible,
            say!(
                "The address is on {}, and the page is not. Chrome from version 147 on asks for permission first. \
                 Allow local network access for this page in the browser's site settings.",
                "Die Adresse zeigt auf {}, und die Seite kommt von außerhalb. Chrome ab Version 147 fragt zuerst \
                 um Erlaubnis. Erlauben Sie dieser Seite den Zugriff auf das lokale Netz in den Website-Einstellungen \
                 des Browsers.",
                place
            ),
        ),
        Permission::Unknown => (
            Verdict::Possible,
            say!(
                "The address is on {}, and the page is not. Chrome from version 147 on allows that to pages from \
                 https only, and asks first.",
                "Die Adresse zeigt auf {}, und die Seite kommt von außerhalb. Chrome ab Version 147 erlaubt das \
                 nur Seiten von https und fragt zuerst.",
                place
            ),
        ),
    };
    Some(Finding::new(verdict, text!("Local network", "Lokales Netz"), meaning))
}
