//! Datelines, bylines, sources, days.

use jiff::civil::date;

use crate::article;

/// Title, one line of credits, two paragraphs.
fn with_head(head: &str) -> tupu::read::Document {
    article(&format!(
        "山城轻轨延长线试运行\n{head}\n延长线全长9公里，设站6座，今日开始试运行。\n运营公司经理邹平说，全线票价不变，早晚高峰加开列车。\n"
    ))
}

/// A title and a paragraph that begins with `dateline`.
fn with_dateline(dateline: &str) -> tupu::read::Document {
    article(&format!("山城轻轨延长线试运行\n\n{dateline}延长线全长9公里，设站6座，今日开始试运行。\n\n全线票价不变。"))
}

#[test]
fn datelines_name_source_place_day_and_reporters() {
    for (written, source, place, reporters) in [
        ("新华社南宁3月5日电（记者张三丰 李思）", Some("新华社"), Some("南宁"), &["张三丰", "李思"][..]),
        ("中新网广州4月2日电 (记者 许青)", Some("中新网"), Some("广州"), &["许青"]),
        ("中新网 滨海新区10月27日电 (记者 章伟)", Some("中新网"), Some("滨海新区"), &["章伟"]),
        ("人民网宁波5月16日电 (钟闻)", Some("人民网"), Some("宁波"), &["钟闻"]),
        ("本报北京5月6日讯（记者 王 军、通讯员 赵晓明）", None, Some("北京"), &["王军", "赵晓明"]),
        ("本报讯（记者 刘河）", None, None, &["刘河"]),
        ("经济日报青岛8月21日讯(记者刘诚)", Some("经济日报"), Some("青岛"), &["刘诚"]),
        ("【环球网报道 记者 贾文】", Some("环球网"), None, &["贾文"]),
        ("某江网-新山城客户端5月16日20时25分讯（记者 陈石）", Some("某江网-新山城客户端"), None, &["陈石"]),
    ] {
        let document = with_dateline(written);
        let meta = &document.meta;
        assert_eq!(meta.dateline.map(|s| s.of(&document.text)), Some(written));
        assert_eq!(meta.source.as_ref().map(|s| s.name.as_str()), source, "{written}");
        assert_eq!(meta.place.as_ref().map(|s| s.name.as_str()), place, "{written}");
        let found: Vec<_> = meta.reporters.iter().map(|r| r.name.as_str()).collect();
        assert_eq!(found, reporters, "{written}");
        assert_eq!(meta.date, None, "a year is never guessed");
    }
}

#[test]
fn running_text_is_no_dateline() {
    for written in [
        "新华社消息人士说，",
        "记者从市电视台了解到，",
        "中国电力报社电商平台上线，",
        "本报电子版改版，",
        "某网讯息显示，",
    ] {
        assert_eq!(with_dateline(written).meta.dateline, None, "{written}");
    }
}

#[test]
fn heads_name_source_day_and_reporters() {
    for (head, source, day, reporter) in [
        ("2025年03月05日 10:12　来源：人民网", Some("人民网"), Some(date(2025, 3, 5)), None),
        ("发布时间：2025-03-05 14:29 | 来源：江城网-汽车频道", Some("江城网-汽车频道"), Some(date(2025, 3, 5)), None),
        ("2025-03-05 08:41:56", None, Some(date(2025, 3, 5)), None),
        ("来源：江城日报　2025年3月5日", Some("江城日报"), Some(date(2025, 3, 5)), None),
        ("来源：江城日报 2025-03-05 10:21 作者：周末", Some("江城日报"), Some(date(2025, 3, 5)), Some("周末")),
        ("2025-03-05 10:21", None, Some(date(2025, 3, 5)), None),
        ("2025年3月5日 星期三", None, Some(date(2025, 3, 5)), None),
        ("2025/03/05 10:21:07 江城网", Some("江城网"), Some(date(2025, 3, 5)), None),
        ("（2025年3月5日）", None, Some(date(2025, 3, 5)), None),
        ("江城财经 2025-03-05 11:49:03", Some("江城财经"), Some(date(2025, 3, 5)), None),
        ("《 江城日报 》（ 2025年03月05日   10 版）", Some("江城日报"), Some(date(2025, 3, 5)), None),
        ("文章来源:江城文明网   点击率:465 发布日期:2025/3/5", Some("江城文明网"), Some(date(2025, 3, 5)), None),
        ("本报记者 周末 通讯员 冯程程", None, None, Some("周末")),
        ("文/周末", None, None, Some("周末")),
        ("江城日报记者周末", Some("江城日报"), None, Some("周末")),
        ("新华社记者 欧阳文静", Some("新华社"), None, Some("欧阳文静")),
    ] {
        let meta = with_head(head).meta;
        assert_eq!(meta.source.as_ref().map(|s| s.name.as_str()), source, "{head}");
        assert_eq!(meta.date.as_ref().map(|d| d.date), day, "{head}");
        assert_eq!(meta.reporters.first().map(|r| r.name.as_str()), reporter, "{head}");
        assert_eq!(meta.title.as_deref(), Some("山城轻轨延长线试运行"));
    }
}

#[test]
fn the_year_of_a_dateline_comes_from_the_page() {
    let dated = |text: &str| article(text).meta.date.map(|d| d.date);
    let body = "延长线全长9公里，设站6座，开始试运行。";
    assert_eq!(dated(&format!("轻轨试运行\n发布时间：2025-03-06\n新华社山城3月5日电 {body}")), Some(date(2025, 3, 6)));
    assert_eq!(
        dated(&format!("轻轨试运行\n发布时间：2025-01-20\n新华社山城12月28日电 {body}")),
        Some(date(2024, 12, 28))
    );
    assert_eq!(dated(&format!("轻轨试运行\n\n新华社山城3月5日电 2025年3月5日，{body}")), Some(date(2025, 3, 5)));
    assert_eq!(dated(&format!("轻轨试运行\n\n新华社山城3月5日电 2024年，{body}")), None);
    assert_eq!(dated(&format!("轻轨试运行\n2025年3月6日\n本报讯（记者 周末） {body}")), Some(date(2025, 3, 6)));
}

#[test]
fn credits_at_the_end_of_a_paragraph_count() {
    let meta = article("轻轨试运行\n\n延长线全长9公里，设站6座，今日开始试运行。（记者 栗青）").meta;
    assert_eq!(meta.reporters[0].name, "栗青");
    let meta = article("轻轨试运行\n\n延长线全长9公里，今日开始试运行。(来源:轨道之家)").meta;
    assert_eq!(meta.source.map(|s| s.name).as_deref(), Some("轨道之家"));
    let meta = article("轻轨试运行\n\n延长线全长9公里，今日开始试运行。 据新华社").meta;
    assert_eq!(meta.source.map(|s| s.name).as_deref(), Some("新华社"));
}

#[test]
fn an_interview_keeps_its_questions() {
    let document = article(
        "访轻轨公司经理\n\n记者：新线什么时候开通？\n\n邹平：今年年底，市民可以先免费试乘。\n\n记者：票价会涨吗？\n\n邹平：不会。",
    );
    assert!(document.text.contains("记者：新线什么时候开通？"));
    assert!(document.meta.reporters.is_empty());
}
