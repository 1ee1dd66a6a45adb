//! Where the name of a body begins and ends: words before it that are none of it, and the field of a post behind it.

use super::super::candidate::Candidate;
use super::super::people::is_han;
use super::Mender;
use crate::segment::Sentence;
use crate::span::Span;

impl Mender<'_> {
    /// Moves the beginning of a name: out to the words before a bracket (甲集团|（成都）有限公司) and to the place whose station
    /// or port it begins with (霍城|站调度中心), in behind a word for what the firm is here (参展商|东莞电子厂).
    pub(super) fn begin(&self, c: &mut Candidate, sentence: &Sentence) {
        let name = c.span.of(self.text);
        let at = sentence.tokens.partition_point(|t| t.span.start < c.span.start);
        let touching = |k: &usize| {
            let (token, next) = (&sentence.tokens[*k], sentence.tokens.get(*k + 1));
            matches!(token.pos, "n" | "ns" | "nz" | "nt" | "nr" | "nrt")
                && !self.lexicon.is_role(self.word(token))
                && next.is_some_and(|next| next.span.start == token.span.end)
        };
        // 汤|河区人民政府: one letter is no district.
        let ranked = name.chars().nth(1).is_some_and(|rank| matches!(rank, '区' | '市')) && self.is_government(name);
        let letter = self.text[sentence.span.from()..c.span.from()].chars().next_back();
        let letter = letter.filter(|&l| ranked && is_han(l) && !"与和由向对在据从及同经市省".contains(l));
        if let Some(letter) =
            letter.filter(|_| name.chars().next().is_some_and(|first| !"省市县区全该本各".contains(first)))
        {
            c.span = Span::new(c.span.from() - letter.len_utf8(), c.span.to());
        } else if name.starts_with(['（', '(']) {
            let first = (0..at).rev().take_while(touching).take(4).last();
            c.span = Span::new(first.map_or(c.span.from(), |k| sentence.tokens[k].span.from()), c.span.to());
        } else if name.starts_with(['站', '港'])
            && let Some(place) = at.checked_sub(1).filter(touching).map(|k| &sentence.tokens[k])
            && self.is_area(self.word(place))
        {
            c.span = place.span.join(c.span);
        } else if let Some(first) = at.checked_sub(1).map(|k| &sentence.tokens[k]).filter(|t| {
            let opens = t.span.start == sentence.span.start || self.text[..t.span.from()].ends_with(['、', '，', '由']);
            self.word(t) == "约" && t.span.end == c.span.start && opens
        }) {
            // 由|约印创投|领投: 约 is no adverb where no number follows.
            c.span = first.span.join(c.span);
        } else if let Some(joint) = sentence.tokens.get(at).filter(|t| {
            let rest = Span::new(t.span.to().min(c.span.to()), c.span.to()).of(self.text);
            self.word(t) == "会同" && !rest.is_empty()
                || matches!(self.word(t), "联合" | "携手" | "联手" | "连同") && self.is_body(rest)
        }) {
            // 将|会同海关总署
            c.span = Span::new(joint.span.to(), c.span.to());
        } else if name.starts_with(['据', '和', '与', '由', '对'])
            && name.chars().nth(1).is_some_and(|level| "省市县区镇乡".contains(level))
            && (name.starts_with('据') || self.is_local(name))
        {
            // 据|县茶叶局, 省农业厅和|县茶叶局
            c.span = Span::new(c.span.from() + '据'.len_utf8(), c.span.to());
        } else if let [state, posted] = &sentence.tokens[at.saturating_sub(2)..at]
            && self.word(posted) == "驻"
            && posted.span.end == c.span.start
            && self.is_area(self.word(state))
        {
            // 英国驻|重庆总领事馆
            c.span = state.span.join(c.span);
        } else if let Some(rest) = name.strip_prefix('为').filter(|_| {
            at.checked_sub(1).is_some_and(|k| {
                let word = self.word(&sentence.tokens[k]);
                matches!(word, "任命" | "聘任" | "推选" | "选举") || word.ends_with(['方', '者', '人', '商', '东'])
            })
        }) {
            // 被任命|为甲集团副总经理, 领投方|为乙资本
            c.span = Span::new(c.span.to() - rest.len(), c.span.to());
        } else if let [person, verb, body, ..] = &sentence.tokens[at..]
            && person.pos.starts_with("nr")
            && matches!(verb.pos, "v" | "vn")
            && self.word(verb).ends_with(['往', '到', '至', '任', '入'])
            && c.span.contains(body.span)
        {
            // 把张三|调往|甲公司
            c.span = Span::new(body.span.from(), c.span.to());
        } else if let [firm, place, ..] = &sentence.tokens[at..]
            && self.word(firm).ends_with('商')
            && self.word(firm).chars().count() == 3
            && self.is_area(self.word(place))
            && c.span.contains(place.span)
        {
            c.span = Span::new(place.span.from(), c.span.to());
        }
    }

    fn is_government(&self, name: &str) -> bool {
        self.body_by_ending(name).is_some_and(|class| self.ontology.is_named(class, "GovernmentBody"))
    }

    /// Whether a name goes on as that of a body of an area's does behind a first letter that joins: 和|县茶叶局.
    fn is_local(&self, name: &str) -> bool {
        let rest = &name[name.chars().next().map_or(0, char::len_utf8)..];
        // 和县 is an area as well, of which the text may tell elsewhere.
        let area = name.char_indices().nth(2).map_or(name, |(at, _)| &name[..at]);
        let told = self.text.matches(area).count() > self.text.matches(name).count();
        self.body_by_ending(rest).is_some_and(|class| self.ontology.is_named(class, "GovernmentBody")) && !told
    }

    /// Takes the field of a post off the body: 华金证券|汽车行业 首席分析师.
    pub(super) fn without_field(&self, c: &mut Candidate, sentence: &Sentence) {
        let behind = sentence.tokens.iter().find(|t| t.span.start == c.span.end);
        let post = behind.is_some_and(|t| self.lexicon.is_role(self.word(t)) || self.word(t) == "首席");
        // 嘉实投资医疗行业投资|总监
        let trade = c.span.of(self.text).contains("行业");
        if !post || !trade && self.body_by_ending(c.span.of(self.text)).is_some() {
            return;
        }
        let inside = sentence.tokens.iter().filter(|t| c.span.contains(t.span) && t.span.end < c.span.end);
        let body = inside.rev().map(|t| Span::new(c.span.from(), t.span.to())).find(|span| {
            let name = span.of(self.text);
            let firm = |class| self.ontology.is_named(class, "Company");
            let house =
                name.chars().count() >= 4 && ["投资", "资本", "证券", "创投"].iter().any(|end| name.ends_with(end));
            let firm = house || self.is_body(name) || self.body_by_ending(name).is_some_and(firm);
            !name.contains("行业") && firm
        });
        c.span = body.unwrap_or(c.span);
    }
}
