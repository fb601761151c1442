//! Reads what people type as what a field of the front matter holds.

use chrono::{Datelike, NaiveDate};

use crate::document::Person;

/// Name, role and contact, with commas between them.
pub(super) fn person(words: &str) -> Person {
    let mut parts = words.splitn(3, ',').map(|part| part.trim().to_owned());
    let mut next = || parts.next().unwrap_or_default();
    Person { name: next(), role: next(), contact: next() }
}

/// A day as people write it. Where day and month could be mistaken for each other, it is none.
pub(super) fn day(words: &str, today: NaiveDate) -> Option<NaiveDate> {
    match words.to_lowercase().as_str() {
        "today" => return Some(today),
        "tomorrow" => return today.succ_opt(),
        _ => {}
    }
    let words = words.replace(',', " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    ["%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d. %B %Y", "%B %d %Y"]
        .iter()
        .find_map(|form| NaiveDate::parse_from_str(&words, form).ok())
        .filter(|day| (1900..3000).contains(&day.year()))
}

/// Minutes as people write them: `25`, `25 min`, `about 1 h 30 min`.
pub(super) fn minutes(words: &str) -> Option<u32> {
    let words = words.to_lowercase();
    let words = words.trim_start_matches("about ").trim_start_matches("ca. ");
    let apart = |(c, next): (char, char)| {
        let is_edge = (c.is_ascii_digit() && next.is_alphabetic()) || (c.is_alphabetic() && next.is_ascii_digit());
        [Some(c), is_edge.then_some(' ')]
    };
    let spaced: String = words.chars().zip(words.chars().skip(1).chain([' '])).flat_map(apart).flatten().collect();
    let mut total: u32 = 0;
    let mut parts = spaced.split_whitespace();
    while let Some(number) = parts.next() {
        let number: u32 = number.parse().ok()?;
        let each = match parts.next().map(|unit| unit.trim_end_matches('.')) {
            None | Some("m" | "min" | "mins" | "minute" | "minutes") => 1,
            Some("h" | "hour" | "hours") => 60,
            Some(_) => return None,
        };
        total = total.checked_add(number.checked_mul(each)?)?;
    }
    (total > 0).then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(y: i32, m: u32, d: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(y, m, d)
    }

    #[test]
    fn a_day_is_read_as_people_write_it() {
        let today = on(2026, 11, 30).unwrap();
        for (words, read) in [
            ("2027-01-05", on(2027, 1, 5)),
            ("5.1.2027", on(2027, 1, 5)),
            ("5 January 2027", on(2027, 1, 5)),
            ("January 5, 2027", on(2027, 1, 5)),
            ("5 Jan 2027", on(2027, 1, 5)),
            ("tomorrow", on(2026, 12, 1)),
            ("soon", None),
            ("5/1/2027", None),
            ("5.1.27", None),
        ] {
            assert_eq!(day(words, today), read, "{words}");
        }
    }

    #[test]
    fn minutes_are_read_as_people_write_them() {
        for (words, read) in [
            ("25", Some(25)),
            ("25 min", Some(25)),
            ("25min.", Some(25)),
            ("about 1 h 30 min", Some(90)),
            ("1h30", Some(90)),
            ("half a day", None),
            ("", None),
            ("0", None),
            ("4000000000 h", None),
        ] {
            assert_eq!(minutes(words), read, "{words}");
        }
    }
}
