//! Tells what was copied: an address, a command, a path, a value or any other text; and whether a value is one of this
//! case only (an invoice number, a date), so that the next reader will have another.

use crate::document::SnippetForm;
use crate::entry::Snippet;

/// Most characters and words of a value; what is longer is text.
const MOST_VALUE: (usize, usize) = (64, 4);

/// What a snippet is.
pub(super) fn form(snippet: &Snippet) -> SnippetForm {
    match snippet {
        Snippet::Files { .. } => SnippetForm::Path,
        Snippet::Text { text } | Snippet::Html { text, .. } => form_of(text.trim()),
        Snippet::Image => SnippetForm::Text,
    }
}

fn form_of(text: &str) -> SnippetForm {
    if is_address(text) {
        SnippetForm::Address
    } else if text.lines().all(|line| is_path(line.trim())) {
        SnippetForm::Path
    } else if text.lines().filter(|line| !line.trim().is_empty()).all(|line| is_command(line.trim())) {
        SnippetForm::Command
    } else if text.lines().count() == 1
        && text.chars().nth(MOST_VALUE.0).is_none()
        && text.split_whitespace().count() <= MOST_VALUE.1
    {
        SnippetForm::Value
    } else {
        SnippetForm::Text
    }
}

fn is_address(text: &str) -> bool {
    const SCHEMES: [&str; 10] =
        ["http://", "https://", "ftp://", "ftps://", "sftp://", "ssh://", "smb://", "file://", "mailto:", "www."];
    let lower = text.get(..8.min(text.len())).unwrap_or(text).to_ascii_lowercase();
    !text.contains(char::is_whitespace) && SCHEMES.iter().any(|s| lower.starts_with(s) && text.len() > s.len())
}

/// The host that an address names.
pub(super) fn host(address: &str) -> Option<&str> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    (!scheme.eq_ignore_ascii_case("file") && !host.is_empty()).then_some(host)
}

fn is_path(line: &str) -> bool {
    let bytes = line.as_bytes();
    let drive =
        bytes.len() > 3 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/');
    let rooted =
        ["/", "~/", "./", "../", "\\\\"].iter().any(|start| line.len() > start.len() && line.starts_with(start));
    (drive || rooted) && !line.starts_with("//") && !has_shell_sign(line)
}

fn is_command(line: &str) -> bool {
    const ALWAYS: [&str; 58] = [
        "ansible",
        "apt",
        "apt-get",
        "aws",
        "az",
        "brew",
        "cargo",
        "cd",
        "chmod",
        "chown",
        "cp",
        "curl",
        "dnf",
        "docker",
        "dotnet",
        "gcloud",
        "git",
        "gradle",
        "grep",
        "helm",
        "ipconfig",
        "journalctl",
        "kubectl",
        "ls",
        "mkdir",
        "mv",
        "mvn",
        "mysql",
        "npm",
        "npx",
        "pip",
        "pip3",
        "pnpm",
        "psql",
        "pwd",
        "pwsh",
        "python",
        "python3",
        "rm",
        "robocopy",
        "rsync",
        "scp",
        "sed",
        "sqlite3",
        "ssh",
        "sudo",
        "svn",
        "systemctl",
        "tar",
        "terraform",
        "unzip",
        "vim",
        "wget",
        "winget",
        "xcopy",
        "yarn",
        "yum",
        "zip",
    ];
    if line.strip_prefix("$ ").is_some_and(|rest| !rest.trim().is_empty()) || line.starts_with("PS C:\\") {
        return true;
    }
    let first = line.split_whitespace().next().unwrap_or_default();
    // Cmdlets such as `Get-ChildItem`.
    let cmdlet = ["Get-", "Set-", "New-", "Remove-", "Start-", "Stop-", "Add-", "Invoke-", "Import-", "Export-"]
        .iter()
        .any(|verb| first.strip_prefix(verb).is_some_and(|noun| noun.starts_with(|c: char| c.is_ascii_uppercase())));
    if ALWAYS.contains(&first) || cmdlet {
        return true;
    }
    let program = first.starts_with("./") || first.starts_with('/') || first.starts_with("~/");
    let plain = !first.is_empty() && first.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    (program || plain) && has_shell_sign(line)
}

/// Signs that prose does not have: options, pipes, redirections.
fn has_shell_sign(line: &str) -> bool {
    let mut words = line.split_whitespace().skip(1);
    words.any(|word| {
        let option = word.trim_start_matches('-');
        let dashes = word.len() - option.len();
        matches!(word, "|" | "&&" | "||" | ">" | ">>" | "<")
            || ((1..=2).contains(&dashes) && option.starts_with(|c: char| c.is_ascii_alphabetic()))
    })
}

