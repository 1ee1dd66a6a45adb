//! Pages of several articles, and lines that the page broke.

use tupu::read::{Media, Role};

use crate::{article, lines, read_as};

const THREE: &str = "
海棠湾新港区动工 总投资42亿元

海棠湾新港区昨日正式动工。项目由海棠港务集团负责建设，计划建设8个万吨级泊位，总投资42亿元。

港务集团董事长石柏年介绍，新港区预计2028年投入使用，届时年吞吐

量可达3000万吨。

据《海棠日报》

青石镇的竹编生意

　　走进青石镇，家家户户的门前都晾着竹篾。镇上现有竹编企业60多家，从业人员超过2000人。

　　“订单已经排到了年底。”竹编厂老板娘卢秀兰说。

（来源：青石融媒）

三省签署气象合作协议

本报记者 陶然

三省气象部门10日签署合作协议。根据协议，三方将共享雷达数据。

责任编辑：方圆
";

#[test]
fn a_page_of_three_articles_is_split_at_its_credits() {
    let documents = read_as(THREE, Media::Text);
    let titles: Vec<_> = documents.iter().map(|d| d.meta.title.as_deref().unwrap_or("")).collect();
    assert_eq!(titles, ["海棠湾新港区动工 总投资42亿元", "青石镇的竹编生意", "三省签署气象合作协议"]);
    let sources: Vec<_> = documents.iter().map(|d| d.meta.source.as_ref().map(|s| s.name.as_str())).collect();
    assert_eq!(sources, [Some("海棠日报"), Some("青石融媒"), None]);
    assert_eq!(documents[2].meta.reporters[0].name, "陶然");
    assert_eq!(documents.iter().map(|d| d.origin.part).collect::<Vec<_>>(), [Some(1), Some(2), Some(3)]);
    assert!(documents[0].text.contains("届时年吞吐量可达3000万吨。"));
}

#[test]
fn a_credit_in_mid_article_splits_nothing_without_a_headline_after_it() {
    let document = article(
        "新桥通车\n\n全长3公里的新桥昨日通车，两岸车程缩短到5分钟。\n\n据新华社\n\n大桥由省交通集团建设，历时四年，桥面为双向六车道。",
    );
    assert_eq!(document.meta.source.map(|s| s.name).as_deref(), Some("新华社"));
}

#[test]
fn headings_split_nothing() {
    let document = article(
        "老工业区的新账本\n\n老厂房改成了创意园，今年迎来游客40万人次。\n\n旧厂变新园\n\n园区负责人谭宁说，目前已有52家企业入驻。\n\n政策加力\n\n市里出台了奖补办法，每家企业最高可得50万元。",
    );
    let roles: Vec<_> = lines(&document).into_iter().map(|(role, _)| role).collect();
    use Role::*;
    assert_eq!(roles, [Title, Body, Heading, Body, Heading, Body]);
}

#[test]
fn rules_and_form_feeds_part_articles() {
    for rule in ["---", "=====", "\x0c"] {
        let page = format!(
            "甲市建成首条隧道\n隧道全长6公里，今日开放通行，市民可以免费试行三天。\n{rule}\n乙县举办茶叶节\n茶叶节为期三天，来自全国的120家茶企参加，成交额达到3000万元。\n"
        );
        assert_eq!(read_as(&page, Media::Text).len(), 2, "{rule:?}");
    }
}

#[test]
fn hard_wrapped_lines_become_paragraphs() {
    let document = article(
        "水库除险加固完工\n　　位于城北的龙潭水库除险加固工程近日完工。工程总投资\n1.2亿元，历时两年，惠及下游三个乡镇的6万多名群众，并新\n增灌溉面积8000亩。\n　　县水务局局长庄毅说，今年还将加固另外五座小型水库。眼下\n正在进行招标。\n",
    );
    let bodies: Vec<_> = lines(&document).into_iter().filter(|l| l.0 == Role::Body).map(|l| l.1).collect();
    assert_eq!(bodies.len(), 2, "{bodies:#?}");
    assert!(bodies[0].contains("工程总投资1.2亿元") && bodies[0].contains("并新增灌溉面积"));
}

#[test]
fn a_short_first_half_of_a_sentence_is_no_heading() {
    for (first, second) in [
        ("眼下，这座小城已成为全", "省最大的蘑菇集散地，每天有上百辆货车进出。"),
        ("去年，全镇蘑菇产值达", "到12亿元，带动就业8000人。"),
        ("合作社的产品有香菇、", "木耳和银耳，远销多个国家。"),
    ] {
        let document = article(&format!(
            "蘑菇小城\n\n小城的大棚一眼望不到边，农户们正忙着采收。\n\n{first}\n\n{second}\n\n采访结束时，货车又出发了。"
        ));
        assert!(document.text.contains(&format!("{first}{second}")), "{}", document.text);
    }
}

#[test]
fn the_shared_newspaper_page_holds_two_articles() {
    let Ok(page) = std::fs::read_to_string("../shared/corpus/newspaper-page.txt") else {
        eprintln!("skipped: the newspaper page is not beside this checkout");
        return;
    };
    let documents = read_as(&page, Media::Text);
    assert_eq!(documents.len(), 2);
    let source = |i: usize| documents[i].meta.source.as_ref().map(|s| s.name.as_str());
    assert_eq!((source(0), source(1)), (Some("经济日报"), Some("新华社")));
    let title = |i: usize| documents[i].meta.title.as_deref().unwrap_or_default();
    assert!(title(0).starts_with("我国已有 433 款") && title(1).ends_with("“衣架产业”"));
    assert!(documents[0].text.contains("在农业领域，AI 大模型结合"));
    assert!(documents[1].text.contains("已成为全球最大的"));
    for document in &documents {
        for (role, line) in lines(document) {
            assert!(role != Role::Body || line.ends_with(['。', '”', '？']), "{line}");
        }
    }
}

#[test]
fn menus_and_legal_notes_are_no_part_of_the_article() {
    let document = article(
        "首页 要闻 财经 科技 教育 体育 专题\n当前位置：首页 > 财经 > 正文\n\n河口港新航线开通\n\n2022-09-20 20:31 来源: 河口日报\n字号：大 中 小 | 打印 |\n\n河口港开通第五条国际航线，每周两班，船期12天。\n\n【我要纠错】责任编辑:周宁\n网站首页 | 关于我们 | 法律声明 | 联系我们\n免责声明：\n凡本网注明来源的作品，版权均属本网所有。\n",
    );
    let expected = [
        (Role::Title, "河口港新航线开通"),
        (Role::Credit, "2022-09-20 20:31 来源: 河口日报"),
        (Role::Body, "河口港开通第五条国际航线，每周两班，船期12天。"),
        (Role::Credit, "【我要纠错】责任编辑:周宁"),
    ];
    assert_eq!(lines(&document), expected);
}
