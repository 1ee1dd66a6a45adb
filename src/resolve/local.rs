//! Inside one article: which mentions mean the same thing, and why.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::forms::Forms;
use super::{Decisions, Merge, names};
use crate::extract::Extract;
use crate::ontology::{ClassId, Ontology};
use crate::recognise::{holders, is_group_of};
use crate::relate::{MentionIx, Statement};

/// What one article knows of one thing.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Path segment of its kind (`place`, `org`, …).
    pub kind: &'static str,
    pub class: ClassId,
    pub forms: Forms,
    /// The name that the ontology knows it by, when the article uses another.
    pub known: Option<String>,
    /// The gazetteer's code, when one place only is meant.
    pub code: Option<String>,
    /// For a person: folded names of the bodies he or she has posts in, the bodies above them included.
    pub bodies: BTreeSet<String>,
    pub merges: Vec<Merge>,
    /// Indices of the mentions.
    pub mentions: Vec<MentionIx>,
}

/// The clusters of one article, sorted, every mention but dates in one.
pub(super) fn clusters(extract: &Extract, ontology: &Ontology, decisions: &Decisions) -> Vec<Cluster> {
    let mut groups: Vec<Cluster> = Vec::new();
    let mut of_mention: Vec<Option<usize>> = vec![None; extract.mentions.len()];
    let mut by_name: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for (i, mention) in extract.mentions.iter().enumerate() {
        let kind = ontology.prefix(mention.class);
        let name = fold(&mention.name);
        if kind == "date" || name.is_empty() {
            continue;
        }
        let at = *by_name.entry((kind, name)).or_insert_with(|| {
            let (forms, bodies) = (Forms::default(), BTreeSet::new());
            groups.push(Cluster {
                kind,
                class: mention.class,
                forms,
                known: None,
                code: None,
                bodies,
                merges: Vec::new(),
                mentions: Vec::new(),
            });
            groups.len() - 1
        });
        let group = &mut groups[at];
        let written: String = mention.span.of(&extract.document.text).chars().filter(|c| !c.is_whitespace()).collect();
        let bare = |name: &str| fold(name.trim_matches(['《', '》']));
        if bare(&written) == bare(&mention.name) {
            group.forms.add(&mention.name, 1);
        } else {
            group.forms.add(written.trim_matches(['《', '》']), 1);
            group.known = Some(mention.name.clone());
        }
        group.code = group.code.take().or_else(|| mention.code.clone());
        if ontology.is_a(mention.class, group.class) {
            group.class = mention.class;
        }
        group.mentions.push(i as MentionIx);
        of_mention[i] = Some(at);
    }
    let mut joins: Vec<(usize, usize, &'static str)> = Vec::new();
    for (i, mention) in extract.mentions.iter().enumerate() {
        if let (Some(a), Some(b)) = (of_mention[i], mention.refers_to.and_then(|r| of_mention[r as usize])) {
            joins.push((b, a, "declared or short name"));
        }
    }
    let holders = holders(&extract.document.text, &extract.mentions);
    let held = |long: &Cluster, short: &Cluster| {
        holders.contains(long.forms.first()) && is_group_of(long.forms.first(), short.forms.first())
    };
    joins.extend(by_form(&groups, ontology).into_iter().filter(|&(a, b, _)| !held(&groups[a], &groups[b])));
    joins.extend(abbreviated(&groups));
    let mut clusters = union(groups, joins, ontology, decisions);
    bodies(extract, &mut clusters);
    clusters.sort_by(|a, b| (a.kind, &a.forms).cmp(&(b.kind, &b.forms)));
    clusters
}

/// NFKC without white space.
pub(super) fn fold(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Pairs of groups, longer form first, whose names differ in words with a fixed short form only (经开区管委会).
fn abbreviated(groups: &[Cluster]) -> Vec<(usize, usize, &'static str)> {
    let mut whole: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        whole.entry((group.kind, group.forms.first().to_owned())).or_insert(at);
    }
    let short = groups.iter().enumerate().filter_map(|(at, group)| {
        let name = group.forms.first();
        let full = names::in_full(name);
        let long = whole.get(&(group.kind, full.clone())).filter(|_| full != name)?;
        Some((*long, at, "fixed short form"))
    });
    short.collect()
}

/// Pairs of groups, longer form first, that their forms show to be one thing.
fn by_form(groups: &[Cluster], ontology: &Ontology) -> Vec<(usize, usize, &'static str)> {
    let mut by_handle: BTreeMap<(&'static str, &str), Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for handle in names::handles(group.kind, group.forms.first(), group.code.as_deref()) {
            by_handle.entry((group.kind, handle)).or_default().push(at);
        }
    }
    let mut joins = Vec::new();
    for (a, long) in groups.iter().enumerate() {
        let parts = names::parts(long.kind, long.forms.first(), long.code.as_deref());
        let near: BTreeSet<usize> =
            parts.iter().filter_map(|part| by_handle.get(&(long.kind, *part))).flatten().copied().collect();
        let others = near.into_iter().filter(|&b| b != a);
        joins.extend(others.filter_map(|b| Some((a, b, reason(long, &groups[b], ontology)?))));
    }
    // A short form that fits two longer names means neither for sure.
    let mut fits: BTreeMap<usize, usize> = BTreeMap::new();
    joins.iter().for_each(|(_, short, _)| *fits.entry(*short).or_default() += 1);
    joins.retain(|(_, short, reason)| fits[short] == 1 || *reason == "same place");
    joins
}

