//! Reading columns as the domain's types.

use std::fmt::Display;
use std::str::FromStr;

use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::de::DeserializeOwned;
use sopwright_core::time::Timestamp;

/// A text column as anything that can be parsed.
pub(crate) fn parsed<T, I>(row: &Row<'_>, column: I) -> rusqlite::Result<T>
where
    T: FromStr,
    T::Err: Display,
    I: RowIndex + Copy + Display,
{
    let text: String = row.get(column)?;
    text.parse().map_err(|error: T::Err| unreadable(&column, error.to_string()))
}

/// A text column as a time with its offset.
pub(crate) fn timestamp<I: RowIndex + Copy + Display>(row: &Row<'_>, column: I) -> rusqlite::Result<Timestamp> {
    let text: String = row.get(column)?;
    Timestamp::parse_from_rfc3339(&text).map_err(|error| unreadable(&column, error.to_string()))
}

/// A text column that holds JSON.
pub(crate) fn json<T: DeserializeOwned, I: RowIndex + Copy + Display>(row: &Row<'_>, column: I) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(&column, error.to_string()))
}

fn unreadable(column: &impl Display, why: String) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, format!("column {column}: {why}").into())
}
