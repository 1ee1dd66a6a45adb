//! Files that are written beside their place and put there when they are whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A file in the making. What stood at its place stays there until [`Beside::finish`]; a file that is dropped before is
/// taken away.
#[derive(Debug)]
pub struct Beside {
    /// Nothing once the file is put in place.
    file: Option<BufWriter<File>>,
    path: PathBuf,
    /// Where it is written: beside its place, or there when the place is no plain file (a pipe, a terminal).
    beside: PathBuf,
}

impl Beside {
    /// Begins a file that will stand at `path`.
    ///
    /// # Errors
    /// A folder that is missing or cannot be written.
    pub fn at(path: &Path) -> Result<Self> {
        let failed = |e| Error::io(path, e);
        let old = fs::metadata(path);
        if old.as_ref().is_ok_and(fs::Metadata::is_dir) {
            return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let plain = old.as_ref().map_or(true, fs::Metadata::is_file);
        // A link stays a link; what it names is replaced.
        let target = if plain { fs::canonicalize(path).unwrap_or_else(|_| path.to_owned()) } else { path.to_owned() };
        let beside = if plain { beside(&target) } else { target.clone() };
        let file = File::create(&beside).map_err(failed)?;
        let made = Beside { file: Some(BufWriter::new(file)), path: target, beside };
        if let (true, Ok(old)) = (plain, old) {
            fs::set_permissions(&made.beside, old.permissions()).map_err(failed)?;
        }
        Ok(made)
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// A full disk.
    pub fn finish(mut self) -> Result<()> {
        let Some(mut file) = self.file.take() else { return Ok(()) };
        let put = file.flush().and_then(|()| {
            if self.beside == self.path {
                return Ok(());
            }
            file.get_ref().sync_all()?;
            fs::rename(&self.beside, &self.path)
        });
        put.map_err(|e| {
            self.file = Some(file);
            Error::io(&self.path, e)
        })
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if self.file.is_some() && self.beside != self.path {
            let _ = fs::remove_file(&self.beside);
        }
    }
}

/// Replaces the file at `path` by one that holds `bytes`.
///
/// # Errors
/// As [`Beside::at`] and [`Beside::finish`].
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut file = Beside::at(path)?;
    file.write_all(bytes).map_err(|e| Error::io(path, e))?;
    file.finish()
}

/// Writes `bytes` beside `path` and renames, so that the file is whole or not there. For caches: after a power failure it
/// may be empty.
pub(crate) fn write_beside(path: &Path, bytes: &[u8]) -> Result<()> {
    let beside = beside(path);
    fs::write(&beside, bytes)
        .and_then(|()| fs::rename(&beside, path))
        .inspect_err(|_| drop(fs::remove_file(&beside)))
        .map_err(|e| Error::io(path, e))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.tmp", std::process::id()));
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.ttl");
        fs::write(&path, "old").unwrap();
        let mut given_up = Beside::at(&path).unwrap();
        given_up.write_all(b"half").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        drop(given_up);
        assert_eq!(names(place.path()), ["a.ttl"]);
        replace(&path, b"new").unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), names(place.path())),
            ("new", vec!["a.ttl".to_owned()])
        );
    }

    #[test]
    fn folders_are_no_files() {
        let place = tempfile::tempdir().unwrap();
        assert!(Beside::at(place.path()).is_err());
        assert!(Beside::at(&place.path().join("none/a.ttl")).is_err());
        assert!(names(place.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_permissions_and_pipes_stay() {
        use std::os::unix::fs::PermissionsExt;
        let place = tempfile::tempdir().unwrap();
        let (path, link) = (place.path().join("a"), place.path().join("link"));
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, b"new").unwrap();
        assert!(link.is_symlink() && fs::read_to_string(&path).unwrap() == "new");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        replace(Path::new("/dev/null"), b"gone").unwrap();
        assert!(Path::new("/dev/null").exists());
    }
}
