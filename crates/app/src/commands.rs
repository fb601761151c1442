//! The one list of commands. Windows, the command line and the tests go through [`dispatch`]; the TypeScript map of
//! requests and responses is made from the same list.

use serde_json::Value;
use ts_rs::{Config, TS};

use crate::api::{
    check, conflict, document, export, import, library, package, picture, provenance, question, recorded, recording,
    revision, rewrite, search, session, sketch, suggestion, template,
};
use crate::app::bad_request;
use crate::{ApiError, App, Code};

/// A command as TypeScript knows it.
pub struct Signature {
    /// Its name.
    pub name: &'static str,
    /// Name of the request's type.
    pub request: String,
    /// Name of the response's type.
    pub response: String,
}

macro_rules! commands {
    ($($name:ident = $module:ident($request:ty) -> $response:ty;)*) => {
        /// Runs the command of this name.
        ///
        /// # Errors
        /// When there is none, the request does not fit, or the command fails.
        pub fn dispatch(app: &App, name: &str, request: Value) -> Result<Value, ApiError> {
            run(app, name, request)
        }

        /// The same, with the response as JSON text: of a long document, a window gets it in a fifth of the time.
        ///
        /// # Errors
        /// As above.
        pub fn dispatch_text(app: &App, name: &str, request: Value) -> Result<String, ApiError> {
            run(app, name, request)
        }

        fn run<W: Written>(app: &App, name: &str, request: Value) -> Result<W, ApiError> {
            match name {
                $(stringify!($name) => {
                    let request: $request = read(name, request)?;
                    let response: $response = $module::$name(app, request)?;
                    W::of(&response).map_err(|error| unwritten(name, &error))
                })*
                _ => Err(bad_request(format!("There is no command {name}"))),
            }
        }

        /// All commands, in the order of the list.
        pub fn signatures(config: &Config) -> Vec<Signature> {
            vec![$(Signature {
                name: stringify!($name),
                request: <$request as TS>::name(config),
                response: <$response as TS>::name(config),
            },)*]
        }

        /// Writes the TypeScript types of all requests, responses and notices, and all that they mention.
        ///
        /// # Errors
        /// When a file cannot be written.
        pub fn export_types(config: &Config) -> Result<(), ts_rs::ExportError> {
            $(
                export_type::<$request>(config)?;
                export_type::<$response>(config)?;
            )*
            // Inlined where it stands in a block, but views speak of it by itself.
            export_type::<sopwright_core::document::BlockKind>(config)?;
            // An outline is a list of these.
            export_type::<sopwright_core::template::Heading>(config)?;
            export_type::<crate::Notice>(config)?;
            export_type::<ApiError>(config)
        }
    };
}

