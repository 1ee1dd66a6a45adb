//! Places that a line only joins or reaches: 甲高铁乙至丙段长681公里; 班列通达欧洲25个国家.

use super::super::MentionIx;
use super::super::context::Context;
use super::super::scene::Scene;

/// What runs between two places.
const LINES: [&str; 9] = ["班列", "航线", "列车", "航班", "专列", "高铁", "铁路", "高速", "线路"];

/// The owners of the figure at unit `i` without a place that a line runs from or comes to; a line named before it has the
/// figure instead.
pub(super) fn off_the_way(cx: &Context, scene: &Scene, i: usize, owners: Vec<MentionIx>) -> Vec<MentionIx> {
    let [place] = owners[..] else { return owners };
    let (start, _) = scene.clause(i);
    let at = (start..i).find(|&k| scene.mention(k) == Some(place)).filter(|_| cx.is(place, "Place"));
    let Some(at) = at else { return owners };
    // 乙至丙段
    let end = scene.mention(at + 2).filter(|&m| cx.is(m, "Place") && matches!(scene.word(at + 1), "至" | "到" | "—"));
    if end.is_some() && (at + 2..at + 4).any(|k| scene.word(k).ends_with('段')) {
        let line = at.checked_sub(1).and_then(|k| scene.mention(k)).filter(|&m| cx.is(m, "Facility"));
        return line.into_iter().collect();
    }
    // 甲至乙的中欧班列已开行261列: of the trains, not of where they set out.
    let line = |k: &usize| LINES.iter().any(|end| scene.word(*k).ends_with(end));
    if end.is_some()
        && scene.word(at + 3) == "的"
        && let Some(k) = (at + 4..(at + 8).min(i)).find(line)
    {
        return scene.mention(k).filter(|&m| cx.is(m, "Facility")).into_iter().collect();
    }
    let reaches = |k: usize| {
        scene.mention(k).is_none()
            && ["通达", "直达", "通往", "辐射", "抵达", "连通", "联通", "连接"]
                .iter()
                .any(|v| scene.word(k).ends_with(v))
    };
    if at.checked_sub(1).is_some_and(reaches) { Vec::new() } else { owners }
}
