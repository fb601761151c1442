//! What is not taken in, and that nothing of it is then in the library.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sopwright_app::{ApiError, Code};

use super::Person;

/// All files below a folder but the database, and what the database lists.
fn traces(person: &Person) -> (BTreeSet<PathBuf>, Value, Value) {
    fn gather(folder: &Path, found: &mut BTreeSet<PathBuf>) {
        for inside in fs::read_dir(folder).unwrap() {
            let path = inside.unwrap().path();
            if path.is_dir() {
                gather(&path, found);
            } else {
                found.insert(path);
            }
        }
    }
    let mut files = BTreeSet::new();
    gather(&person.dir.path().join("shots"), &mut files);
    (files, person.desk.ok("sops", json!({})), person.desk.ok("sessions", json!({})))
}

fn refused(person: &Person, file: &Path) -> ApiError {
    let before = traces(person);
    let error = person.desk.call("import", json!({"file": file.to_str()})).unwrap_err();
    assert_eq!(traces(person), before, "{error}");
    error
}

#[test]
fn what_is_not_there_or_no_package() {
    let bo = Person::new("bo");
    let at = |name: &str| bo.dir.path().join(name);
    assert_eq!(refused(&bo, &at("none.sop")).code, Code::NotFound);
    fs::write(at("text.sop"), "Dear Bo,").unwrap();
    assert_eq!(refused(&bo, &at("text.sop")).code, Code::Failed);
    let relative = bo.desk.call("import", json!({"file": "here.sop"})).unwrap_err();
    assert_eq!(relative.code, Code::BadRequest);
    assert_ne!(refused(&bo, bo.dir.path()).code, Code::NotFound, "a folder is no package");
}

#[test]
fn a_package_that_was_cut_off_or_made_to_do_harm() {
    let (ada, bo) = (Person::new("ada"), Person::new("bo"));
    let good = fs::read(ada.package(&ada.draft())).unwrap();
    let file = bo.dir.path().join("bad.sop");
    for length in [good.len() / 3, good.len() - 1] {
        fs::write(&file, &good[..length]).unwrap();
        let error = refused(&bo, &file);
        assert_eq!(error.code, Code::Failed, "{error}");
        assert!(error.hint.starts_with("Nothing was taken in"), "{error}");
    }
    let mut zip = zip::ZipWriter::new_append(std::io::Cursor::new(good.clone())).unwrap();
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("../../evil.sh", options).unwrap();
    zip.write_all(b"rm").unwrap();
    fs::write(&file, zip.finish().unwrap().into_inner()).unwrap();
    let error = refused(&bo, &file);
    assert_eq!(error.code, Code::Refused);
    assert!(error.message.contains("leads outside"), "{error}");
    assert!(!bo.dir.path().parent().unwrap().join("evil.sh").exists());
}

#[test]
fn a_package_that_cannot_be_written_leaves_none() {
    let ada = Person::new("ada");
    let id = ada.draft();
    let taken = ada.dir.path().join("taken");
    File::create(&taken).unwrap();
    let error = ada.desk.call("package", json!({"id": id, "out": taken.join("x.sop").to_str()})).unwrap_err();
    assert_eq!(error.code, Code::Failed, "{error}");
    let error = ada.desk.call("package", json!({"id": id, "out": "x.sop"})).unwrap_err();
    assert_eq!(error.code, Code::BadRequest);
}
