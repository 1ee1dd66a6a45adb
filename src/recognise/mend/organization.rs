//! Bodies: what stands before the name, two bodies in one, counts and measures at the end.

use super::super::Recogniser;
use super::super::candidate::Candidate;
use super::super::gazetteer::{Gazetteer, Level};
use super::Mender;
use crate::ontology::VerbPattern;
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
        let some = inside.iter().any(|t| matches!(self.word(t), "一家" | "两家" | "多家" | "几家" | "某"));
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
    fn general(&self, c: &Candidate, sentence: &Sentence) -> bool {
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

    /// Moves the beginning of a name: out to the words before a bracket (甲集团|（成都）有限公司) and to the place whose station
    /// or port it begins with (霍城|站调度中心), in behind a word for what the firm is here (参展商|东莞电子厂).
    fn begin(&self, c: &mut Candidate, sentence: &Sentence) {
        let name = c.span.of(self.text);
        let at = sentence.tokens.partition_point(|t| t.span.start < c.span.start);
        let touching = |k: &usize| {
            let (token, next) = (&sentence.tokens[*k], sentence.tokens.get(*k + 1));
            matches!(token.pos, "n" | "ns" | "nz" | "nt" | "nr" | "nrt")
                && !self.lexicon.is_role(self.word(token))
                && next.is_some_and(|next| next.span.start == token.span.end)
        };
        if name.starts_with(['（', '(']) {
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
                matches!(word, "任命" | "聘任" | "推选" | "选举") || word.ends_with(['方', '者', '人', '商'])
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

    /// Whether a name goes on as that of a body of an area's does behind a first letter that joins: 和|县茶叶局.
    fn is_local(&self, name: &str) -> bool {
        let rest = &name[name.chars().next().map_or(0, char::len_utf8)..];
        // 和县 is an area as well, of which the text may tell elsewhere.
        let area = name.char_indices().nth(2).map_or(name, |(at, _)| &name[..at]);
        let told = self.text.matches(area).count() > self.text.matches(name).count();
        self.body_by_ending(rest).is_some_and(|class| self.ontology.is_named(class, "GovernmentBody")) && !told
    }

    /// Takes the field of a post off the body: 华金证券|汽车行业 首席分析师.
    fn without_field(&self, c: &mut Candidate, sentence: &Sentence) {
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

    pub fn organization(&self, c: &mut Candidate, sentence: &Sentence) -> bool {
        self.begin(c, sentence);
        self.without_field(c, sentence);
        // 国家发展改革委会同商务部: two bodies.
        let name = c.span.of(self.text);
        let joint = name.match_indices("会同").any(|(at, _)| self.lexicon.known(&name[..at]).is_some());
        if joint {
            return false;
        }
        let tokens: Vec<&Token> = sentence.tokens.iter().filter(|t| c.span.contains(t.span)).collect();
        // 中国工程院和天津市人民政府: two bodies, the first of them listed.
        let both = tokens.windows(2).any(|pair| {
            let joins = matches!(self.word(pair[0]), "和" | "与" | "及") && matches!(pair[1].pos, "ns" | "nt");
            joins && self.is_body(Span::new(c.span.from(), pair[0].span.from()).of(self.text))
        });
        if both {
            return false;
        }
        // 红杉中国|领投|江右机械有限公司: a verb of deals between two bodies, whatever the words are cut into.
        if let Some(verb) = self.deal(c.span) {
            c.span = Span::new(verb.to(), c.span.to());
            return true;
        }
        // 铁道部调集铁二局: a verb behind a body that is listed.
        let tail = tokens.iter().skip(1).find(|t| {
            matches!(t.pos, "v" | "vn") && self.is_body(Span::new(c.span.from(), t.span.from()).of(self.text))
        });
        if let Some(verb) = tail.filter(|t| t.span.end < c.span.end && t.span.len() == 6 && c.by != Recogniser::Lexicon)
        {
            let rest = Span::new(verb.span.to(), c.span.to());
            if self.body_by_ending(rest.of(self.text)).is_some() && verb.pos == "v" {
                c.span = rest;
                return true;
            }
        }
        // 国务院新闻办公室请来农业农村部: a verb between two bodies that are listed.
        let listed = |from, to| self.lexicon.known(Span::new(from, to).of(self.text)).is_some();
        if tokens
            .iter()
            .any(|t| t.pos == "v" && listed(c.span.from(), t.span.from()) && listed(t.span.to(), c.span.to()))
        {
            return false;
        }
        // 某工程院和某市政府: a name that is whole before 和, and a place behind it.
        let pair = tokens.windows(2).find(|pair| {
            let head = Span::new(c.span.from(), pair[0].span.from()).of(self.text);
            matches!(self.word(pair[0]), "和" | "与" | "及")
                && pair[1].pos == "ns"
                && self.body_by_ending(head).is_some()
        });
        if let Some([_, place]) = pair {
            c.span = Span::new(place.span.from(), c.span.to());
            return true;
        }
        // 韩国现代汽车集团: the country is where a body is that the text or the list knows without it.
        let gazetteer = Gazetteer::embedded();
        let country = tokens.first().filter(|t| {
            let named = gazetteer.named(self.word(t));
            !named.is_empty() && named.iter().all(|p| gazetteer.place(p.place).level == Level::Country)
        });
        if let Some(first) = country.filter(|t| t.span.end < c.span.end && !matches!(self.word(t), "中国" | "中华"))
        {
            let rest = Span::new(first.span.to(), c.span.to()).of(self.text);
            let near = self.near(c.span).of(self.text);
            let alone = near.matches(rest).count() > near.matches(name).count();
            let firm = self.lexicon.class_by_suffix(rest).map(|(class, _)| class);
            let firm = self.lexicon.known(rest).map(|k| k.class).or(firm);
            let firm = firm.is_some_and(|class| self.ontology.is_named(class, "Company"));
            // 韩国|大宇汽车集团: a word that is no common one begins the rest.
            let own = tokens.get(1).is_some_and(|t| {
                (!t.listed || matches!(t.pos, "nz" | "nrt" | "nrfg" | "eng"))
                    && !self.word(t).starts_with(['（', '(', '中'])
                    && self.lexicon.class_of_suffix(self.word(t)).is_none()
            });
            let unlisted = c.by != Recogniser::Lexicon && self.lexicon.known(name).is_none() && own;
            if firm && rest.chars().count() > 2 && (alone || self.lexicon.known(rest).is_some() || unlisted) {
                c.span = Span::new(first.span.to(), c.span.to());
            }
        }
        // 在华第四工厂, 发展潜力大: a number tells works from one another, an adjective ends a clause.
        let bare = name.trim_start_matches('华');
        let works = bare.starts_with('第') && ["工厂", "分厂", "车间"].iter().any(|end| bare.ends_with(end));
        let clause = tokens.last().is_some_and(|t| t.pos == "a" && t.span.len() == 3) && c.by == Recogniser::Tagger;
        if works || clause && self.lexicon.class_by_suffix(name).is_none() {
            return false;
        }
        // 甲股份、乙纸业三家上市公司: how many they are stands behind the last of them.
        let family = |t: &&&Token| {
            let rest =
                self.word(t).trim_start_matches(['两', '二', '三', '四', '五', '六', '七', '八', '九', '十', '多']);
            rest.len() < self.word(t).len() && matches!(rest, "家" | "大" | "个" | "所")
        };
        if let Some(counter) = tokens.iter().skip(1).find(family) {
            c.span = Span::new(c.span.from(), counter.span.from());
            let Some(class) = self.body_by_ending(c.span.of(self.text)) else { return false };
            c.class = class;
            return true;
        }
        // 先锋|（中国）投资有限公司: the name begins before its bracket.
        let open = |k: usize| matches!(self.word(&sentence.tokens[k]), "（" | "(");
        if let Some(first) = sentence.tokens.iter().position(|t| t.span.start == c.span.start) {
            let closes = name.find(['）', ')']).is_some_and(|at| !name[..at].contains(['（', '(']));
            let short = name.find(['（', '(']).is_some_and(|at| name[..at].chars().count() == 1);
            let at = if closes && first > 1 && open(first - 1) { Some(first - 2) } else { None };
            let at = at.or(first.checked_sub(1).filter(|_| short));
            let head = at
                .map(|k| &sentence.tokens[k])
                .filter(|t| matches!(t.pos, "n" | "nz" | "nr" | "ns" | "nt" | "r" | "eng" | "x") && t.span.len() >= 6);
            if let Some(head) = head {
                c.span = c.span.join(head.span);
                return true;
            }
            if closes {
                return false;
            }
        }
        // 生产企业50户: a count is no part of a name.
        let count = tokens.iter().position(|t| self.word(t).starts_with(|ch: char| ch.is_ascii_digit()));
        let ends =
            tokens.last().is_some_and(|t| matches!(self.word(t), "户" | "家" | "个" | "名" | "人" | "座" | "所"));
        if count.is_some_and(|k| k > 0) && ends {
            return false;
        }
        // 国际车企甲集团: the common noun only says what sort of thing it is.
        let sort = |t: &Token| {
            self.lexicon.class_of_noun(self.word(t)).is_some_and(|class| self.ontology.is_named(class, "Organization"))
        };
        let proper = |t: &&Token| t.pos == "eng" || !t.listed || matches!(t.pos, "nz" | "nr" | "nrt" | "nt");
        if let Some(k) = tokens[..tokens.len().saturating_sub(1)].iter().rposition(|t| sort(t))
            && tokens[k + 1..].iter().take(1).any(proper)
            && !tokens[..k].iter().any(proper)
        {
            c.span = Span::new(tokens[k].span.to(), c.span.to());
        }
        // 某市外贸进出口, 某产业园总投资: the noun of a measure ends no name.
        let tokens: Vec<&Token> = sentence.tokens.iter().filter(|t| c.span.contains(t.span)).collect();
        let measured = |t: &&&Token| {
            let word = self.word(t);
            self.lexicon.measures_by_noun(word).is_some_and(|(_, noun)| noun == word)
                && self.lexicon.class_of_suffix(word).is_none()
                && self.lexicon.class_of_noun(word).is_none()
        };
        let kept = tokens.len() - tokens.iter().rev().take_while(measured).count();
        if kept < tokens.len() && c.by == Recogniser::Tagger {
            let Some(last) = kept.checked_sub(1).map(|k| tokens[k]) else { return false };
            let span = Span::new(c.span.from(), last.span.to());
            let ending = self.lexicon.class_by_suffix(span.of(self.text)).map(|(class, _)| class);
            let Some(class) = ending.filter(|&class| {
                ["Organization", "Zone", "Event"].iter().any(|kind| self.ontology.is_named(class, kind))
            }) else {
                return false;
            };
            (c.span, c.class) = (span, class);
        }
        true
    }

    /// The verb of rounds and takeovers right behind a listed body that `span` begins with, when a body's name follows it.
    fn deal(&self, span: Span) -> Option<Span> {
        let name = span.of(self.text);
        let lengths = self.lexicon.names_from(name);
        let ends = name.char_indices().map(|(i, _)| i).skip(2).take_while(|&i| i <= 30);
        let body = ends.filter(|&i| lengths.may_be(i) && self.is_body(&name[..i])).last()?;
        let rest = &name[body..];
        let deals = |p: &&VerbPattern| {
            let property = self.ontology.property_info(p.declared).name.as_str();
            matches!(property, "fundsRound" | "acquires") && !p.gap && rest.starts_with(p.head.as_str())
        };
        let verbs = self.lexicon.verbs(rest.chars().next()?).iter().filter(deals);
        let verb = verbs.map(|p| p.head.len()).max()?;
        self.body_by_ending(&rest[verb..])?;
        Some(Span::new(span.from() + body, span.from() + body + verb))
    }
}
