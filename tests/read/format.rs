//! Web pages, Markdown and tables of documents.

use std::path::Path;

use jiff::civil::date;
use tupu::read::{Columns, Media, Options, Role, Source, load};

use crate::{lines, read_as};

fn data(name: &str) -> String {
    std::fs::read_to_string(Path::new("tests/data/read").join(name)).expect("a file of the tests")
}

#[test]
fn a_web_page_gives_its_main_text_and_its_header() {
    let documents = read_as(&data("portal.html"), Media::Html);
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    assert_eq!(document.meta.title.as_deref(), Some("云岭县高山茶园迎来采摘季"));
    assert_eq!(document.meta.source.as_ref().map(|s| s.name.as_str()), Some("云岭融媒"));
    assert_eq!(document.meta.date.as_ref().map(|d| d.date), Some(date(2024, 4, 8)));
    assert_eq!(document.meta.url.as_deref(), Some("https://news.yunling.example/2024/0408/c1.html"));
    let bodies = lines(document).into_iter().filter(|l| l.0 == Role::Body).count();
    assert_eq!(bodies, 3, "{}", document.text);
    assert!(document.text.contains("合作社的茶叶已经出口到四个国家。"));
    assert!(lines(document).contains(&(Role::Caption, "图为茶农在采茶。谢明 摄")));
    assert!(lines(document).contains(&(Role::Credit, "责任编辑：宋佳")));
    for noise in ["樱桃", "首页", "微博", "ICP", "var nav", "相关新闻"] {
        assert!(!document.text.contains(noise), "{noise} in {}", document.text);
    }
}

#[test]
fn an_old_page_of_tables_loses_its_column_of_links() {
    let documents = read_as(&data("table.html"), Media::Html);
    let document = &documents[0];
    assert_eq!(document.meta.title.as_deref(), Some("北屏镇石材市场开业"));
    assert_eq!(document.meta.date.as_ref().map(|d| d.date), Some(date(2009, 6, 18)));
    assert_eq!(document.meta.reporters[0].name, "胡斌");
    let bodies: Vec<_> = lines(document).into_iter().filter(|l| l.0 == Role::Body).map(|l| l.1).collect();
    assert_eq!(bodies.len(), 3, "{bodies:#?}");
    assert!(bodies[1].ends_with("年交易额可达10亿元，能够安排2000人就业。"));
    assert!(!document.text.contains("广场舞"));
}

#[test]
fn markdown_loses_its_markup_and_keeps_its_headings() {
    let text = "---\ntitle: \"花溪水厂扩建\"\nsource: 花溪日报\ndate: 2023-11-02\nurl: https://example.org/a\nauthor: 田苗、柏松\n---\n\n# 花溪水厂扩建\n\n**花溪水厂**[二期](http://x.y)昨日开工，\n总投资*3.4亿元*。\n\n## 供水能力\n\n扩建后日供水量达到20万吨。`code`\n\n```\nlet x = 1;\n```\n\n- 新建泵站两座，位于城东。\n- 铺设管网60公里，覆盖三个街道。\n";
    let documents = read_as(text, Media::Markdown);
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    let expected = [
        (Role::Title, "花溪水厂扩建"),
        (Role::Body, "花溪水厂二期昨日开工，总投资3.4亿元。"),
        (Role::Heading, "供水能力"),
        (Role::Body, "扩建后日供水量达到20万吨。code"),
        (Role::Body, "新建泵站两座，位于城东。"),
        (Role::Body, "铺设管网60公里，覆盖三个街道。"),
    ];
    assert_eq!(lines(document), expected);
    assert_eq!(document.meta.date.as_ref().map(|d| d.date), Some(date(2023, 11, 2)));
    assert_eq!(document.meta.source.as_ref().map(|s| s.name.as_str()), Some("花溪日报"));
    let reporters: Vec<_> = document.meta.reporters.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(reporters, ["田苗", "柏松"]);
}

