//! The files of the page, made by `build.rs`.

include!(concat!(env!("OUT_DIR"), "/bundle.rs"));

/// The media type and bytes of a file; the page itself goes by the empty name.
pub(crate) fn file(name: &str) -> Option<(&'static str, &'static [u8])> {
    let name = if name.is_empty() { "index.html" } else { name };
    FILES.iter().find(|(own, ..)| *own == name).map(|&(_, media, bytes)| (media, bytes))
}

/// The one file with this ending, as text.
pub(crate) fn text(ending: &str) -> Option<&'static str> {
    let (_, _, bytes) = FILES.iter().find(|(name, ..)| name.ends_with(ending))?;
    std::str::from_utf8(bytes).ok()
}
