//! Traditional script, read as simplified character by character.

use std::borrow::Cow;
use std::sync::OnceLock;

/// Characters U+3400 to U+9FFF: the two blocks in common use, all of three bytes in UTF-8.
const FIRST: u32 = 0x3400;
const COUNT: usize = 0xA000 - 0x3400;

/// The text in simplified characters, for recognition; byte offsets and code points are those of `text`.
///
/// Pairs come from [OpenCC](https://github.com/BYVoid/OpenCC)'s one-to-one dictionary. Characters that simplified text
/// writes as well (乾隆, 著名) stay.
pub fn simplified(text: &str) -> Cow<'_, str> {
    let Some((first, _)) = text.char_indices().find(|(_, c)| simple(*c).is_some()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..first]);
    out.extend(text[first..].chars().map(|c| simple(c).unwrap_or(c)));
    Cow::Owned(out)
}

/// Whether the text is in traditional script: more than one Chinese character in twenty is not used in simplified script.
///
/// Running traditional text has one in four; simplified text has some in quoted names only.
pub fn is_traditional(text: &str) -> bool {
    let (mut old, mut all) = (0_usize, 0_usize);
    for c in text.chars().filter(|c| (FIRST..0xA000).contains(&u32::from(*c))) {
        all += 1;
        old += usize::from(simple(c).is_some());
    }
    old * 20 > all
}

/// The simplified character of a traditional one.
fn simple(c: char) -> Option<char> {
    static TABLE: OnceLock<Vec<u16>> = OnceLock::new();
    let at = u32::from(c).checked_sub(FIRST)? as usize;
    let table = TABLE.get_or_init(|| {
        let mut table = vec![0; COUNT];
        for pair in include_str!("../../data/t2s.txt").lines() {
            let mut pair = pair.chars();
            if let (Some(old), Some(new)) = (pair.next(), pair.next())
                && let Some(slot) = u32::from(old).checked_sub(FIRST).and_then(|at| table.get_mut(at as usize))
            {
                *slot = u16::try_from(u32::from(new)).unwrap_or(0);
            }
        }
        table
    });
    table.get(at).filter(|new| **new != 0).and_then(|new| char::from_u32(u32::from(*new)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn traditional_is_read_as_simplified() {
        assert_eq!(simplified("臺灣的半導體產業於後年擴產"), "台湾的半导体产业于后年扩产");
        assert_eq!(simplified("廣東廣州"), "广东广州");
    }

    #[test]
    fn what_simplified_text_writes_stays() {
        for text in ["乾隆年间的著名慰藉", "皇后沉着覆盖瞭望", "plain text 123", ""] {
            assert!(matches!(simplified(text), Cow::Borrowed(t) if t == text), "{text}");
        }
    }

    #[test]
    fn the_script_of_a_text_is_told() {
        assert!(is_traditional("該公司預計明年營收成長兩成"));
        assert!(!is_traditional("该公司预计明年营收增长两成"));
        assert!(!is_traditional("他在一篇很长的报道里引用了一家店的招牌，上面写的是老字号三个字，另有一个豐字。"));
        assert!(!is_traditional("no Chinese"));
    }

    proptest! {
        #[test]
        fn offsets_stay(text in "[\u{3400}-\u{9fff}𠮷a後臺。]{0,40}") {
            let new = simplified(&text);
            let ends = |t: &str| t.char_indices().map(|(i, _)| i).collect::<Vec<_>>();
            prop_assert_eq!(ends(&text), ends(&new));
            prop_assert_eq!(simplified(&new), new.clone());
        }
    }
}
