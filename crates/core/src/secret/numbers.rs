//! Numbers with a check in them: payment cards (Luhn) and bank accounts (IBAN, mod 97).

use super::Finding;

/// Digits of the shortest and the longest card number.
const CARD: (usize, usize) = (13, 19);

pub(super) fn find(text: &str, found: &mut Vec<Finding>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let starts = at == 0 || !is_of_word(bytes[at - 1]);
        let hit = if !starts {
            None
        } else if bytes[at].is_ascii_digit() {
            card(bytes, at).map(|end| (end, "a payment card number"))
        } else if bytes[at].is_ascii_uppercase() {
            iban(bytes, at).map(|end| (end, "a bank account number"))
        } else {
            None
        };
        match hit {
            Some((end, what)) => {
                found.push(Finding { range: at..end, what });
                at = end;
            }
            None => at += 1,
        }
    }
}

/// Bytes beyond ASCII are parts of letters, more often than not.
fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

/// Where the card number that starts here ends.
fn card(bytes: &[u8], start: usize) -> Option<usize> {
    // Not the decimals of a number, nor the tail of a longer, grouped one.
    let before = start.checked_sub(1).map(|i| bytes[i]);
    let tail = start.checked_sub(2).map(|i| bytes[i]).is_some_and(|b| b.is_ascii_digit());
    if tail && before.is_some_and(|b| matches!(b, b'.' | b',' | b'-' | b' ' | b'/' | b':')) {
        return None;
    }
    let mut digits = Vec::with_capacity(CARD.1);
    let mut groups = vec![0_usize];
    let mut separator = None;
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_digit() {
            digits.push(byte - b'0');
            if let Some(last) = groups.last_mut() {
                *last += 1;
            }
        } else if matches!(byte, b' ' | b'-')
            && separator.is_none_or(|s| s == byte)
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        {
            separator = Some(byte);
            groups.push(0);
        } else {
            break;
        }
        if digits.len() > CARD.1 {
            return None;
        }
        at += 1;
    }
    let ends = bytes.get(at).is_none_or(|b| !is_of_word(*b))
        && !(matches!(bytes.get(at), Some(b'.' | b',')) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit));
    (ends && grouped_as_card(&groups) && is_card(&digits)).then_some(at)
}

fn grouped_as_card(groups: &[usize]) -> bool {
    matches!(groups, [_] | [4, 4, 4, 4] | [4, 6, 5] | [4, 6, 4] | [4, 4, 4, 4, 3] | [6, 10] | [6, 13] | [4, 4, 5])
}

fn is_card(digits: &[u8]) -> bool {
    (CARD.0..=CARD.1).contains(&digits.len()) && is_issued(digits) && luhn(digits)
}

/// Whether a card issuer gives out numbers that start like this, at this length.
fn is_issued(digits: &[u8]) -> bool {
    let head = digits.iter().take(6).fold(0_u32, |n, d| n * 10 + u32::from(*d));
    let (two, three, four) = (head / 10_000, head / 1_000, head / 100);
    match digits.len() {
        13 => two / 10 == 4 || maestro(four),
        14 => matches!(three, 300..=305) || matches!(two, 36 | 38 | 39) || maestro(four),
        15 => matches!(two, 34 | 37) || maestro(four),
        16 => {
            two / 10 == 4
                || matches!(two, 51..=55 | 62 | 65)
                || matches!(four, 2221..=2720 | 3528..=3589 | 6011)
                || matches!(three, 644..=649)
                || maestro(four)
        }
        17 | 18 => two == 62 || maestro(four),
        19 => two / 10 == 4 || two == 62 || four == 6011 || maestro(four),
        _ => false,
    }
}

fn maestro(four: u32) -> bool {
    matches!(four, 5018 | 5020 | 5038 | 5893 | 6304 | 6759 | 6761..=6763)
}

fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, d)| match (i % 2, u32::from(*d)) {
            (0, d) => d,
            (_, d) if d > 4 => d * 2 - 9,
            (_, d) => d * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Where the IBAN that starts here ends. Groups of four may be set apart by single spaces.
fn iban(bytes: &[u8], start: usize) -> Option<usize> {
    let country = bytes.get(start..start + 2)?;
    let length = iban_length(country)?;
    let mut characters = Vec::with_capacity(length);
    let mut at = start;
    while characters.len() < length {
        let byte = *bytes.get(at)?;
        if byte.is_ascii_digit() || byte.is_ascii_uppercase() {
            characters.push(byte);
        } else if byte != b' ' || characters.len() % 4 != 0 {
            return None;
        }
        at += 1;
    }
    let ends = bytes.get(at).is_none_or(|b| !is_of_word(*b));
    (ends && mod_97(&characters) == 1).then_some(at)
}

/// The remainder after the first four characters were moved to the end and letters became two digits.
fn mod_97(characters: &[u8]) -> u32 {
    let (head, tail) = characters.split_at(4);
    tail.iter().chain(head).fold(0, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    })
}

fn iban_length(country: &[u8]) -> Option<usize> {
    Some(match country {
        b"NO" => 15,
        b"BE" => 16,
        b"DK" | b"FI" | b"FO" | b"GL" | b"NL" | b"SD" | b"FK" => 18,
        b"MK" | b"SI" => 19,
        b"AT" | b"BA" | b"EE" | b"KZ" | b"LT" | b"LU" | b"MN" | b"XK" => 20,
        b"CH" | b"CR" | b"HR" | b"LI" | b"LV" => 21,
        b"BG" | b"BH" | b"DE" | b"GB" | b"GE" | b"IE" | b"ME" | b"RS" | b"VA" => 22,
        b"AE" | b"GI" | b"IL" | b"IQ" | b"OM" | b"SO" | b"TL" => 23,
        b"AD" | b"CZ" | b"ES" | b"MD" | b"PK" | b"RO" | b"SA" | b"SE" | b"SK" | b"TN" | b"VG" => 24,
        b"LY" | b"PT" | b"ST" => 25,
        b"IS" | b"TR" => 26,
        b"BI" | b"DJ" | b"FR" | b"GR" | b"IT" | b"MC" | b"MR" | b"SM" => 27,
        b"AL" | b"AZ" | b"BY" | b"CY" | b"DO" | b"GT" | b"HU" | b"LB" | b"NI" | b"PL" | b"SV" => 28,
        b"BR" | b"EG" | b"PS" | b"QA" | b"UA" => 29,
        b"JO" | b"KW" | b"MU" | b"YE" => 30,
        b"MT" | b"SC" => 31,
        b"LC" => 32,
        b"RU" => 33,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_tell() {
        let digits = |s: &str| s.bytes().map(|b| b - b'0').collect::<Vec<_>>();
        assert!(luhn(&digits("4111111111111111")));
        assert!(!luhn(&digits("4111111111111112")));
        assert_eq!(mod_97(b"DE89370400440532013000"), 1);
        assert_ne!(mod_97(b"DE89370400440532013001"), 1);
    }
}
