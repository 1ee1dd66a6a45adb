//! `tupu completions` and `tupu man`: made from the definitions of the commands.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Code, Io};

/// Print a completion script for a shell
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu completions bash > ~/.local/share/bash-completion/completions/tupu
  tupu completions zsh > ~/.zfunc/_tupu
  tupu completions fish > ~/.config/fish/completions/tupu.fish")]
pub struct Completions {
    shell: Shell,
}

impl Completions {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "tupu", &mut script);
        io.out.write_all(&script)?;
        Ok(0)
    }
}

/// Print the manual page
#[derive(clap::Args)]
#[command(after_help = "Examples:
  tupu man > tupu.1
  tupu man build | man -l -")]
pub struct Man {
    /// The page of this command
    command: Option<String>,
}

impl Man {
    pub fn run(self, io: &mut Io<'_>) -> anyhow::Result<Code> {
        let mut all = Cli::command();
        all.build();
        let page = match &self.command {
            None => all,
            Some(name) => {
                let found = all.find_subcommand(name).cloned();
                let found =
                    found.ok_or_else(|| anyhow::anyhow!("there is no command {name:?}; tupu --help lists all"))?;
                found.display_name(format!("tupu-{name}"))
            }
        };
        clap_mangen::Man::new(page).render(&mut io.out)?;
        Ok(0)
    }
}
