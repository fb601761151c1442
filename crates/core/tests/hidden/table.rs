//! The table of texts with and without credentials.

use sopwright_core::secret::find;

/// The least share of findings that were right, and of credentials that were found. What is reached is printed.
const FLOOR: (f64, f64) = (1.0, 0.95);

/// A text, and where in it the credential stands.
struct Case {
    text: String,
    secret: Option<std::ops::Range<usize>>,
}

fn cases() -> Vec<Case> {
    let lines = include_str!("cases.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(case).collect()
}

fn case(line: &str) -> Case {
    let text = grown(&line.replace("\\n", "\n"));
    let Some((before, rest)) = text.split_once("[[") else { return Case { text, secret: None } };
    let (secret, after) = rest.split_once("]]").expect("a bracket is closed");
    let range = before.len()..before.len() + secret.len();
    Case { text: format!("{before}{secret}{after}"), secret: Some(range) }
}

/// Puts characters in the place of `{W36}` and the like. They look random and are the same each time.
fn grown(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    let mut state = 0x2545_f491_4f6c_dd1d_u64 ^ line.len() as u64;
    while let Some(at) = rest.find('{') {
        let close = rest[at..].find('}').map(|i| at + i).unwrap_or(rest.len() - 1);
        let (class, length) = rest[at + 1..close].split_at(1.min(close - at - 1));
        let alphabet = match class {
            "U" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
            "W" => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
            "H" => "0123456789abcdef",
            _ => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/",
        };
        let Ok(length) = length.parse::<usize>() else {
            // `${DB_PASSWORD}`: not ours.
            text.push_str(&rest[..=close]);
            rest = &rest[close + 1..];
            continue;
        };
        text.push_str(&rest[..at]);
        for _ in 0..length {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.extend(alphabet.chars().nth((state >> 33) as usize % alphabet.len()));
        }
        rest = &rest[close + 1..];
    }
    text + rest
}

#[test]
fn credentials_are_told_from_ordinary_texts() {
    let cases = cases();
    let (mut right, mut missed, mut wrong) = (0_u32, Vec::new(), Vec::new());
    for case in &cases {
        let found = find(&case.text);
        match &case.secret {
            Some(secret) if found.iter().any(|f| f.range.start <= secret.start && secret.end <= f.range.end) => {
                right += 1
            }
            Some(_) => missed.push(&case.text),
            None if found.is_empty() => {}
            None => wrong.push((&case.text, found)),
        }
    }
    let (with, without) =
        (cases.iter().filter(|c| c.secret.is_some()).count(), cases.iter().filter(|c| c.secret.is_none()).count());
    assert!(with >= 80 && without >= 80, "the table has {with} texts with credentials and {without} without");
    let precision = f64::from(right) / (f64::from(right) + wrong.len() as f64);
    let recall = f64::from(right) / with as f64;
    println!("precision {precision:.3}, recall {recall:.3} over {with} texts with credentials and {without} without");
    println!("missed: {missed:#?}\nwrong: {wrong:#?}");
    assert!(precision >= FLOOR.0 && recall >= FLOOR.1, "precision {precision:.3}, recall {recall:.3}");
}
