//! The dataset on disk, for graphs beyond memory: a RocksDB in `kg/store`, under the hash of the snapshot that fills it.

use std::fs::{self, File};

use oxigraph::store::Store;

use super::Folder;
use super::dataset::fill;
use crate::error::{Error, Result};

/// Opens the store of the snapshot for reading; when there is none yet it is filled beside, and older ones are removed.
///
/// # Errors
/// A missing or damaged snapshot, a full disk.
pub(super) fn open(folder: &Folder) -> Result<Store> {
    let all = folder.path().join("store");
    let path = all.join(of(folder)?);
    let failed = |e: &dyn std::fmt::Display| Error::Folder {
        path: path.clone(),
        reason: format!("the store cannot be opened: {e}"),
        help: "remove it; it is filled again from the snapshot".to_owned(),
    };
    if !path.is_dir() {
        fs::create_dir_all(&all).map_err(|e| Error::io(&all, e))?;
        let lock = all.join("lock");
        let lock = File::create(&lock).and_then(|file| file.lock().map(|()| file)).map_err(|e| Error::io(lock, e))?;
        // Another process may have filled it while we waited.
        if !path.is_dir() {
            clear(&all).map_err(|e| Error::io(&all, e))?;
            let beside = all.join("new");
            fill(&Store::open(&beside).map_err(|e| failed(&e))?, folder)?;
            fs::rename(&beside, &path).map_err(|e| Error::io(&path, e))?;
        }
        drop(lock);
    }
    Store::open_read_only(&path).map_err(|e| failed(&e))
}

/// The name of the store that belongs to the snapshot.
fn of(folder: &Folder) -> Result<String> {
    let snapshot = folder.snapshot();
    let mut hash = blake3::Hasher::new();
    let read = File::open(&snapshot).and_then(|file| hash.update_reader(file).map(drop));
    read.map_err(|e| Error::io(&snapshot, e))?;
    Ok(hash.finalize().to_hex()[..16].to_owned())
}

/// Removes the stores of older snapshots, and one that was never filled.
fn clear(all: &std::path::Path) -> std::io::Result<()> {
    for entry in fs::read_dir(all)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}
