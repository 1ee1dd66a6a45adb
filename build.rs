//! Makes the page of `tupu serve` from `web/`, where Node is there, and a table of its files.
//!
//! Where `web/` holds a made page in `dist/` and no sources, that is taken as it is. Without Node, without the npm registry or
//! with `TUPU_WITHOUT_PAGE` set the table is empty, and the server has its endpoint only.
#![allow(missing_docs)]

use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

fn main() {
    println!("cargo::rerun-if-env-changed=TUPU_WITHOUT_PAGE");
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo"));
    let web = Path::new(&env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo")).join("web");
    let wanted = env::var_os("CARGO_FEATURE_SERVE").is_some() && env::var_os("TUPU_WITHOUT_PAGE").is_none();
    let page = if wanted { page(&web, &out) } else { None };
    let mut table = String::from("static FILES: &[(&str, &str, &[u8])] = &[\n");
    for path in page.iter().flat_map(|dist| files(dist).into_iter().map(move |file| (dist, file))) {
        let (dist, file) = path;
        let name = file.strip_prefix(dist).expect("below").to_string_lossy().replace('\\', "/");
        let _ = writeln!(table, "    ({name:?}, {:?}, include_bytes!({:?})),", media(&name), file.to_string_lossy());
    }
    table.push_str("];\n");
    fs::write(out.join("bundle.rs"), table).expect("OUT_DIR can be written");
}

/// The folder with the made page.
fn page(web: &Path, out: &Path) -> Option<PathBuf> {
    let ready = web.join("dist");
    if !web.join("package.json").is_file() {
        return ready.join("index.html").is_file().then_some(ready);
    }
    let mut hash = DefaultHasher::new();
    let sources: Vec<PathBuf> =
        ["src", "index.html", "package.json", "package-lock.json", "tsconfig.json", "vite.config.js"]
            .iter()
            .map(|name| web.join(name))
            .collect();
    for source in &sources {
        println!("cargo::rerun-if-changed={}", source.display());
    }
    let all: Vec<PathBuf> =
        sources.iter().flat_map(|source| if source.is_dir() { files(source) } else { vec![source.clone()] }).collect();
    for file in &all {
        file.strip_prefix(web).expect("below").hash(&mut hash);
        fs::read(file).unwrap_or_default().hash(&mut hash);
    }
    // One for all profiles and features, below the target folder.
    let made = out.ancestors().nth(3)?.join("tupu-page").join(format!("{:016x}", hash.finish()));
    if made.join("dist/index.html").is_file() {
        return Some(made.join("dist"));
    }
    match make(web, &all, &made) {
        Ok(()) => Some(made.join("dist")),
        Err(why) => {
            // What is not there counts as changed: the next build tries again.
            println!("cargo::rerun-if-changed={}", made.display());
            println!(
                "cargo::warning=the page of `tupu serve` was not made ({why}): the server will have its endpoint only. \
                 Install Node.js 20 or newer with npm, and build again."
            );
            None
        }
    }
}

/// Copies the sources beside, makes the page there, and puts it in place when it is whole.
fn make(web: &Path, sources: &[PathBuf], made: &Path) -> io::Result<()> {
    let beside = made.with_extension(std::process::id().to_string());
    let result = (|| {
        for source in sources {
            let copy = beside.join(source.strip_prefix(web).expect("below"));
            fs::create_dir_all(copy.parent().expect("below"))?;
            fs::copy(source, copy)?;
        }
        npm(&beside, &["ci", "--no-audit", "--no-fund", "--loglevel=error"])?;
        npm(&beside, &["run", "build"])?;
        fs::remove_dir_all(beside.join("node_modules"))?;
        // Another build may have been faster.
        let _ = fs::remove_dir_all(made);
        fs::rename(&beside, made)
    })();
    let _ = fs::remove_dir_all(&beside);
    result
}

fn npm(folder: &Path, arguments: &[&str]) -> io::Result<()> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(program).args(arguments).current_dir(folder).output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().to_owned();
    Err(io::Error::other(format!("npm {}: {last}", arguments.join(" "))))
}

/// The files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn media(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
