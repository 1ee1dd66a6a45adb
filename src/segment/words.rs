//! Words and parts of speech, by jieba's dictionary and the ontology's words.

use std::ops::Range;

use jieba_rs::{Jieba, Tag};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{Segmented, Sentence, Token, split};
use crate::ontology::{ClassId, Ontology};
use crate::read::Document;
use crate::span::Span;

/// Words with their frequencies and parts of speech, before those of an ontology.
pub struct Dictionary(Jieba);

impl Dictionary {
    /// Reads the built-in dictionary, and what guesses the parts of speech of words that it does not have.
    pub fn load() -> Self {
        let jieba = Jieba::new();
        // The latter is read at the first such word, which is 杭研 here.
        jieba.tag("网易杭研大厦", true);
        Dictionary(jieba)
    }
}

/// Cuts documents into sentences and words; made once for an ontology, used for every document.
pub struct Segmenter {
    jieba: Jieba,
    /// Words of the dictionary that are a body and its post (大学校长), and where the post begins in them, in bytes.
    bodies_with_posts: FxHashMap<String, usize>,
    /// Verbs of the ontology that the dictionary takes for names: 荣获, 扎根, 印发.
    mistagged: FxHashSet<String>,
    /// The verbs of relations, of two and more characters.
    verbs: FxHashSet<String>,
}

impl Segmenter {
    /// Loads the dictionary and adds the words of `ontology`, as [`Segmenter::with`] does.
    pub fn new(ontology: &Ontology) -> Self {
        Segmenter::with(Dictionary::load(), ontology)
    }

    /// Adds the words of `ontology` to the dictionary, so that its names and verbs stay whole.
    pub fn with(dictionary: Dictionary, ontology: &Ontology) -> Self {
        let Dictionary(mut jieba) = dictionary;
        let mut add = |word: &str, tag: &str| {
            let plain = !word.contains('…') && word.chars().count() > 1;
            // Rare words of the dictionary (产自) would fall apart as well.
            // and 被誉为 is no noun, as the dictionary has it.
            let mistagged = word.starts_with('被') && tag == "v";
            let whole =
                |jieba: &Jieba| jieba.has_word(word) && !mistagged && (tag != "v" || jieba.cut(word, false).len() == 1);
            if plain && !whole(&jieba) {
                jieba.add_word(word, None, Some(tag));
            }
        };
        for class in ontology.classes.iter().filter(|class| !class.is_of_parts()) {
            class.nouns.iter().for_each(|w| add(w, "n"));
            class.suffixes.iter().filter(|w| (3..=5).contains(&w.chars().count())).for_each(|w| add(w, "n"));
        }
        for property in &ontology.properties {
            property.nouns.iter().for_each(|w| add(w, "n"));
            property.verbs.iter().filter(|w| w.chars().count() <= 4).for_each(|w| add(w, "v"));
        }
        for individual in &ontology.individuals {
            individual.verbs.iter().for_each(|w| add(w, "v"));
            if individual.classes.iter().any(|&c| ontology.is_named(c, "Organization")) {
                std::iter::once(&individual.label).chain(&individual.aliases).for_each(|w| add(w, "nt"));
                individual.shared.iter().for_each(|w| add(w, "nz"));
            }
        }
        let bodies_with_posts = bodies_with_posts(ontology, &jieba);
        let parts = ontology.properties.iter().flat_map(|p| &p.verbs).flat_map(|verb| verb.split('…'));
        let verbs = parts.filter(|w| (2..=4).contains(&w.chars().count())).map(str::to_owned).collect();
        let words = ontology.properties.iter().flat_map(|p| &p.verbs);
        let words = words.chain(ontology.individuals.iter().flat_map(|i| &i.verbs)).filter(|w| w.chars().count() == 2);
        let named = |w: &&String| jieba.tag(w, false).first().is_some_and(|t| t.word == **w && NAMES.contains(&t.tag));
        let mistagged = words.filter(named).cloned().collect();
        Segmenter { jieba, bodies_with_posts, verbs, mistagged }
    }

