//! The graph that a command looks at: a folder, or what a store holds.

use std::path::PathBuf;

use tupu::error::Error;
use tupu::store::Folder;

/// Where the graph is.
#[derive(clap::Args)]
pub struct Kg {
    /// The folder of the graph; left out with --store
    #[arg(value_name = "KG")]
    graph: Option<PathBuf>,
    #[cfg(feature = "remote")]
    #[command(flatten)]
    store: Store,
}

/// A store in place of the folder.
#[cfg(feature = "remote")]
#[derive(clap::Args)]
pub struct Store {
    /// The address of a store that holds the graph (tupu push), in place of KG
    #[arg(long, value_name = "URL", help_heading = "Store")]
    store: Option<String>,
    /// A file with user:password or Bearer TOKEN for it [default: what TUPU_STORE_AUTH says]
    #[arg(long, value_name = "FILE", requires = "store", help_heading = "Store")]
    auth_file: Option<PathBuf>,
}

/// A graph's folder, for as long as this lives.
pub struct Held {
    folder: Folder,
    #[cfg(feature = "remote")]
    _copy: Option<tupu::remote::Copy>,
}

impl std::ops::Deref for Held {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.folder
    }
}

impl Kg {
    /// The arguments without KG in front, which is the first of them where a store is asked.
    pub fn rest<const N: usize>(&self, given: [Option<String>; N]) -> anyhow::Result<[Option<String>; N]> {
        if !self.is_remote() {
            return Ok(given);
        }
        let mut all: Vec<Option<String>> =
            std::iter::once(self.graph.as_ref().map(|path| path.to_string_lossy().into_owned())).chain(given).collect();
        if all.pop().flatten().is_some() {
            return Err(wrong("KG and --store are two graphs", "name one of them").into());
        }
        Ok(std::array::from_fn(|at| all[at].take()))
    }

    /// Whether a store is asked.
    pub fn is_remote(&self) -> bool {
        #[cfg(feature = "remote")]
        return self.store.store.is_some();
        #[cfg(not(feature = "remote"))]
        false
    }

    /// The store that is asked, if one is.
    #[cfg(feature = "remote")]
    pub fn store(&self) -> anyhow::Result<Option<tupu::remote::Store>> {
        let Some(url) = &self.store.store else { return Ok(None) };
        let auth = tupu::remote::Auth::find(self.store.auth_file.as_deref())?;
        Ok(Some(tupu::remote::Store::open(url, auth)?))
    }

    /// The folder; of a store a copy.
    pub fn folder(&self) -> anyhow::Result<Held> {
        #[cfg(feature = "remote")]
        if let Some(store) = self.store()? {
            let copy = tupu::remote::fetch(&store)?;
            return Ok(Held { folder: copy.folder().clone(), _copy: Some(copy) });
        }
        let Some(path) = &self.graph else {
            return Err(wrong("no graph is named", "give the folder of the graph, or --store URL").into());
        };
        Ok(Held {
            folder: Folder::open(path)?,
            #[cfg(feature = "remote")]
            _copy: None,
        })
    }
}

/// An argument that is missing or too many.
pub fn wrong(reason: &str, help: &str) -> Error {
    Error::Query { reason: reason.to_owned(), help: help.to_owned() }
}
