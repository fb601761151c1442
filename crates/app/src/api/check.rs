//! Commands about checks: what they find in an SOP, and which there are.

use serde::{Deserialize, Serialize};
use sopwright_core::check::{CheckContext, Finding, Readability, Rule, RuleKey, Severity, check as findings_of};
use sopwright_core::id::DocumentId;
use ts_rs::TS;

use super::Nothing;
use super::document::with_open;
use crate::{ApiError, App};

/// Checks an SOP as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CheckRequest {
    /// The SOP.
    pub id: DocumentId,
    /// At most so many findings of each check are wanted; all if absent. They are counted all the same.
    #[serde(default)]
    pub most: Option<u32>,
}

/// What the checks found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct Checked {
    /// The edit of its journal up to which it was checked. A fix fits this state.
    pub seq: u32,
    /// In the order of the checks, and then of reading: those that block come first.
    pub findings: Vec<Finding>,
    /// How many there are that block approval.
    pub blocks: u32,
    /// How many there are that are advice.
    pub advice: u32,
    /// How easy the SOP is to read, where that can be told.
    pub readability: Option<Readability>,
}

/// What the checks find in an SOP.
pub fn check(app: &App, request: CheckRequest) -> Result<Checked, ApiError> {
    let context = CheckContext { today: app.clock().now().at.date_naive(), left: app.settings()?.left };
    // The copy is checked, so that edits need not wait.
    let (document, seq) = with_open(app, request.id, |open, _| Ok((open.document.clone(), open.seq)))?;
    let report = findings_of(&document, &context, app.ids());
    let of = |severity| {
        let count = report.findings.iter().filter(|f| f.severity == severity).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    };
    let (blocks, advice) = (of(Severity::Blocks), of(Severity::Advice));
    let findings = first_of_each(report.findings, request.most);
    Ok(Checked { seq, findings, blocks, advice, readability: report.readability })
}

/// At most so many findings of each check. They come check by check.
fn first_of_each(mut findings: Vec<Finding>, most: Option<u32>) -> Vec<Finding> {
    let Some(most) = most else { return findings };
    let (mut rule, mut count) = (None, 0);
    findings.retain(|finding| {
        count = if rule == Some(finding.rule) { count + 1 } else { 1 };
        rule = Some(finding.rule);
        count <= most
    });
    findings
}

/// All checks there are.
pub fn rules(_: &App, _: Nothing) -> Result<Vec<Rule>, ApiError> {
    Ok(RuleKey::ALL.iter().map(|key| key.rule()).collect())
}
