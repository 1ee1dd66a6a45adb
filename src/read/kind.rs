//! What a line of a page is: running text, a credit, a caption, or something the site put around the article.

use std::sync::LazyLock;

use regex::Regex;

use super::credit;

/// The kind of a line, judged by itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// Running text, a headline or a heading.
    Text,
    /// Source, reporter, date or editor, and nothing else.
    Credit(credit::Found),
    /// A picture's caption.
    Caption,
    /// Navigation, buttons, legal notes: no part of the article.
    Noise,
    /// A line after which only links to other articles come.
    Links,
    /// A line after which nothing of the article comes.
    End,
}

static CAPTION: LazyLock<Regex> = LazyLock::new(|| {
    let text = "^[·•▲△↑↓]?\\s*[（(]?(?:图为|图中为|上图为?|下图为?|左图|右图|图[:：/]|图[①②③④⑤⑥]|图\\s?\\d{1,2}[:：\\s]|图片来源|图片说明|图源|题图|配图|资料图|资料图片|资料照片|效果图|制图|视频[:：]|(?:数据|资料|图表)来源[:：])|(?:摄|摄影|供图|资料图|资料图片|资料照片|效果图|/图|图片来源[:：].{0,12})[）)]?$|^新华社发";
    Regex::new(text).expect("a fixed pattern")
});

static NOISE: LazyLock<Regex> = LazyLock::new(|| {
    let text = concat!(
        r"^[【\[（(|]*(?:打印|关闭|关闭窗口|打印本页|收藏|返回|返回顶部|回到顶部|顶部|纠错|举报|分享|评论|点赞|转发|复制链接|大\s?中\s?小|字号|字体|扫一扫|微信|微博|登录|注册|首页|导航|网站导航|设为首页|加入收藏|手机版|电脑版|客户端下载|更多|查看更多|展开全文|阅读全文|[\s|/>【】\[\]（）()\-:：、A+])+$",
        r"|^(?:分享到|分享至|扫一扫|扫描二维码|长按|当前位置|您的位置|您现在的位置|所在位置|字号|字体|上一篇|下一篇|上一条|下一条|标签|关键词|关键字|热词|网站导航|主办单位|承办单位|技术支持|联系电话|举报电话|投稿邮箱|客服电话|版权所有|版权声明|免责声明|特别声明|声明|原标题|本文网址|网址)\s*[:：]",
        r"|(?i)^(?:copyright|©|all rights reserved)|(?:ICP备|公网安备)[^，。]{0,12}\d{4,}|(?i)copyright ?(?:©|\(c\)) ?\d{4}|(?:版权所有|举报电话).{0,40}$",
        r"|^首页(?:\s*[>»›/-]\s*\S{1,12})+$|^(?:扫一扫|扫描).{0,24}(?:关注|分享|下载|手机|打开|浏览)",
    );
    Regex::new(text).expect("a fixed pattern")
});

static END: LazyLock<Regex> = LazyLock::new(|| {
    let text = r"^[【\[]?(?:免责声明|版权声明|特别声明|郑重声明|网友评论|发表评论)[】\]]?[:：]?$|^[①②③1-9一、.．\s]*凡(?:本[网站]|注明|来源)|仅供参考.{0,40}(?:风险自负|法律责任|法律声明)";
    Regex::new(text).expect("a fixed pattern")
});

/// A credit of a picture, or where people stand in it.
static PLACED: LazyLock<Regex> = LazyLock::new(|| {
    let text = r"[（(](?:[前后左右中]排?[一二三四五六中]?|[左右]起?第?[一二三四五六\d]|[左右]侧)[）)]";
    Regex::new(text).expect("a fixed pattern")
});

static LINKS: LazyLock<Regex> = LazyLock::new(|| {
    let text = r"^[【\[]?(?:相关(?:内容|新闻|阅读|链接|文章|推荐|报道|资讯)|热门(?:资讯|新闻|文章|推荐|阅读)|延伸阅读|推荐阅读|猜你喜欢|精彩推荐|为您推荐|最新文章|最新资讯|网友评论|发表评论|热点新闻|新闻排行|点击排行)[】\]]?[:：]?$";
    Regex::new(text).expect("a fixed pattern")
});

/// Judges a line; `head` tells that no running text stands before it.
pub(super) fn kind(line: &str, head: bool) -> Kind {
    let length = line.chars().take(151).count();
    if length > 150 {
        return Kind::Text;
    }
    if LINKS.is_match(line) {
        Kind::Links
    } else if is_menu(line) || (NOISE.is_match(line) && (length <= 60 || !line.contains('，'))) {
        Kind::Noise
    } else if END.is_match(line) {
        Kind::End
    } else if length <= 100 && is_caption(line, length) {
        Kind::Caption
    } else if let Some(found) = credit::credit(line, head) {
        Kind::Credit(found)
    } else {
        Kind::Text
    }
}

fn is_caption(line: &str, length: usize) -> bool {
    if length <= 40 && !line.contains('。') && PLACED.is_match(line) {
        return true;
    }
    // A caption that runs into a paragraph is read with it.
    let inside = line.find('。').is_some_and(|stop| line[stop..].chars().count() > 20 && line.ends_with('。'));
    !inside && CAPTION.is_match(line)
}

/// The menu of a site: an address, a path of pages, a row of short words.
fn is_menu(line: &str) -> bool {
    let address = line.starts_with("http://") || line.starts_with("https://") || line.starts_with("www.");
    if address && line.is_ascii() || line.ends_with(['>', '»']) {
        return true;
    }
    if let Some(item) = line.strip_prefix(['•', '·']) {
        return (1..=4).contains(&item.trim().chars().count());
    }
    if line.contains(['，', '。', '、', '：', ':', ',', '“', '《']) {
        return false;
    }
    let bars = line.matches(['|', '｜', '>', '»']).count();
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || "|｜>»".contains(c)).filter(|w| !w.is_empty()).collect();
    let short = words.iter().all(|w| w.chars().count() <= 6 && !w.contains(|c: char| c.is_ascii_digit()));
    let barred = bars >= 3 && words.len() > 3 && words.iter().all(|w| w.chars().count() <= 8);
    barred
        || short && (words.len() >= 6 || bars >= 2 && words.len() >= 3)
        || line.starts_with("首页") && line.chars().count() <= 12
}
