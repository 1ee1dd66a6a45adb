//! Tables of documents: JSON lines and separated values, one document a row.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read};

use super::article::{Given, compose};
use super::document::{Document, Origin, Role};
use super::encoding::decode;
use super::load::{Columns, Options, read_bytes};
use super::source::Source;
use super::{Media, day, line, page};
use crate::{Error, Result};

/// The usual names of a column, in order of preference.
const TEXT: &[&str] = &["text", "content", "body", "正文", "内容", "文本", "article"];
const TITLE: &[&str] = &["title", "headline", "标题", "题目"];
const SOURCE: &[&str] = &["source", "publisher", "media", "来源", "媒体", "信源"];
const DATE: &[&str] = &["date", "datePublished", "published", "time", "pubdate", "日期", "发布时间", "时间"];
const URL: &[&str] = &["url", "link", "href", "链接", "网址", "地址"];
const ID: &[&str] = &["id", "doc_id", "编号"];

/// One row, its cells by the part they play.
struct Row {
    id: Option<String>,
    text: Option<String>,
    given: Given,
}

/// Reads a table row by row; broken rows become errors with their number, the others are kept.
pub(super) fn each(source: &Source, options: &Options, take: &mut dyn FnMut(Result<Document>)) -> Result<()> {
    let (reader, encoding) = open(source, options)?;
    let mut any = false;
    let mut give = |row: usize, line: Option<u64>, result: Result<Row, String>| {
        any = true;
        let line = line.map_or_else(String::new, |line| format!(" (line {line})"));
        let document = result.and_then(|row_cells| document(row_cells, row, encoding, source)).map_err(|reason| {
            Error::input(
                format!("{}, row {row}{line}", source.name()),
                reason,
                "the row is left out, the others are kept",
            )
        });
        take(document);
    };
    match source.media {
        Media::JsonLines => json_lines(reader, options, &mut give).map_err(|e| Error::io(&source.path, e))?,
        media => separated(reader, media, source, options, &mut give)?,
    }
    if any { Ok(()) } else { Err(Error::input(source.name(), "the table holds no row", "")) }
}

/// Opens the table: UTF-8 is read as it comes, any other encoding is decoded as a whole.
fn open(source: &Source, options: &Options) -> Result<(Box<dyn BufRead>, &'static str)> {
    const SAMPLE: usize = 1 << 16;
    let limit = options.max_table;
    let mut reader: BufReader<Box<dyn Read>> = if source.is_stdin() {
        BufReader::with_capacity(SAMPLE, Box::new(std::io::stdin()))
    } else {
        let file = File::open(&source.path).map_err(|e| Error::io(&source.path, e))?;
        if file.metadata().is_ok_and(|m| m.len() > limit) {
            let reason = format!("longer than {} MB", limit >> 20);
            return Err(Error::input(source.name(), reason, "split the table into several files"));
        }
        BufReader::with_capacity(SAMPLE, Box::new(file))
    };
    let head = reader.fill_buf().map_err(|e| Error::io(&source.path, e))?;
    let mark = if head.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let utf8 = match std::str::from_utf8(&head[mark..]) {
        Ok(text) => !text.contains('\0'),
        Err(e) => e.error_len().is_none() && !head.contains(&0),
    };
    if utf8 {
        reader.consume(mark);
        return Ok((Box::new(reader), "UTF-8"));
    }
    if source.is_stdin() {
        let mut bytes = Vec::new();
        reader.take(options.max_document + 1).read_to_end(&mut bytes).map_err(|e| Error::io("-", e))?;
        return decoded(bytes, source);
    }
    decoded(read_bytes(source, options.max_document * 8)?, source)
}

fn decoded(bytes: Vec<u8>, source: &Source) -> Result<(Box<dyn BufRead>, &'static str)> {
    let (text, encoding) =
        decode(bytes, None).map_err(|reason| Error::input(source.name(), reason, "save the table as UTF-8"))?;
    Ok((Box::new(Cursor::new(text.into_bytes())), encoding))
}

/// Takes the number of a row, the line it begins on where that is another, and its cells.
type Give<'a> = dyn FnMut(usize, Option<u64>, Result<Row, String>) + 'a;

fn json_lines(mut reader: Box<dyn BufRead>, options: &Options, give: &mut Give<'_>) -> std::io::Result<()> {
    let limit = options.max_document;
    let mut bytes = Vec::new();
    for row in 1.. {
        bytes.clear();
        let read = reader.by_ref().take(limit + 1).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            break;
        }
        if bytes.len() as u64 > limit && !bytes.ends_with(b"\n") {
            skip_line(&mut reader)?;
            give(row, None, Err(format!("longer than {} MB", limit >> 20)));
        } else if !bytes.trim_ascii().is_empty() {
            give(row, None, json_row(bytes.trim_ascii(), &options.columns));
        }
    }
    Ok(())
}

fn skip_line(reader: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = reader.fill_buf()?;
        let (length, found) = match buffer.iter().position(|&b| b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        reader.consume(length);
        if found {
            return Ok(());
        }
    }
}