/// What kind of value is one of this case only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Specific {
    /// A day.
    Date,
    /// Money or another quantity with decimals.
    Amount,
    /// A mail address.
    Email,
    /// Digits, alone or in a code such as `INV-2024-0117`.
    Number,
}

/// Whether a value looks as if the next case will have another.
pub(super) fn specific(value: &str) -> Option<Specific> {
    let value = value.trim();
    if is_email(value) {
        return Some(Specific::Email);
    }
    if is_date(value) {
        return Some(Specific::Date);
    }
    if is_amount(value) {
        return Some(Specific::Amount);
    }
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let dotted = value.bytes().all(|b| b.is_ascii_digit() || b == b'.') && value.matches('.').count() > 1;
    // Versions, network addresses and colours are the same for everybody.
    (digits >= 3 && !dotted && !value.starts_with('#')).then_some(Specific::Number)
}

fn is_email(value: &str) -> bool {
    let Some((user, host)) = value.split_once('@') else { return false };
    let good = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    !user.is_empty()
        && user.chars().all(good)
        && host.chars().all(good)
        && host.split_once('.').is_some_and(|(name, top)| !name.is_empty() && !top.is_empty())
}

fn is_date(value: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<&str> = value
        .split(|c: char| matches!(c, '-' | '.' | '/' | ',') || c.is_whitespace())
        .filter(|p| !p.is_empty())
        .collect();
    if parts.len() != 3 {
        return false;
    }
    let number = |p: &&str| p.trim_end_matches(char::is_alphabetic).parse::<u32>().ok();
    let year = |n: u32| (1900..2200).contains(&n);
    let days = parts.iter().filter_map(number).filter(|n| (1..=31).contains(n)).count();
    let years = parts.iter().filter_map(number).filter(|n| year(*n)).count();
    let months = parts.iter().any(|p| p.get(..3).is_some_and(|m| MONTHS.contains(&m.to_ascii_lowercase().as_str())));
    // `31.05.25`, but not the version `1.2.3`.
    let two_digits = parts.iter().all(|p| p.len() == 2);
    (years == 1 && days == 2)
        || (years == 1 && days == 1 && months)
        || (days == 3 && two_digits && value.matches('.').count() == 2)
}

fn is_amount(value: &str) -> bool {
    const CURRENCIES: [&str; 7] = ["eur", "usd", "gbp", "chf", "€", "$", "£"];
    let lower = value.to_lowercase();
    let bare = CURRENCIES.iter().fold(lower.as_str(), |v, c| {
        let v = v.strip_prefix(c).unwrap_or(v);
        v.strip_suffix(c).unwrap_or(v).trim()
    });
    let numeric = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | ' '));
    let has_digit = bare.bytes().any(|b| b.is_ascii_digit());
    let decimals = bare.rsplit(['.', ',']).next().is_some_and(|d| d.len() == 2 && d.len() + 1 < bare.len());
    numeric && has_digit && (bare.len() < lower.trim().len() || (decimals && bare.matches('.').count() < 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        use SnippetForm as F;
        let cases = [
            ("https://example.com/a?b=c", F::Address),
            ("www.example.com", F::Address),
            ("/home/jane/My Documents/report.pdf", F::Path),
            ("C:\\Users\\jane\\report.pdf", F::Path),
            ("\\\\server\\share", F::Path),
            ("git push origin main", F::Command),
            ("$ make test", F::Command),
            ("./run.sh --all", F::Command),
            ("cat a.txt | sort", F::Command),
            ("cd /tmp\nls -l", F::Command),
            ("Get-ChildItem C:\\", F::Command),
            ("INV-2024-0117", F::Value),
            ("Jane Doe", F::Value),
            ("make sure that it is paid", F::Text),
            ("find the invoice", F::Value),
            ("Dear Jane,\nplease pay.", F::Text),
        ];
        for (text, want) in cases {
            assert_eq!(form_of(text), want, "{text}");
        }
    }

    #[test]
    fn what_is_of_this_case_only() {
        use Specific as S;
        let cases = [
            ("INV-2024-0117", Some(S::Number)),
            ("4711", Some(S::Number)),
            ("2025-05-31", Some(S::Date)),
            ("31.05.2025", Some(S::Date)),
            ("3 May 2025", Some(S::Date)),
            ("1,250.00", Some(S::Amount)),
            ("EUR 99", Some(S::Amount)),
            ("jane@example.com", Some(S::Email)),
            ("Save As", None),
            ("192.168.0.1", None),
            ("1.2.3", None),
            ("#ff8800", None),
            ("7", None),
        ];
        for (value, want) in cases {
            assert_eq!(specific(value), want, "{value}");
        }
    }

    #[test]
    fn the_host_of_an_address() {
        assert_eq!(host("https://jane@example.com:8080/a"), Some("example.com:8080"));
        assert_eq!(host("file:///tmp/a"), None);
    }
}