/// Writes `content` as `name` and reads it back.
fn load_as(name: &str, content: &[u8], options: &Options) -> (Vec<tupu::read::Document>, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, content).expect("a file");
    let source = Source { media: Media::from_path(&path).expect("a known kind"), path };
    let (documents, errors) = load(&source, options);
    (documents, errors.iter().map(ToString::to_string).collect())
}

#[test]
fn the_address_of_a_row_may_name_its_day() {
    let rows = "{\"text\":\"新路3日通车，全长12公里。\",\"url\":\"https://example.cn/2025-03/06/c_17.htm\"}\n{\"text\":\"新桥3日通车。\",\"url\":\"https://example.cn/c_17.htm\"}\n";
    let (documents, _) = load_as("rows.jsonl", rows.as_bytes(), &Options::default());
    let days: Vec<_> = documents.iter().map(|d| d.meta.date.as_ref().map(|d| d.date)).collect();
    assert_eq!(days, [Some(date(2025, 3, 6)), None]);
}

#[test]
fn broken_rows_of_json_lines_are_told_by_number_and_the_others_kept() {
    let rows = "{\"id\":\"a1\",\"title\":\"新路通车\",\"text\":\"新路昨日通车，全长12公里。\",\"source\":\"甲报\",\"date\":\"2022-05-06T08:00:00Z\",\"url\":\"http://a/1\"}\n{\"text\": \"断了\n\n{\"id\":\"a3\",\"title\":\"没有正文\"}\n[1]\n{\"content\":\"第二家工厂今年建成，年产值2亿元。\"}\n";
    let (documents, errors) = load_as("rows.jsonl", rows.as_bytes(), &Options::default());
    assert_eq!(documents.iter().map(|d| d.origin.row).collect::<Vec<_>>(), [Some(1), Some(6)]);
    let meta = &documents[0].meta;
    assert_eq!((meta.title.as_deref(), meta.url.as_deref()), (Some("新路通车"), Some("http://a/1")));
    assert_eq!(meta.source.as_ref().map(|s| s.name.as_str()), Some("甲报"));
    assert_eq!(meta.date.as_ref().map(|d| d.date), Some(date(2022, 5, 6)));
    assert!(documents[0].text.starts_with("新路通车\n新路昨日通车"));
    assert_eq!(errors.len(), 3, "{errors:#?}");
    assert!(errors[0].contains("row 2") && errors[0].contains("broken JSON"));
    assert!(errors[1].contains("row 4") && errors[1].contains("no text (id a3)"));
    assert!(errors[2].contains("row 5") && errors[2].contains("object"));
}

#[test]
fn csv_takes_named_columns_and_quoted_line_breaks() {
    let table = "headline,body_text,day\n桥梁合龙,\"大桥昨日合龙，全长2公里。\n\n施工方称年底通车。\",2021/7/8\n坏行,少一格\n渡口停航,渡口今起停航三天。,\n";
    let columns = Columns {
        title: Some("headline".into()),
        text: Some("body_text".into()),
        date: Some("day".into()),
        ..Columns::default()
    };
    let options = Options { columns, ..Options::default() };
    for (encoding, bytes) in [("UTF-8", table.as_bytes().into()), ("gb18030", encoding_rs::GB18030.encode(table).0)] {
        let (documents, errors) = load_as("table.csv", &bytes, &options);
        let titles: Vec<_> = documents.iter().map(|d| d.meta.title.as_deref()).collect();
        assert_eq!(titles, [Some("桥梁合龙"), Some("渡口停航")]);
        assert_eq!(documents[0].origin.encoding, encoding);
        assert_eq!(documents[0].meta.date.as_ref().map(|d| d.date), Some(date(2021, 7, 8)));
        assert_eq!(documents[0].paragraphs.len(), 3);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].contains("row 2 (line 5)") && errors[0].contains("2 cells"), "{errors:?}");
    }
}

#[test]
fn a_csv_without_the_column_says_which_there_are() {
    let (documents, errors) = load_as("table.csv", "a,b\n1,2\n".as_bytes(), &Options::default());
    assert!(documents.is_empty());
    assert!(errors[0].contains("no column text") && errors[0].contains("a, b") && errors[0].contains("--text-column"));
}
