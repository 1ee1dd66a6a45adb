//! The files of the page, made by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The media type and bytes of a file; the page itself goes by the empty name.
pub(super) fn file(name: &str) -> Option<(&'static str, &'static [u8])> {
    let name = if name.is_empty() { "index.html" } else { name };
    FILES.iter().find(|(own, ..)| *own == name).map(|&(_, media, bytes)| (media, bytes))
}
