//! How large a package may be. What goes out keeps to it, so that whatever Sopwright packed it can take in.

/// Files in a package.
pub(super) const FILES: usize = 30_000;
/// Bytes of one file when unpacked.
pub(super) const FILE: u64 = 64 << 20;
/// Bytes of all files when unpacked.
pub(super) const TOTAL: u64 = 3 << 30;
/// How many times smaller a file may be packed. Text comes to about 30.
pub(super) const RATIO: u64 = 250;
/// Files below this many bytes may be packed as small as they like.
pub(super) const RATIO_FROM: u64 = 1 << 20;
/// Operations in the journal: each is applied, there and back.
pub(super) const OPERATIONS: usize = 200_000;
/// Bytes that the list of files may take, and whatever must be read to find it.
pub(super) const LIST: u64 = 16 << 20;
