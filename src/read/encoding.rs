//! Finds the encoding of bytes by their content.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

/// How far a guess looks; more text makes no guess surer.
const SAMPLE: usize = 1 << 20;

/// Decodes `bytes` and names the encoding that was found: a byte order mark decides first, then whether the bytes are
/// valid UTF-8, the zero bytes of UTF-16, the `declared` encoding (of a web page) and at last a guess by frequency.
///
/// Line ends and every other character stay as they are; only the byte order mark goes.
///
/// # Errors
/// The reason, when the bytes are no text: binary data, NUL bytes, or bytes that no known encoding explains.
pub(super) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Result<(String, &'static str), String> {
    if let Some((encoding, length)) = Encoding::for_bom(&bytes) {
        return decode_as(encoding, &bytes[length..]);
    }
    if let Some(kind) = binary(&bytes) {
        return Err(format!("{kind}, not a text"));
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return Ok((text, UTF_8.name())),
        Ok(text) => text.into_bytes(),
        Err(e) => e.into_bytes(),
    };
    if let Some(encoding) = utf16(&bytes) {
        return decode_as(encoding, &bytes);
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(format!("NUL byte at byte {at}: a binary file, not a text"));
    }
    if let Err(e) = std::str::from_utf8(&bytes)
        && let Some(valid) = bytes.get(..e.valid_up_to())
        && String::from_utf8_lossy(valid).chars().filter(|c| matches!(c, '\u{4e00}'..='\u{9fff}')).take(4).count() == 4
    {
        return Err(format!("UTF-8 that is broken at byte {}", e.valid_up_to()));
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|&e| e != UTF_8);
    if let Some(encoding) = declared
        && let Ok(found) = decode_as(encoding, &bytes)
    {
        return Ok(found);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let guess = detector.guess(Some(b"cn"), Utf8Detection::Deny);
    let guess = if guess == GBK { GB18030 } else { guess };
    for encoding in [guess, GB18030, BIG5] {
        if let Ok(found) = decode_as(encoding, &bytes)
            && is_chinese(&found.0)
        {
            return Ok(found);
        }
    }
    Err("neither UTF-8, UTF-16, GB18030 nor Big5".to_owned())
}

fn decode_as(encoding: &'static Encoding, bytes: &[u8]) -> Result<(String, &'static str), String> {
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if text.contains('\0') => {
            Err(format!("NUL characters in text that is marked as {}", encoding.name()))
        }
        Some(text) => Ok((text.into_owned(), encoding.name())),
        None => Err(format!("the bytes are not valid {}", encoding.name())),
    }
}

/// Whether a decoded text reads like text of this region: what is outside of ASCII is, for the most part, Chinese
/// characters and the signs set with them, and hardly any of it is private or rare.
fn is_chinese(text: &str) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for c in text.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' => good += 1,
            '\u{2010}'..='\u{2312}' | '\u{2460}'..='\u{27bf}' | '\u{a0}'..='\u{f7}' => {}
            _ => bad += 1,
        }
    }
    bad * 10 <= good || good + bad == 0
}

/// The byte order of UTF-16 text without a mark: the ASCII in it (line ends, digits, blanks) leaves zero bytes mostly on
/// one side, and all of it decodes.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let encoding = match (zeros(0), zeros(1)) {
        (0, 0) => return None,
        (even, odd) if even < odd => UTF_16LE,
        _ => UTF_16BE,
    };
    let (text, _) = decode_as(encoding, bytes).ok()?;
    let control = text.chars().any(|c| c.is_control() && !c.is_ascii_whitespace());
    (is_chinese(&text) && !control).then_some(encoding)
}

/// What the first bytes of a file give away.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const SIGNS: [(&[u8], &str); 14] = [
        (b"%PDF-", "a PDF file"),
        (b"PK\x03\x04", "a zip archive or an Office document"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xff\xd8\xff", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"\xd0\xcf\x11\xe0", "an old Office document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"\x28\xb5\x2f\xfd", "a zstd archive"),
        (b"BZh", "a bzip2 archive"),
        (b"7z\xbc\xaf", "a 7-Zip archive"),
        (b"Rar!", "a RAR archive"),
        (b"\x7fELF", "a program"),
        (b"SQLite format 3", "an SQLite database"),
    ];
    SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)).map(|(_, kind)| *kind)
}

/// The encoding that a web page declares in its first kilobyte (`<meta charset=gbk>`).
pub(super) fn declared_by_html(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let (_, rest) = head.split_once("charset")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(rest.len());
    Some(rest[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "港口吞吐量增长\n今年上半年，东岭港完成货物吞吐量1200万吨，同比增长8%。市长何秋介绍，新航线已经开通。\n";
    const TRADITIONAL: &str =
        "港口吞吐量成長\n今年上半年，東嶺港的貨物吞吐量達到1200萬噸，市長何秋說，新航線已經開通。\n";

    fn found(bytes: &[u8]) -> (String, &'static str) {
        decode(bytes.to_vec(), None).unwrap()
    }

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_is_found_by_its_content() {
        assert_eq!(found(TEXT.as_bytes()), (TEXT.to_owned(), "UTF-8"));
        assert_eq!(found(&[b"\xef\xbb\xbf", TEXT.as_bytes()].concat()), (TEXT.to_owned(), "UTF-8"));
        assert_eq!(found(&utf16_bytes(TEXT, false)), (TEXT.to_owned(), "UTF-16LE"));
        assert_eq!(found(&utf16_bytes(TEXT, true)), (TEXT.to_owned(), "UTF-16BE"));
        assert_eq!(found(&utf16_bytes(&format!("\u{feff}{TEXT}"), true)), (TEXT.to_owned(), "UTF-16BE"));
        assert_eq!(found(&GB18030.encode(TEXT).0), (TEXT.to_owned(), "gb18030"));
        assert_eq!(found(&BIG5.encode(TRADITIONAL).0), (TRADITIONAL.to_owned(), "Big5"));
    }

    #[test]
    fn short_gbk_is_not_taken_for_latin() {
        for text in ["据新华社", "衣架", "市长", "公司A成立", "中国。"] {
            assert_eq!(found(&GBK.encode(text).0), (text.to_owned(), "gb18030"));
        }
    }

    #[test]
    fn a_declared_encoding_helps_where_the_bytes_are_few() {
        let bytes = BIG5.encode("<meta charset=\"big5\"><p>港口</p>").0.into_owned();
        let declared = declared_by_html(&bytes);
        assert_eq!(declared.as_deref(), Some("big5"));
        assert_eq!(decode(bytes, declared.as_deref()).unwrap().1, "Big5");
        let utf8 = "<meta charset=gb2312><p>港口开通</p>";
        assert_eq!(decode(utf8.into(), Some("gb2312")).unwrap(), (utf8.to_owned(), "UTF-8"));
    }

    #[test]
    fn what_is_no_text_is_refused_with_the_reason() {
        let reason = |bytes: &[u8]| decode(bytes.to_vec(), None).unwrap_err();
        assert!(reason(b"%PDF-1.7\n%\xe2\xe3").contains("PDF"));
        assert!(reason(b"\x89PNG\r\n\x1a\n\0\0\0").contains("PNG"));
        assert!(reason(b"PK\x03\x04abc").contains("zip"));
        assert!(reason("东岭港\0开通".as_bytes()).contains("NUL byte at byte 9"));
        assert!(reason(&[0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]).contains("UTF-16"));
        let broken = [TEXT.as_bytes(), b"\xff\xff\xff\xff", "好。".as_bytes()].concat();
        assert!(reason(&broken).contains(&format!("broken at byte {}", TEXT.len())));
    }
}
