use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use super::geometry::{Point, Rect, Size};
use super::layout::{Body, Wire, arrange};
use super::*;

/// A graph with hubs, chains, loops, double edges and lone nodes.
fn mixed(nodes: usize) -> Picture {
    let kinds = Kind::ALL;
    let mut picture = Picture { title: Some("混合".into()), ..Picture::default() };
    for i in 0..nodes {
        let mut node = Node::new(format!("x:{i}"), format!("第{i}号节点"), kinds[i % kinds.len()]);
        node.weight = (i % 5) as f64;
        if i % 4 == 0 {
            node.lines = vec![format!("产值 {i}亿元 (2024)")];
        }
        picture.nodes.push(node);
        if i > 0 && i % 9 != 0 {
            picture.edges.push(Edge::new(i, i / 3, "位于"));
            picture.edges.push(Edge { style: Style::ALL[i % 4], count: i, ..Edge::new(i / 2, i, "生产") });
        }
        if i % 7 == 0 {
            picture.edges.push(Edge::new(i, i, "自评"));
        }
    }
    picture
}

/// Reads all of an SVG as XML, and gives its texts.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut texts = Vec::new();
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                start.attributes().for_each(|attribute| assert!(!attribute.unwrap().value.is_empty()));
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => texts.push(text.xml10_content().into_owned()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    texts
}

#[test]
fn is_xml_in_every_layout() {
    for layout in [Layout::Auto, Layout::Layered, Layout::Force] {
        let svg = svg(&mixed(40), &Options { layout, ..Options::default() });
        assert!(svg.contains("viewBox=\"0 0 ") && svg.contains("role=\"img\""));
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
        let texts = texts(&svg);
        for word in ["混合", "第39号节点", "位于", "自评"] {
            assert!(texts.iter().any(|text| text == word), "{word}");
        }
    }
}

#[test]
fn draws_what_is_empty_or_odd() {
    let nothing = Picture::default();
    assert!(texts(&svg(&nothing, &Options::default())).iter().any(|t| t.contains("0个节点")));
    let mut odd = Picture { nodes: vec![Node::new("", "", Kind::Other); 3], ..Picture::default() };
    odd.nodes[0].weight = f64::NAN;
    odd.nodes[1].weight = f64::INFINITY;
    odd.nodes[2].weight = -1.0;
    odd.edges = vec![Edge::new(0, 7, "去"), Edge { count: usize::MAX, ..Edge::new(0, 1, "") }];
    odd.edges.push(odd.edges[1].clone());
    let svg = svg(&odd, &Options::default());
    texts(&svg);
    assert!(!svg.contains("NaN") && !svg.contains("inf"));
}

#[test]
fn escapes_what_labels_hold() {
    let bad = "<script>alert(1)</script> \"'&]]> \u{0}\u{8}\u{1b}\u{ffff}🏭\n\t";
    let mut node = Node::new(bad, bad, Kind::Organization);
    node.lines = vec![bad.into()];
    let picture = Picture { title: Some(bad.into()), nodes: vec![node; 2], edges: vec![Edge::new(0, 1, bad)] };
    let svg = svg(&picture, &Options::default());
    texts(&svg);
    assert!(!svg.contains("<script"));
    assert!(svg.contains('🏭'));
    assert!(!svg.chars().any(|c| c.is_control() && c != '\n' || c == '\u{ffff}'));
}

#[test]
fn is_the_same_every_time() {
    for nodes in [40, 600] {
        let picture = mixed(nodes);
        let first = svg(&picture, &Options::default());
        let again = std::thread::spawn(move || svg(&picture, &Options::default())).join().unwrap();
        assert!(first == again);
    }
}

#[test]
fn explains_the_kinds_and_lines_there_are() {
    let mut picture = Picture {
        title: None,
        nodes: vec![Node::new("a", "甲", Kind::Honor), Node::new("b", "乙", Kind::Person)],
        edges: vec![Edge { style: Style::Denied, ..Edge::new(0, 1, "收购") }],
    };
    let with = texts(&svg(&picture, &Options::default()));
    let has = |texts: &[String], word: &str| texts.iter().any(|text| text == word);
    assert!(["荣誉", "人物", "否认"].iter().all(|word| has(&with, word)), "{with:?}");
    assert!(!["地点", "确认", "计划"].iter().any(|word| has(&with, word)), "{with:?}");
    let without = texts(&svg(&picture, &Options { legend: false, ..Options::default() }));
    assert!(!has(&without, "荣誉") && has(&without, "收购"));
    picture.edges.clear();
    assert!(!has(&texts(&svg(&picture, &Options::default())), "否认"));
}

