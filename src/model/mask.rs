//! Addresses to be listed, without the secrets in them.

/// What stands for a secret.
pub const MASK: &str = "•••";

/// Characters of an opaque part that stay, so that two addresses can be told apart.
const SHOWN: usize = 4;

/// The address with its secrets masked: the password before `@`, the values of query parameters that are named like a
/// secret, and parts that look like a secret whatever their name (a web token, a UUID, 20 or more letters and digits
/// in a row), of which the first four characters stay. Those are in paths too: webhooks and rooms put theirs there.
///
/// It errs towards masking: a part too many costs one look at the whole address. Total: any text goes.
pub fn mask(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").map_or(("", url), |(scheme, rest)| (&url[..scheme.len() + 3], rest));
    let (authority, rest) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let (path, query) = rest.split_at(rest.find(['?', '#']).unwrap_or(rest.len()));
    let mut masked = scheme.to_owned();
    match authority.rsplit_once('@') {
        Some((user, host)) => {
            masked.push_str(&mask_user(user));
            masked.push('@');
            masked.push_str(host);
        }
        None => masked.push_str(authority),
    }
    each(path, &['/', '\\'], &mut masked, mask_opaque);
    each(query, &['?', '#', '&', ';'], &mut masked, mask_parameter);
    masked
}

/// A sentence of the browser's with the secrets masked in the addresses that it quotes: this one as it was typed, and
/// any other spelling.
pub fn mask_quoted(sentence: &str, url: &str) -> String {
    let sentence = if url.is_empty() { sentence.to_owned() } else { sentence.replace(url, &mask(url)) };
    let (mut masked, mut rest) = (String::with_capacity(sentence.len()), &sentence[..]);
    while let Some(at) = rest.find("://") {
        let begin = rest[..at].trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let is_end = |c: char| c.is_whitespace() || "'\"‘’“”<>".contains(c);
        let end = rest[at..].find(is_end).map_or(rest.len(), |length| at + length);
        masked.push_str(&rest[..begin]);
        masked.push_str(&mask(&rest[begin..end]));
        rest = &rest[end..];
    }
    masked + rest
}

/// Masks what stands between the separators, and keeps them.
fn each(text: &str, separators: &[char], masked: &mut String, mask: fn(&str) -> String) {
    for part in text.split_inclusive(separators) {
        let (content, separator) = part.split_at(part.trim_end_matches(separators).len());
        masked.push_str(&mask(content));
        masked.push_str(separator);
    }
}

fn mask_user(user: &str) -> String {
    match user.split_once(':') {
        Some((name, "")) => format!("{}:", mask_opaque(name)),
        Some((name, _)) => format!("{}:{MASK}", mask_opaque(name)),
        None => mask_opaque(user),
    }
}

fn mask_parameter(parameter: &str) -> String {
    let Some((name, value)) = parameter.split_once('=') else {
        return mask_opaque(parameter);
    };
    let value = if value.is_empty() {
        String::new()
    } else if is_secret_name(&decode(name)) || holds_secret_address(value) {
        MASK.to_owned()
    } else {
        mask_opaque(value)
    };
    format!("{name}={value}")
}

/// Whether a value is an address with a secret of its own.
fn holds_secret_address(value: &str) -> bool {
    let address = decode(value);
    address.contains("://") && mask(&address) != address
}

/// Names that contain one of these are secrets: `access_token`, `clientSecret`, `X-Amz-Signature`.
const IN_NAMES: [&str; 9] =
    ["token", "secret", "passw", "apikey", "session", "credential", "signature", "jwt", "bearer"];

/// Names with one of these as a word are secrets: `api_key`, `authKey`, but not `keyword` or `author`.
const WORDS: [&str; 12] =
    ["key", "auth", "authorization", "oauth", "pass", "passphrase", "pwd", "sig", "sid", "sess", "ticket", "otp"];

fn is_secret_name(name: &str) -> bool {
    let lower: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    // `authKey` has two words, and `APIKey` is caught as `apikey`.
    let mut words = String::new();
    for character in name.chars() {
        if character.is_ascii_uppercase() && words.ends_with(|last: char| last.is_ascii_lowercase()) {
            words.push(' ');
        }
        words.push(if character.is_ascii_alphabetic() { character.to_ascii_lowercase() } else { ' ' });
    }
    IN_NAMES.iter().any(|part| lower.contains(part)) || words.split(' ').any(|word| WORDS.contains(&word))
}

