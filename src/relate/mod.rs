//! Turns sentences and mentions into [`Claim`]s with evidence: one file per Chinese construction.
//!
//! | construction | reads |
//! |---|---|
//! | `nesting` | 广西荔浦市; 北京市社会科学院经济研究所 |
//! | `post` | 甲公司董事长张三; 张三任甲公司董事长 |
//! | `noun` | 甲公司创始人张三; 甲公司的创始人是张三 |
//! | `title` | “中国衣架之都”荔浦 |
//! | `verb` | 甲公司收购乙公司; 乙公司被甲公司收购 |
//! | `measure` | 行业产值超80亿元; 拥有企业300多家 |
//! | `source` | 张三说：“……”; 据甲公司介绍 |
//!
//! `scene` lays a sentence out, `subject` tells who a clause is about, `polarity` whether it holds, `confidence` how far it is to
//! be trusted.

mod claim;
mod confidence;
mod context;
mod established;
mod measure;
mod nesting;
mod noun;
mod object;
mod polarity;
mod post;
mod scene;
mod source;
mod subject;
mod title;
mod verb;

pub use claim::{Bound, Claim, Figure, MentionIx, Statement, Status};
pub use confidence::{Calibration, Confidence, Count};
pub use measure::{Question, Weighed};

use std::cell::OnceCell;

use crate::ontology::{Lexicon, Ontology};
use crate::read::Role;
use crate::recognise::{Mention, Recognised};
use crate::segment::Segmented;
use context::Context;
use scene::Scene;

type Construction = fn(&mut Context, &Scene);

/// The constructions, in the order in which they see a sentence.
const CONSTRUCTIONS: &[Construction] =
    &[nesting::apply, post::apply, nesting::found, noun::apply, title::apply, verb::apply, measure::apply];

/// Finds what the sentences of a document claim. Gives all mentions, those of concepts added, and the claims.
pub fn relate(
    seg: &Segmented,
    found: Recognised,
    ontology: &Ontology,
    lexicon: &Lexicon,
) -> (Vec<Mention>, Vec<Claim>) {
    sorted(read(seg, found, ontology, lexicon, None))
}

/// The figures of a document and the names that each was weighed for: what the weights of subjects are trained on.
pub fn questions(seg: &Segmented, found: Recognised, ontology: &Ontology, lexicon: &Lexicon) -> Vec<Question> {
    read(seg, found, ontology, lexicon, Some(Vec::new())).questions.unwrap_or_default()
}

fn read<'a>(
    seg: &'a Segmented,
    found: Recognised,
    ontology: &'a Ontology,
    lexicon: &'a Lexicon,
    questions: Option<Vec<Question>>,
) -> Context<'a> {
    let mut cx = Context {
        seg,
        ontology,
        lexicon,
        found,
        claims: Vec::new(),
        topic: None,
        topics: Vec::new(),
        about: None,
        about_from: 0,
        area: None,
        whole: None,
        period: None,
        leading_firm: OnceCell::new(),
        main: OnceCell::new(),
        cast: OnceCell::new(),
        beyond: false,
        questions,
    };
    let mut scenes = Vec::with_capacity(seg.sentences.len());
    for sentence in &seg.sentences {
        cx.topics.push(cx.topic);
        scenes.push(None);
        if matches!(sentence.role, Role::Credit | Role::Caption) {
            continue;
        }
        let scene = Scene::new(seg, sentence, &cx.found, ontology, lexicon);
        for construction in CONSTRUCTIONS {
            construction(&mut cx, &scene);
        }
        if let Some(topic) = topic(&cx, &scene) {
            cx.topic = Some(topic);
        }
        // Those of a very long text would take too much memory.
        if let Some(last) = scenes.last_mut().filter(|_| seg.text.len() < 1 << 20) {
            *last = Some(scene);
        }
    }
    post::reporters(&mut cx);
    measure::agree(&mut cx);
    source::apply(&mut cx, &scenes);
    cx
}

/// The first subject of the sentence that is a mention: what the next sentence goes on about.
fn topic(cx: &Context, scene: &Scene) -> Option<MentionIx> {
    let verbs = (0..scene.units.len()).filter(|&i| scene.is_verb(i) || scene.is_known_verb(i) && !scene.is_nominal(i));
    // The verb of a relative clause has no say: 1992年成立的甲，累计….
    verbs.filter(|&i| scene.word(i + 1) != "的").map(|i| subject::of(cx, scene, i)).find_map(|s| match s {
        subject::Subject::Mentions(found) => found.first().copied(),
        _ => None,
    })
}

/// Sorts mentions by span and claims by evidence, leaves out what is likely to be no name with all that is said of it, and
/// keeps the indices right.
fn sorted(cx: Context) -> (Vec<Mention>, Vec<Claim>) {
    let Context { found, mut claims, .. } = cx;
    let mentions = &found.mentions;
    let likely = |m: MentionIx| m as usize >= found.names || found.is_likely(&mentions[m as usize]);
    let stands = |m: MentionIx| likely(m) && mentions[m as usize].refers_to.is_none_or(likely);
    claims.retain(|claim| claim.mentions().all(stands));
    let mut order: Vec<usize> = (0..mentions.len()).filter(|&i| stands(i as MentionIx)).collect();
    order.sort_by_key(|&i| (mentions[i].span, mentions[i].class, i));
    let mut place = vec![0 as MentionIx; mentions.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new as MentionIx;
    }
    for claim in &mut claims {
        claim.renumber(|m| place[m as usize]);
    }
    claims.sort_by(|a, b| (a.evidence, a.trigger, &a.construction).cmp(&(b.evidence, b.trigger, &b.construction)));
    let renumbered = order.into_iter().map(|old| {
        let mut m = mentions[old].clone();
        m.refers_to = m.refers_to.map(|r| place[r as usize]);
        m
    });
    (renumbered.collect(), claims)
}
