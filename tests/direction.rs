//! Each module uses only what stands left of it on the line; `ontology`, `span` and `error` lie beneath.

use std::fs;
use std::path::{Path, PathBuf};

/// The line, left to right; modules of one inner list stand side by side and may not use each other.
const LINE: &[&[&str]] = &[
    &["error"],
    &["span"],
    &["ontology"],
    &["read"],
    &["segment"],
    &["recognise"],
    &["parse"],
    &["relate", "open"],
    &["extract"],
    &["resolve"],
    &["assemble"],
    &["store"],
    &["query", "export", "draw", "score", "validate", "verify"],
    &["build", "page"],
    &["serve"],
    &["report"],
];

fn place(module: &str) -> Option<usize> {
    LINE.iter().position(|step| step.contains(&module))
}

fn files(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).expect("src can be read") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Modules that `code` names after `crate::`, with the lines they stand in.
fn uses(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (number, line) in code.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.push((number + 1, name));
        }
    }
    found
}

/// The code above the tests of a file; tests may look anywhere.
fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]").next().unwrap_or(code)
}

#[test]
fn no_module_looks_to_its_right() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&src, &mut all);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for file in all {
        let inside = file.strip_prefix(&src).expect("inside of src");
        let own = inside.iter().next().and_then(|c| c.to_str()).unwrap_or("").trim_end_matches(".rs").to_owned();
        let test = inside.to_str().is_some_and(|p| p.ends_with("tests.rs") || p.contains("/tests/"));
        let (Some(here), false) = (place(&own), test) else { continue };
        seen += 1;
        let code = fs::read_to_string(&file).expect("a source file");
        for (line, module) in uses(without_tests(&code)) {
            let Some(there) = place(&module) else { continue };
            if there > here || (there == here && module != own) {
                wrong.push(format!("{}:{line}: {own} uses {module}", inside.display()));
            }
        }
    }
    assert!(seen > 40, "the source files were found: {seen}");
    assert!(wrong.is_empty(), "imports to the right:\n{}", wrong.join("\n"));
}
