//! Credentials that the words around them give away: `password: x`, `token=x`, `https://user:password@host`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Finding;

/// A telling name, a sign of assignment, and the value: in quotes, or up to a space or a separator.
static ASSIGNMENT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let names = "password|pgpassword|passwd|passwort|kennwort|passphrase|pwd|pass|pw|pin|secret|token|\
                 (?:api|access|account|private|secret|auth|encryption)[_ -]?key";
    let value = r#""([^"\n]*)"|'([^'\n]*)'|([^\s"'`,;&<>)\]}|]+)"#;
    Regex::new(&format!(
        r#"(?i)(?:^|[^a-z0-9])(?:[a-z0-9]+[_.-])*(?P<name>{names})["'`]?(?:\s*(?P<sign>=>|:=|[:=])|\s+(?P<word>is|ist|lautet))[ \t]*(?:{value})"#
    ))
    .ok()
});

/// `--password x`, `-u user:x`, `mysql -px` and `sshpass -p x` of a command; `Bearer x` and `Basic x` of a request.
static HANDED_OVER: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r#"(?i)(?:--(?:password|passwd|pass|token|api-key|secret|access-token|client-secret)[ \t]+|(?:mysql|mysqldump|mysqladmin|mariadb)[^\n]{0,200}?[ \t]-p|sshpass[ \t]+-p[ \t]*|docker[ \t]+login[^\n]{0,200}?[ \t]-p[ \t]+|(?:curl|wget)[^\n]{0,200}?[ \t](?:-u|--user)[ \t]+[^\s:]+:|authorization["']?:[ \t]*["']?(?:basic|bearer|token)[ \t]+|(?:^|[^a-z])bearer[ \t]+)["']?([^\s"']{6,})"#,
    )
    .ok()
});

/// The password of an address.
static ADDRESS: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)[a-z][a-z0-9+.-]*://[^\s/?#@:]*:([^\s/?#]+)@[^\s@/?#]").ok());

/// What every name above, and every way of handing over, has in it. Most texts have none of them, and are let go at
/// once.
static TELLING: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new("(?i)pass|kennwort|pwd|pw|pin|secret|token|key|curl|wget|authorization|bearer|mysql|mariadb|docker").ok()
});

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    if TELLING.as_ref().is_none_or(|regex| regex.is_match(text)) {
        assigned(text, found);
        handed_over(text, found);
    }
    addressed(text, found);
}

fn assigned(text: &str, found: &mut Vec<Finding>) {
    if let Some(regex) = ASSIGNMENT.as_ref() {
        for hit in regex.captures_iter(text) {
            // After the name and the two ways of assigning come the three ways of writing the value.
            let Some(value) = (4..hit.len()).find_map(|i| hit.get(i)) else { continue };
            let sure = hit.name("sign").is_some_and(|s| s.as_str() != ":");
            let name = hit.name("name").map(|n| n.as_str().to_ascii_lowercase()).unwrap_or_default();
            let quoted = text[..value.start()].ends_with(['"', '\'']);
            // The next letter or line end; a match must have letters, so no stretch is looked at twice.
            let next = text[value.end()..].chars().find(|c| *c == '\n' || c.is_alphanumeric());
            let setting = Setting {
                is_password: is_password(&name),
                short_name: matches!(name.as_str(), "pass" | "pin" | "pw"),
                sure,
                quoted,
                said: hit.name("word").is_some(),
                alone: next.is_none_or(|c| c == '\n'),
            };
            let value_text = value.as_str();
            if setting.holds_secret(value_text) {
                let kept = if quoted { value_text } else { value_text.trim_end_matches(['.', '!', '?']) };
                // A password may end with a mark, but not a sentence that goes on.
                let end = if setting.alone { value.end() } else { value.start() + kept.len() };
                let what = if setting.is_password { "a password" } else { "a key or token" };
                found.push(Finding { range: value.start()..end, what });
            }
        }
    }
}

fn handed_over(text: &str, found: &mut Vec<Finding>) {
    if let Some(regex) = HANDED_OVER.as_ref() {
        for value in regex.captures_iter(text).filter_map(|hit| hit.get(1)) {
            let odd = has_digit_or_sign(value.as_str());
            if !is_placeholder(value.as_str()) && (odd || is_argument(text, value.range())) {
                found.push(Finding { range: value.range(), what: "a password or token" });
            }
        }
    }
}

/// A plain word that can only be the argument of a command: another option, or nothing, follows. Prose about an option
/// names it as one.
fn is_argument(text: &str, value: Range<usize>) -> bool {
    const NAMED: [&str; 6] = ["option", "switch", "parameter", "argument", "setting", "prompt"];
    let before = &text[..value.start];
    let opened = before.rfind('\n').map_or(before, |line| &before[line + 1..]);
    let command = opened.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, '.' | '/' | '$'));
    let rest = text[value.end..].trim_start_matches([' ', '\t']);
    let ends = rest.is_empty() || rest.starts_with(['-', '|', '&', '>', ';', '\n', '\r']);
    command && opened.contains("-p") && ends && !NAMED.contains(&text[value].to_ascii_lowercase().as_str())
}

