//! The kinds of files tupu reads: one table of facts.

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// Plain text: an article, or a page of several.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A web page.
    Html,
    /// One JSON object a line, one document an object.
    JsonLines,
    /// Comma-separated values under a line of column names, one document a row.
    Csv,
    /// Tab-separated values under a line of column names, one document a row.
    Tsv,
}

impl Media {
    /// All kinds.
    pub const ALL: [Media; 6] = [Media::Text, Media::Markdown, Media::Html, Media::JsonLines, Media::Csv, Media::Tsv];

    /// Name, media type, file extensions.
    const fn facts(self) -> (&'static str, &'static str, &'static [&'static str]) {
        match self {
            Media::Text => ("txt", "text/plain", &["txt", "text"]),
            Media::Markdown => ("md", "text/markdown", &["md", "markdown"]),
            Media::Html => ("html", "text/html", &["html", "htm", "shtml", "xhtml"]),
            Media::JsonLines => ("jsonl", "application/jsonl", &["jsonl", "ndjson"]),
            Media::Csv => ("csv", "text/csv", &["csv"]),
            Media::Tsv => ("tsv", "text/tab-separated-values", &["tsv", "tab"]),
        }
    }

    /// The name, which the command line takes (`txt`, `md`, `html`, `jsonl`, `csv`, `tsv`).
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The [media type](https://www.iana.org/assignments/media-types/).
    pub fn media_type(self) -> &'static str {
        self.facts().1
    }

    /// The file extensions, in lower case and without the dot.
    pub fn extensions(self) -> &'static [&'static str] {
        self.facts().2
    }

    /// Whether a file of this kind is a table of documents.
    pub fn is_table(self) -> bool {
        matches!(self, Media::JsonLines | Media::Csv | Media::Tsv)
    }

    /// The kind that goes by `name`, an extension, a name or a media type in any case.
    pub fn from_name(name: &str) -> Option<Media> {
        let name = name.to_ascii_lowercase();
        Media::ALL.into_iter().find(|m| m.media_type() == name || m.extensions().contains(&name.as_str()))
    }

    /// The kind of the file at `path`, by its extension.
    pub fn from_path(path: &std::path::Path) -> Option<Media> {
        path.extension().and_then(|e| e.to_str()).and_then(Media::from_name)
    }

    /// All names, for messages: `txt, md, html, jsonl, csv, tsv`.
    pub fn names() -> String {
        Media::ALL.map(Media::name).join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_name_extension_and_type() {
        for media in Media::ALL {
            assert_eq!(Media::from_name(media.name()), Some(media));
            assert_eq!(Media::from_name(media.media_type()), Some(media));
            for extension in media.extensions() {
                let path = std::path::PathBuf::from(format!("新闻.{}", extension.to_uppercase()));
                assert_eq!(Media::from_path(&path), Some(media));
            }
        }
        assert_eq!(Media::from_name("docx"), None);
    }
}