/// Why `short` is another form of `long`, if it is.
fn reason(long: &Cluster, short: &Cluster, ontology: &Ontology) -> Option<&'static str> {
    let (l, s) = (long.forms.first(), short.forms.first());
    // 上海临港, listed as a name of 临港集团, is no short form of 上海临港控股股份有限公司.
    let another = long.known.is_none() && short.known.as_deref().is_some_and(|known| !l.contains(known));
    match long.kind {
        "org" if another => None,
        "place" => names::same_place(l, s, long.code.as_deref(), short.code.as_deref()),
        "org" => names::short_organization(l, s, ontology.is_named(long.class, "Company")),
        "event" => names::short_event(l, s),
        "work" => names::short_work(l, s),
        _ => None,
    }
}

/// Joins the groups along `joins`, unless the user has decided that they are two.
fn union(
    groups: Vec<Cluster>,
    joins: Vec<(usize, usize, &'static str)>,
    ontology: &Ontology,
    decisions: &Decisions,
) -> Vec<Cluster> {
    let mut root: Vec<usize> = (0..groups.len()).collect();
    let mut merges: Vec<Vec<Merge>> = vec![Vec::new(); groups.len()];
    let find = |root: &[usize], mut i: usize| {
        while root[i] != i {
            i = root[i];
        }
        i
    };
    for (a, b, reason) in joins {
        let names = |i: usize| groups[i].forms.iter().collect::<Vec<_>>();
        let (ra, rb) = (find(&root, a), find(&root, b));
        if ra == rb || groups[a].kind != groups[b].kind || decisions.parts(&names(a), &names(b)) {
            continue;
        }
        root[rb] = ra;
        let first = |i: usize| groups[i].forms.first().to_owned();
        merges[a].push(Merge { left: first(a), right: first(b), reason: reason.to_owned() });
    }
    let mut joined: BTreeMap<usize, Cluster> = BTreeMap::new();
    for (i, mut group) in groups.into_iter().enumerate() {
        group.merges = std::mem::take(&mut merges[i]);
        let at = find(&root, i);
        match joined.get_mut(&at) {
            None => {
                joined.insert(at, group);
            }
            Some(kept) => kept.absorb(group, ontology),
        }
    }
    joined.into_values().collect()
}

impl Cluster {
    /// The name that enters the IRI.
    pub fn canonical(&self) -> String {
        self.known.clone().unwrap_or_else(|| names::canonical(&self.forms, self.code.as_deref()))
    }

    /// Takes in another cluster of the same thing.
    pub fn absorb(&mut self, other: Cluster, ontology: &Ontology) {
        self.forms.absorb(other.forms);
        if ontology.is_a(other.class, self.class) {
            self.class = other.class;
        }
        self.known = self.known.take().or(other.known);
        self.code = self.code.take().or(other.code);
        self.bodies.extend(other.bodies);
        self.merges.extend(other.merges);
        self.mentions.extend(other.mentions);
    }
}

/// Adds to each person the bodies of his or her posts, and what lies above them.
fn bodies(extract: &Extract, clusters: &mut [Cluster]) {
    let mut of_mention: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, cluster) in clusters.iter().enumerate() {
        of_mention.extend(cluster.mentions.iter().map(|&m| (m as usize, at)));
    }
    let forms: BTreeSet<String> =
        clusters.iter().filter(|c| c.kind == "org").flat_map(|c| c.forms.iter().map(fold)).collect();
    for claim in &extract.claims {
        let (person, body) = match claim.statement {
            Statement::Post { person, organization, .. } => (person, organization),
            _ => continue,
        };
        let (Some(&person), Some(&body)) = (of_mention.get(&(person as usize)), of_mention.get(&(body as usize)))
        else {
            continue;
        };
        let name = fold(&clusters[body].canonical());
        let heads = (0..=name.len()).filter_map(|end| name.get(..end));
        let above: Vec<String> = heads.filter(|head| forms.contains(*head)).map(str::to_owned).collect();
        clusters[person].bodies.insert(name);
        clusters[person].bodies.extend(above);
    }
}
