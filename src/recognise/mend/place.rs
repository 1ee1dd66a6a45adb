//! Places: beginnings and ends of other words, descriptions and honours, holders of posts.

use super::super::Recogniser;
use super::super::candidate::Candidate;
use super::super::gazetteer::Gazetteer;
use super::{Mender, last_letter};
use crate::segment::Sentence;
use crate::span::Span;

impl Mender<'_> {
    /// Takes the other end of a line into its name: 成都至|贵阳铁路.
    pub fn line(&self, c: &mut Candidate, sentence: &Sentence) {
        let first = sentence.tokens.partition_point(|t| t.span.end <= c.span.start);
        if let [.., start, joint] = &sentence.tokens[..first]
            && matches!(self.word(joint), "至" | "到")
            && joint.span.end == c.span.start
            && [Some(start), sentence.tokens.get(first)].iter().all(|t| t.is_some_and(|t| t.pos == "ns"))
        {
            c.span = start.span.join(c.span);
        }
    }

    pub fn place(&self, c: &mut Candidate, sentence: &Sentence, tagged: bool) -> bool {
        let name = c.span.of(self.text);
        let first = sentence.tokens.iter().find(|t| t.span.end > c.span.start);
        let before = sentence.tokens.iter().rev().find(|t| t.span.end <= c.span.start);
        let touching = before.filter(|t| t.span.end == c.span.start);
        // 中国港口的竞争: a common noun, though a district may be called so for short.
        if c.by != Recogniser::Lexicon && self.lexicon.class_of_noun(name).is_some() {
            return false;
        }
        // 全国最大矿石进口口岸, 第二大煤炭输出港: a rank that some place has.
        let ranked =
            name.contains("最大") || name.split_once('第').is_some_and(|(_, rest)| rest.chars().nth(1) == Some('大'));
        // 经济大省, 农业强县: a description.
        let size = ["大省", "强省", "大市", "强市", "大县", "强县", "大国", "强国", "名城", "重镇"];
        if c.by != Recogniser::Lexicon
            && c.by != Recogniser::Gazetteer
            && size.iter().any(|end| name.ends_with(end))
            && !self.is_area(name)
        {
            return false;
        }
        // 全球货运机场: what all of the world has.
        let wide = ["全球", "世界", "全国"].iter().any(|word| name.starts_with(word) && name.len() > 6);
        if (ranked || wide && c.by == Recogniser::Tagger) && c.by != Recogniser::Lexicon {
            return false;
        }
        // 金鸡|湖畔|苏州国际博览中心: by which water it stands.
        // 甲产业园|两大特色园区: how many they are stands behind the last of them.
        let sums = ["两大", "三大", "四大", "五大", "六大"].iter().filter_map(|sum| name.find(sum)).min();
        if let Some(at) = sums.filter(|&at| c.by != Recogniser::Lexicon && at > 0) {
            c.span = Span::new(c.span.from(), c.span.from() + at);
            if self.lexicon.class_by_suffix(c.span.of(self.text)).is_none() {
                return false;
            }
        }
        let bank = first.filter(|t| {
            t.span.start == c.span.start
                && t.span.end < c.span.end
                && matches!(self.word(t), "湖畔" | "江畔" | "河畔" | "海畔")
        });
        if let Some(bank) = bank {
            c.span = Span::new(bank.span.to(), c.span.to());
        }
        let name = c.span.of(self.text);
        // 东至广州: a direction before a place.
        let direction = matches!(name, "东至" | "西至" | "南至" | "北至" | "东起" | "西起" | "南起" | "北起");
        let ways = ["西起", "东起", "南起", "北起", "西至", "南至", "北至", "西接", "北接"];
        let way = ways.iter().any(|way| self.text[sentence.span.from()..c.span.from()].contains(way));
        if direction && (way || sentence.tokens.iter().any(|t| t.span.start == c.span.end && t.pos == "ns")) {
            return false;
        }
        // 沈阳|经济区: the common noun belongs to the place before it, or names nothing (老港区).
        let stem = name.strip_prefix(['老', '新', '大', '小', '海', '内', '外']).unwrap_or(name);
        if matches!(c.by, Recogniser::Tagger | Recogniser::Suffix) && self.lexicon.class_of_suffix(stem).is_some() {
            let outer = touching.filter(|t| t.pos == "ns" && self.is_area(self.word(t)) && stem.chars().count() > 2);
            let Some(outer) = outer else { return false };
            let zone = self.lexicon.class_by_suffix(stem).map(|(class, _)| class);
            c.span = c.span.join(outer.span);
            c.class = zone.filter(|&class| self.ontology.is_named(class, "Zone")).unwrap_or(c.class);
            return true;
        }
        // 是|湖南省: the model takes the verb for a part of the name.
        if let Some(rest) =
            name.strip_prefix(['是', '为', '在', '于', '到', '至']).filter(|rest| tagged && self.is_area(rest))
        {
            c.span = Span::new(c.span.to() - rest.len(), c.span.to());
            return true;
        }
        // 评为省级文明村: a title of honour; 省里的首富村: a description.
        let village = name.ends_with(['村', '镇', '乡', '县', '区', '城']) && !self.is_area(name);
        if village && c.by != Recogniser::Lexicon {
            let clause = &self.text[sentence.span.from()..c.span.from()];
            let clause = clause.rfind('，').map_or(clause, |at| &clause[at..]);
            let honoured = ["评为", "评定为", "命名为", "列为", "荣获", "获评", "授予", "创建", "称号"];
            if honoured.iter().any(|word| clause.contains(word))
                || clause.ends_with('的') && clause.contains('是') && tagged
            {
                return false;
            }
        }
        // 越过5万辆大关: what stands right behind a measure word is counted, or a figure of speech.
        let counted = touching.is_some_and(|t| self.is_count(t));
        if (tagged || c.by == Recogniser::Gazetteer)
            && counted
            && self.lexicon.class_of_suffix(last_letter(name)).is_none()
        {
            return false;
        }
        // 三地村|庄, 荆州市|场: the name ends inside of a common noun.
        let last = sentence.tokens.iter().find(|t| t.span.start < c.span.end && c.span.end < t.span.end);
        let cut = last.filter(|t| t.listed && t.pos == "n" && c.by != Recogniser::Gazetteer);
        if let Some(cut) = cut {
            c.span = Span::new(c.span.from(), cut.span.from().max(c.span.from()));
            return tagged && c.span.len() >= 6;
        }
        // 市长宁波、总经理海宁: the holder of the post.
        let post = touching.is_some_and(|t| {
            let word = self.word(t);
            self.lexicon.is_role(word) && word.ends_with(['长', '记', '理', '裁', '席'])
        });
        let family = name.char_indices().nth(1).map_or("", |(i, _)| &name[..i]);
        let shaped = (2..=3).contains(&name.chars().count()) && self.lexicon.is_surname(family);
        if let Some(person) = self.ontology.class("Person").filter(|_| post && shaped) {
            (c.class, c.code, c.name) = (person, None, None);
            return true;
        }
        if !tagged {
            return true;
        }
        // 孙中山: a person's name of the dictionary.
        if let Some(known) = first.filter(|t| t.span == c.span && t.pos == "nr" && t.listed) {
            let person = self.ontology.class("Person").filter(|_| self.lexicon.is_surname(family));
            let water = name.ends_with(['湖', '山', '江', '河', '岛', '海', '寺', '庙', '宫', '桥', '路', '街', '湾']);
            let listed = self.is_area(name);
            let area = water || listed || c.score >= 0.8 || self.lexicon.class_by_suffix(name).is_some();
            let led = area || touching.is_some_and(|t| matches!(t.pos, "d" | "a"));
            if let (Some(person), 3, false) = (person, known.span.len() / 3, led) {
                c.class = person;
                return true;
            }
        }
        // 黄浦|江畔: the beginning of the name of a water.
        let water = first.filter(|t| t.span.start <= c.span.start && t.span.end > c.span.end);
        if water.is_some_and(|t| self.text[c.span.to()..t.span.to()].starts_with(['江', '河', '湖', '山', '岛', '海']))
        {
            return false;
        }
        // 在沃尔芬建一座工厂: the verb before a count.
        let after = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let name = if name.ends_with(['建', '设', '办', '开'])
            && after.is_some_and(|t| t.pos == "m")
            && name.chars().count() > 2
        {
            c.span = Span::new(c.span.from(), c.span.to() - 3);
            c.span.of(self.text)
        } else {
            name
        };
        // 临汐市|南屿县: the letter of a rank ends the name before.
        let borrowed =
            name.starts_with(['省', '市', '县', '区']) && touching.is_some_and(|t| t.pos != "p" && t.pos != "w");
        // 真金白银: the model takes the rest of a word for a name.
        let inside = first.is_some_and(|t| t.listed && t.span.start < c.span.start && !t.pos.starts_with("n"));
        // 新建|重庆至昆明铁路: an ordinary word before a name.
        let bare = Gazetteer::embedded().named(name);
        let ordinary = !bare.is_empty() && bare.iter().all(|p| p.ambiguous);
        let after = sentence.tokens.iter().find(|t| t.span.start >= c.span.end);
        let leads = ordinary && after.is_some_and(|t| t.pos == "ns" && t.span.start == c.span.end);
        !(borrowed || inside || leads)
    }
}
