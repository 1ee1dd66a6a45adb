//! Lists the inputs that paths, folders, globs and `-` name, in one order.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Media;
use crate::{Error, Result};

/// One input: a file, or standard input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Source {
    /// The file; `-` for standard input.
    pub path: PathBuf,
    /// What it holds.
    pub media: Media,
}

impl Source {
    /// The name of the input in messages and in [`Origin::path`](super::Origin::path), with `/` between folders.
    pub fn name(&self) -> String {
        self.path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }

    /// Whether it is standard input.
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }
}

/// Lists the inputs named by `paths`: files, folders (searched to the bottom, files of unknown kinds and hidden ones
/// passed over), globs, and `-` for standard input (read as `stdin`).
///
/// The list is sorted by path and names each file once, whatever the order of `paths`.
///
/// # Errors
/// A path that is not there, a glob that matches nothing, a folder without a readable document, a file named by
/// itself whose kind is unknown.
pub fn sources<P: AsRef<str>>(paths: &[P], stdin: Media) -> Result<Vec<Source>> {
    let mut found = BTreeMap::new();
    for path in paths {
        let path = path.as_ref();
        if path == "-" {
            found.insert(PathBuf::from("-"), stdin);
        } else if Path::new(path).exists() {
            add(Path::new(path), &mut found)?;
        } else if path.contains(['*', '?', '[']) {
            add_glob(path, &mut found)?;
        } else {
            let missing = std::io::Error::new(std::io::ErrorKind::NotFound, "no such file or folder");
            return Err(Error::io(path, missing));
        }
    }
    Ok(found.into_iter().map(|(path, media)| Source { path, media }).collect())
}

fn add(path: &Path, found: &mut BTreeMap<PathBuf, Media>) -> Result<()> {
    if path.is_dir() {
        return add_folder(path, found);
    }
    let media = Media::from_path(path).ok_or_else(|| {
        let reason = match path.extension() {
            Some(e) => format!("unknown kind of file: .{}", e.to_string_lossy()),
            None => "a file without an extension, so its kind is unknown".to_owned(),
        };
        Error::input(path.to_string_lossy(), reason, format!("tupu reads {}; rename or convert it", Media::names()))
    })?;
    found.insert(path.to_owned(), media);
    Ok(())
}

fn add_folder(folder: &Path, found: &mut BTreeMap<PathBuf, Media>) -> Result<()> {
    let visible = |e: &walkdir::DirEntry| e.depth() == 0 || !e.file_name().to_string_lossy().starts_with('.');
    let mut any = false;
    for entry in walkdir::WalkDir::new(folder).follow_links(true).sort_by_file_name().into_iter().filter_entry(visible)
    {
        let entry = entry.map_err(|e| {
            let path = e.path().unwrap_or(folder).to_owned();
            Error::io(path, e.into_io_error().unwrap_or_else(|| std::io::Error::other("a link that leads to itself")))
        })?;
        if entry.file_type().is_file()
            && let Some(media) = Media::from_path(entry.path())
        {
            found.insert(entry.into_path(), media);
            any = true;
        }
    }
    if any {
        return Ok(());
    }
    let help = format!("tupu reads {}", Media::names());
    Err(Error::input(folder.to_string_lossy(), "the folder holds no file tupu can read", help))
}

fn add_glob(pattern: &str, found: &mut BTreeMap<PathBuf, Media>) -> Result<()> {
    let bad = |reason: String| Error::input(pattern, reason, "`*`, `**`, `?` and `[…]` are understood");
    let paths = glob::glob(pattern).map_err(|e| bad(e.msg.to_owned()))?;
    let mut any = false;
    for path in paths {
        let path = path.map_err(|e| Error::io(e.path().to_owned(), std::io::Error::from(e.error().kind())))?;
        if path.is_dir() {
            continue;
        }
        if let Some(media) = Media::from_path(&path) {
            found.insert(path, media);
            any = true;
        }
    }
    if any { Ok(()) } else { Err(bad("the pattern matches no file tupu can read".to_owned())) }
}
