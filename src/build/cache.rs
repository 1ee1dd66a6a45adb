//! What single documents gave, kept on disk.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use super::Plan;
use crate::assemble::hash;
use crate::error::{Error, Result};
use crate::extract::{Extract, Extractor};
use crate::read::{Document, DocumentId};
use crate::store::{Folder, write_beside};

/// Level of compression.
const LEVEL: i32 = 1;

/// Extracts on disk, by the hash of the document and of what reads it.
pub(super) struct Cache {
    folder: PathBuf,
    key: String,
}

/// What one thread needs to write extracts, made once.
#[derive(Default)]
pub(super) struct Packer {
    json: Vec<u8>,
    zstd: Option<zstd::bulk::Compressor<'static>>,
}

impl Packer {
    fn pack(&mut self, extract: &Extract) -> io::Result<Vec<u8>> {
        self.json.clear();
        serde_json::to_writer(&mut self.json, extract)?;
        let zstd = match &mut self.zstd {
            Some(zstd) => zstd,
            none => none.insert(zstd::bulk::Compressor::new(LEVEL)?),
        };
        zstd.compress(&self.json)
    }
}

impl Cache {
    pub fn new(folder: &Folder, extractor: &Extractor) -> Result<Self> {
        let open = if extractor.reads_open() { "open" } else { "" };
        let key = hash(&[&program(), &extractor.ontology.fingerprint, open])[..8].to_owned();
        Ok(Cache { folder: folder.extracts(), key })
    }

    fn file(&self, id: &DocumentId) -> PathBuf {
        self.folder.join(format!("{}-{}.json.zst", id.0, self.key))
    }

    /// The extract of a document, and whether it was known.
    pub fn extract(&self, document: Document, plan: &Plan<'_>, packer: &mut Packer) -> Result<(Extract, bool)> {
        let file = self.file(&document.id);
        if !plan.fresh
            && let Ok(known) = read(&file)
            && same(&known.document, &document)
        {
            return Ok((Extract { document, ..known }, true));
        }
        let extract = plan.extractor.extract(document);
        let bytes = packer.pack(&extract).map_err(|e| Error::io(&file, e))?;
        write_beside(&file, &bytes)?;
        Ok((extract, false))
    }

    /// An extract that was there a moment ago.
    ///
    /// # Errors
    /// Somebody has taken it away or damaged it.
    pub fn read(&self, id: &DocumentId) -> Result<Extract> {
        let file = self.file(id);
        read(&file).map_err(|e| Error::io(&file, e))
    }

    /// Removes what no document of this build needs.
    pub fn prune(&self, ids: &[DocumentId]) -> Result<()> {
        let needed: BTreeSet<PathBuf> = ids.iter().map(|id| self.file(id)).collect();
        for entry in std::fs::read_dir(&self.folder).map_err(|e| Error::io(&self.folder, e))? {
            let file = entry.map_err(|e| Error::io(&self.folder, e))?.path();
            if !needed.contains(&file) {
                std::fs::remove_file(&file).map_err(|e| Error::io(&file, e))?;
            }
        }
        Ok(())
    }
}

/// Whether two documents are the same to the steps behind `read`, wherever they come from. Documents of one id may differ
/// in what the id does not cover: a page and a text file of the same words need not have the same paragraphs.
fn same(a: &Document, b: &Document) -> bool {
    a.text == b.text && a.paragraphs == b.paragraphs && a.meta == b.meta
}

/// A cached extract.
fn read(file: &Path) -> io::Result<Extract> {
    let bytes = zstd::decode_all(std::fs::File::open(file)?)?;
    Ok(serde_json::from_slice(&bytes)?)
}

/// What tells this program from one with other rules: its version, and its file's size and date.
fn program() -> String {
    let file = std::env::current_exe().and_then(std::fs::metadata);
    let file = file.map(|meta| format!("{} {:?}", meta.len(), meta.modified().ok())).unwrap_or_default();
    format!("{} {file}", env!("CARGO_PKG_VERSION"))
}