commands! {
    health = library(crate::api::Nothing) -> library::Health;
    settings = library(crate::api::Nothing) -> sopwright_core::settings::Settings;
    save_settings = library(sopwright_core::settings::Settings) -> sopwright_core::settings::Settings;
    try_chord = library(library::TryChord) -> library::ChordProblem;
    verify = library(crate::api::Nothing) -> library::VerifyReport;
    record_status = recording(crate::api::Nothing) -> recording::RecorderStatus;
    record_start = recording(recording::RecordStart) -> recording::RecorderStatus;
    record_pause = recording(crate::api::Nothing) -> recording::RecorderStatus;
    record_resume = recording(crate::api::Nothing) -> recording::RecorderStatus;
    automatic = recording(recording::Switch) -> recording::RecorderStatus;
    record_stop = recording(crate::api::Nothing) -> sopwright_core::session::Receipt;
    interrupted = recording(crate::api::Nothing) -> Vec<sopwright_core::session::SessionSummary>;
    recover = recording(recording::Recover) -> recording::RecorderStatus;
    log = recording(recording::Log) -> recording::Logged;
    words = recording(recording::Words) -> recording::Logged;
    withdraw = recording(recording::Withdraw) -> recording::Logged;
    reveal = recording(recording::Reveal) -> recording::Logged;
    record_forget = recording(recording::Forget) -> recording::RecorderStatus;
    shown_windows = recording(crate::api::Nothing) -> Vec<recording::ShownWindow>;
    sessions = session(crate::api::Nothing) -> Vec<sopwright_core::session::SessionSummary>;
    session = session(session::SessionRequest) -> session::SessionView;
    rename_session = session(session::RenameSession) -> sopwright_core::session::SessionSummary;
    draft = document(document::DraftRequest) -> document::Drafted;
    create_sop = document(document::CreateSop) -> document::Drafted;
    sops = document(crate::api::Nothing) -> Vec<document::SopSummary>;
    sop = document(document::SopRequest) -> document::SopView;
    edit = document(document::Edit) -> document::Edited;
    rewrite = rewrite(rewrite::Rewrite) -> document::Edited;
    occurrences = rewrite(rewrite::CountWords) -> sopwright_core::rewrite::Occurrences;
    homes = recorded(document::SopRequest) -> Vec<sopwright_core::draft::Home>;
    use_entry = recorded(recorded::UseEntry) -> document::Edited;
    undo = document(document::SopRequest) -> document::Edited;
    redo = document(document::SopRequest) -> document::Edited;
    open_questions = question(question::QuestionsRequest) -> Vec<question::SopQuestions>;
    ask = question(question::AskQuestion) -> sopwright_core::question::OpenQuestion;
    answer = question(question::AnswerQuestion) -> document::Edited;
    revisions = revision(document::SopRequest) -> Vec<revision::RevisionSummary>;
    revision = revision(revision::RevisionRequest) -> revision::RevisionView;
    keep_revision = revision(revision::KeepRevision) -> revision::Kept;
    restore = revision(revision::RevisionRequest) -> revision::Kept;
    compare = revision(revision::Compare) -> sopwright_core::diff::Comparison;
    provenance = provenance(provenance::ProvenanceRequest) -> Vec<sopwright_core::provenance::Story>;
    suggest = suggestion(suggestion::Suggest) -> suggestion::SuggestionView;
    suggestions = suggestion(document::SopRequest) -> Vec<suggestion::SuggestionView>;
    accept = suggestion(suggestion::Decide) -> suggestion::Decided;
    reject = suggestion(suggestion::Decide) -> suggestion::Decided;
    sketch = sketch(sketch::SketchOn) -> sketch::SketchMore;
    sketched = sketch(sketch::Sketch) -> sketch::Sketched;
    sketched_sop = sketch(sketch::Sketch) -> sopwright_core::document::Document;
    templates = template(crate::api::Nothing) -> template::TemplateList;
    template_problems = template(template::SaveTemplate) -> Vec<sopwright_core::template::Problem>;
    save_template = template(template::SaveTemplate) -> template::TemplateList;
    remove_template = template(template::TemplateRequest) -> template::TemplateList;
    template_change = template(template::ApplyTemplate) -> sopwright_core::template::Adoption;
    apply_template = template(template::ApplyTemplate) -> document::Edited;
    add_logo = template(picture::AddPicture) -> picture::PictureFile;
    check = check(check::CheckRequest) -> check::Checked;
    rules = check(crate::api::Nothing) -> Vec<sopwright_core::check::Rule>;
    add_picture = picture(picture::AddPicture) -> picture::PictureFile;
    take_picture = picture(crate::api::Nothing) -> picture::PictureFile;
    redact = picture(picture::Redact) -> picture::PictureFile;
    export = export(export::ExportRequest) -> export::Exported;
    package = package(package::PackageRequest) -> package::Packaged;
    import = import(import::ImportRequest) -> import::Imported;
    conflicts = conflict(document::SopRequest) -> Vec<conflict::OpenConflict>;
    settle = conflict(conflict::Settle) -> Vec<conflict::OpenConflict>;
    cancel = export(export::Cancel) -> crate::api::Nothing;
    search = search(search::SearchRequest) -> Vec<search::Hit>;
}

fn read<T: serde::de::DeserializeOwned>(name: &str, request: Value) -> Result<T, ApiError> {
    serde_json::from_value(request)
        .map_err(|error| bad_request(format!("The request for {name} does not fit: {error}")))
}

/// A form in which a response leaves.
trait Written: Sized {
    fn of<T: serde::Serialize>(response: &T) -> serde_json::Result<Self>;
}

impl Written for Value {
    fn of<T: serde::Serialize>(response: &T) -> serde_json::Result<Self> {
        serde_json::to_value(response)
    }
}

impl Written for String {
    fn of<T: serde::Serialize>(response: &T) -> serde_json::Result<Self> {
        serde_json::to_string(response)
    }
}

fn unwritten(name: &str, error: &serde_json::Error) -> ApiError {
    ApiError::new(Code::Failed, format!("The answer of {name} cannot be written: {error}"), "")
}

/// Writes a type with all that it mentions. A list is written as its element.
fn export_type<T: TS + ?Sized + 'static>(config: &Config) -> Result<(), ts_rs::ExportError> {
    match T::export_all(config) {
        Err(ts_rs::ExportError::CannotBeExported(_)) => export_mentioned::<T>(config),
        done => done,
    }
}

fn export_mentioned<T: TS + ?Sized + 'static>(config: &Config) -> Result<(), ts_rs::ExportError> {
    struct Visit<'a>(&'a Config, Result<(), ts_rs::ExportError>);
    impl ts_rs::TypeVisitor for Visit<'_> {
        fn visit<U: TS + 'static + ?Sized>(&mut self) {
            if self.1.is_ok() && U::output_path().is_some() {
                self.1 = U::export_all(self.0);
            }
        }
    }
    let mut visit = Visit(config, Ok(()));
    T::visit_generics(&mut visit);
    T::visit_dependencies(&mut visit);
    visit.1
}
