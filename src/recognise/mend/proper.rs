//! Bodies that are no names: what is pointed at, counted, ranked or described.

use super::super::Recogniser;
use super::super::candidate::Candidate;
use super::Mender;
use crate::segment::{Sentence, Token};
use crate::span::Span;

impl Mender<'_> {
    /// Whether a name is more than a body pointed at (该司) or a number of bodies (美国三院); a department gets the first of
    /// its two fields (，市场与|信息化司).
    pub fn proper(&self, c: &mut Candidate, sentence: &Sentence) -> bool {
        let name = c.span.of(self.text);
        let counted = ["两院", "三院", "两会", "两委"].iter().any(|end| name.ends_with(end));
        // 年产汽车近200万辆
        let yearly = ["年产", "年均"].iter().any(|word| name.starts_with(word));
        // 由甲组建|而成; 浙江义乌: particles, and places one behind the other.
        let particles = matches!(name, "而成" | "而来" | "而立");
        let inside: Vec<&Token> = sentence.tokens.iter().filter(|t| c.span.contains(t.span)).collect();
        let place = |t: &&Token| self.is_area(self.word(t));
        let places = inside.len() > 1 && inside.iter().all(place);
        // 在某市建设|新工厂: a verb and what it builds.
        let builds = inside.windows(2).any(|pair| {
            matches!(self.word(pair[0]), "建设" | "新建" | "兴建" | "扩建" | "建")
                && matches!(self.word(pair[1]), "新" | "大" | "全新")
        });
        // 上海|建设|国际航运中心: a place and what it builds.
        let builds = builds
            || inside.windows(3).any(|three| {
                self.is_area(self.word(three[0]))
                    && matches!(self.word(three[1]), "建设" | "打造" | "建成")
                    && matches!(self.word(three[2]), "国际" | "全球" | "世界" | "全国" | "区域" | "区域性")
            });
        // 成立物流公司: a trade and the word for a firm.
        let trade = self.lexicon.class_of_suffix(name.strip_suffix("公司").unwrap_or(""));
        let trade = trade.is_some_and(|class| self.ontology.is_named(class, "Industry"));
        // 河南|一家|货代公司
        let some = inside
            .iter()
            .any(|t| matches!(self.word(t), "一家" | "两家" | "多家" | "几家" | "某" | "一所" | "多所" | "几所"));
        // 13家|明星机器人公司: a sort.
        let before = sentence.tokens.iter().rev().find(|t| t.span.end <= c.span.start);
        let counted_sort = before
            .is_some_and(|t| t.span.end == c.span.start && matches!(self.word(t), "家" | "个" | "所"))
            && ["公司", "企业", "机构", "银行", "高校", "院校"].iter().any(|end| name.ends_with(end))
            && !name.ends_with("有限公司");
        let some = some || counted_sort && self.lexicon.known(name).is_none();
        // 赴罗勇|设厂: what somebody does there.
        let some = some || ["设厂", "建厂", "办厂"].iter().any(|end| name.ends_with(end));
        // 南康第一家家具厂: which of them, not its name.
        let ranked = inside.windows(2).any(|pair| {
            self.word(pair[0]).starts_with(['第', '首']) && matches!(self.word(pair[1]), "家" | "个" | "座" | "所")
        }) || inside
            .iter()
            .any(|t| matches!(self.word(t), "第一家" | "首家" | "首个" | "首座" | "第一个" | "第一座"));
        // 某市|现有|国家级绿色工厂6家, 新建|学校6所: how many there are of a sort, which is counted behind it.
        let next = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let counted_behind = next.is_some_and(|t| t.span.start == c.span.end && t.pos.starts_with('m'));
        let existing = counted_behind
            && inside.iter().any(|t| matches!(self.word(t), "现有" | "共有" | "新建" | "新增" | "在建" | "已建"));
        let places = places || builds || some || ranked || existing || trade && self.lexicon.known(name).is_none();
        let general = self.lexicon.known(name).is_none() && c.by != Recogniser::Metadata && self.general(c, sentence);
        if name.starts_with('该') || yearly || particles || places || counted && self.lexicon.known(name).is_none() {
            return false;
        }
        if general {
            return false;
        }
        let at = sentence.tokens.partition_point(|t| t.span.end <= c.span.start);
        if let [before @ .., field, joint] = &sentence.tokens[..at]
            && name.ends_with('司')
            && matches!(self.word(joint), "与" | "和")
            && joint.span.end == c.span.start
            && matches!(field.pos, "n" | "vn")
            && !self.lexicon.is_role(self.word(field))
            && before.last().is_some_and(|t| t.pos == "w")
        {
            c.span = field.span.join(c.span);
        }
        // 甲有限公司|控股65%的码头
        let name = c.span.of(self.text);
        if let Some(firm) = name.strip_suffix("控股").filter(|firm| firm.ends_with("有限公司")) {
            c.span = Span::new(c.span.from(), c.span.from() + firm.len());
        }
        true
    }

    /// Whether a guessed name is a description: a common noun longer than its ending (新|格局), what all of a country has
    /// (全国光伏), what a place is or becomes (是全国科技创新中心).
    pub(super) fn general(&self, c: &Candidate, sentence: &Sentence) -> bool {
        let name = c.span.of(self.text);
        let wide = ["全国", "全球", "世界", "国际", "区域", "国内"].iter().any(|word| name.starts_with(word));
        let ending = self.lexicon.class_by_suffix(name);
        let longer = ending.is_some_and(|(_, suffix)| {
            let last_two = name.char_indices().rev().nth(1).map_or(name, |(i, _)| &name[i..]);
            let noun = self.lexicon.class_of_noun(last_two);
            suffix.chars().count() == 1 && noun.is_some_and(|class| self.ontology.is_named(class, "Abstraction"))
        });
        let before = sentence.tokens.iter().rev().find(|t| t.span.end <= c.span.start);
        let is = before.is_some_and(|t| {
            t.span.end == c.span.start && matches!(self.word(t), "是" | "成为" | "打造" | "建成" | "作为" | "建设")
        });
        longer || wide && (is && name.ends_with("中心") || c.by == Recogniser::Tagger && ending.is_none())
    }
}