    /// Cuts `document` into sentences, clauses, quotations and words.
    pub fn segment<'d>(&self, document: &'d Document) -> Segmented<'d> {
        let text = super::script::simplified(&document.text);
        let mut sentences = Vec::new();
        let mut quotes = Vec::new();
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            quotes.extend(split::quotes(&text, paragraph.span));
            for span in split::sentences(&text, paragraph.span) {
                let clauses = split::clauses(&text, span);
                let tokens = self.tokens(&text, span);
                sentences.push(Sentence { span, paragraph: index, role: paragraph.role, clauses, tokens });
            }
        }
        Segmented { document, text, sentences, quotes }
    }

    /// The words of `text[span]` with their parts of speech; white space is skipped.
    pub fn tokens(&self, text: &str, span: Span) -> Vec<Token> {
        let mut at = span.from();
        let mut tokens = Vec::with_capacity(span.len() / 5);
        let mut push = |from: usize, word: &str, pos: &'static str, listed: Option<bool>| {
            let mut span = Span::new(from, from + word.len());
            // CMO|OC: a word of the dictionary ends inside of a run of Latin letters.
            let latin = |word: &str| word.bytes().all(|b| b.is_ascii_alphabetic());
            let run = tokens.last().map(|t: &Token| t.span);
            let run = run.filter(|run| run.to() == from && latin(word) && latin(run.of(text)));
            if let Some(run) = run {
                span = run.join(span);
                tokens.pop();
            }
            let listed = listed.filter(|_| run.is_none()).unwrap_or_else(|| self.jieba.has_word(span.of(text)));
            let pos = match run {
                Some(_) => "eng",
                None if NAMES.contains(&pos) && self.mistagged.contains(word) => "v",
                None if NAMES.contains(&pos) && self.describes(word) => "n",
                None => pos,
            };
            tokens.push(Token { span, pos, listed });
        };
        for tag in self.jieba.tag(span.of(text), true) {
            let word = tag.word;
            let listed = self.jieba.has_word(word);
            if let Some(inner) = self.joined(word, listed, &text[at + word.len()..span.to()]) {
                for part in [0..inner.start, inner.clone(), inner.end..word.len()] {
                    if self.verbs.contains(&word[part.clone()]) {
                        push(at + part.start, &word[part], "v", None);
                        continue;
                    }
                    let mut from = at + part.start;
                    for piece in self.jieba.tag(&word[part], true) {
                        push(from, piece.word, part_of_speech(piece.word, piece.tag), None);
                        from += piece.word.len();
                    }
                }
            } else if let Some(body) = self.investing(&tag, &text[at + word.len()..]) {
                push(at, &word[..body], "nt", None);
                push(at + body, &word[body..], "v", None);
            } else if let Some(post) = self.doubled(word) {
                push(at, &word[..post], "n", None);
                push(at + post, &word[post..], "n", None);
            } else if holds(word) {
                push(at, &word[..6], "v", None);
                push(at + 6, &word[6..], "n", None);
            } else if let Some(stem) = self.glued(word, listed) {
                let mut from = at;
                for piece in self.jieba.tag(stem, true) {
                    push(from, piece.word, part_of_speech(piece.word, piece.tag), None);
                    from += piece.word.len();
                }
                push(from, &word[stem.len()..], "v", None);
            } else if let Some(&post) = self.bodies_with_posts.get(word) {
                push(at, &word[..post], "n", None);
                push(at + post, &word[post..], "n", None);
            } else if !word.trim().is_empty() {
                push(at, word, part_of_speech(word, tag.tag), Some(listed));
            }
            at += word.len();
        }
        self.deputies(text, &mut tokens);
        societies(text, &mut tokens);
        first_deputies(text, &mut tokens);
        tokens
    }

    /// Whether a word that the dictionary takes for a name is an adjective and a common noun: 高|水平, 小|五金.
    fn describes(&self, word: &str) -> bool {
        let mut letters = word.char_indices();
        let (Some((_, first)), Some((at, _)), Some(_), None) =
            (letters.next(), letters.next(), letters.next(), letters.next())
        else {
            return false;
        };
        let common = || {
            let rest = &word[at..];
            let tags = self.jieba.tag(rest, false);
            tags.len() == 1 && self.jieba.has_word(rest) && matches!(tags[0].tag, "n" | "vn" | "v" | "a" | "an")
        };
        "高小大老多新双全".contains(first) && common()
    }

    /// Gives the deputy back to the post: 客运|部副|主任 is 客运|部|副主任, though the dictionary has 部副.
    fn deputies(&self, text: &str, tokens: &mut [Token]) {
        const DEPUTY: &str = "副";
        for i in 1..tokens.len() {
            let (before, post) = (tokens[i - 1].span, tokens[i].span);
            if before.len() != 2 * DEPUTY.len() || before.end != post.start || !before.of(text).ends_with(DEPUTY) {
                continue;
            }
            let at = before.to() - DEPUTY.len();
            let whole = Span::new(at, post.to());
            if self.jieba.has_word(whole.of(text)) {
                tokens[i - 1] = Token { span: Span::new(before.from(), at), pos: "n", listed: true };
                tokens[i] = Token { span: whole, pos: "n", listed: true };
            }
        }
    }
}

