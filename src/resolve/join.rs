//! Across articles: things of one canonical name are one; people only when they share a body.

use std::collections::BTreeMap;

use super::local::{Cluster, clusters, fold};
use super::{Action, Decisions, Entity, EntityIx, Merge, Resolution, names};
use crate::extract::Extract;
use crate::ontology::Ontology;
use crate::recognise::gazetteer::Gazetteer;

/// Kind, canonical name and what tells namesakes apart.
type Key = (&'static str, String, String);
/// Places of mentions: document, mention.
type Members = Vec<(usize, usize)>;
type Groups = BTreeMap<Key, (Cluster, Members)>;

/// Decides which mentions mean the same entity.
///
/// The entities do not depend on the order of `extracts`; the lists of mentions follow it. Dates mean no entity.
pub fn resolve(extracts: &[Extract], ontology: &Ontology, decisions: &Decisions) -> Resolution {
    let mut order: Vec<usize> = (0..extracts.len()).collect();
    order.sort_by(|&a, &b| extracts[a].document.id.cmp(&extracts[b].document.id));
    let mut mentions: Vec<Vec<Option<EntityIx>>> = extracts.iter().map(|e| vec![None; e.mentions.len()]).collect();
    let mut groups: Groups = BTreeMap::new();
    let mut people: BTreeMap<String, Vec<Person>> = BTreeMap::new();
    for &at in &order {
        for mut cluster in clusters(&extracts[at], ontology, decisions) {
            let members: Members = std::mem::take(&mut cluster.mentions).into_iter().map(|m| (at, m)).collect();
            if cluster.kind == "person" {
                let name = fold(&names::label(&cluster.forms));
                let document = extracts[at].document.id.0.clone();
                people.entry(name).or_default().push(Person { cluster, members, document });
            } else {
                add(&mut groups, key(&cluster, &extracts[at].document.id.0), cluster, members, ontology);
            }
        }
    }
    for (name, found) in people {
        for (context, cluster, members) in same_people(found, ontology, decisions) {
            add(&mut groups, ("person", name.clone(), context), cluster, members, ontology);
        }
    }
    decided(&mut groups, ontology, decisions);
    let mut entities = Vec::with_capacity(groups.len());
    for (ix, ((_, canonical, key), (cluster, members))) in groups.into_iter().enumerate() {
        for (document, mention) in members {
            mentions[document][mention] = Some(ix as EntityIx);
        }
        entities.push(entity(canonical, key, cluster));
    }
    for row in decisions.of(Action::Rename) {
        if let Some(entity) = entities.iter_mut().find(|e| named(&row.left, e)) {
            let old = std::mem::replace(&mut entity.label, row.right.clone());
            entity.canonical.clone_from(&row.right);
            entity.aliases.insert(old);
        }
    }
    Resolution { entities, mentions }
}

fn add(groups: &mut Groups, key: Key, cluster: Cluster, members: Members, ontology: &Ontology) {
    match groups.get_mut(&key) {
        Some((kept, all)) => {
            kept.absorb(cluster, ontology);
            all.extend(members);
        }
        None => {
            groups.insert(key, (cluster, members));
        }
    }
}

/// The key of anything but a person. A place with namesakes gets its parent's name, or the article's when it is not
/// known which of them is meant.
fn key(cluster: &Cluster, document: &str) -> Key {
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

/// What one article knows of a person.
struct Person {
    cluster: Cluster,
    members: Members,
    document: String,
}

/// People of one name, joined where they share a body; each with the context that tells it from its namesakes.
fn same_people(found: Vec<Person>, ontology: &Ontology, decisions: &Decisions) -> Vec<(String, Cluster, Members)> {
    let mut joined: Vec<Person> = Vec::new();
    for mut person in found {
        // Several of those seen so far may turn out to be one through this one.
        let (same, rest): (Vec<Person>, Vec<Person>) = joined.into_iter().partition(|known| {
            let apart = decisions.parts(&[known.document.as_str()], &[person.document.as_str()]);
            !apart && !known.cluster.bodies.is_disjoint(&person.cluster.bodies)
        });
        joined = rest;
        for known in same {
            let body = known.cluster.bodies.intersection(&person.cluster.bodies).next().cloned().unwrap_or_default();
            let reason = format!("shared organization: {body}");
            person.cluster.merges.push(Merge { left: known.document.clone(), right: person.document.clone(), reason });
            person.cluster.absorb(known.cluster, ontology);
            person.members.extend(known.members);
            person.document = person.document.min(known.document);
        }
        joined.push(person);
    }
    let context = |p: &Person| p.cluster.bodies.first().cloned().unwrap_or_else(|| p.document.clone());
    let digest = |text: &str| blake3::hash(text.as_bytes()).to_hex()[..6].to_owned();
    let mut named: Vec<_> = joined.into_iter().map(|p| (digest(&context(&p)), p.cluster, p.members)).collect();
    named.sort_by(|a, b| a.0.cmp(&b.0));
    named
}

/// Joins what the user has decided to be the same.
fn decided(groups: &mut Groups, ontology: &Ontology, decisions: &Decisions) {
    for row in decisions.of(Action::Same) {
        let find = |name: &str| {
            groups.iter().find(|((kind, canonical, context), (cluster, _))| {
                let path = name.rsplit("/id/").next().unwrap_or(name);
                let full = if context.is_empty() { canonical.clone() } else { format!("{canonical}-{context}") };
                match path.split_once('/') {
                    Some((k, rest)) if k == *kind => rest == full || fold(rest) == *canonical,
                    _ => fold(name) == *canonical || cluster.forms.keys().any(|f| fold(f) == fold(name)),
                }
            })
        };
        let (Some((left, _)), Some((right, _))) = (find(&row.left), find(&row.right)) else { continue };
        let (left, right) = (left.clone(), right.clone());
        if left == right {
            continue;
        }
        if let Some((other, members)) = groups.remove(&right)
            && let Some((kept, all)) = groups.get_mut(&left)
        {
            let reason = "decided to be the same".to_owned();
            kept.merges.push(Merge { left: left.1.clone(), right: right.1.clone(), reason });
            kept.absorb(other, ontology);
            all.extend(members);
        }
    }
}

fn entity(canonical: String, key: String, cluster: Cluster) -> Entity {
    let label = names::label(&cluster.forms);
    let aliases = cluster.forms.into_keys().chain(cluster.known).filter(|form| *form != label).collect();
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
