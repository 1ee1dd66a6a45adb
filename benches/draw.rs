//! How long pictures of 300 and 5,000 nodes take, from a picture in memory to SVG.
#![allow(missing_docs)]

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use tupu::draw::{Edge, Kind, Node, Options, Picture, svg};

/// A graph with hubs: most nodes hang on an early one, and every fourth has one more line.
fn picture(nodes: usize) -> Picture {
    let mut state = 1u64;
    let mut below = |n: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % n
    };
    let mut picture = Picture { title: Some("图谱".into()), ..Picture::default() };
    for i in 0..nodes {
        picture.nodes.push(Node::new(i.to_string(), format!("第{i}号企业"), Kind::ALL[i % 12]));
        if i > 0 {
            let hub = below(i.min(if i % 2 == 0 { i } else { nodes / 12 + 1 }));
            picture.edges.push(Edge::new(i, hub, "位于"));
        }
        if i > 1 && i % 4 == 0 {
            picture.edges.push(Edge::new(below(i), below(i), "战略合作伙伴"));
        }
    }
    picture
}

fn draw(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("svg");
    group.sample_size(10);
    for nodes in [300, 5000] {
        let picture = picture(nodes);
        group.bench_function(nodes.to_string(), |bencher| {
            bencher.iter(|| svg(black_box(&picture), &Options::default()));
        });
    }
    group.finish();
}

criterion_group!(benches, draw);
criterion_main!(benches);