impl Segmenter {
    /// The bytes of a verb or a particle inside of a word that only the model behind the dictionary guessed, before the
    /// words `rest`; `listed` tells whether the dictionary has it: 血橙|产自, 机|由|钵施, 屏|正 before 被.
    fn joined(&self, word: &str, listed: bool, rest: &str) -> Option<Range<usize>> {
        // 以锂|原电池起家; 拟|以三亿元收购
        let plans = word.starts_with('拟') && word.ends_with(['以', '向', '将', '对', '与', '由', '在', '用']);
        // 据北|海湾港集团
        if word.len() == 6 && (plans || word.starts_with(['以', '据']) && !listed) {
            return Some(0..3);
        }
        if word.len() < 6 || !word.starts_with(|c: char| !c.is_ascii()) || listed {
            return None;
        }
        let ends: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
        let verb = |range: &Range<usize>| self.verbs.contains(&word[range.clone()]);
        let first = ends.iter().rev().map(|&end| 0..end);
        let last = ends.iter().map(|&start| start..word.len());
        let particle = || word.char_indices().find(|(_, c)| matches!(c, '由' | '被' | '把')).map(|(i, _)| i..i + 3);
        // 程献文|边: behind a whole name, or before 被, a word that only binds.
        let binding = word.ends_with(['边', '则', '也', '还', '曾', '均', '都', '又', '已', '却', '再', '便']);
        let adverb = || {
            (word.len() > 9 && binding || rest.starts_with('被') && word.ends_with(['正', '已', '将']))
                .then(|| word.len() - 3..word.len())
        };
        // 祁门|人|江德茂, 据|虹湖市, 对|雷某
        let leading = ['人', '据', '对', '向', '与', '和', '在', '将', '从', '让', '给'];
        let native = || (word.len() > 6 && word.starts_with(leading)).then_some(0..3);
        let known = if ends.len() > 3 { first.chain(last).find(verb) } else { None };
        // 张振|对《某报》记者称
        let told = ["《", "记者", "媒体", "本报", "新华社"].iter().any(|to| rest.starts_with(to));
        let to = || (told && word.len() > 6 && word.ends_with(['对', '向'])).then(|| word.len() - 3..word.len());
        known.or_else(particle).or_else(adverb).or_else(native).or_else(to)
    }

    /// Where the verb begins in what is a name of the list elsewhere, and here a body that invests, by the words `rest`:
    /// 宁德时代|投资|50亿元.
    fn investing(&self, listed: &Tag, rest: &str) -> Option<usize> {
        let object = rest.starts_with(|c: char| c.is_ascii_digit() || "了近约超逾数上建兴设在".contains(c));
        let body = listed.word.strip_suffix("投资").filter(|_| object && listed.tag == "nt")?;
        (body.len() > 3 && self.jieba.has_word(body)).then_some(body.len())
    }