fn json_row(bytes: &[u8], columns: &Columns) -> Result<Row, String> {
    let text = std::str::from_utf8(bytes).map_err(|e| format!("not UTF-8 at byte {} of the row", e.valid_up_to()))?;
    let value: serde_json::Value =
        serde_json::from_str(text).map_err(|e| format!("broken JSON at column {}: {e}", e.column()))?;
    let object = value.as_object().ok_or("a JSON object is expected on each line")?;
    row(columns, |name| match object.get(name)? {
        serde_json::Value::String(s) => Some(s.clone()),
        serde_json::Value::Number(n) => Some(n.to_string()),
        serde_json::Value::Array(parts) => {
            let parts: Option<Vec<_>> = parts.iter().map(serde_json::Value::as_str).collect();
            Some(parts?.join("\n"))
        }
        _ => None,
    })
}

fn separated(
    reader: Box<dyn BufRead>,
    media: Media,
    source: &Source,
    options: &Options,
    give: &mut Give<'_>,
) -> Result<()> {
    let delimiter = if media == Media::Tsv { b'\t' } else { b',' };
    let (odd, ended) = (Cell::new(false), Cell::new(false));
    let quotes = Quotes { reader, odd: &odd, ended: &ended };
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(quotes);
    let failed = |e: csv::Error| Error::input(source.name(), format!("broken table: {e}"), "");
    let headers = csv.byte_headers().map_err(failed)?;
    let names: Vec<String> = headers.iter().map(|h| String::from_utf8_lossy(h).trim().to_owned()).collect();
    let known = |name: &str| names.iter().any(|n| n.eq_ignore_ascii_case(name));
    let wanted = options.columns.text.as_deref();
    if !wanted.map_or_else(|| TEXT.iter().any(|n| known(n)), known) {
        let reason = format!("no column {} in the first line ({})", wanted.unwrap_or("text"), names.join(", "));
        return Err(Error::input(source.name(), reason, "name the column of the text with --text-column"));
    }
    let mut record = csv::ByteRecord::new();
    for number in 1.. {
        match csv.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {
                let line = record.position().map(csv::Position::line);
                let several = line.is_some_and(|line| csv.position().line() > line + 1);
                let row = if ended.get() && odd.get() && several {
                    Err("a quotation mark is opened and never closed; all lines behind it are lost".to_owned())
                } else {
                    csv_row(&record, &names, options)
                };
                give(number, line, row);
            }
            Err(e) => give(number, None, Err(e.to_string())),
        }
    }
    Ok(())
}

/// Tells whether an odd number of quotation marks was read, and whether all was read.
struct Quotes<'a, R> {
    reader: R,
    odd: &'a Cell<bool>,
    ended: &'a Cell<bool>,
}

impl<R: Read> Read for Quotes<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.reader.read(buffer)?;
        let marks = buffer[..read].iter().filter(|byte| **byte == b'"').count();
        self.odd.set(self.odd.get() ^ (marks % 2 == 1));
        self.ended.set(read == 0);
        Ok(read)
    }
}

fn csv_row(record: &csv::ByteRecord, names: &[String], options: &Options) -> Result<Row, String> {
    if record.len() != names.len() {
        return Err(format!("{} cells where the first line names {}", record.len(), names.len()));
    }
    if record.as_slice().len() as u64 > options.max_document {
        return Err(format!("longer than {} MB", options.max_document >> 20));
    }
    let record = csv::StringRecord::from_byte_record(record.clone())
        .map_err(|e| format!("not UTF-8 in cell {}", e.utf8_error().field() + 1))?;
    row(&options.columns, |name| {
        let column = names.iter().position(|n| n.eq_ignore_ascii_case(name))?;
        record.get(column).map(str::to_owned)
    })
}

fn row(columns: &Columns, cell: impl Fn(&str) -> Option<String>) -> Result<Row, String> {
    let find = |wanted: &Option<String>, usual: &[&str]| match wanted {
        Some(name) => cell(name),
        None => usual.iter().find_map(|name| cell(name)),
    };
    let full = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
    let given = Given {
        title: full(find(&columns.title, TITLE)),
        source: full(find(&columns.source, SOURCE)),
        date: find(&columns.date, DATE).and_then(|d| day::parse(&d)),
        url: full(find(&columns.url, URL)),
        ..Given::default()
    };
    Ok(Row { id: full(find(&columns.id, ID)), text: find(&columns.text, TEXT), given })
}

fn document(cells: Row, row: usize, encoding: &str, source: &Source) -> Result<Document, String> {
    let named = cells.id.map_or_else(String::new, |id| format!(" (id {id})"));
    let text = cells.text.ok_or_else(|| format!("no text{named}"))?;
    if text.contains('\0') {
        return Err(format!("NUL characters in the text{named}"));
    }
    let mut blocks: Vec<_> = page::articles(&line::clean(&text), false).into_iter().flatten().collect();
    if cells.given.title.is_some() {
        let same = |a: &str, b: &str| a.trim() == b.trim();
        for block in blocks.iter_mut().filter(|b| b.role == Role::Title) {
            if !cells.given.title.as_deref().is_some_and(|t| same(t, &block.text)) {
                block.role = Role::Heading;
            }
        }
    }
    if blocks.is_empty() {
        return Err(format!("the text is empty{named}"));
    }
    let origin = Origin { path: source.name(), row: Some(row), part: None, encoding: encoding.to_owned() };
    compose(blocks, cells.given, origin).ok_or_else(|| format!("the text is empty{named}"))
}
