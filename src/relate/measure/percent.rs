//! Shares and rates: 同比增长12%, 占全国市场70%, 八成以上产品出口, 七成产自甲市, 覆盖率达90%.

use super::around::{self, Noun};
use super::choose::{Chooser, Reading};
use super::each;
use super::figure::is_ahead;
use crate::recognise::quantity::Dimension;
use crate::span::Span;

/// What markets are counted by.
const MADE: [&str; 14] = [
    "产量",
    "销量",
    "出口量",
    "产品",
    "产能",
    "销售额",
    "产值",
    "装机量",
    "装机",
    "出货量",
    "交付量",
    "装车量",
    "销售量",
    "消费量",
];

impl Chooser<'_, '_> {
    /// The readings of a percentage.
    pub fn percent(&self) -> Vec<Reading> {
        let (around, scene) = (self.around, self.scene);
        if let Some(change) = self.q.change.as_ref().filter(|c| !c.target) {
            let own = self.member().or(self.span(self.before()));
            let last = self.before_in_turn().filter(|_| own.is_none());
            let of = own.or_else(|| self.said[last?].of);
            // 漏检|率: less than a word was found.
            let member = !around.members.is_empty();
            let of = of.filter(|of| member || of.of(scene.text).chars().count() > 1);
            // 增收7800万元，增长65%: of what the figure before measured without a noun.
            let bare = last.is_some_and(|k| self.said[k].of.is_none() && self.said[k].at + 4 > self.i);
            if of.is_none() && !bare {
                return Vec::new();
            }
            let found = self.one(self.property("growthRate"), of, Some(change.span));
            return match last {
                Some(k) => self.follow(found, k),
                None => found,
            };
        }
        // 增长6%，高于全省0.9个百分点: of the rate before.
        if self.q.dimension == Dimension::PercentagePoint && is_ahead(scene, self.i) {
            let last = self.said.len().checked_sub(1).filter(|&k| self.is(self.said[k].measure, "growthRate"));
            return last
                .map_or(Vec::new(), |k| self.follow(self.one(Some(self.said[k].measure), self.said[k].of, None), k));
        }
        // 以3.8%的增速, 6%的增长势头, 两成的大幅下滑
        if around.describes
            && let Some(of) = self.growth_behind()
        {
            return self.one(self.property("growthRate"), Some(of), Some(of));
        }
        // 生产了全国60%以上的玻璃器皿
        let whole = self.i.checked_sub(1).map_or("", |k| scene.word(k));
        if around.describes && matches!(whole, "全国" | "全球" | "全世界" | "世界" | "国内") {
            let made = self.span(around.after);
            return made.map_or(Vec::new(), |of| self.one(self.property("marketShare"), Some(of), None));
        }
        if let Some((measure, span)) = self.by_noun(around.after).or_else(|| self.by_noun(around.counted)) {
            return self.one(Some(measure), Some(span), None);
        }
        if let Some((measure, span)) =
            self.by_verb(around.next_verb).filter(|(m, _)| self.is(*m, "exportShare") || self.is(*m, "marketShare"))
        {
            let of = self.span(around.after).or_else(|| self.span(self.before()));
            let reversed = self.is(measure, "marketShare");
            return self.one(Some(measure), of, Some(span)).into_iter().map(|r| Reading { reversed, ..r }).collect();
        }
        if let Some(at) = self.share_verb() {
            return self.share_of(at);
        }
        // 其中四分之一来自汽车行业
        if let Some((measure, span)) = self.by_verb(around.next_verb).filter(|(m, _)| self.is(*m, "share"))
            && self.before().is_none()
        {
            return self.one(Some(measure), self.span(around.after), Some(span));
        }
        if let Some((measure, span)) = self.by_noun(self.before()) {
            // 零售512万辆，3月份增速升至14%: the rate of what was measured before.
            let bare = self.before().is_some_and(|n| n.end - n.start == 1) && self.is(measure, "growthRate");
            let start = scene.clause(self.i).0;
            let alone = around.rank.1 == 1 && !(start..self.i).any(|k| scene.mention(k).is_some());
            let last = self.said.len().checked_sub(1).filter(|_| bare && alone);
            if let Some((k, of)) = last.and_then(|k| Some((k, self.said[k].of?))) {
                return self.follow(self.one(Some(measure), Some(of), Some(span)), k);
            }
            return self.one(Some(measure), Some(span), None);
        }
        if let Some((measure, span)) = self.by_verb(around.verb) {
            return self.one(Some(measure), self.span(self.before()), Some(span));
        }
        // 贡献了50%以上的税收, 把70%的土地留给企业
        if around.describes {
            return self.one(self.property("share"), self.span(around.counted), Some(self.q.span));
        }
        // 车主中，52%有两辆车
        let start = scene.clause(self.i).0;
        let among = start > 1 && matches!(scene.word(start - 2), "中" | "里");
        if let Some(of) = (start == self.i && among).then(|| around::list_before(self.cx, scene, start - 2)).flatten() {
            return self.one(self.property("share"), self.span(Some(of)), None);
        }
        // 公司中90%以上尚未盈利
        if self.i > start + 1 && matches!(scene.word(self.i - 1), "中" | "里") && scene.is_nominal(self.i - 2) {
            let noun = Noun { start: self.i - 2, end: self.i - 1 };
            return self.one(self.property("share"), self.span(Some(noun)), None);
        }
        // 七成村民在这里上班
        let people = |n: &Noun| {
            let class = self.cx.lexicon.class_of_noun(scene.word(n.end - 1));
            class.is_some_and(|c| ["Group", "Role"].iter().any(|kind| self.cx.ontology.is_named(c, kind)))
        };
        if let Some(noun) = around.after.filter(|n| people(n) && around.next_verb.is_some()) {
            return self.one(self.property("share"), self.span(Some(noun)), None);
        }
        Vec::new()
    }