    /// Where the post begins in the end of a body's name and its head, taken for one word: 局|局长, 处|处长; and what is said
    /// behind a verb of one letter: 称|正.
    fn doubled(&self, word: &str) -> Option<usize> {
        let mut letters = word.char_indices();
        let (first, (second, again)) = (letters.next()?.1, letters.next()?);
        if first == '称' && matches!(&word[second..], "正" | "将" | "已" | "其" | "该" | "会" | "要" | "因") {
            return Some(second);
        }
        (first == again && word.ends_with('长') && self.jieba.has_word(&word[second..])).then_some(second)
    }

    /// What stands before the verb in a word that is none: 吴锦|说, 朋|说, which the dictionary does not have, and
    /// 时|说, 上|称, which it has by mistake.
    fn glued<'w>(&self, word: &'w str, listed: bool) -> Option<&'w str> {
        // 自动化|率|达
        if matches!(word, "率达" | "率为" | "率超") {
            return Some("率");
        }
        // 座谈会|上|作
        if word == "上作" {
            return Some("上");
        }
        // 总裁|兼, 院长|兼
        if let Some(stem) = word.strip_suffix('兼').filter(|stem| stem.chars().count() > 1) {
            return Some(stem);
        }
        // 博览局|获贡献奖
        if let Some(stem) = word.strip_suffix('获').filter(|stem| stem.len() == 3 && !listed) {
            return Some(stem);
        }
        let stem = word.strip_suffix(['说', '称']).filter(|stem| !stem.is_empty())?;
        let particle =
            matches!(stem, "时" | "上" | "中" | "后" | "地" | "里" | "前" | "则" | "还" | "也" | "都" | "均" | "曾");
        (particle || !listed).then_some(stem)
    }
}

/// Joins 常务 to the deputy behind it: 常务|副区长, 常务副|市长 are one post.
fn first_deputies(text: &str, tokens: &mut Vec<Token>) {
    let mut i = 1;
    while i < tokens.len() {
        let (before, post) = (tokens[i - 1].span, tokens[i].span);
        let joint = match before.of(text) {
            "常务" => post.of(text).starts_with('副') && post.len() > 3,
            "常务副" => post.of(text).chars().count() > 1,
            _ => false,
        };
        if joint && before.end == post.start && tokens[i].pos == "n" {
            tokens[i - 1] = Token { span: before.join(post), pos: "n", listed: true };
            tokens.remove(i);
        } else {
            i += 1;
        }
    }
}

/// Gives the letter back to the branch of a society: 肾脏病|学分|会 is 肾脏病学|分会.
fn societies(text: &str, tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        let (before, end) = (tokens[i - 1].span, tokens[i].span);
        if before.end == end.start && before.of(text) == "学分" && end.of(text).starts_with('会') && end.len() == 3 {
            let at = before.from() + "学".len();
            tokens[i - 1] = Token { span: Span::new(before.from(), at), pos: "n", listed: true };
            tokens[i] = Token { span: Span::new(at, end.to()), pos: "n", listed: true };
        }
    }
}

/// Whether a word of the dictionary is a verb of meetings and pacts and its object: 出席|会议, 主持|会议, 签订|协议.
fn holds(word: &str) -> bool {
    const VERBS: [&str; 9] = ["主持", "出席", "参加", "举办", "举行", "召开", "签订", "发布", "发表"];
    word.len() == 12 && VERBS.iter().any(|verb| word.starts_with(verb)) && word.chars().count() == 4
}

/// The words of the dictionary that join the end of a body's name and a post (某大学校长): a name must be able to end
/// inside of them. Those of government and party (县委书记) are posts by themselves.
fn bodies_with_posts(ontology: &Ontology, jieba: &Jieba) -> FxHashMap<String, usize> {
    let posts = ontology.property("holdsPost").map_or(&[][..], |p| &ontology.property_info(p).nouns);
    let (organization, government) = (ontology.class("Organization"), ontology.class("GovernmentBody"));
    let is = |class, kind: Option<ClassId>| kind.is_some_and(|kind| ontology.is_a(class, kind));
    let bodies = (0..ontology.classes.len()).filter(|&i| {
        let class = ClassId(i as u16);
        is(class, organization) && !is(class, government)
    });
    let mut joined = FxHashMap::default();
    for class in bodies.map(|i| &ontology.classes[i]) {
        for body in class.nouns.iter().chain(&class.suffixes) {
            for post in posts {
                let word = format!("{body}{post}");
                if jieba.has_word(&word) && !posts.contains(&word) {
                    joined.insert(word, body.len());
                }
            }
        }
    }
    joined
}

