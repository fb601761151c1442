//! Commands about pictures: adding one that no recording took, and blacking out what nobody may see.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use sopwright_core::entry::Rect;
use sopwright_core::id::Hash;
use sopwright_store::StoreError;
use ts_rs::TS;

use super::Nothing;
use crate::app::lock;
use crate::picture::{Bounds, Raster};
use crate::{ApiError, App, Code, Notice};

/// Bytes of a file that may be added.
const MOST_BYTES: usize = 64 << 20;

/// Bytes of a file that may become a logo.
const MOST_SMALL_BYTES: usize = 4 << 20;
/// What is decoded of it.
const SMALL: Bounds = Bounds { side: 6000, pixels: 16_000_000 };
/// Longest side of a logo as it is kept: 50 mm at 600 dots an inch.
const MOST_SMALL_SIDE: u32 = 1200;

/// Adds a picture from a file or from the clipboard.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AddPicture {
    /// A PNG or JPEG file, in base64.
    pub data: String,
}

impl std::fmt::Debug for AddPicture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Pixels never reach a log.
        write!(f, "AddPicture({} characters)", self.data.len())
    }
}

/// A picture in the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PictureFile {
    /// Its hash.
    pub shot: Hash,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
}

/// Blacks out parts of a picture, wherever it is shown, for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Redact {
    /// The picture.
    pub shot: Hash,
    /// The parts, in pixels of the picture.
    pub areas: Vec<Rect>,
}

/// Adds a picture. It is encoded anew, so that nothing but its pixels is kept.
pub fn add_picture(app: &App, request: AddPicture) -> Result<PictureFile, ApiError> {
    if request.data.len() > MOST_BYTES / 3 * 4 {
        return Err(unusable("the file is larger than 64 MB"));
    }
    let file = STANDARD.decode(&request.data).map_err(|_| unusable("the file did not arrive whole"))?;
    let raster = Raster::decode(&file).map_err(|why| unusable(&why))?;
    let png = raster.encode().map_err(|why| unusable(&why))?;
    keep(app, &png, raster.width, raster.height)
}

/// Adds a small picture, such as a logo: within tighter limits, and no larger than print needs.
pub(super) fn add_small(app: &App, request: &AddPicture) -> Result<PictureFile, ApiError> {
    if request.data.len() > MOST_SMALL_BYTES / 3 * 4 {
        return Err(unusable("the file is larger than 4 MB"));
    }
    let file = STANDARD.decode(&request.data).map_err(|_| unusable("the file did not arrive whole"))?;
    let raster = Raster::decode_within(&file, SMALL).map_err(|why| unusable(&why))?;
    let raster = raster.fit(MOST_SMALL_SIDE).map_err(|why| unusable(&why))?;
    let png = raster.encode().map_err(|why| unusable(&why))?;
    keep(app, &png, raster.width, raster.height)
}

/// Takes a picture of the screen as it is now, without Sopwright's own windows.
pub fn take_picture(app: &App, _: Nothing) -> Result<PictureFile, ApiError> {
    let (png, area) = app.recorder().look()?;
    keep(app, &png, area.width, area.height)
}

fn keep(app: &App, png: &[u8], width: u32, height: u32) -> Result<PictureFile, ApiError> {
    let shot = app.library().shots().keep(png)?;
    app.store().add_picture(&shot, app.clock().now().at)?;
    Ok(PictureFile { shot: app.library().shots().current(&shot), width, height })
}

fn unusable(why: &str) -> ApiError {
    ApiError::new(
        Code::Refused,
        format!("The picture cannot be added: {why}"),
        "Open it in another program and save it as PNG or JPEG.",
    )
}

/// Blacks out parts of a picture. The old file is destroyed, and everything that showed it shows the new one.
pub fn redact(app: &App, request: Redact) -> Result<PictureFile, ApiError> {
    // Held to the end: no document may be read or changed half way.
    let mut documents = lock(&app.documents);
    let shots = app.library().shots();
    let old = shots.current(&request.shot);
    let broken = |why: String| ApiError::new(Code::Failed, format!("The picture cannot be redacted: {why}"), "");
    let mut raster = Raster::decode(&shots.read(&old)?).map_err(broken)?;
    let mut blacked = false;
    for area in &request.areas {
        blacked |= raster.black_out(*area);
    }
    if !blacked {
        return Err(ApiError::new(Code::Refused, "No area lies on the picture", "Draw an area over what is to go."));
    }
    let png = raster.encode().map_err(broken)?;
    let (at, who) = (app.clock().now().at, app.person());
    let mut store = app.store();
    let done = app.library().redact(&mut store, &old, &png, at, &who);
    if let Ok(_) | Err(StoreError::StillThere(_)) = done {
        for open in documents.values_mut() {
            open.follow_redactions(&store);
        }
        app.tell(&Notice::Redacted { old, new: shots.current(&request.shot) });
    }
    Ok(PictureFile { shot: done?, width: raster.width, height: raster.height })
}
