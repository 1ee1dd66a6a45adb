//! The command line: parses, runs one command, prints what it wrote, exits with its code.

use std::io::{ErrorKind, Write};

use clap::Parser;

mod cli;

/// Reading makes many small things, of which this allocator takes a tenth of the whole time less than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            let _ = e.print();
            exit(if e.use_stderr() { 1 } else { 0 });
        }
    };
    cli.settle_colors();
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    let mut err = anstream::stderr();
    let done = cli.run(&mut out, &mut err).and_then(|code| Ok(out.flush().map(|()| code)?));
    match done {
        Ok(code) => exit(code),
        // The reader of our output has seen enough.
        Err(e) if e.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => exit(0),
        Err(e) => {
            let _ = writeln!(err, "error: {e}");
            exit(1);
        }
    }
}

#[expect(clippy::exit, reason = "the one place that ends the program")]
fn exit(code: i32) -> ! {
    std::process::exit(code)
}