fn addressed(text: &str, found: &mut Vec<Finding>) {
    if let Some(regex) = ADDRESS.as_ref().filter(|_| text.contains("://")) {
        for value in regex.captures_iter(text).filter_map(|hit| hit.get(1)) {
            if !is_placeholder(value.as_str()) {
                found.push(Finding { range: value.range(), what: "a password in an address" });
            }
        }
    }
}

fn is_password(name: &str) -> bool {
    matches!(
        name,
        "password" | "pgpassword" | "passwd" | "passwort" | "kennwort" | "passphrase" | "pwd" | "pass" | "pw" | "pin"
    )
}

/// What is known around a value.
struct Setting {
    is_password: bool,
    short_name: bool,
    /// Assigned by a sign that prose does not have.
    sure: bool,
    quoted: bool,
    /// Assigned by a word, as in `the password is`.
    said: bool,
    /// Nothing follows on its line.
    alone: bool,
}

impl Setting {
    fn holds_secret(&self, value: &str) -> bool {
        let length = value.chars().count();
        // `Password::new`
        if value.starts_with(':') || is_placeholder(value) || is_code(value, self.quoted) {
            return false;
        }
        let odd = has_digit_or_sign(value);
        if !self.is_password {
            // `token: the` and `secret = none` are ordinary.
            let of_a_key = |c: char| c.is_ascii_alphanumeric() || "+/=_.~-".contains(c);
            let plain = self.quoted || value.chars().all(of_a_key);
            return length >= 8 && plain && (odd || mixes_case(value)) && (odd || !self.said);
        }
        if self.short_name {
            let digits = value.bytes().all(|b| b.is_ascii_digit());
            // `PIN: 4711`, but not `Pass: 12`.
            return if digits { length >= 4 } else { length >= 6 && odd };
        }
        if self.said {
            return length >= 4 && (odd || (self.quoted && !value.contains(' ')));
        }
        length >= 3 && (odd || self.sure || self.alone)
    }
}

/// Digits, or marks other than those that end a sentence or join words.
fn has_digit_or_sign(value: &str) -> bool {
    let inner = value.trim_end_matches(['.', '!', '?', ':', '…']);
    value.chars().any(|c| c.is_ascii_digit())
        || inner.chars().any(|c| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '\'' | '’' | '/' | '.' | ' '))
}

fn mixes_case(value: &str) -> bool {
    let inner = value.chars().skip(1);
    inner.clone().any(char::is_uppercase) && inner.clone().any(char::is_lowercase)
}

/// Stands for a value: `<password>`, `${TOKEN}`, `****`, `required`.
fn is_placeholder(value: &str) -> bool {
    const WORDS: [&str; 36] = [
        "required",
        "optional",
        "none",
        "null",
        "nil",
        "true",
        "false",
        "yes",
        "no",
        "empty",
        "unset",
        "hidden",
        "string",
        "str",
        "text",
        "undefined",
        "password",
        "passwd",
        "token",
        "secret",
        "your-password",
        "unknown",
        "expired",
        "changed",
        "incorrect",
        "wrong",
        "invalid",
        "missing",
        "forgotten",
        "bool",
        "boolean",
        "int",
        "number",
        "n/a",
        "see",
        "tbd",
    ];
    let bare = value.trim_end_matches(['.', ',', '!', '?', ':', ';', ')']).to_ascii_lowercase();
    let first = value.chars().next();
    let same = first.is_some_and(|f| value.chars().all(|c| c == f)) && !first.is_some_and(char::is_alphanumeric);
    let bracketed = value.starts_with(['<', '{', '[', '$', '%'])
        && !value.contains(['!', '@', '#'])
        && (value.starts_with("${") || value.ends_with(['>', '}', ']', '%']) || is_variable(value));
    bare.is_empty() || same || bracketed || WORDS.contains(&bare.as_str()) || value.starts_with("{{")
}

fn is_variable(value: &str) -> bool {
    value.strip_prefix('$').is_some_and(|name| {
        name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_') || name.starts_with(['(', '{'])
    })
}

/// A call or a member, as in `password = input()` and `token = request.token`.
fn is_code(value: &str, quoted: bool) -> bool {
    if quoted {
        return false;
    }
    let callee = value.split('(').next().unwrap_or_default();
    let name = |s: &str| {
        !s.is_empty()
            && s.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':'))
    };
    let call = value.contains('(') && name(callee);
    let member = value.contains('.')
        && name(value)
        && value.split('.').all(|p| p.len() > 1 && !p.bytes().all(|b| b.is_ascii_digit()));
    call || member || value.contains('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert!(ASSIGNMENT.is_some() && HANDED_OVER.is_some() && ADDRESS.is_some() && TELLING.is_some());
    }
}
