//! Where a date may begin, told from two characters, so that the grammar is tried in few places.

use super::chars::{Chars, among};
use super::number::numeral;
use super::words::lexicon;

/// Whether a date, period or time of day may begin at `i`; never wrong when it says no.
pub(crate) fn may_begin(t: &Chars, i: usize) -> bool {
    let c = t.get(i);
    if c < '\u{4e00}' {
        return match c {
            '0'..='9' => !t.before(i).is_ascii_alphanumeric() && before_unit(t, i),
            '“' | '"' | '「' | '‘' => numeral(t.get(i + 1)),
            '=' => true,
            '〇' | '○' => before_unit(t, i),
            _ => false,
        };
    }
    if numeral(c) && before_unit(t, i) {
        return true;
    }
    let next = t.get(i + 1);
    let counted = || {
        let at = t.skip_blanks(i + 1);
        let c = t.get(at);
        c.is_ascii_digit() || numeral(c) || matches!(c, '几' | '数' | '半')
    };
    let by_word = match c {
        '今' => among(next, "年天日晚晨早后个周星礼春夏秋冬明"),
        '去' => among(next, "年春夏秋冬今"),
        '明' => among(next, "年天日晚早晨春夏秋冬后"),
        '寻' | '听' => next == '日',
        '昨' => matches!(next, '天' | '日' | '晚' | '夜'),
        '前' | '后' => matches!(next, '年' | '天' | '日' | '面' | '半' | '晚') || counted(),
        '本' => among(next, "年月周世季星礼财学赛雪榨"),
        '上' | '下' => {
            matches!(
                next,
                '半' | '周'
                    | '个'
                    | '月'
                    | '年'
                    | '世'
                    | '星'
                    | '礼'
                    | '季'
                    | '午'
                    | '昼'
                    | '上'
                    | '下'
                    | '财'
                    | '学'
                    | '一'
                    | '赛'
                    | '雪'
                    | '榨'
            ) || counted()
        }
        '当' => among(next, "前今晚夜年日天月"),
        '同' => among(next, "年月日晚一"),
        '次' | '翌' => among(next, "年月日"),
        '隔' => among(next, "日天"),
        '来' => next == '年',
        '月' => among(next, "初底末"),
        '目' => next == '前',
        '现' => matches!(next, '在' | '今'),
        '如' | '迄' => next == '今',
        '此' => matches!(next, '时' | '刻' | '前' | '后'),
        '大' => matches!(next, '前' | '后' | '年' | '约'),
        '年' => matches!(next, '初' | '底' | '末' | '中' | '三' | '内'),
        '近' => next == '来' || counted(),
        '过' => matches!(next, '去' | '往'),
        '未' | '将' => next == '来',
        '最' => next == '近',
        '接' | '眼' => next == '下',
        '之' => matches!(next, '前' | '后'),
        '往' => next == '后',
        '以' => next == '往',
        '刚' => next == '刚',
        '每' => true,
        '这' => matches!(next, '周' | '月' | '个' | '一' | '星' | '礼') || counted(),
        '星' => next == '期',
        '礼' => next == '拜',
        '周' => numeral(next) || matches!(next, '日' | '天' | '末' | '1'..='6'),
        '农' | '阴' | '夏' | '阳' => next == '历',
        '旧' => matches!(next, '历' | '年'),
        '公' => matches!(next, '元' | '历'),
        '西' => next == '元',
        '正' => matches!(next, '月' | '午'),
        '腊' => matches!(next, '月' | '八'),
        '冬' => next == '月',
        '闰' => true,
        '第' | '头' => counted(),
        '首' => next == '季',
        '从' | '自' | '约' => may_begin(t, t.skip_blanks(i + 1)) || next == '从',
        '截' => matches!(next, '至' | '止'),
        '到' => next == '目',
        '凌' => next == '晨',
        '清' => matches!(next, '晨' | '明'),
        '早' => matches!(next, '上' | '晨' | '间'),
        '中' => matches!(next, '午' | '秋' | '元'),
        '傍' => next == '晚',
        '晚' => matches!(next, '上' | '间'),
        '夜' => matches!(next, '间' | '里' | '晚'),
        '深' | '入' | '子' => next == '夜',
        '午' => matches!(next, '后' | '间' | '夜'),
        '新' => matches!(next, '世' | '春' | '赛' | '财' | '学' | '榨' | '雪'),
        '几' | '数' | '半' => next == '夜' || before_unit(t, i),
        '依' | '而' | '宜' => next == '家',
        '即' => next == '刻',
        '晏' | '朝' => true,
        '黄' => next == '昏',
        '晨' => next == '间',
        _ => false,
    };
    by_word || lexicon().names_date(t, i)
}

/// Whether the figures at `i` are followed by what makes them part of a date.
fn before_unit(t: &Chars, i: usize) -> bool {
    let mut at = i;
    let figure = |c: char| c.is_ascii_digit() || numeral(c) || matches!(c, '几' | '数' | '半' | '多' | '余');
    while figure(t.get(at)) {
        at += 1;
    }
    match t.get(t.skip_blanks(at)) {
        '年' | '月' | '日' | '号' | '点' | '时' | '世' | '季' | '周' | '天' | '个' | '小' | '分' | '秒' | '星'
        | '礼' | '钟' | '来' | '财' | '学' | '榨' | '赛' | '雪' | '供' | '采' | ':' | '至' | '到' | '-' | '—' | '–'
        | '―' | '~' | '/' | '.' | '刻' => true,
        'p' | 'P' | 'a' | 'A' => t.get(at) != ' ',
        // a festival that begins with a figure, 五一
        '劳' | '国' | '青' | '儿' | '妇' | '节' | '假' | '黄' | '长' | '期' | '前' | '后' | '建' | '\0' => {
            !t.get(i).is_ascii_digit()
        }
        _ => false,
    }
}
