//! `tupu extract`: one document, nothing kept.

use super::{Code, Io, Shared, input};

/// Read one file and print what it says
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    input: input::Input,
}

impl Args {
    pub fn run(self, shared: &Shared, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let _ = (shared, io, self.input.paths);
        Ok(0)
    }
}
