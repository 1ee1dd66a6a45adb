//! `tupu report`: one file for colleagues, the same bytes each time.
#![cfg(feature = "serve")]

#[expect(dead_code, reason = "other tests use the rest")]
mod common;

use common::Place;

#[test]
fn a_briefing_gives_source_and_words_for_each_line() {
    let place = Place::with_graph();
    place.write("news/d.txt", "海溪县的箱包\n\n海溪县现有箱包企业320家。2024年，海溪县工业总产值达58亿元。海溪县*否认*与<b>长沙市</b>签约。\n");
    place.write("news/e.txt", "海溪县的工业\n\n2024年，海溪县工业总产值达61亿元。\n");
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0);
    let run = place.tupu(&["report", "kg", "--format", "md"]);
    assert_eq!(run.code, 0, "{run:?}");
    for said in [
        "# 简报",
        "## 人物与职务",
        "- 陈国栋 湖南星河机械有限公司 董事长",
        "> 永嘉新光纽扣有限公司创始人周明华",
        "《永嘉纽扣卖全球》 浙江日报",
        "## 数据",
        "| 海溪县 | 企业数（箱包企业） | 320家 |",
        "## 言论",
        "## 说法不一",
        "  - 61亿元：2024年，海溪县工业总产值达61亿元",
    ] {
        assert!(run.out.contains(said), "{said} is not in {}", run.out);
    }
    assert!(!run.out.contains("<b>"), "{}", run.out);
    assert_eq!(run.out, place.tupu(&["report", "kg", "--format", "md"]).out);
    assert!(place.tupu(&["report", "kg", "--format", "md", "--lang", "en"]).out.contains("## People and posts"));
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn a_hundred_articles_are_at_most_five_megabytes() {
    let place = Place::new();
    for n in 0..100 {
        let (town, firm) = (["海溪", "临汐", "云盘", "岭脚", "墨砚"][n % 5], ["新光", "恒锐", "金星", "江海"][n % 4]);
        let mut text = format!("{town}县第{n}个项目开工\n\n");
        for part in 0..8 {
            text += &format!(
                "{town}{firm}{part}号机械有限公司位于{town}县，员工达{}人。{town}{firm}{part}号机械有限公司董事长陈国栋说：“今年产值将达{}亿元，第{n}个项目已经投产。”2024年，{town}县工业总产值达{}亿元。\n",
                300 + n * 7 + part,
                3 + part,
                50 + n
            );
        }
        place.write(&format!("news/{n}.txt"), text);
    }
    assert_eq!(place.tupu(&["build", "news", "-o", "kg"]).code, 0);
    let run = place.tupu(&["report", "kg", "-o", "report.html"]);
    if run.code == 1 && run.err.contains("without the page") {
        println!("skipped: this tupu was built without the page");
        return;
    }
    assert_eq!(run.code, 0, "{run:?}");
    let report = std::fs::read(place.path("report.html")).unwrap();
    assert!(report.len() < 5 << 20, "{} bytes", report.len());
    assert_eq!(place.tupu(&["report", "kg"]).out.as_bytes(), report);
}
