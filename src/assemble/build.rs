//! From extracts and their resolution to the [`Graph`].

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use petgraph::graph::{DiGraph, NodeIndex};
use rayon::prelude::*;
use smol_str::SmolStr;

use super::page::{Entities, Part};
use super::terms::terms;
use super::{Claim, Content, Fact, Graph, Node};
use crate::extract::Extract;
use crate::ontology::{ClassId, Ontology};
use crate::relate::Status;
use crate::resolve::{Decisions, EntityIx, Resolution};

/// What assembly is told beside its input.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// Classes and properties.
    pub ontology: &'a Ontology,
    /// The user's decisions; rejected claims are left out here.
    pub decisions: &'a Decisions,
    /// The root of the IRIs.
    pub base: &'a str,
}

/// Puts the claims of `extracts` and the entities of `resolution` together.
///
/// The result depends on the extracts, not on their order; of two with equal documents the first counts.
pub fn assemble(extracts: Vec<Extract>, resolution: Resolution, setting: Setting<'_>) -> Graph {
    let Resolution { entities, mentions } = resolution;
    let mut inputs: Vec<(Extract, Vec<Option<EntityIx>>)> = extracts.into_iter().zip(mentions).collect();
    inputs.sort_by(|a, b| a.0.document.id.cmp(&b.0.document.id));
    inputs.dedup_by(|b, a| a.0.document.id == b.0.document.id);
    let (extracts, mentions): (Vec<Extract>, _) = inputs.into_iter().unzip();
    let extracts = extracts.into_par_iter().map(Ok::<_, std::convert::Infallible>);
    let Ok(graph) = assemble_each(extracts, Resolution { entities, mentions }, setting);
    graph
}

/// As [`assemble`], of extracts that come one by one in the order of the resolution, sorted by their documents' ids, each
/// once; so that not all of them need to be in memory.
///
/// # Errors
/// Those of `extracts`.
pub fn assemble_each<E: Send>(
    extracts: impl IndexedParallelIterator<Item = Result<Extract, E>>,
    resolution: Resolution,
    setting: Setting<'_>,
) -> Result<Graph, E> {
    let entities = Entities::new(&resolution, setting);
    // The claims are the most of all. They come into one list as they are made, for two of them would not fit.
    let claims: Mutex<Vec<Claim>> = Mutex::default();
    let part = |(article, (extract, means)): (usize, (Result<Extract, E>, _))| {
        let (part, mut own) = Part::of(extract?, means, article, &entities);
        claims.lock().unwrap_or_else(PoisonError::into_inner).append(&mut own);
        Ok(part)
    };
    let parts = extracts.zip(resolution.mentions.par_iter().map(Vec::as_slice)).enumerate().map(part);
    let mut parts: Vec<Part> = parts.collect::<Result<_, E>>()?;
    let mut claims = claims.into_inner().unwrap_or_else(PoisonError::into_inner);
    claims.par_sort_unstable_by(in_order);
    let nodes = nodes(&parts, &entities, resolution);
    let number = |iri: &str| nodes.binary_search_by(|node| node.iri.as_str().cmp(iri)).ok().map(NodeIndex::new);
    let of_entity: Vec<Option<NodeIndex>> = entities.iris.par_iter().map(|iri| number(iri)).collect();
    drop(entities);
    // Every entity of a part stands among the nodes.
    let known = |spare: &[Option<NodeIndex>], ix: NodeIndex| {
        let at = ix.index();
        of_entity.get(at).or_else(|| spare.get(at - of_entity.len())).copied().flatten().unwrap_or_default()
    };
    let spares = parts.par_iter_mut().map(|part| {
        let spare: Vec<_> = std::mem::take(&mut part.spare).iter().map(|spare| number(&spare.iri)).collect();
        part.renumber(|ix| known(&spare, ix));
        spare
    });
    let spares: Vec<Vec<Option<NodeIndex>>> = spares.collect();
    let (posts, post) = gather(&mut parts, |part| std::mem::take(&mut part.posts), |post| &post.id);
    let (observations, observation) = gather(&mut parts, |part| std::mem::take(&mut part.observations), |o| &o.id);
    let (quotations, quotation) = gather(&mut parts, |part| std::mem::take(&mut part.quotations), |q| &q.id);
    claims.par_iter_mut().for_each(|claim| {
        let at = claim.article;
        claim.attributed_to = claim.attributed_to.map(|ix| known(&spares[at], ix));
        match &mut claim.content {
            Content::Relation { subject, object, .. } => {
                (*subject, *object) = (known(&spares[at], *subject), known(&spares[at], *object));
            }
            Content::Post(ix) => *ix = post[at][*ix] as usize,
            Content::Observation(ix) => *ix = observation[at][*ix] as usize,
            Content::Quotation(ix) => *ix = quotation[at][*ix] as usize,
        }
    });
    let mut graph =
        Graph { base: setting.base.to_owned(), claims, posts, observations, quotations, ..Graph::default() };
    for part in parts {
        graph.articles.push(part.article);
        graph.open.extend(part.open);
    }
    graph.facts = DiGraph::with_capacity(nodes.len(), 0);
    for node in nodes {
        graph.facts.add_node(node);
    }
    graph.settle();
    graph.terms = terms(&graph, setting.ontology);
    Ok(graph)
}

