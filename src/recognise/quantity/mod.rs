//! Finds quantities and times: numbers with units, money, percentages, bounds and changes; dates, periods, durations.
//!
//! The words are data, `ontology/quantity.ttl`; the grammar reads folded characters once, from trigger to trigger.

mod amount;
mod arithmetic;
mod calendar;
mod chars;
mod clock;
mod date;
mod day;
mod gate;
mod integer;
mod lunar;
mod measure;
mod month;
mod number;
mod resolve;
mod shift;
mod time;
mod words;
mod year;

pub use measure::{Quantity, measures, money, numbers, ordinals, parse_money, percentages, quantities};
pub use number::Number;

pub use time::{Grain, Interval, Options, Prefer, Time, durations, times};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::span::Span;
use chars::Chars;

/// A quantity or a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    /// An amount; lengths of time are amounts too, of [`Dimension::Duration`].
    Quantity(Quantity),
    /// A date, a period or a time of day.
    Time(Time),
}

impl Found {
    /// Where it stands, words of bound included.
    pub fn span(&self) -> Span {
        match self {
            Found::Quantity(q) => q.span,
            Found::Time(t) => t.span,
        }
    }
}

/// The quantities and times of `text`, sorted and disjoint, the longest at each place.
///
/// `reference` is the moment the text speaks from, its date of publication; without it relative dates stay symbolic.
pub fn find(text: &str, reference: Option<jiff::civil::DateTime>) -> Vec<Found> {
    find_with(text, &Options::news(reference))
}

/// [`find`] with other conventions for times.
pub fn find_with(text: &str, options: &Options) -> Vec<Found> {
    let t = Chars::new(text);
    let (mut found, mut i): (Vec<Found>, usize) = (Vec::new(), 0);
    let mut floor = 0;
    let mut telling = time::Telling::new(options);
    while i < t.len() {
        if let Some((time, end)) = time::time_at(&t, i, &telling.options) {
            telling.found(&time);
            found.push(Found::Time(time));
            (i, floor) = (end.max(i + 1), end);
            continue;
        }
        if !measure::trigger(&t, i) {
            telling.passed(t.get(i));
            i += 1;
            continue;
        }
        let limit = t.span(floor, floor).start;
        match measure::quantity_at(&t, i) {
            Some((mut q, end)) => {
                q.span.start = q.span.start.max(limit);
                found.push(Found::Quantity(q));
                (i, floor) = (end.max(i + 1), end);
            }
            None => i = measure::skip(&t, i),
        }
    }
    found
}

/// The units of the ontology.
pub fn units() -> &'static [Unit] {
    words::lexicon().units()
}

/// What a quantity measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Dimension {
    /// Things counted with a measure word.
    Count,
    /// A share of a hundred: %, ‰, 成, 折, 分之.
    Percent,
    /// 个百分点, 个基点.
    PercentagePoint,
    /// Money; the ISO 4217 code tells the currency.
    Money,
    /// Length.
    Length,
    /// Area.
    Area,
    /// Mass.
    Mass,
    /// Volume.
    Volume,
    /// Energy.
    Energy,
    /// Power.
    Power,
    /// Speed.
    Speed,
    /// Temperature, or a plain 度.
    Temperature,
    /// Data, data rates, computing power.
    Data,
    /// A length of time.
    Duration,
    /// An age.
    Age,
    /// 倍, 番.
    Multiple,
    /// A rank, 第三位.
    Ordinal,
    /// A score, points of an index.
    Score,
    /// Another physical unit: voltage, pressure, frequency.
    Physical,
    /// A number without unit.
    Plain,
}

/// How the amount limits the true value.
#[derive(Default, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Bound {
    /// As stated.
    #[default]
    Exact,
    /// 多, 超, 逾, 以上, 突破.
    AtLeast,
    /// 不足, 不到, 以内, 以下.
    AtMost,
    /// 约, 近, 左右.
    About,
}

impl Bound {
    /// The local name in the ontology.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "Exact",
            Bound::AtLeast => "AtLeast",
            Bound::AtMost => "AtMost",
            Bound::About => "About",
        }
    }
}

/// Which way a value moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Direction {
    /// Upwards.
    Growth,
    /// Downwards.
    Decline,
}

/// What a change is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Basis {
    /// 同比, 比上年同期.
    YearOnYear,
    /// 环比, 比上月.
    PeriodOnPeriod,
    /// 比上年, 较年初.
    PreviousYear,
    /// 年均.
    AverageAnnual,
}

/// A change said directly beside the amount: 同比增长12%, 降至3万吨, 翻番.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Which way.
    pub direction: Direction,
    /// Whether the amount is the result (增至) rather than the step (增长).
    pub target: bool,
    /// Against what, where it is said.
    pub basis: Option<Basis>,
    /// The words of the change, basis included.
    pub span: Span,
}

/// A unit of the ontology.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// The local name of its IRI.
    pub name: String,
    /// The Chinese label.
    pub label: String,
    /// The English label, or the Chinese one.
    pub english: String,
    /// What it measures.
    pub dimension: Dimension,
    /// The ISO 4217 code of a currency.
    pub iso: Option<String>,
    /// How many of the base unit it is.
    pub factor: Decimal,
    /// The name of the base unit; `None` when it is one itself.
    pub base: Option<String>,
}

