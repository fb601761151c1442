//! The prose sections, by fixed keys, so that section numbers stay the same between revisions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which prose section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SectionKey {
    /// 1 What the SOP is for.
    Purpose,
    /// 2 What it covers and for whom.
    Scope,
    /// 3 General policy.
    Policy,
    /// 5 What sets the task off.
    Trigger,
    /// 5 Access, tools and inputs to have.
    Needs,
    /// 7 How to see that it worked.
    Result,
    /// 8 What to do when it goes wrong.
    Trouble,
    /// 10 How to get help.
    Help,
    /// 12 References.
    References,
    /// 13 Records to keep.
    Records,
}

impl SectionKey {
    /// All of them, in reading order.
    pub const ALL: [Self; 10] = [
        Self::Purpose,
        Self::Scope,
        Self::Policy,
        Self::Trigger,
        Self::Needs,
        Self::Result,
        Self::Trouble,
        Self::Help,
        Self::References,
        Self::Records,
    ];
}

/// The prose sections' texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Sections {
    /// See [`SectionKey::Purpose`].
    pub purpose: String,
    /// See [`SectionKey::Scope`].
    pub scope: String,
    /// See [`SectionKey::Policy`].
    pub policy: String,
    /// See [`SectionKey::Trigger`].
    pub trigger: String,
    /// See [`SectionKey::Needs`].
    pub needs: String,
    /// See [`SectionKey::Result`].
    pub result: String,
    /// See [`SectionKey::Trouble`].
    pub trouble: String,
    /// See [`SectionKey::Help`].
    pub help: String,
    /// See [`SectionKey::References`].
    pub references: String,
    /// See [`SectionKey::Records`].
    pub records: String,
}

impl Sections {
    /// The text of a section.
    pub fn get(&self, key: SectionKey) -> &str {
        match key {
            SectionKey::Purpose => &self.purpose,
            SectionKey::Scope => &self.scope,
            SectionKey::Policy => &self.policy,
            SectionKey::Trigger => &self.trigger,
            SectionKey::Needs => &self.needs,
            SectionKey::Result => &self.result,
            SectionKey::Trouble => &self.trouble,
            SectionKey::Help => &self.help,
            SectionKey::References => &self.references,
            SectionKey::Records => &self.records,
        }
    }

    /// The text of a section, to change.
    pub fn get_mut(&mut self, key: SectionKey) -> &mut String {
        match key {
            SectionKey::Purpose => &mut self.purpose,
            SectionKey::Scope => &mut self.scope,
            SectionKey::Policy => &mut self.policy,
            SectionKey::Trigger => &mut self.trigger,
            SectionKey::Needs => &mut self.needs,
            SectionKey::Result => &mut self.result,
            SectionKey::Trouble => &mut self.trouble,
            SectionKey::Help => &mut self.help,
            SectionKey::References => &mut self.references,
            SectionKey::Records => &mut self.records,
        }
    }
}
