//! The fixed words of the outputs: one catalogue, English unless another is given. Words that go around a value hold its
//! place as `{name}`.

use serde::{Deserialize, Serialize};
use sopwright_core::document::{Cadence, CalloutKind, SnippetForm, Status};

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $english:literal;)*) => {
        /// All fixed words of the outputs. Missing ones are read as English.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct Labels {
            $($(#[$doc])* pub $name: String,)*
        }

        impl Default for Labels {
            fn default() -> Self {
                Self { $($name: $english.to_owned(),)* }
            }
        }
    };
}

labels! {
    /// Language of the words, as a two-letter code.
    language = "en";
    /// Stands for a title that is not set.
    untitled = "Untitled procedure";
    /// Kind of document, above the title.
    kind = "Standard operating procedure";
    /// A mandatory part that is empty.
    not_known = "Not known yet";
    /// An optional part that is empty.
    none_given = "None given";
    /// Before a question without an answer.
    open_question = "Open question";
    /// Several of them.
    open_questions = "Open questions";
    /// Status.
    status_draft = "Draft";
    /// Status.
    status_in_review = "In review";
    /// Status.
    status_approved = "Approved";
    /// Status.
    status_retired = "Retired";
    /// Cadence.
    every_3_months = "Every 3 months";
    /// Cadence.
    every_6_months = "Every 6 months";
    /// Cadence.
    every_year = "Every year";
    /// Cadence.
    every_2_years = "Every 2 years";
    /// Cadence.
    every_3_years = "Every 3 years";
    /// Control table.
    control = "Document control";
    /// Control table.
    number = "Number";
    /// Control table.
    status = "Status";
    /// Control table.
    revision = "Revision";
    /// Control table: number, date and author of the revision.
    revision_of = "{number} of {date}, by {author}";
    /// Control table: the same without an author.
    revision_on = "{number} of {date}";
    /// Control table.
    owner = "Owner";
    /// Control table.
    successor = "Successor";
    /// Control table and section 2.
    audience = "Audience";
    /// Control table.
    effective = "Effective date";
    /// Control table.
    renewal = "Renewal";
    /// Control table.
    last_review = "Last reviewed {date}";
    /// Control table.
    next_review = "Next review {date}";
    /// Control table.
    supersedes = "Supersedes";
    /// Control table.
    classification = "Classification";
    /// Control table.
    storage = "Master copy";
    /// Control table.
    duration = "Time needed";
    /// Control table.
    minutes = "About {minutes} min";
    /// Sign-off table.
    sign_off = "Sign-off";
    /// Sign-off table without rows.
    no_sign_off = "No sign-off is recorded for this revision.";
    /// Contents.
    contents = "Contents";
    /// Section 1.
    purpose = "Purpose";
    /// Section 2.
    scope = "Scope and audience";
    /// Section 3.
    policy = "General policy";
    /// Section 4.
    roles = "Roles and responsibilities";
    /// Section 5.
    before = "Before you start";
    /// Section 6.
    procedure = "Procedure";
    /// Section 7.
    result = "Check the result";
    /// Section 8.
    trouble = "When something goes wrong";
    /// Section 9.
    faq = "Frequently asked questions";
    /// Section 10.
    help = "How to get help";
    /// Section 11.
    definitions = "Definitions";
    /// Section 12.
    references = "References";
    /// Section 13.
    records = "Records";
    /// After the sections.
    history = "Revision history";
    /// Within section 5.
    trigger = "When to start";
    /// Within section 5.
    needs = "What you need";
    /// Within section 5.
    parameters = "Values to have at hand";
    /// Column.
    role = "Role";
    /// Column.
    duty = "Responsible for";
    /// Column.
    parameter = "Value";
    /// Column.
    example = "Example";
    /// Column.
    found = "Where to find it";
    /// Column.
    term = "Term";
    /// Column.
    meaning = "Meaning";
    /// Column.
    author = "Author";
    /// Column.
    change = "What changed and why";
    /// Column.
    approved_by = "Approved by";
    /// A step.
    expected = "Expected result";
    /// A step.
    done_by = "Done by: {role}";
    /// A step without words.
    no_action = "Action not described yet";
    /// Callout.
    tip = "Tip";
    /// Callout.
    note = "Note";
    /// Callout.
    warning = "Warning";
    /// Callout.
    danger = "Danger";
    /// Snippet.
    command = "Command";
    /// Snippet.
    address = "Address";
    /// Snippet.
    path = "Path";
    /// Snippet.
    value = "Value";
    /// Snippet.
    text = "Text";
    /// Branch.
    branch_if = "If";
    /// Branch.
    branch_then = "Then";
    /// Branch.
    otherwise = "Otherwise";
    /// Branch: where to go on.
    go_to = "Go to step {step}";
    /// Branch: nothing is said.
    go_on = "Go on with the next step";
    /// Stands for a picture.
    picture_missing = "The picture of this step is not available.";
    /// Description of a picture that has none.
    picture_of = "Screenshot for step {step}: {action}";
    /// Description of a logo that has none.
    logo = "Logo";
    /// Foot of every page.
    uncontrolled = "Printed copies are uncontrolled";
    /// Foot of every page.
    page = "Page {page} of {pages}";
    /// Head of every page.
    head_revision = "Revision {number}";
    /// Head of every page.
    head_effective = "Effective {date}";
    /// Head of every page.
    head_not_effective = "Effective date not known yet";
    /// Across every page of what is not approved.
    watermark_draft = "DRAFT";
    /// Across every page of what holds no longer.
    watermark_retired = "RETIRED";
}

impl Labels {
    pub(crate) fn status_word(&self, status: Status) -> &str {
        match status {
            Status::Draft => &self.status_draft,
            Status::InReview => &self.status_in_review,
            Status::Approved => &self.status_approved,
            Status::Retired => &self.status_retired,
        }
    }

    pub(crate) fn cadence_words(&self, cadence: Cadence) -> &str {
        match cadence {
            Cadence::Unset => "",
            Cadence::Quarterly => &self.every_3_months,
            Cadence::HalfYearly => &self.every_6_months,
            Cadence::Yearly => &self.every_year,
            Cadence::TwoYearly => &self.every_2_years,
            Cadence::ThreeYearly => &self.every_3_years,
        }
    }

    pub(crate) fn callout_word(&self, kind: CalloutKind) -> &str {
        match kind {
            CalloutKind::Tip => &self.tip,
            CalloutKind::Note => &self.note,
            CalloutKind::Warning => &self.warning,
            CalloutKind::Danger => &self.danger,
        }
    }

    pub(crate) fn snippet_word(&self, form: SnippetForm) -> &str {
        match form {
            SnippetForm::Command => &self.command,
            SnippetForm::Address => &self.address,
            SnippetForm::Path => &self.path,
            SnippetForm::Value => &self.value,
            SnippetForm::Text => &self.text,
        }
    }
}

/// Puts values into the places `{name}` of a label. A value is not searched for places.
pub(crate) fn fill(label: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(label.len() + 16);
    let mut rest = label;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let after = &rest[open + 1..];
        let place = after.find('}').map(|close| (&after[..close], &after[close + 1..]));
        match place.and_then(|(name, tail)| values.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value, tail))) {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::fill;

    #[test]
    fn values_are_put_in_once() {
        assert_eq!(fill("{a} of {b}, {c}", &[("a", "{b}"), ("b", "x")]), "{b} of x, {c}");
    }
}