impl Unit {
    /// Whether the word before a number needs the unit after it as well: 摄氏 does, $ does not.
    fn prefix_needs_unit(&self) -> bool {
        self.dimension == Dimension::Temperature
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn news(text: &str) -> String {
        let reference = date(2025, 11, 20).at(9, 0, 0, 0);
        let show = |f: &Found| match f {
            Found::Quantity(q) => format!("{}={}{}", q.span.of(text), q.amount, q.unit.as_deref().unwrap_or("")),
            Found::Time(t) => format!("{}={}", t.span.of(text), t.iso.as_deref().or(t.every.as_deref()).unwrap_or("?")),
        };
        find(text, Some(reference)).iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn dates_of_news() {
        assert_eq!(news("2025年，全市拥有企业300多家。"), "2025年=2025; 300多家=300家");
        assert_eq!(news("今年前三季度，出口额达 12.5 亿元"), "今年前三季度=2025-01/2025-09; 12.5 亿元=1250000000元");
        assert_eq!(news("1—10月，产量增长5%"), "1—10月=2025-01/2025-10; 5%=5%");
        assert_eq!(news("自2008年起，公司主营衣架"), "2008年起=2008/..");
        assert_eq!(news("本月12日至15日举行"), "本月12日至15日=2025-11-12/2025-11-15");
        assert_eq!(news("截至2024年底，建成5G基站30万个"), "2024年底=2024-12; 30万个=300000个");
        assert_eq!(news("“十四五”期间年均增长6.8%"), "“十四五”期间=2021/2025; 6.8%=6.8%");
        assert_eq!(news("上世纪90年代初，他返乡办厂"), "上世纪90年代初=1990/1992");
        assert_eq!(news("近五年来，投入3亿元"), "近五年来=2020/2025; 3亿元=300000000元");
        assert_eq!(news("去年同期为20吨"), "去年同期=2024; 20吨=20吨");
        assert_eq!(news("1995 年成立，2018年以来出口433 款"), "1995 年=1995; 2018年以来=2018/..; 433 款=433款");
        assert_eq!(news("11月18日晚8时许"), "11月18日晚8时许=2025-11-18T20:00");
        assert_eq!(news("6月底前完成；12月28日开幕"), "6月底前=../2025-06-21; 12月28日=2025-12-28");
        assert_eq!(
            news("2024年第三季度，较2023年下降2.1个百分点"),
            "2024年第三季度=2024-07/2024-09; 2023年=2023; 2.1个百分点=2.1个百分点"
        );
        assert_eq!(news("30年来每年种树2000亩"), "30年来=1995/2025; 每年=P1Y; 2000亩=2000亩");
        assert_eq!(news("有效期3年，已运行18个月"), "3年=3年; 18个月=18个月");
        assert_eq!(
            news("去年底；2025年度；上半年；第一季度"),
            "去年底=2024-12; 2025年度=2025; 上半年=2025-01/2025-06; 第一季度=2025-01/2025-03"
        );
        assert_eq!(news("周三下午3点半召开"), "周三下午3点半=2025-11-19T15:30");
    }

    #[test]
    fn the_year_told_holds_on() {
        assert_eq!(
            news("公司于2019年11月1日签约，11月4日完成交割。次年3月投产。6月5日，记者走访"),
            "2019年11月1日=2019-11-01; 11月4日=2019-11-04; 次年3月=2020-03; 6月5日=2025-06-05"
        );
        assert_eq!(news("同年8月开工"), "同年8月=?");
    }

    #[test]
    fn the_day_told_holds_on() {
        assert_eq!(
            news("6月5日，大桥合龙，当晚试通车，次日开放。同月，隧道贯通"),
            "6月5日=2025-06-05; 当晚=2025-06-05T18:00/2025-06-05T23:59; 次日=2025-06-06; 同月=2025-06"
        );
        assert_eq!(news("当日下午，双方签约"), "当日下午=?");
    }

    #[test]
    fn whole_expressions() {
        assert_eq!(news("近年来，多年来，日前；节日前后，工作日前"), "近年来=?; 多年来=?; 日前=?");
        assert_eq!(
            news("去年同期；春节假期；国庆前夕；2020年前后"),
            "去年同期=2024; 春节假期=2025-01-29; 国庆前夕=2025-10-01; 2020年前后=2020"
        );
        assert_eq!(
            news("上世纪八九十年代；80年代末90年代初；1980至1990年代"),
            "上世纪八九十年代=1980/1999; 80年代末90年代初=1987/1992; 1980至1990年代=1980/1999"
        );
        assert_eq!(
            news("去冬今春；今夏；6月中下旬；正月初一至初五"),
            "去冬今春=2024-12/2025-05; 今夏=2025-06/2025-08; 6月中下旬=2025-06-11/2025-06-30; 正月初一至初五=2025-01-29/2025-02-02"
        );
        assert_eq!(
            news("今明两年；这十年；年内；前10月"),
            "今明两年=2025/2026; 这十年=2015/2025; 年内=2025; 前10月=2025-01/2025-10"
        );
        assert_eq!(
            news("每年3月至5月；每周一；每天8时至20时；每隔三天"),
            "每年3月至5月=P1Y; 每周一=P1W; 每天8时至20时=P1D; 每隔三天=P3D"
        );
        assert_eq!(
            news("2023财年第四季度；2022/23年度；公元前221年"),
            "2023财年第四季度=?; 2022/23年度=?; 公元前221年=-220"
        );
        assert_eq!(
            news("气温零下20摄氏度，身高一米八五，三天内完成"),
            "零下20摄氏度=-20摄氏度; 一米八五=1.85米; 三天内=3天"
        );
    }

    #[test]
    fn blanks_around_figures() {
        assert_eq!(news("年产衣架 40 多亿只，产值 3 亿多元"), "40 多亿只=4000000000只; 3 亿多元=300000000元");
        assert_eq!(news("目前，一个工厂有 1 200 人"), "目前=2025-11-20; 200 人=200人");
        assert_eq!(news("用了3个多月，两个多小时"), "3个多月=3个月; 两个多小时=2个小时");
        assert_eq!(news("由1至12年级组成，仅一家企业，至少一名"), "至少一名=1名");
    }

    #[test]
    fn nothing_where_nothing_is_said() {
        assert_eq!(news("目的在于提高周边居民的生活，前提是上下一心、以后再说明年轻人的想法"), "");
        assert_eq!(news("说明年轻、周边、日本人、前往、上市公司、后方、星期、本周报、三点建议、五一村"), "");
    }

    #[test]
    fn without_a_reference_relative_dates_stay_symbolic() {
        let found = find("去年9月，上月12日，2024年3月", None);
        let seen: Vec<_> = found
            .iter()
            .map(|f| match f {
                Found::Time(t) => (t.iso.clone(), t.symbolic.clone(), t.interval.is_some()),
                Found::Quantity(_) => (None, None, false),
            })
            .collect();
        let text = |s: &str| Some(s.to_string());
        assert_eq!(
            seen,
            [(None, text("year-1-09"), false), (None, text("month-1-12"), false), (text("2024-03"), None, true)]
        );
    }

    /// Strings of what the grammar is made of, so that every branch is met.
    fn wild() -> impl Strategy<Value = String> {
        let bits = [
            "1",
            "23",
            "2025",
            "0",
            "3.5",
            ",",
            "-",
            "至",
            "到",
            "~",
            " ",
            "一",
            "二",
            "十",
            "百",
            "千",
            "万",
            "亿",
            "零",
            "点",
            "分之",
            "半",
            "几",
            "数",
            "多",
            "余",
            "年",
            "月",
            "日",
            "号",
            "时",
            "分",
            "秒",
            "周",
            "星期",
            "季度",
            "个",
            "家",
            "元",
            "角",
            "吨",
            "%",
            "成",
            "折",
            "个百分点",
            "第",
            "前",
            "后",
            "上",
            "下",
            "去年",
            "今年",
            "本",
            "底",
            "初",
            "以上",
            "左右",
            "超",
            "约",
            "近",
            "同比",
            "增长",
            "农历",
            "闰",
            "正月",
            "廿",
            "春节",
            "世纪",
            "年代",
            "“十四五”",
            "晚",
            "下午",
            ":",
            "/",
            ".",
            "负",
            "又",
            "的",
            "企业",
            "最后",
            "每",
            "以来",
            "之前",
            "A",
            "kg",
            "￥",
            "人民币",
            "摄氏",
            "９",
            "康熙",
            "（",
            "）",
            "翻",
            "番",
            "倍",
            "k",
        ];
        prop::collection::vec(prop::sample::select(bits.to_vec()), 0..14).prop_map(|v| v.concat())
    }

    fn check(text: &str) {
        for reference in [None, Some(date(2025, 1, 31).at(23, 59, 59, 0)), Some(date(9999, 12, 31).at(0, 0, 0, 0))] {
            let mut last = 0;
            for f in find(text, reference) {
                let s = f.span();
                assert!(s.from() >= last && s.to() > s.from(), "{text}: {f:?}");
                assert!(text.get(s.range()).is_some());
                last = s.to();
            }
        }
        let options = Options { prefer: Prefer::Future, calendar: true, closed: false, ..Options::news(None) };
        let spans = |v: Vec<Span>| v.iter().all(|s| text.get(s.range()).is_some());
        assert!(spans(times(text, &options).iter().map(|t| t.span).collect()));
        assert!(spans(durations(text).iter().map(|t| t.span).collect()));
        assert!(spans(numbers(text).iter().map(|n| n.0).collect()));
        assert!(spans(money(text).iter().chain(&percentages(text)).chain(&measures(text)).map(|q| q.span).collect()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read(text in ".*") {
            check(&text);
        }

        #[test]
        fn any_expression_is_read(text in wild()) {
            check(&text);
        }
    }
}