    /// The word of growth or decline behind 的: 6%的(增长)势头.
    fn growth_behind(&self) -> Option<Span> {
        let end = self.scene.clause(self.i).1;
        let of = (self.i + 1..end).find(|&k| self.scene.word(k) == "的")?;
        let growth = |&k: &usize| {
            // 增长势头 may be one word.
            let word = self.scene.word(k);
            let word = word.strip_suffix("势头").unwrap_or(word);
            let noun =
                self.cx.lexicon.measures_by_noun(word).filter(|(_, noun)| *noun == word).map_or(&[][..], |f| f.0);
            noun.iter().chain(self.cx.lexicon.measures_by_verb(word)).any(|&m| self.is(m, "growthRate"))
        };
        let at = (of + 1..end.min(of + 4)).take_while(|&k| !self.scene.is_quantity(k)).find(growth)?;
        Some(self.scene.units[at].span)
    }

    /// What is measured of the member of a list that the figure is that of.
    fn member(&self) -> Option<Span> {
        let member = self.around.members.get(self.around.rank.0)?;
        self.span(each::measured(self.scene, *member))
    }

    /// The figure said before that this one goes on with: the last; where 分别 gives as many as were given before
    /// (其中3月份分别增长5%和6%), the one of the same place.
    fn before_in_turn(&self) -> Option<usize> {
        let count = if self.around.each { self.around.rank.1 } else { 1 };
        let listed = |k: &usize| {
            // 收入3亿元、利润1亿元，分别增长5%和6%: as many figures as were given before.
            let before = self.said.get(k.saturating_sub(self.around.rank.0)..).unwrap_or_default();
            count > 1 && before.iter().take(count).all(|s| !self.is(s.measure, "growthRate"))
        };
        let same = self.said.len().checked_sub(count);
        let same = same.filter(|k| self.said[*k].rank == self.around.rank || listed(k));
        same.or(self.said.len().checked_sub(1))
    }

    /// 占 before the figure, with no other figure between.
    fn share_verb(&self) -> Option<usize> {
        let start = self.scene.clause(self.i).0;
        let of_whole = self.i > start && self.scene.word(self.i - 1) == "的";
        let takes = |k: usize| {
            let word = self.scene.word(k);
            // 占有率: a noun.
            let noun = self.scene.lexicon.measures_by_noun(word).is_some_and(|(_, noun)| noun == word);
            // 销量达到总销量的44%, 完成任务的96%
            let reaches = of_whole && matches!(word, "达到" | "达" | "完成" | "相当于");
            (reaches || word.trim_start_matches('约').starts_with('占')) && !noun && self.scene.mention(k).is_none()
        };
        let at = (start..self.i).rev().find(|&k| takes(k))?;
        let figures = (at..self.i).filter(|&k| around::is_quantity(self.scene, k)).count();
        // 占全球百亿元以上企业规模的12%
        (of_whole || figures <= usize::from(self.q.change.is_some()) + self.around.rank.0).then_some(at)
    }

    /// 产量和出口量均占全国市场70%以上: of the market, or of something else.
    fn share_of(&self, at: usize) -> Vec<Reading> {
        let scene = self.scene;
        let whole = scene.cover(at, self.i + usize::from(self.around.after.is_some()));
        let nouns = around::nouns_before(self.cx, scene, at);
        let words = whole.of(scene.text);
        let wide = words.contains("市场")
            || ["全国", "全球", "世界", "国内", "全省", "全市"].iter().any(|w| words.contains(w));
        let made = |words: &str, end: bool| {
            MADE.iter().any(|w| if end { words.ends_with(w) } else { words.contains(w) && *w != "产品" })
        };
        let made = nouns.iter().any(|n| made(n.span(scene).of(scene.text), true)) || made(words, false);
        // 占总销量的七成: of its own sales.
        let own = words.contains("总销") && !wide;
        let market = !own && (words.contains("市场") || words.contains("销量") || wide && made);
        let measure = self.property(if market { "marketShare" } else { "share" });
        let trigger = Some(scene.units[at].span);
        if nouns.is_empty() {
            // 持有1亿股股份，占总股本的5%: of the stock told before.
            let opens = scene.clause(at).0 == at;
            let stock = self.said.last().and_then(|s| s.of).filter(|of| opens && of.of(scene.text).contains('股'));
            return self.one(measure, stock, trigger);
        }
        nouns.iter().flat_map(|n| self.one(measure, Some(n.span(scene)), trigger)).collect()
    }
}
