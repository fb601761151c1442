//! Commands about templates: list, save, remove, and give one to an SOP.

use serde::{Deserialize, Serialize};
use sopwright_core::id::{DocumentId, TemplateId};
use sopwright_core::template::{
    Adoption, BUILT_IN, Problem, Template, adopt, built_in, problems as problems_of, standard,
};
use sopwright_store::{BrokenTemplate as StoredBroken, Store};
use ts_rs::TS;

use super::Nothing;
use super::document::{Edited, change, with_open};
use super::picture::{AddPicture, PictureFile, add_small};
use crate::{ApiError, App, Code, Notice};

/// A template as a list shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateEntry {
    /// The template.
    pub template: Template,
    /// It comes with Sopwright, so that it can be brought back but not removed.
    pub built_in: bool,
    /// It comes with Sopwright, and a person changed it.
    pub changed: bool,
}

/// A template that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct BrokenTemplate {
    /// Its identity.
    pub id: TemplateId,
    /// What people called it.
    pub name: String,
    /// Why.
    pub why: String,
}

/// All templates of a library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateList {
    /// Those that can be used: the built-in ones, then the others by name.
    pub templates: Vec<TemplateEntry>,
    /// The one that new drafts take.
    pub default: TemplateId,
    /// Those that cannot be used. In the place of a built-in one, the one that comes with Sopwright is in the list.
    pub broken: Vec<BrokenTemplate>,
}

/// A template to look at or to save. One with a known identity takes the place of that one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SaveTemplate {
    /// The template.
    pub template: Template,
}

/// Names a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TemplateRequest {
    /// Which.
    pub id: TemplateId,
}

/// Gives a template to an SOP.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ApplyTemplate {
    /// The SOP.
    pub id: DocumentId,
    /// The template.
    pub template: TemplateId,
}

/// All templates.
pub fn templates(app: &App, _: Nothing) -> Result<TemplateList, ApiError> {
    let shelf = Shelf::read(&app.store())?;
    let default = app.settings()?.defaults.template;
    let default = default.filter(|id| shelf.get(*id).is_some()).unwrap_or(BUILT_IN[0]);
    Ok(TemplateList { templates: shelf.entries, default, broken: shelf.broken })
}

/// What keeps a template from being saved.
pub fn template_problems(_: &App, request: SaveTemplate) -> Result<Vec<Problem>, ApiError> {
    Ok(problems_of(&request.template))
}

/// Saves a template. SOPs that have it keep it as it was until it is given to them again.
pub fn save_template(app: &App, request: SaveTemplate) -> Result<TemplateList, ApiError> {
    let mut template = request.template;
    template.name = template.name.trim().to_owned();
    if let Some(problem) = problems_of(&template).into_iter().next() {
        return Err(ApiError::new(Code::Refused, problem.message, problem.hint));
    }
    let at = app.clock().now().at;
    let mut store = app.store();
    let shelf = Shelf::read(&store)?;
    let folded = template.name.to_lowercase();
    let same =
        |entry: &&TemplateEntry| entry.template.id != template.id && entry.template.name.to_lowercase() == folded;
    if let Some(other) = shelf.entries.iter().find(same) {
        let message = format!("Another template is called {}", other.template.name);
        return Err(ApiError::new(Code::Refused, message, "Give this one another name."));
    }
    if built_in(template.id).is_some_and(|shipped| shipped == template) {
        store.remove_template(template.id)?;
    } else {
        store.save_template(&template, at)?;
    }
    drop(store);
    told(app)
}

/// Removes a template; a built-in one is as it was shipped again. SOPs that have it keep it.
pub fn remove_template(app: &App, request: TemplateRequest) -> Result<TemplateList, ApiError> {
    if !app.store().remove_template(request.id)? && built_in(request.id).is_none() {
        return Err(not_found(request.id));
    }
    let mut settings = app.settings()?;
    if settings.defaults.template == Some(request.id) && built_in(request.id).is_none() {
        settings.defaults.template = None;
        super::library::save_settings(app, settings)?;
    }
    told(app)
}

/// What would become of an SOP with a template.
pub fn template_change(app: &App, request: ApplyTemplate) -> Result<Adoption, ApiError> {
    let template = named(&app.store(), request.template)?;
    with_open(app, request.id, |open, _| Ok(adopt(&open.document, &template)))
}