/// By article and place; no two claims of an article have one id.
fn in_order(a: &Claim, b: &Claim) -> Ordering {
    (a.article, a.start, a.end, &a.id).cmp(&(b.article, b.start, b.end, &b.id))
}

/// Takes the statements of all parts out, each id once and sorted; and tells for each of a part's its place among them.
fn gather<T: Send>(
    parts: &mut [Part],
    take: impl Fn(&mut Part) -> Vec<T>,
    id: impl Fn(&T) -> &SmolStr + Sync,
) -> (Vec<T>, Vec<Vec<u32>>) {
    let lists: Vec<Vec<T>> = parts.iter_mut().map(take).collect();
    let mut places: Vec<Vec<u32>> = lists.iter().map(|list| vec![0; list.len()]).collect();
    let numbered = |(part, list): (usize, Vec<T>)| (0..).zip(list).map(move |(at, one)| (part as u32, at as u32, one));
    let mut all: Vec<(u32, u32, T)> = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    all.extend(lists.into_iter().enumerate().flat_map(numbered));
    all.par_sort_unstable_by(|a, b| (id(&a.2), a.0, a.1).cmp(&(id(&b.2), b.0, b.1)));
    for (place, same) in (0..).zip(all.chunk_by(|a, b| id(&a.2) == id(&b.2))) {
        same.iter().for_each(|(part, at, _)| places[*part as usize][*at as usize] = place);
    }
    all.dedup_by(|b, a| id(&a.2) == id(&b.2));
    (all.into_iter().map(|(_, _, one)| one).collect(), places)
}

/// The entities by IRI: those of the resolution that something means, and the spare ones of the parts.
fn nodes(parts: &[Part], entities: &Entities<'_>, resolution: Resolution) -> Vec<Node> {
    let ontology = entities.setting.ontology;
    let mut used = vec![false; resolution.entities.len()];
    resolution.mentions.iter().flatten().flatten().for_each(|&e| used[e as usize] = true);
    let mut by_iri: BTreeMap<&str, (ClassId, Node)> = BTreeMap::new();
    let all = resolution.entities.into_iter().zip(&entities.iris).zip(used);
    for ((entity, iri), _) in all.filter(|(_, used)| *used) {
        let new = || (entity.class, node(iri, entity.class, &entity.label, ontology));
        let (class, node) = by_iri.entry(iri).or_insert_with(new);
        if ontology.is_a(entity.class, *class) {
            *class = entity.class;
            node.class.clone_from(&ontology.class_info(entity.class).iri);
        }
        node.aliases.extend(entity.aliases);
        node.aliases.push(entity.label);
        node.merges.extend(entity.merges);
    }
    for spare in parts.iter().flat_map(|part| &part.spare) {
        by_iri.entry(&spare.iri).or_insert_with(|| (spare.class, node(&spare.iri, spare.class, &spare.name, ontology)));
    }
    by_iri.into_values().map(|(_, node)| tidy(node)).collect()
}

fn node(iri: &str, class: ClassId, label: &str, ontology: &Ontology) -> Node {
    Node {
        iri: iri.to_owned(),
        class: ontology.class_info(class).iri.clone(),
        kind: SmolStr::new_static(ontology.kind(class)),
        label: label.to_owned(),
        aliases: Vec::new(),
        merges: Vec::new(),
    }
}

fn tidy(mut node: Node) -> Node {
    node.aliases.sort();
    node.aliases.dedup();
    node.aliases.retain(|a| *a != node.label);
    node.aliases.shrink_to_fit();
    node.merges.sort();
    node.merges.dedup();
    node
}

impl Graph {
    /// Sorts the claims and draws the facts that they state.
    pub(crate) fn settle(&mut self) {
        self.claims.par_sort_unstable_by(in_order);
        self.open.par_sort_by(|a, b| (a.article, a.start, a.end, &a.id).cmp(&(b.article, b.start, b.end, &b.id)));
        self.facts.clear_edges();
        let mut facts: BTreeMap<(NodeIndex, NodeIndex, &SmolStr), Vec<usize>> = BTreeMap::new();
        for (ix, claim) in self.claims.iter().enumerate().filter(|(_, c)| c.status == Status::Affirmed) {
            if let Content::Relation { subject, property, object } = &claim.content {
                facts.entry((*subject, *object, property)).or_default().push(ix);
            }
        }
        for ((subject, object, property), claims) in facts {
            self.facts.add_edge(subject, object, Fact { property: property.clone(), claims });
        }
    }
}
