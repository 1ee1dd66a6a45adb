//! Same kind and same name is one entity.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::{Action, Decisions, Entity, EntityIx, Merge, Resolution};
use crate::extract::Extract;
use crate::ontology::{ClassId, Ontology};

/// Kind and folded name.
type Key = (&'static str, String);

/// Decides which mentions mean the same entity.
///
/// The entities do not depend on the order of `extracts`; the lists of mentions follow it. Dates mean no entity.
pub fn resolve(extracts: &[Extract], ontology: &Ontology, decisions: &Decisions) -> Resolution {
    let mut groups: BTreeMap<Key, BTreeMap<(&str, ClassId), usize>> = BTreeMap::new();
    let keys: Vec<Vec<Option<Key>>> = extracts.iter().map(|e| keys(e, ontology)).collect();
    for (extract, keys) in extracts.iter().zip(&keys) {
        for (mention, key) in extract.mentions.iter().zip(keys).filter(|(m, _)| m.refers_to.is_none()) {
            if let Some(key) = key {
                *groups.entry(key.clone()).or_default().entry((&mention.name, mention.class)).or_default() += 1;
            }
        }
    }
    let mut same: BTreeMap<&Key, &Key> = BTreeMap::new();
    for row in decisions.of(Action::Same) {
        let find = |name: &str| groups.keys().find(|key| names_key(name, key));
        if let (Some(left), Some(right)) = (find(&row.left), find(&row.right)) {
            let (left, right) = (root(&same, left), root(&same, right));
            if left != right {
                same.insert(left, right);
            }
        }
    }
    let mut entities: Vec<Entity> = Vec::new();
    let mut place: BTreeMap<&Key, EntityIx> = BTreeMap::new();
    for (key, forms) in groups.iter().filter(|(key, _)| !same.contains_key(key)) {
        place.insert(key, entities.len() as EntityIx);
        entities.push(entity(forms, ontology));
    }
    for (key, forms) in groups.iter().filter(|(key, _)| same.contains_key(key)) {
        let ix = place[root(&same, key)];
        let (other, kept) = (entity(forms, ontology), &mut entities[ix as usize]);
        let reason = "decided to be the same".to_owned();
        kept.merges.push(Merge { left: kept.label.clone(), right: other.label.clone(), reason });
        kept.aliases.insert(other.label);
        kept.aliases.extend(other.aliases);
        place.insert(key, ix);
    }
    for row in decisions.of(Action::Rename) {
        if let Some(key) = groups.keys().find(|key| names_key(&row.left, key)) {
            let entity = &mut entities[place[key] as usize];
            let old = std::mem::replace(&mut entity.label, row.right.clone());
            entity.aliases.insert(old);
        }
    }
    let mentions = keys.iter().map(|keys| {
        let means = |key: &Option<Key>| key.as_ref().and_then(|key| place.get(key).copied());
        keys.iter().map(means).collect()
    });
    let mentions = mentions.collect();
    Resolution { entities, mentions }
}

/// The key of every mention; an anaphor has that of the mention it stands for.
fn keys(extract: &Extract, ontology: &Ontology) -> Vec<Option<Key>> {
    let named = |ix: usize| {
        let mut mention = extract.mentions.get(ix)?;
        for _ in 0..extract.mentions.len() {
            let Some(next) = mention.refers_to else { break };
            mention = extract.mentions.get(next as usize)?;
        }
        let kind = ontology.prefix(mention.class);
        let name = fold(&mention.name);
        (mention.refers_to.is_none() && kind != "date" && !name.is_empty()).then_some((kind, name))
    };
    (0..extract.mentions.len()).map(named).collect()
}

fn fold(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

fn names_key(name: &str, key: &Key) -> bool {
    let short = name.rsplit("/id/").next().unwrap_or(name);
    match short.split_once('/') {
        Some((kind, rest)) if kind == key.0 => fold(rest) == key.1,
        _ => fold(name) == key.1,
    }
}

fn root<'k>(same: &BTreeMap<&'k Key, &'k Key>, mut key: &'k Key) -> &'k Key {
    while let Some(next) = same.get(key) {
        key = next;
    }
    key
}

/// The most frequent form is the label, the most specific class the class.
fn entity(forms: &BTreeMap<(&str, ClassId), usize>, ontology: &Ontology) -> Entity {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    forms.iter().for_each(|((name, _), n)| *counts.entry(name).or_default() += n);
    let label = counts.iter().max_by_key(|(name, n)| (**n, std::cmp::Reverse(**name))).map_or("", |(name, _)| name);
    let classes = forms.iter().map(|((_, class), n)| {
        let below = forms.keys().filter(|(_, other)| *other != *class && ontology.is_a(*class, *other)).count();
        ((below, *n, std::cmp::Reverse(*class)), *class)
    });
    Entity {
        class: classes.max().map_or(ClassId(0), |(_, class)| class),
        label: label.to_owned(),
        aliases: counts.keys().filter(|name| **name != label).map(|name| (*name).to_owned()).collect(),
        key: String::new(),
        merges: Vec::new(),
    }
}
