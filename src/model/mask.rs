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

/// Names of subprotocols with the secrets in them masked: a page that cannot send headers puts its tokens there. That is
/// what looks like one, what follows a name like `access_token`, and what stands behind `bearer.` (Kubernetes). Long ones
/// are cut.
pub fn mask_protocols<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut is_secret = false;
    let mask = |name: &'a str| {
        let masked = if is_secret { MASK.to_owned() } else { cut(&mask_protocol(name)) };
        // One that holds a token by itself announces none.
        is_secret = is_secret_name(name) && !name.contains('.');
        masked
    };
    names.into_iter().map(mask).collect()
}

fn mask_protocol(name: &str) -> String {
    let is_token = |part: &str| {
        let has = |wanted: fn(&u8) -> bool| part.bytes().any(|byte| wanted(&byte));
        part.len() >= 24 && has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
    };
    match name.rsplit_once('.') {
        Some((before, last)) if name.to_ascii_lowercase().contains("bearer.") && !last.is_empty() => {
            format!("{before}.{MASK}")
        }
        _ if is_token(name) => format!("{}{MASK}", name.chars().take(SHOWN).collect::<String>()),
        _ => name.split('.').map(mask_opaque).collect::<Vec<_>>().join("."),
    }
}

/// What was typed where something else was wanted, for a sentence that quotes it: addresses in it are masked, so is what
/// follows `Authorization:`, `Bearer` and the like, and what looks like a secret. It is cut when it is long.
pub fn mask_input(input: &str) -> String {
    let mut masked = String::new();
    let mut is_secret = false;
    for word in input.split_inclusive(char::is_whitespace) {
        let (content, space) = word.split_at(word.trim_end().len());
        let name = content.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let announces =
            is_secret_name(name) || ["basic", "-u", "--user"].iter().any(|known| name.eq_ignore_ascii_case(known));
        if is_secret && !announces {
            masked.push_str(MASK);
        } else if content.contains("://") {
            masked.push_str(&mask(content));
        } else {
            masked.push_str(&mask_opaque(content));
        }
        masked.push_str(space);
        is_secret = announces && !content.contains("://");
    }
    cut(&masked)
}

/// Characters of something of others that a sentence quotes at most.
const LONGEST: usize = 80;

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
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
mod tests;
