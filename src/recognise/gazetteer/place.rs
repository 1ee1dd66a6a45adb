//! A place of the gazetteer.

use std::borrow::Cow;

use crate::span::Span;

/// A place, as an index into the [`Gazetteer`](super::Gazetteer) that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceId(pub(super) u32);

/// The rank of a place, the widest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// A continent, or a region that is no administrative area (东南亚, 长三角).
    Region,
    /// A country, or a territory with a code of its own in ISO 3166.
    Country,
    /// A province, municipality, autonomous or special administrative region of China; a state of another country.
    Province,
    /// A prefecture-level city, autonomous prefecture, league; a city outside of mainland China.
    Prefecture,
    /// A county, county-level city, district, banner.
    County,
    /// A town, township, subdistrict (镇, 乡, 街道, 苏木).
    Town,
}

/// A place of the gazetteer.
#[derive(Clone, Debug)]
pub struct Place {
    /// What tells it from every other place: the code of GB/T 2260 or GB/T 10114 without the zeros at the end
    /// (450381), with `@` and the last revision for a name that is no longer in use (450331@201607); ISO 3166-1 alpha-2
    /// for a country; country and name for a foreign city (JP/东京); the name for a region.
    pub code: Cow<'static, str>,
    /// The full name (荔浦市); of a country the usual one (美国).
    pub name: &'static str,
    /// The name without its generic ending (荔浦, 广西, 伊犁), or the full name when it has no shorter one.
    pub short: &'static str,
    /// The rank.
    pub level: Level,
    /// What it lies in.
    pub parent: Option<PlaceId>,
    /// For a name no longer in use: the last revision of GB/T 2260 that lists it, as year and month (201607).
    pub former: Option<u32>,
    /// For a name no longer in use: the place that took its place, where it is known.
    pub successor: Option<PlaceId>,
    /// The places a region is made of.
    pub members: Vec<PlaceId>,
}

impl Place {
    /// The local name of its class in the ontology: `WorldRegion` or `AdministrativeArea`.
    pub fn class(&self) -> &'static str {
        if self.level == Level::Region { "WorldRegion" } else { "AdministrativeArea" }
    }
}

/// Which of its names a place goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// The full name.
    Full,
    /// The name without its generic ending.
    Short,
    /// An other name (美利坚合众国, 印尼).
    Alias,
    /// One letter of a fixed list (苏、浙 and 沪 in 苏浙沪).
    Letter,
}

/// A place that a stretch of text may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// The place.
    pub place: PlaceId,
    /// Which of its names it would be.
    pub form: Form,
    /// Whether these words are more often something else (和平, 资源, 东区), so that a mention needs other evidence: the
    /// full name in the same article, the parent's name before it, a preposition of place.
    pub ambiguous: bool,
}

/// A stretch of text that is the name of places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceMatch<'g> {
    /// The name.
    pub span: Span,
    /// The places of that name, never none.
    pub candidates: &'g [Candidate],
}

impl<'g> PlaceMatch<'g> {
    /// The places of that name.
    pub fn places(&self) -> impl Iterator<Item = PlaceId> + use<'g> {
        self.candidates.iter().map(|c| c.place)
    }

    /// Whether the words need other evidence to be a place at all.
    pub fn is_ambiguous(&self) -> bool {
        self.candidates.iter().all(|c| c.ambiguous)
    }

    /// Whether the words are the full name of one of the candidates.
    pub fn is_full(&self) -> bool {
        self.candidates.iter().any(|c| c.form == Form::Full)
    }
}
