//! Texts with and without credentials, and how often they are told apart.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "a test tells by failing")]

use std::ops::Range;

use proptest::prelude::*;
use sopwright_core::secret::{MASK, find, mask};

/// Each text, and the part of it that must not be kept.
fn with_credentials() -> Vec<(String, String)> {
    // Keys are put together here, so that no scanner of this repository takes them for real ones.
    let body = "Q7xkP2mVn9RtW4zLbY6sHd3fJc8gTa5eUw1K";
    let upper = "Q7XKP2MVN9RTW4ZL";
    let whole = [
        "4111 1111 1111 1111".to_owned(),
        "4111111111111111".into(),
        "5500-0000-0000-0004".into(),
        "378282246310005".into(),
        "3782 822463 10005".into(),
        "6011111111111117".into(),
        "30569309025904".into(),
        "3530111333300000".into(),
        "2223003122003222".into(),
        "DE89 3704 0044 0532 0130 00".into(),
        "GB82WEST12345698765432".into(),
        "FR1420041010050500013M02606".into(),
        "NL91 ABNA 0417 1643 00".into(),
        format!("AKIA{upper}"),
        format!("ASIA{upper}"),
        format!("ghp_{body}"),
        format!("gho_{body}"),
        format!("github_pat_{body}{body}"),
        format!("glpat-{}", &body[..20]),
        format!("xoxb-{}-{}", "123456789012", body),
        format!("sk_live_{}", &body[..24]),
        format!("rk_test_{}", &body[..24]),
        format!("AIza{}", &body[..35]),
        format!("ya29.{body}"),
        format!("GOCSPX-{}", &body[..28]),
        format!("npm_{body}"),
        format!("sk-{body}"),
        format!("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.{body}"),
        format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n{body}\n-----END RSA PRIVATE KEY-----"),
        format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{body}"),
        body.into(),
        format!("{body}/+{body}=="),
        "Tr0ub4dor&3x!".into(),
        "P@ssw0rd".into(),
        "p@ssw0rd!1".into(),
        "Sommer#2024".into(),
        "hunter2!x".into(),
        "Summer2024!".into(),
        "xK9$mPq2".into(),
        "correct*Horse7battery".into(),
        "1qaz@WSX3edc".into(),
        "Geheim!2025".into(),
        "qwe123!@#".into(),
    ];
    let parts = [
        ("password: hunter2", "hunter2"),
        ("Password: abcdef", "abcdef"),
        ("password = correcthorse", "correcthorse"),
        ("DB_PASSWORD=s3cr3t", "s3cr3t"),
        ("\"password\": \"blue whale\"", "blue whale"),
        ("passwort: geheim", "geheim"),
        ("Kennwort: Sonne12", "Sonne12"),
        ("pwd=letmein;", "letmein"),
        ("PIN: 4711", "4711"),
        ("user: jane\npassword: letmein\nhost: db1", "letmein"),
        ("the password is hunter2, as always", "hunter2"),
        ("token=9f8a7b6c5d4e", "9f8a7b6c5d4e"),
        ("api_key: 0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
        ("client_secret=GkLmNoPqRsTu", "GkLmNoPqRsTu"),
        ("https://example.com/hook?token=9f8a7b6c5d4e&x=1", "9f8a7b6c5d4e"),
        ("https://jane:hunter2@example.com/a", "hunter2"),
        ("postgres://app:pa55@db.example.com:5432/app", "pa55"),
        ("redis://:secretpw@cache:6379", "secretpw"),
        ("Server=db;User Id=app;Password=pa55wd;Database=x", "pa55wd"),
        ("mysql --password hunter2 -u root", "hunter2"),
        ("curl -u jane:hunter2 https://example.com", "hunter2"),
        ("Authorization: Bearer abcdef0123456789", "abcdef0123456789"),
        ("Authorization: Basic amFuZTpodW50ZXIy", "amFuZTpodW50ZXIy"),
        ("curl -H 'Authorization: Bearer abcdef0123456789' https://example.com", "abcdef0123456789"),
        ("export AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYzKEY2a", "wJalrXUtnFEMIK7MDENGbPxRfiCYzKEY2a"),
        ("pay with 4111 1111 1111 1111, please", "4111 1111 1111 1111"),
        ("IBAN: DE89370400440532013000.", "DE89370400440532013000"),
        ("passphrase: \"many words are here\"", "many words are here"),
        ("password='x y z'", "x y z"),
        ("secret: AbCdEfGh12", "AbCdEfGh12"),
        ("<add key=\"x\" password=\"hunter2\" />", "hunter2"),
    ];
    let whole = whole.into_iter().map(|text| (text.clone(), text));
    let parts = parts.into_iter().map(|(text, part)| (text.to_owned(), part.to_owned()));
    whole.chain(parts).collect()
}

/// Texts that must pass as they are.
const WITHOUT: [&str; 118] = [
    "",
    " ",
    "hello",
    "Save As",
    "Welcome!",
    "Really?!",
    "Müller&Sohn",
    "R&D-2024",
    "AT&T",
    "INV-2024-0117",
    "4711",
    "PO-2025/0042",
    "SOP-FIN-012_rev2.1",
    "Report_2024-Q1_final.pdf",
    "IMG_20240501_123456_HDR.jpg",
    "Screenshot from 2025-05-03 10-00-00.png",
    "/home/jane/Documents/Invoices/2024/Q1/Report1.pdf",
    "/usr/local/lib/python3.11/site-packages/Something2/__init__.py",
    "C:\\Users\\Jane\\AppData\\Local\\Temp\\Setup123.exe",
    "\\\\server01\\Share$\\Folder 1",
    "~/.config/Code/User/settings.json",
    "src/main/java/com/Example/Invoice2Controller.java",
    "https://example.com/orders?id=4711&page=2",
    "https://docs.example.com/document/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgVE2upms/edit",
    "https://www.example.com/watch?v=dQw4w9WgXcQ",
    "http://localhost:8080/health",
    "ssh://git@example.com:22/repo.git",
    "git@example.com:org/Repo-Name2.git",
    "jane.doe@example.com",
    "Jane.Doe+Invoices2024@example.com",
    "mailto:jane@example.com",
    "root@server01",
    "react@18.2.0",
    "@types/node@20.1.0",
    "550e8400-e29b-41d4-a716-446655440000",
    "550E8400-E29B-41D4-A716-446655440000",
    "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "d41d8cd98f00b204e9800998ecf8427e",
    "sha512-z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==",
    "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQC7vbqajDhA2fJk3Lm9Qw8Rt5Yx jane@laptop",
    "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl2gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n-----END CERTIFICATE-----",
    "-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1L\n-----END PUBLIC KEY-----",
    "2025-05-03T10:00:00+02:00",
    "03.05.2025 10:00",
    "+49 (0)30 1234567",
    "+1-555-123-4567",
    "EUR 1,250.00",
    "$1,250.00",
    "1234567890123",
    "1746259200000",
    "4111111111111112",
    "1234 5678 9012 3456",
    "3.14159265358979323846",
    "192.168.100.200",
    "2001:0db8:85a3:0000:0000:8a2e:0370:7334",
    "00:1A:2B:3C:4D:5E",
    "v1.2.3-rc1+Build7",
    "#FF8800CC",
    "#Channel1",
    "@JaneDoe1",
    "$HOME_DIR1",
    "%APPDATA%",
    "%Y-%m-%dT%H:%M:%S",
    "100%Baumwolle",
    "Hello%20World1",
    "=SUM(A1:B20)",
    "=VLOOKUP(A2,Sheet2!A:B,2,FALSE)",
    "Sheet1!A1",
    "A1:B20",
    "?page=1&Size=20",
    "getElementByIdAndTagName2",
    "InvoiceController2024Implementation",
    "my-very-long-branch-name-2024-fix",
    "Feature/ABC-1234-Add-Login-Page2",
    "org.example.Application2.MainWindow",
    "MAX_RETRY_COUNT_2024_DEFAULT",
    "std::collections::HashMap<String,u32>",
    "foo(Bar1)",
    "arr[i]+=Foo2",
    "Dear Jane, please pay invoice 4711 until 31 May. Thanks!",
    "Click Save, then close the window (Ctrl+W).",
    "The password must have at least 12 characters.",
    "password: required",
    "Password: the one that IT gave you",
    "Ask Jane for the password.",
    "Password expired",
    "The password is in the safe.",
    "the password is required",
    "password: ********",
    "password=<your password>",
    "password=${DB_PASSWORD}",
    "password = {{database_password}}",
    "password = input()",
    "token = request.headers.token",
    "token = get_token()",
    "const secret = process.env.SECRET_KEY;",
    "token: the",
    "tokens: 5",
    "page_token=2",
    "Secret = none",
    "api_key=YOUR_API_KEY",
    "keyboard: qwertz",
    "compass: north",
    "Pass: 12, Fail: 3",
    "bypass: enabled",
    "PIN the note to the board",
    "sk-learn-something-long-and-wordy-name",
    "git commit -m 'Fix #1234: Login'",
    "docker run -p 8080:80 nginx:1.25",
    "SELECT * FROM orders WHERE id = 4711 AND total > 500",
    "Rechnung Nr. 2024/0815 über 1.250,00 €",
    "ISBN 978-3-16-148410-0",
    "DE 12 is not an account",
    "Order #4711/2024",
    "Q&A",
];

fn holds(found: &[Range<usize>], at: &Range<usize>) -> bool {
    found.iter().any(|range| range.start <= at.start && range.end >= at.end)
}

#[test]
fn credentials_are_found_and_ordinary_text_is_not() {
    let (mut caught, mut missed, mut wrong) = (0, Vec::new(), Vec::new());
    let wanted = with_credentials();
    for (text, secret) in &wanted {
        let start = text.find(secret.as_str()).unwrap();
        let found: Vec<_> = find(text).into_iter().map(|f| f.range).collect();
        if holds(&found, &(start..start + secret.len())) {
            caught += 1;
        } else {
            missed.push((text, found));
        }
    }
    for text in WITHOUT {
        let found = find(text);
        if !found.is_empty() {
            wrong.push((text, found));
        }
    }
    let precision = f64::from(caught) / (f64::from(caught) + wrong.len() as f64);
    let recall = f64::from(caught) / wanted.len() as f64;
    println!("precision {precision:.3}, recall {recall:.3}; {} with, {} without", wanted.len(), WITHOUT.len());
    assert!(missed.is_empty() && wrong.is_empty(), "missed {missed:#?}\nwrong {wrong:#?}");
}

/// Passwords and tokens that no list here names: made at random, from a fixed start.
#[test]
fn random_ones_are_mostly_found() {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    let printable: String = ('!'..='~').collect();
    let cases = [
        ("16 letters, digits and marks", format!("{letters}!@#$%^&*"), 16, 0.7),
        ("20 printable characters", printable, 20, 0.7),
        ("24 letters and digits", letters.to_owned(), 24, 0.85),
        ("40 letters and digits", letters.to_owned(), 40, 0.95),
    ];
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for (name, alphabet, length, least) in cases {
        let alphabet: Vec<char> = alphabet.chars().collect();
        let made = (0..2000).map(|_| (0..length).map(|_| alphabet[next(alphabet.len())]).collect::<String>());
        let share = made.filter(|word| !find(word).is_empty()).count() as f64 / 2000.0;
        println!("{name}: {share:.3} found");
        assert!(share >= least, "{name}: only {share:.3} found");
    }
}

#[test]
fn what_is_around_a_credential_stays() {
    let masked = mask("user: jane\npassword: hunter2\nhost: db1").unwrap();
    assert_eq!(masked.text, format!("user: jane\npassword: {MASK}\nhost: db1"));
    assert_eq!(masked.what, ["a password"]);

    let masked = mask("postgres://app:pa55@db.example.com/app").unwrap();
    assert_eq!(masked.text, format!("postgres://app:{MASK}@db.example.com/app"));

    assert_eq!(mask("nothing to see"), None);
}

#[test]
fn the_mask_does_not_tell_the_length() {
    let short = mask("password=abcd1").unwrap().text;
    let long = mask("password=abcd1efgh2ijkl3mnop4").unwrap().text;
    assert_eq!(short, long);
}

#[test]
fn time_grows_with_length_and_not_with_its_square() {
    use cpu_time::ThreadTime;
    let hostile = [
        "a",
        "4",
        "4111 ",
        "password=",
        "-----BEGIN ",
        "-----BEGIN RSA PRIVATE KEY-----",
        "eyJaaaaaaaaa.",
        "x://a:",
        "A1b",
        "\"password\": \"",
        "DE89 ",
        "sk-a",
        "a=",
        "curl ",
        "pass.",
        "://",
        "aaaa:bbb@",
        "password is ",
        "_",
    ];
    for piece in hostile {
        let fastest = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let run = || {
                let begun = ThreadTime::now();
                std::hint::black_box(find(&text));
                begun.elapsed()
            };
            (0..4).map(|_| run()).min().unwrap_or_default()
        };
        let measure = || {
            let (small, large) = (fastest(64 << 10), fastest(256 << 10));
            println!("{piece:?}: {large:?} for 256 KiB");
            large.as_secs_f64() / small.as_secs_f64()
        };
        let first = measure();
        let ratio = if first < 9.0 { first } else { measure() };
        assert!(ratio < 9.0, "{piece:?} grows too fast: {ratio:.1} times as long for 4 times as much");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn findings_are_in_order_and_within_the_text(
        pieces in prop::collection::vec(
            prop_oneof![
                "\\PC{0,12}".boxed(),
                prop::sample::select(vec![
                    "password: ", "token=", "https://a:b@c ", "4111 1111 1111 1111", "-----BEGIN PRIVATE KEY-----",
                    "\u{e4}", "Tr0ub4dor&3x!", "\"", "'", "ghp_", "=", ": ", "\n", "DE89 3704 0044 0532 0130 00",
                ]).prop_map(str::to_owned).boxed(),
            ],
            0..12,
        ),
    ) {
        let text = pieces.concat();
        let found = find(&text);
        let mut at = 0;
        for finding in &found {
            prop_assert!(at <= finding.range.start && finding.range.start < finding.range.end);
            prop_assert!(text.get(finding.range.clone()).is_some());
            at = finding.range.end;
        }
        prop_assert_eq!(mask(&text).is_some(), !found.is_empty());
    }

    #[test]
    fn a_masked_text_can_be_masked_again(text in "[a-z]{1,6}(: |=)[a-zA-Z0-9!]{4,12}") {
        if let Some(masked) = mask(&text) {
            prop_assert!(mask(&masked.text).is_none(), "{} -> {}", text, masked.text);
        }
    }
}
