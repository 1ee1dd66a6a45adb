//! How each kind of node and each style of edge looks.
//!
//! Fills are light tints after Paul Tol's schemes for colour-blind readers (*Colour Schemes*, SRON/EPS/TN/09-002), dark
//! text on every one of them; a shape per kind tells them apart in black and white.

/// What a node is; gives it shape and colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Kind {
    Person,
    Organization,
    Place,
    Event,
    Work,
    Product,
    Industry,
    Technology,
    Material,
    Honor,
    Date,
    #[default]
    Other,
}

/// The looks of a kind.
pub(super) struct Look {
    name: &'static str,
    pub chinese: &'static str,
    pub fill: &'static str,
    pub stroke: &'static str,
    /// The shape in Graphviz's words.
    pub dot: &'static str,
}

impl Kind {
    /// All kinds, in the order of the legend.
    pub const ALL: [Kind; 12] = [
        Kind::Person,
        Kind::Organization,
        Kind::Place,
        Kind::Event,
        Kind::Work,
        Kind::Product,
        Kind::Industry,
        Kind::Technology,
        Kind::Material,
        Kind::Honor,
        Kind::Date,
        Kind::Other,
    ];

    /// The kind with the name of an ontology class, such as `Person`; [`Kind::Other`] when there is none.
    pub fn named(name: &str) -> Kind {
        Kind::ALL.into_iter().find(|kind| kind.name() == name).unwrap_or_default()
    }

    /// The name of the ontology class.
    pub fn name(self) -> &'static str {
        self.look().name
    }

    pub(super) fn look(self) -> Look {
        let (name, chinese, fill, stroke, dot) = match self {
            Kind::Person => ("Person", "人物", "#cfeaff", "#1f6f9f", "ellipse"),
            Kind::Organization => ("Organization", "机构", "#c3d5ef", "#2f5590", "box"),
            Kind::Place => ("Place", "地点", "#e0eaa0", "#66731a", "hexagon"),
            Kind::Event => ("Event", "事件", "#ffd0da", "#a8405a", "octagon"),
            Kind::Work => ("Work", "作品", "#f3eee4", "#6f6552", "note"),
            Kind::Product => ("Product", "产品", "#fbd0bf", "#b04a26", "box3d"),
            Kind::Industry => ("Industry", "产业", "#e2d3ee", "#6b3f8f", "folder"),
            Kind::Technology => ("Technology", "技术", "#b5e4d4", "#1a7a60", "component"),
            Kind::Material => ("Material", "材料", "#dedaa0", "#6b6708", "parallelogram"),
            Kind::Honor => ("Honor", "荣誉", "#fbe9a3", "#94730a", "cds"),
            Kind::Date => ("Date", "日期", "#ffffff", "#5a5a5a", "tab"),
            Kind::Other => ("Other", "其他", "#e6e6e6", "#5a5a5a", "box"),
        };
        Look { name, chinese, fill, stroke, dot }
    }
}

/// Whether a relation holds; gives its line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// It holds.
    #[default]
    Affirmed,
    /// It is planned or expected.
    Planned,
    /// It is said not to hold.
    Denied,
    /// Somebody says so, and the article does not say it itself.
    Reported,
}

/// The line of a style.
pub(super) struct Line {
    pub name: &'static str,
    pub chinese: &'static str,
    pub colour: &'static str,
    pub dashes: Option<&'static str>,
    /// The style in Graphviz's words.
    pub dot: &'static str,
}

impl Style {
    /// All styles, in the order of the legend.
    pub const ALL: [Style; 4] = [Style::Affirmed, Style::Planned, Style::Denied, Style::Reported];

    pub(super) fn line(self) -> Line {
        let (name, chinese, colour, dashes, dot) = match self {
            Style::Affirmed => ("affirmed", "确认", "#4a4a4a", None, "solid"),
            Style::Planned => ("planned", "计划", "#0060a0", Some("9 5"), "dashed"),
            Style::Denied => ("denied", "否认", "#b83a00", Some("2 4"), "dotted"),
            Style::Reported => ("reported", "据称", "#7a3f8f", Some("10 4 2 4"), "dashed"),
        };
        Line { name, chinese, colour, dashes, dot }
    }
}