/// Random sizes, and wires as pairs of any nodes.
fn graph() -> impl Strategy<Value = (Vec<Body>, Vec<Wire>)> {
    (1usize..30).prop_flat_map(|nodes| {
        let body =
            (20.0..260.0, 20.0..90.0, prop_oneof![Just(0.0), Just(30.0)], 0..12usize).prop_map(|(w, h, top, kind)| {
                let outline = outline::polygon(Kind::ALL[kind], Size { w, h });
                Body { size: Size { w, h: h + top }, top, outline }
            });
        let wire = (0..nodes, 0..nodes, prop_oneof![Just(0.0), 10.0..120.0]).prop_map(|(from, to, w)| Wire {
            from,
            to,
            label: Size { w, h: if w > 0.0 { 14.0 } else { 0.0 } },
        });
        (proptest::collection::vec(body, nodes), proptest::collection::vec(wire, 0..50))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn no_box_lies_on_another((bodies, wires) in graph(), seed in 0u64..9) {
        for layout in [Layout::Auto, Layout::Layered, Layout::Force] {
            let drawing = arrange(&bodies, &wires, layout, seed);
            for (i, &a) in drawing.boxes.iter().enumerate() {
                for (j, &b) in drawing.boxes.iter().enumerate().skip(i + 1) {
                    prop_assert!(a.shared(b) == 0.0, "{layout:?}: {i} {a:?} lies on {j} {b:?}");
                }
            }
        }
    }

    #[test]
    fn every_line_joins_its_boxes((bodies, wires) in graph()) {
        for layout in [Layout::Layered, Layout::Force] {
            let drawing = arrange(&bodies, &wires, layout, 1);
            for (wire, curve) in wires.iter().zip(&drawing.curves) {
                let end = curve.parts.last().map_or(curve.start, |part| part[2]);
                for (node, p) in [(wire.from, curve.start), (wire.to, end)] {
                    let near = Rect::around(p, Size { w: 6.0, h: 6.0 });
                    prop_assert!(near.shared(drawing.boxes[node]) > 0.0, "{layout:?}: {p:?} {:?}", drawing.boxes[node]);
                }
            }
        }
    }

    #[test]
    fn labels_in_layers_stand_clear((bodies, wires) in graph()) {
        let drawing = arrange(&bodies, &wires, Layout::Layered, 1);
        let texts: Vec<Rect> = wires.iter().zip(&drawing.labels).map(|(w, &p)| Rect::around(p, w.label)).collect();
        for (i, &text) in texts.iter().enumerate() {
            // A loop's label lies in room that the node's box is given for it, which these random boxes are not.
            if wires[i].from == wires[i].to {
                continue;
            }
            prop_assert!(drawing.boxes.iter().all(|b| b.shared(text) == 0.0));
            let others = wires.iter().zip(&texts).skip(i + 1).filter(|(w, _)| w.from != w.to);
            for (_, other) in others {
                prop_assert!(other.shared(text) == 0.0, "{text:?} {other:?}");
            }
        }
    }

    #[test]
    fn any_text_is_drawn(label in ".{0,60}", line in "\\PC{0,60}", title in ".{0,40}") {
        let mut node = Node::new(label.clone(), label.clone(), Kind::Work);
        node.lines = vec![line.clone()];
        let picture = Picture { title: Some(title), nodes: vec![node; 2], edges: vec![Edge::new(0, 1, line)] };
        texts(&svg(&picture, &Options::default()));
        prop_assert_eq!(dot(&picture).lines().count(), 8);
    }
}

#[test]
fn lone_nodes_stand_beside_each_other() {
    let body = Body { size: Size { w: 80.0, h: 30.0 }, top: 0.0, outline: vec![Point::default(); 4] };
    let drawing = arrange(&vec![body; 200], &[], Layout::Auto, 1);
    let page = geometry::bounds(drawing.boxes.iter().copied());
    assert!(page.w < 3.0 * page.h && page.h < 3.0 * page.w, "{page:?}");
}