/// Gives a template to an SOP, in one edit that can be undone.
pub fn apply_template(app: &App, request: ApplyTemplate) -> Result<Edited, ApiError> {
    let template = named(&app.store(), request.template)?;
    let (who, at) = (app.person(), app.clock().now().at);
    change(app, request.id, |open, store| {
        let operations = adopt(&open.document, &template).operations;
        if operations.is_empty() {
            let message = format!("This SOP has the template {} as it is now", template.name);
            return Err(ApiError::new(Code::Refused, message, "There is nothing to change."));
        }
        open.edit(store, operations, who, at)
    })
}

/// Adds the picture of a logo: a small PNG or JPEG, encoded anew.
pub fn add_logo(app: &App, request: AddPicture) -> Result<PictureFile, ApiError> {
    add_small(app, &request)
}

/// The template that a new SOP takes, and what there is to say about it. Without a wish it is the one in the settings;
/// if that cannot be used, it is the first built-in one.
pub(super) fn for_draft(app: &App, wish: Option<TemplateId>) -> Result<(Template, Option<String>), ApiError> {
    let default = app.settings()?.defaults.template;
    let store = app.store();
    if let Some(id) = wish {
        return Ok((named(&store, id)?, None));
    }
    let shelf = Shelf::read(&store)?;
    let usual = || shelf.get(BUILT_IN[0]).cloned().unwrap_or_else(standard);
    let Some(id) = default else { return Ok((usual(), None)) };
    // Of a built-in one that was changed and cannot be read, the shipped one is on the shelf.
    let broken = shelf.broken.iter().find(|broken| broken.id == id);
    match (shelf.get(id), broken) {
        (Some(template), None) => Ok((template.clone(), None)),
        (found, broken) => {
            let template = found.cloned().unwrap_or_else(usual);
            let what = match broken {
                Some(broken) => format!("The template {} cannot be used: {}", broken.name, broken.why),
                None => "The template for new drafts is not there any more".to_owned(),
            };
            let said = format!("{what}. The draft has the template {} instead.", template.name);
            Ok((template, Some(said)))
        }
    }
}

/// The templates of a library, those that can be used and those that cannot.
struct Shelf {
    entries: Vec<TemplateEntry>,
    broken: Vec<BrokenTemplate>,
}

impl Shelf {
    fn read(store: &Store) -> Result<Self, ApiError> {
        let mut shelf = Self { entries: Vec::new(), broken: Vec::new() };
        let mut own = Vec::new();
        for stored in store.templates()? {
            match stored {
                Ok(template) => match problems_of(&template).into_iter().next() {
                    None => own.push(template),
                    Some(Problem { message: why, .. }) => {
                        shelf.broken.push(BrokenTemplate { id: template.id, name: template.name, why });
                    }
                },
                Err(StoredBroken { id, name, why }) => shelf.broken.push(BrokenTemplate { id, name, why }),
            }
        }
        for shipped in BUILT_IN.into_iter().filter_map(built_in) {
            let changed = own.iter().position(|template| template.id == shipped.id).map(|at| own.remove(at));
            let is_changed = changed.is_some();
            let template = changed.unwrap_or(shipped);
            shelf.entries.push(TemplateEntry { template, built_in: true, changed: is_changed });
        }
        shelf.entries.extend(own.into_iter().map(|template| TemplateEntry {
            template,
            built_in: false,
            changed: false,
        }));
        Ok(shelf)
    }

    fn get(&self, id: TemplateId) -> Option<&Template> {
        self.entries.iter().map(|entry| &entry.template).find(|template| template.id == id)
    }
}

/// The template that was asked for; nothing else will do.
fn named(store: &Store, id: TemplateId) -> Result<Template, ApiError> {
    let shelf = Shelf::read(store)?;
    if let Some(broken) = shelf.broken.iter().find(|broken| broken.id == id) {
        let message = format!("The template {} cannot be used: {}", broken.name, broken.why);
        return Err(ApiError::new(Code::Refused, message, "Remove it in the settings, or take another one."));
    }
    shelf.get(id).cloned().ok_or_else(|| not_found(id))
}

fn not_found(id: TemplateId) -> ApiError {
    let message = format!("There is no template {id} in this library");
    ApiError::new(Code::NotFound, message, "List them with \"sopwright templates\".")
}

fn told(app: &App) -> Result<TemplateList, ApiError> {
    app.tell(&Notice::Templates);
    templates(app, Nothing {})
}
