//! The dataset on disk, for graphs beyond memory: `kg/store`, a RocksDB that follows the snapshot.

use std::fs;

use oxigraph::store::Store;

use super::dataset::fill;
use super::{Folder, write_beside};
use crate::error::{Error, Result};

/// Opens `kg/store` for reading; when it is not that of the snapshot, it is filled from it first, beside the old one.
///
/// # Errors
/// A missing or damaged snapshot, a full disk, a store that another process is writing.
pub(super) fn open(folder: &Folder) -> Result<Store> {
    let (path, marker) = (folder.path().join("store"), folder.path().join("store.of"));
    let snapshot = folder.snapshot();
    let mut hash = blake3::Hasher::new();
    let file = fs::File::open(&snapshot).map_err(|e| Error::io(&snapshot, e))?;
    hash.update_reader(file).map_err(|e| Error::io(&snapshot, e))?;
    let now = hash.finalize().to_hex().to_string();
    let failed = |e: &dyn std::fmt::Display| Error::Folder {
        path: path.clone(),
        reason: format!("the store cannot be opened: {e}"),
        help: "remove the folder `store`; it is filled again from the snapshot".to_owned(),
    };
    let fresh = fs::read_to_string(&marker).is_ok_and(|of| of == now) && path.is_dir();
    if !fresh {
        let beside = folder.path().join("store.new");
        for old in [&beside, &path] {
            if old.exists() {
                fs::remove_dir_all(old).map_err(|e| Error::io(old, e))?;
            }
        }
        fill(&Store::open(&beside).map_err(|e| failed(&e))?, folder)?;
        fs::rename(&beside, &path).map_err(|e| Error::io(&path, e))?;
        write_beside(&marker, now.as_bytes())?;
    }
    Store::open_read_only(&path).map_err(|e| failed(&e))
}
