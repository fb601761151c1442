//! Lists whose members are found by identity: insert, remove, move and replace, each giving back what undoes it.

use crate::id::PartId;

use super::OperationError;

/// Something with an identity within a document.
pub(crate) trait Part {
    fn id(&self) -> PartId;
}

macro_rules! parts {
    ($($ty:ty),*) => { $(impl Part for $ty { fn id(&self) -> PartId { self.id } })* };
}
parts!(
    crate::document::Phase,
    crate::document::Step,
    crate::document::Block,
    crate::document::Substep,
    crate::document::RoleDuty,
    crate::document::Parameter,
    crate::document::Faq,
    crate::document::Definition,
    crate::document::Question,
    crate::document::HistoryRow
);

pub(super) fn position<T: Part>(list: &[T], id: PartId) -> Result<usize, OperationError> {
    list.iter().position(|part| part.id() == id).ok_or(OperationError::NotFound(id))
}

pub(super) fn insert<T: Part>(list: &mut Vec<T>, at: usize, part: T) -> Result<(), OperationError> {
    if at > list.len() {
        return Err(OperationError::OutOfRange { at, len: list.len() });
    }
    list.insert(at, part);
    Ok(())
}

/// Takes the part out and tells where it stood.
pub(super) fn remove<T: Part>(list: &mut Vec<T>, id: PartId) -> Result<(usize, T), OperationError> {
    let at = position(list, id)?;
    Ok((at, list.remove(at)))
}

/// Moves the part to `to` (its place afterwards) and tells where it stood.
pub(super) fn shift<T: Part>(list: &mut Vec<T>, id: PartId, to: usize) -> Result<usize, OperationError> {
    let from = position(list, id)?;
    if to >= list.len() {
        return Err(OperationError::OutOfRange { at: to, len: list.len() });
    }
    let part = list.remove(from);
    list.insert(to, part);
    Ok(from)
}

/// Puts the part in the place of the one with its identity and gives that one back.
pub(super) fn replace<T: Part>(list: &mut [T], part: T) -> Result<T, OperationError> {
    let at = position(list, part.id())?;
    Ok(std::mem::replace(&mut list[at], part))
}