fn mask_opaque(part: &str) -> String {
    if !looks_opaque(part) {
        return part.to_owned();
    }
    let end = part.char_indices().nth(SHOWN).map_or(part.len(), |(at, _)| at);
    format!("{}{MASK}", &part[..end])
}

/// Whether a part looks like a secret or an identifier that no person chose.
fn looks_opaque(part: &str) -> bool {
    // JSON Web Tokens begin with the Base64 of `{"`.
    let is_token = part.starts_with("eyJ") && part.len() >= 20;
    let pieces: Vec<&str> = part.split('-').collect();
    let is_hex = |piece: &str| piece.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_uuid =
        pieces.iter().map(|piece| piece.len()).eq([8, 4, 4, 4, 12]) && pieces.iter().all(|piece| is_hex(piece));
    let is_mixed = |run: &str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        run.len() >= 20 && digits >= 2 && run.len() - digits >= 2
    };
    is_token || is_uuid || part.split(|c: char| !c.is_ascii_alphanumeric()).any(is_mixed)
}

/// Percent-decoded, as far as it is UTF-8.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.filter(|pair| !pair.starts_with('+')).and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match byte {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

// Natively only: proptest needs a source of randomness that the browser does not give it.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        for (url, masked) in [
            ("wss://user:hunter2@host:9001/a", "wss://user:•••@host:9001/a"),
            ("wss://u:p:q@r@host/", "wss://u:•••@host/"),
            ("wss://host/a?token=abc&room=1", "wss://host/a?token=•••&room=1"),
            ("wss://host?Access_Token=a&apiKey=b;API-KEY=c", "wss://host?Access_Token=•••&apiKey=•••;API-KEY=•••"),
            ("wss://host/?x=1&to%6Ben=abc#jwt=d", "wss://host/?x=1&to%6Ben=•••#jwt=•••"),
            ("wss://host/?authKey=1&sessionId=2&sig=3", "wss://host/?authKey=•••&sessionId=•••&sig=•••"),
            ("wss://host/hook/A1b2C3d4E5f6G7h8I9j0K1/x", "wss://host/hook/A1b2•••/x"),
            ("wss://host/550e8400-e29b-41d4-a716-446655440000", "wss://host/550e•••"),
            ("wss://host/?x=eyJhbGciOiJIUzI1NiJ9.e30.abc", "wss://host/?x=eyJh•••"),
            ("wss://host/?to=ws%3A%2F%2Fu%3Ap%40other", "wss://host/?to=•••"),
            ("wss://A1b2C3d4E5f6G7h8I9j0K1@host/", "wss://A1b2•••@host/"),
            ("host/?password=x", "host/?password=•••"),
        ] {
            assert_eq!(mask(url), masked, "{url}");
        }
    }

    #[test]
    fn what_is_no_secret_stays() {
        for url in [
            "",
            "ws://127.0.0.1:9001/close?code=4000",
            "wss://host/chat/my-long-readable-room-name-number-2?room=general&max=50",
            "wss://user@host/?keyword=a&author=b&monkey=c&token=",
            "wss://host/?to=wss://other/path&since=2026-08-01T16:00:00.042Z",
            "wss://host/internationalizationhandler",
            "wss://höst/ä?ö=ü",
            "no address at all",
        ] {
            assert_eq!(mask(url), url);
        }
    }

    #[test]
    fn a_sentence_quotes_no_secret() {
        let url = "ws://exa<mple/?token=hunter2";
        let quoted = mask_quoted("The URL 'ws://exa<mple/?token=hunter2' is invalid.", url);
        assert_eq!(quoted, "The URL 'ws://exa<mple/?token=•••' is invalid.");
        let other = mask_quoted("“WSS://host/%C3%A4?token=hunter2” and http://u:hunter2@host failed", "wss://host/ä");
        assert_eq!(other, "“WSS://host/%C3%A4?token=•••” and http://u:•••@host failed");
        assert_eq!(mask_quoted("no address: // at all ://", ""), "no address: // at all ://");
    }

    proptest! {
        #[test]
        fn any_text_can_be_masked_and_masking_twice_changes_nothing(url in "[a-zA-Z0-9:/@?&=%#é.-]{0,60}") {
            let masked = mask(&url);
            prop_assert_eq!(mask(&masked), masked);
        }

        #[test]
        fn no_password_is_left(password in "[a-z0-9]{8,}") {
            let url = format!("wss://u:{password}@host/?password={password}");
            prop_assert!(!mask(&url).contains(&password));
        }
    }
}