/// The parts of speech of names.
const NAMES: [&str; 5] = ["nr", "nrt", "ns", "nt", "nz"];

/// What jieba calls parts of speech, sorted.
const TAGS: [&str; 56] = [
    "a", "ad", "ag", "an", "b", "c", "d", "df", "dg", "e", "eng", "f", "g", "h", "i", "j", "k", "l", "m", "mg", "mq",
    "n", "ng", "nr", "nrfg", "nrt", "ns", "nt", "nz", "o", "p", "q", "r", "rg", "rr", "rz", "s", "t", "tg", "u", "ud",
    "ug", "uj", "ul", "uv", "uz", "v", "vd", "vg", "vi", "vn", "vq", "x", "y", "z", "zg",
];

/// The first four letters as a number, which sorts as the words do.
const fn packed(tag: &str) -> u32 {
    let (bytes, mut number, mut i) = (tag.as_bytes(), 0, 0);
    while i < 4 {
        number = number << 8 | if i < bytes.len() { bytes[i] as u32 } else { 0 };
        i += 1;
    }
    number
}

/// jieba's tag as one of [`TAGS`]; punctuation that it leaves unmarked is `w`.
fn part_of_speech(word: &str, tag: &str) -> &'static str {
    const PACKED: [u32; TAGS.len()] = {
        let (mut all, mut i) = ([0; TAGS.len()], 0);
        while i < all.len() {
            all[i] = packed(TAGS[i]);
            i += 1;
        }
        all
    };
    // What the dictionary tags by mistake.
    const MISTAGGED: &[(&str, &str)] = &[
        ("零部件", "n"),
        ("假发", "n"),
        ("首都", "n"),
        ("下来", "v"),
        ("长大", "v"),
        ("当起", "v"),
        ("盛产", "v"),
        ("竞相", "d"),
    ];
    let written = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric();
    if !word.chars().any(written) {
        return "w";
    }
    if word.starts_with(['零', '假', '首', '下', '长', '当', '盛', '竞'])
        && let Some((_, tag)) = MISTAGGED.iter().find(|(w, _)| *w == word)
    {
        return tag;
    }
    PACKED.binary_search(&packed(tag)).map_or("n", |at| TAGS[at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_or_particle_parts_a_word_that_no_dictionary_has() {
        let segmenter = Segmenter::new(&Ontology::embedded().unwrap());
        for (text, word) in [("这批血橙产自资中县", "产自"), ("采棉机由钵施公司推出", "由"), ("柔性屏正被应用", "被")]
        {
            let tokens = segmenter.tokens(text, Span::new(0, text.len()));
            assert!(tokens.iter().any(|t| t.span.of(text) == word), "{text}");
            assert_eq!(tokens.iter().map(|t| t.span.of(text)).collect::<String>(), text);
        }
    }

    #[test]
    fn a_post_is_a_word_of_its_own_behind_the_end_of_a_name() {
        let segmenter = Segmenter::new(&Ontology::embedded().unwrap());
        let words = |text: &str| -> Vec<String> {
            let tokens = segmenter.tokens(text, Span::new(0, text.len()));
            tokens.iter().map(|t| t.span.of(text).to_owned()).collect()
        };
        assert!(words("东湖大学校长。").ends_with(&["大学", "校长", "。"].map(String::from)));
        assert!(words("他当过市立医院院长").ends_with(&["医院", "院长"].map(String::from)));
        assert!(words("该厂党委书记").contains(&"党委书记".to_owned()));
    }
}
