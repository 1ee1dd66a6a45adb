//! Across articles: things of one canonical name are one; people only when they share a body.

use rayon::prelude::*;

use super::local::{Cluster, clusters, fold};
use super::{Action, Decisions, Entity, EntityIx, Merge, Resolution};
use crate::extract::Extract;
use crate::ontology::Ontology;
use crate::read::DocumentId;
use crate::recognise::gazetteer::Gazetteer;
use crate::relate::MentionIx;

/// Kind, canonical name and what tells namesakes apart; for people the last is found across articles.
type Key = (&'static str, String, String);
/// Places of mentions: document, mention.
type Members = Vec<(u32, MentionIx)>;
/// One thing in all articles.
type Group = (Key, Cluster, Members);

/// What one document tells of the things in it.
#[derive(Clone, Debug)]
pub struct Local {
    document: DocumentId,
    mentions: usize,
    clusters: Vec<(Key, Cluster)>,
}

impl Local {
    /// Decides which mentions of one document mean the same thing.
    pub fn of(extract: &Extract, ontology: &Ontology, decisions: &Decisions) -> Self {
        let document = extract.document.id.clone();
        let keyed = |cluster: Cluster| (key(&cluster, &document.0), cluster);
        let mut clusters: Vec<_> = clusters(extract, ontology, decisions).into_iter().map(keyed).collect();
        clusters.shrink_to_fit();
        Local { document, mentions: extract.mentions.len(), clusters }
    }
}

/// Decides which mentions mean the same entity.
///
/// The entities do not depend on the order of `extracts`; the lists of mentions follow it. Dates mean no entity.
pub fn resolve(extracts: &[Extract], ontology: &Ontology, decisions: &Decisions) -> Resolution {
    join(extracts.par_iter().map(|e| Local::of(e, ontology, decisions)).collect(), ontology, decisions)
}

/// As [`resolve`], from what each document tells by itself.
pub fn join(locals: Vec<Local>, ontology: &Ontology, decisions: &Decisions) -> Resolution {
    let mut mentions: Vec<Vec<Option<EntityIx>>> = locals.iter().map(|local| vec![None; local.mentions]).collect();
    let mut locals: Vec<(u32, Local)> = (0..).zip(locals).collect();
    locals.sort_by(|a, b| a.1.document.cmp(&b.1.document));
    let mut found: Vec<Found> = Vec::with_capacity(locals.iter().map(|(_, local)| local.clusters.len()).sum());
    for (at, Local { document, clusters, .. }) in locals {
        found.extend(clusters.into_iter().map(|(key, mut cluster)| {
            let members = std::mem::take(&mut cluster.mentions).into_iter().map(|mention| (at, mention)).collect();
            Found { key, cluster, members, document: document.clone() }
        }));
    }
    // Things of one key keep the order of their documents.
    found.par_sort_by(|a, b| a.key.cmp(&b.key));
    let mut things: Vec<Vec<Found>> = Vec::new();
    for one in found {
        match things.last_mut().filter(|same| same[0].key == one.key) {
            Some(same) => same.push(one),
            None => things.push(vec![one]),
        }
    }
    let mut groups: Vec<Group> =
        things.into_par_iter().flat_map_iter(|same| across(same, ontology, decisions)).collect();
    decided(&mut groups, ontology, decisions);
    for (ix, (_, _, members)) in groups.iter().enumerate() {
        for &(document, mention) in members {
            mentions[document as usize][mention as usize] = Some(ix as EntityIx);
        }
    }
    let mut entities: Vec<Entity> =
        groups.into_par_iter().map(|((_, canonical, key), cluster, _)| entity(canonical, key, cluster)).collect();
    for row in decisions.of(Action::Rename) {
        if let Some(entity) = entities.iter_mut().find(|e| named(&row.left, e)) {
            let old = std::mem::replace(&mut entity.label, row.right.clone());
            entity.canonical.clone_from(&row.right);
            entity.aliases.insert(old);
        }
    }
    Resolution { entities, mentions }
}

/// What one article knows of one thing.
struct Found {
    key: Key,
    cluster: Cluster,
    members: Members,
    document: DocumentId,
}

impl Found {
    fn absorb(&mut self, other: Found, ontology: &Ontology) {
        self.cluster.absorb(other.cluster, ontology);
        self.members.extend(other.members);
    }
}

/// What the articles know of the things of one key.
fn across(same: Vec<Found>, ontology: &Ontology, decisions: &Decisions) -> Vec<Group> {
    let same = if same[0].key.0 == "person" { same_people(same, ontology, decisions) } else { same };
    let mut things: Vec<Found> = Vec::new();
    for one in same {
        match things.last_mut().filter(|last| last.key == one.key) {
            Some(last) => last.absorb(one, ontology),
            None => things.push(one),
        }
    }
    things.into_iter().map(|Found { key, cluster, members, .. }| (key, cluster, members)).collect()
}

/// The key of a thing in one article. A place with namesakes gets its parent's name, or the article's when it is not
/// known which of them is meant.
fn key(cluster: &Cluster, document: &str) -> Key {
    if cluster.kind == "person" {
        return (cluster.kind, fold(cluster.forms.longest()), String::new());
    }
    let canonical = cluster.canonical();
    let gazetteer = Gazetteer::embedded();
    let mut context = String::new();
    if cluster.kind == "place" && gazetteer.named(&canonical).len() > 1 {
        let known = cluster.code.as_deref().and_then(|c| gazetteer.by_code(c));
        match known {
            Some(id)
                if gazetteer
                    .named(&canonical)
                    .iter()
                    .filter(|c| gazetteer.place(c.place).name == canonical)
                    .count()
                    > 1 =>
            {
                let parent = gazetteer.place(id).parent.map(|p| gazetteer.place(p).name);
                context = parent.unwrap_or_default().to_owned();
            }
            Some(_) => {}
            None => context = document.chars().take(6).collect(),
        }
    }
    (cluster.kind, fold(&canonical), context)
}

/// People of one name, joined where they share a body; each with the context that tells it from its namesakes.
fn same_people(found: Vec<Found>, ontology: &Ontology, decisions: &Decisions) -> Vec<Found> {
    // Those without a body are like nobody else.
    let (found, mut alone): (Vec<Found>, Vec<Found>) = found.into_iter().partition(|p| !p.cluster.bodies.is_empty());
    let mut joined: Vec<Found> = Vec::new();
    for mut person in found {
        // Several of those seen so far may turn out to be one through this one.
        let same = joined.extract_if(.., |known| {
            let apart = decisions.parts(&[known.document.0.as_str()], &[person.document.0.as_str()]);
            !apart && !known.cluster.bodies.is_disjoint(&person.cluster.bodies)
        });
        for known in same.collect::<Vec<_>>() {
            let body = known.cluster.bodies.intersection(&person.cluster.bodies).next().cloned().unwrap_or_default();
            let (left, right) = (known.document.0.clone(), person.document.0.clone());
            person.cluster.merges.push(Merge { left, right, reason: format!("shared organization: {body}") });
            person.document = person.document.clone().min(known.document.clone());
            person.absorb(known, ontology);
        }
        joined.push(person);
    }
    joined.append(&mut alone);
    for person in &mut joined {
        let context = person.cluster.bodies.first().unwrap_or(&person.document.0);
        person.key.2 = blake3::hash(context.as_bytes()).to_hex()[..6].to_owned();
    }
    joined.sort_by(|a, b| (&a.key.2, &a.document).cmp(&(&b.key.2, &b.document)));
    joined
}

/// Joins what the user has decided to be the same.
fn decided(groups: &mut Vec<Group>, ontology: &Ontology, decisions: &Decisions) {
    for row in decisions.of(Action::Same) {
        let find = |name: &str| {
            groups.iter().position(|((kind, canonical, context), cluster, _)| {
                let path = name.rsplit("/id/").next().unwrap_or(name);
                let full = if context.is_empty() { canonical.clone() } else { format!("{canonical}-{context}") };
                match path.split_once('/') {
                    Some((k, rest)) if k == *kind => rest == full || fold(rest) == *canonical,
                    _ => fold(name) == *canonical || cluster.forms.iter().any(|f| fold(f) == fold(name)),
                }
            })
        };
        let (Some(left), Some(right)) = (find(&row.left), find(&row.right)) else { continue };
        if left == right {
            continue;
        }
        let (key, other, members) = groups.remove(right);
        let (kept_key, kept, all) = &mut groups[if right < left { left - 1 } else { left }];
        let reason = "decided to be the same".to_owned();
        kept.merges.push(Merge { left: kept_key.1.clone(), right: key.1, reason });
        kept.absorb(other, ontology);
        all.extend(members);
    }
}

fn entity(canonical: String, key: String, cluster: Cluster) -> Entity {
    let label = cluster.forms.longest().to_owned();
    let forms = cluster.forms.iter().map(str::to_owned).chain(cluster.known);
    let aliases = forms.filter(|form| *form != label).collect();
    let mut merges = cluster.merges;
    merges.sort();
    merges.dedup();
    Entity { class: cluster.class, canonical, label, aliases, key, merges }
}

fn named(name: &str, entity: &Entity) -> bool {
    let short = name.rsplit("/id/").next().unwrap_or(name);
    let short = short.split_once('/').map_or(short, |(_, rest)| rest);
    let full =
        if entity.key.is_empty() { entity.canonical.clone() } else { format!("{}-{}", entity.canonical, entity.key) };
    short == full || fold(short) == fold(&entity.label) || entity.aliases.iter().any(|a| fold(a) == fold(short))
}
