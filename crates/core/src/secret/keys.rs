//! Keys and tokens that say what they are by how they begin.

use std::sync::LazyLock;

use regex::Regex;

use super::{Finding, has_word_of, words};

/// A token that starts with known characters and goes on with at least so many of a class.
struct Known {
    start: &'static str,
    class: fn(u8) -> bool,
    least: usize,
    most: usize,
    what: &'static str,
}

const LONG: usize = 4096;

const KNOWN: [Known; 36] = [
    known("AKIA", upper, 16, 16, "an AWS key"),
    known("ASIA", upper, 16, 16, "an AWS key"),
    known("ghp_", word, 36, 255, "a GitHub token"),
    known("gho_", word, 36, 255, "a GitHub token"),
    known("ghu_", word, 36, 255, "a GitHub token"),
    known("ghs_", word, 36, LONG, "a GitHub token"),
    known("ghr_", word, 36, 255, "a GitHub token"),
    known("github_pat_", word, 50, 255, "a GitHub token"),
    known("glpat-", dashed, 20, 300, "a GitLab token"),
    known("gldt-", dashed, 20, 300, "a GitLab token"),
    known("glrt-", dashed, 20, 300, "a GitLab token"),
    known("glptt-", dashed, 20, 300, "a GitLab token"),
    known("glcbt-", dashed, 20, 300, "a GitLab token"),
    known("xoxb-", dashed, 20, 300, "a Slack token"),
    known("xoxp-", dashed, 20, 300, "a Slack token"),
    known("xoxa-", dashed, 20, 300, "a Slack token"),
    known("xoxr-", dashed, 20, 300, "a Slack token"),
    known("xoxs-", dashed, 20, 300, "a Slack token"),
    known("xoxe-", dashed, 20, 300, "a Slack token"),
    known("xapp-", dashed, 20, 300, "a Slack token"),
    known("sk_live_", word, 16, 255, "a Stripe key"),
    known("sk_test_", word, 16, 255, "a Stripe key"),
    known("rk_live_", word, 16, 255, "a Stripe key"),
    known("rk_test_", word, 16, 255, "a Stripe key"),
    known("whsec_", base64, 24, 255, "a Stripe key"),
    known("AIza", dashed, 35, 35, "a Google key"),
    known("ya29.", dashed, 20, LONG, "a Google token"),
    known("GOCSPX-", dashed, 28, 28, "a Google key"),
    known("npm_", word, 36, 36, "an npm token"),
    known("pypi-AgEI", dashed, 50, LONG, "a PyPI token"),
    known("SG.", dotted, 60, 80, "a SendGrid key"),
    known("dop_v1_", word, 64, 64, "a DigitalOcean token"),
    known("shpat_", word, 32, 32, "a Shopify token"),
    known("hf_", word, 34, 40, "an API key"),
    known("sk-", dashed, 32, 255, "an API key"),
    known("AGE-SECRET-KEY-1", upper, 58, 58, "a private key"),
];

const fn known(start: &'static str, class: fn(u8) -> bool, least: usize, most: usize, what: &'static str) -> Known {
    Known { start, class, least, most, what }
}

fn upper(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

fn word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn dashed(byte: u8) -> bool {
    word(byte) || byte == b'-'
}

fn dotted(byte: u8) -> bool {
    dashed(byte) || byte == b'.'
}

fn base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'_' | b'-')
}

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    if has_word_of(SHORTEST, text) {
        tokens(text, found);
        patterns(text, found);
    }
    private_keys(text, found);
}

/// Bytes of the shortest token. None holds white space, so shorter words need no second look.
const SHORTEST: usize = 20;

fn tokens(text: &str, found: &mut Vec<Finding>) {
    for (start, word) in words(text).filter(|(_, word)| word.len() >= SHORTEST) {
        let bytes = word.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let starts = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
            let end = starts.then(|| token(bytes, at)).flatten();
            match end {
                Some((end, what)) => {
                    found.push(Finding { range: start + at..start + end, what });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
}

fn token(bytes: &[u8], at: usize) -> Option<(usize, &'static str)> {
    let rest = &bytes[at..];
    let known = KNOWN.iter().find(|k| rest.starts_with(k.start.as_bytes()))?;
    // The bound keeps the search linear.
    let length = rest[known.start.len()..].iter().take(known.most + 1).take_while(|b| (known.class)(**b)).count();
    let body = &rest[known.start.len()..known.start.len() + length];
    // `sk-learn-something-very-long-and-wordy` has no digit.
    let telling = body.iter().any(u8::is_ascii_digit);
    let fits = (known.least..=known.most).contains(&length) && telling;
    fits.then_some((at + known.start.len() + length, known.what))
}

/// JSON Web Tokens, Slack hooks and Telegram bots.
static PATTERNS: LazyLock<Vec<(Regex, &'static str)>> = LazyLock::new(|| {
    let patterns = [
        (r"(?-u:\b)eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_.-]*", "a JSON Web Token"),
        (r"https://hooks\.slack\.com/services/[A-Za-z0-9/_-]+", "a Slack hook"),
        (r"(?-u:\b)[0-9]{8,10}:AA[A-Za-z0-9_-]{33}(?-u:\b)", "a bot token"),
    ];
    patterns.into_iter().filter_map(|(pattern, what)| Regex::new(pattern).ok().map(|regex| (regex, what))).collect()
});

fn patterns(text: &str, found: &mut Vec<Finding>) {
    for (regex, what) in PATTERNS.iter() {
        found.extend(regex.find_iter(text).map(|hit| Finding { range: hit.range(), what }));
    }
}

/// What stands between `-----BEGIN ` and `-----`. No label is long, and the bound keeps the search linear.
fn label(text: &str) -> Option<&str> {
    const MOST: usize = 64;
    let head = &text.as_bytes()[..text.len().min(MOST)];
    let end = head.windows(5).position(|dashes| dashes == b"-----")?;
    text.get(..end)
}

/// Blocks such as `-----BEGIN OPENSSH PRIVATE KEY-----`, whole or cut off.
fn private_keys(text: &str, found: &mut Vec<Finding>) {
    const BEGIN: &str = "-----BEGIN ";
    let mut at = 0;
    while let Some(start) = text[at..].find(BEGIN).map(|i| at + i) {
        let label_at = start + BEGIN.len();
        at = label_at;
        let Some(label) = label(&text[label_at..]) else { continue };
        if !label.contains("PRIVATE KEY") {
            continue;
        }
        let close = format!("-----END {label}-----");
        let end = text[label_at..].find(&close).map_or(text.len(), |i| label_at + i + close.len());
        found.push(Finding { range: start..end, what: "a private key" });
        at = end;
    }
    if text.starts_with("PuTTY-User-Key-File-")
        && let Some(start) = text.find("Private-Lines:")
    {
        found.push(Finding { range: start..text.len(), what: "a private key" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_compiles() {
        assert_eq!(PATTERNS.len(), 3);
    }

    #[test]
    fn no_token_is_shorter_than_the_shortest() {
        assert_eq!(KNOWN.iter().map(|k| k.start.len() + k.least).min(), Some(SHORTEST));
    }
}
