//! A graph for colleagues: the page with all it shows in one file, or a briefing in Markdown.

mod markdown;

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;

pub use markdown::markdown;

use crate::error::{Error, Result};
use crate::page::Pages;
use crate::serve::bundle;

/// Nothing is loaded and nothing is sent; script and style stand in the file itself.
const POLICY: &str =
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'";

/// The page and its resources as one HTML file, which needs no server.
///
/// # Errors
/// A tupu that was built without the page.
pub fn html(pages: &Pages) -> Result<String> {
    let missing = || Error::Input {
        origin: "this tupu".to_owned(),
        reason: "was built without the page".to_owned(),
        help: "build it where Node.js 20 or newer is, or take --format md".to_owned(),
    };
    let (script, style) = (bundle::text(".js").ok_or_else(missing)?, bundle::text(".css").ok_or_else(missing)?);
    // Neither an end of the script nor a comment may stand in it.
    let script = script.replace("</script", "<\\/script").replace("<!--", "\\x3c!--");
    let data = STANDARD.encode(packed(pages));
    Ok(format!(
        "<!doctype html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <title>tupu 图谱</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <script type=\"application/octet-stream\" id=\"tupu-data\">{data}</script>\n\
         <script type=\"module\">{script}</script>\n</body>\n</html>\n"
    ))
}

/// One JSON object of all resources by path, compressed; the same graph gives the same bytes.
fn packed(pages: &Pages) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    let mut all = Vec::from(*b"{");
    for (at, path) in pages.paths().iter().enumerate() {
        let json = pages.resource(path).unwrap_or_else(|| b"null".to_vec());
        all.extend_from_slice(if at == 0 { b"" } else { b"," });
        all.extend(serde_json::to_vec(path).unwrap_or_default());
        all.push(b':');
        all.extend(json);
    }
    all.push(b'}');
    // Memory can be written.
    let _ = gzip.write_all(&all);
    gzip.finish().unwrap_or_default()
}
