//! Closed classes of words.

/// Words that link a clause to the one before it and say nothing of its subject.
pub fn links(word: &str) -> bool {
    const LINKS: &[&str] = &[
        "并",
        "并且",
        "但",
        "但是",
        "而",
        "而且",
        "则",
        "然后",
        "随后",
        "于是",
        "因此",
        "所以",
        "同时",
        "此外",
        "另外",
        "不过",
        "然而",
        "且",
        "或",
        "或者",
        "因为",
        "由于",
        "虽然",
        "尽管",
        "以便",
        "从而",
        "以及",
        "和",
        "与",
        "及",
        "又",
        "其中",
        "例如",
        "因而",
        "接着",
        "之后",
        "后来",
        "最后",
        "那么",
        "此后",
        "事实上",
        "其实",
        "还是",
        "来",
        "以",
        "去",
        "甚至",
        "即",
        "不但",
        "不仅",
        "反而",
        "而是",
        "可是",
        "只是",
        "却",
        "以至于",
        "也就是",
        "总之",
        "换句话说",
        "相反",
        "尤其",
        "当时",
        "此时",
        "那时",
        "特别是",
        "即使",
    ];
    LINKS.contains(&word)
}

/// Verbs that only introduce what is said.
pub fn hollow(word: &str) -> bool {
    matches!(
        word,
        "据说" | "据称" | "据悉" | "据报道" | "据介绍" | "而是" | "以至于" | "以致" | "证明" | "表明" | "可见"
    )
}

/// Words that make a clause a condition.
pub fn conditions(word: &str) -> bool {
    matches!(
        word,
        "如果" | "假如" | "若" | "要是" | "倘若" | "只要" | "除非" | "即使" | "一旦" | "无论" | "不管" | "当"
    )
}

/// Prepositions before a verb.
pub fn prepositions(word: &str) -> bool {
    const PREPOSITIONS: &[&str] = &[
        "在", "于", "从", "自", "对", "向", "以", "为", "由", "与", "和", "跟", "同", "根据", "按", "按照", "因",
        "因为", "由于", "通过", "经", "经过", "随", "随着", "除", "除了", "作为", "给", "到", "至", "用", "针对",
        "关于", "对于", "直到", "自从", "沿", "沿着", "朝", "往", "依", "依照", "依据", "凭", "借", "就", "比", "替",
        "为了", "当", "继", "受", "像", "靠", "趁", "距",
    ];
    PREPOSITIONS.contains(&word)
}

/// Prepositions that are hardly ever another thing.
pub fn sure_prepositions(word: &str) -> bool {
    matches!(
        word,
        "在" | "于"
            | "从"
            | "自"
            | "由"
            | "被"
            | "根据"
            | "按照"
            | "通过"
            | "随着"
            | "为了"
            | "直到"
            | "把"
            | "将"
            | "因"
            | "由于"
    )
}

/// Words that end a phrase of place or time.
pub fn postpositions(word: &str) -> bool {
    const POSTPOSITIONS: &[&str] = &[
        "上",
        "中",
        "里",
        "内",
        "下",
        "前",
        "后",
        "外",
        "间",
        "时",
        "之后",
        "之前",
        "之间",
        "之中",
        "之内",
        "之下",
        "之上",
        "以后",
        "以前",
        "以来",
        "以内",
        "以外",
        "期间",
        "时期",
        "之际",
        "附近",
        "周围",
        "旁",
        "旁边",
        "为止",
        "起",
        "当中",
        "左右",
        "的时候",
        "时候",
    ];
    POSTPOSITIONS.contains(&word)
}

/// Times that are adverbs.
pub fn moments(word: &str) -> bool {
    matches!(
        word,
        "现在" | "目前" | "如今" | "至今" | "曾经" | "已经" | "一直" | "后来" | "最近" | "正在" | "随时" | "永远"
    )
}

/// 把 and its like.
pub fn ba(word: &str) -> bool {
    matches!(word, "把" | "将")
}

/// Verbs that, without a subject, go on about the object before them.
pub fn lists(word: &str) -> bool {
    matches!(word, "包括" | "包含" | "例如" | "如")
}

/// Verbs that give their subject a further name.
pub fn renames(word: &str) -> bool {
    matches!(word, "或称" | "又称" | "亦称" | "又名" | "也称" | "简称" | "俗称" | "别名")
}

/// Verbs whose object does what they say.
pub fn causes(word: &str) -> bool {
    matches!(
        word,
        "让" | "使"
            | "令"
            | "使得"
            | "导致"
            | "允许"
            | "要求"
            | "请"
            | "帮助"
            | "迫使"
            | "鼓励"
            | "命令"
            | "叫"
            | "看起来"
            | "像"
    )
}

/// Words that grant something and need a subject of their own.
pub fn grants(word: &str) -> bool {
    matches!(word, "尽管" | "虽然" | "因为" | "由于")
}
