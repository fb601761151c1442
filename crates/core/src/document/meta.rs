//! Front matter: what the control table shows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where an SOP stands in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Being signed.
    InReview,
    /// In force.
    Approved,
    /// No longer in force.
    Retired,
}

impl Status {
    /// The word that readers see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Draft => "Draft",
            Self::InReview => "In review",
            Self::Approved => "Approved",
            Self::Retired => "Retired",
        }
    }
}

/// How often an SOP is reviewed and renewed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Not decided.
    #[default]
    Unset,
    /// Every three months.
    Quarterly,
    /// Every six months.
    HalfYearly,
    /// Every year.
    Yearly,
    /// Every two years.
    TwoYearly,
    /// Every three years.
    ThreeYearly,
}

impl Cadence {
    /// Months between two reviews.
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Unset => None,
            Self::Quarterly => Some(3),
            Self::HalfYearly => Some(6),
            Self::Yearly => Some(12),
            Self::TwoYearly => Some(24),
            Self::ThreeYearly => Some(36),
        }
    }

    /// The words that readers see; empty when unset.
    pub fn label(self) -> &'static str {
        match self {
            Self::Unset => "",
            Self::Quarterly => "Every 3 months",
            Self::HalfYearly => "Every 6 months",
            Self::Yearly => "Every year",
            Self::TwoYearly => "Every 2 years",
            Self::ThreeYearly => "Every 3 years",
        }
    }
}

/// A person with a part in the SOP.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Person {
    /// Name as printed.
    pub name: String,
    /// Role or position.
    pub role: String,
    /// How to reach them.
    pub contact: String,
}

/// Front matter. An empty string is "not known yet".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Meta {
    /// Such as `SOP-FIN-012`.
    pub number: String,
    /// What it is about, such as `Monthly invoice run`.
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// Who answers for it.
    pub owner: Person,
    /// Who takes over when the owner leaves.
    pub successor: Person,
    /// Who it is for.
    pub audience: String,
    /// From when it holds.
    pub effective: Option<NaiveDate>,
    /// How often it is renewed.
    pub cadence: Cadence,
    /// When it was last reviewed.
    pub reviewed: Option<NaiveDate>,
    /// When the next review is due.
    pub next_review: Option<NaiveDate>,
    /// Number of the SOP that it replaces.
    pub supersedes: String,
    /// Such as `Internal`.
    pub classification: String,
    /// Where the master copy is kept.
    pub storage: String,
    /// Minutes that the task takes, as estimated from the recording.
    pub duration_min: Option<u32>,
}
