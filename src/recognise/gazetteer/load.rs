//! Reads the two tables of places: `data/places.tsv.zst` and `data/world.tsv`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::place::{Candidate, Form, Level, Place, PlaceId};

/// Places and the words that name them.
#[derive(Default)]
pub(super) struct Tables {
    pub places: Vec<Place>,
    /// Each name of a place.
    pub names: Vec<(&'static str, Candidate)>,
    /// Fixed lists of one-letter names, with the place of each letter.
    pub lists: Vec<(&'static str, Vec<PlaceId>)>,
    /// One-letter names.
    pub letters: Vec<(char, PlaceId)>,
}

impl Tables {
    fn add(&mut self, place: Place) -> PlaceId {
        let id = PlaceId(self.places.len() as u32);
        self.places.push(place);
        id
    }

    fn name(&mut self, words: &'static str, place: PlaceId, form: Form, ambiguous: bool) {
        if !words.is_empty() {
            self.names.push((words, Candidate { place, form, ambiguous }));
        }
    }

    /// Adds the world's table first, so that the divisions of China find their country.
    pub fn read(world: &'static str, divisions: &'static str) -> Self {
        let mut tables = Tables::default();
        let rows: Vec<Vec<&'static str>> =
            world.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect()).collect();
        // Names of the two tables that rows may refer to.
        let mut known: FxHashMap<&'static str, PlaceId> = FxHashMap::default();
        for row in &rows {
            tables.area(row, &mut known);
        }
        tables.divisions(divisions, &mut known);
        for row in &rows {
            tables.rest(row, &mut known);
        }
        tables
    }

    /// Countries and regions.
    fn area(&mut self, row: &[&'static str], known: &mut FxHashMap<&'static str, PlaceId>) {
        let (level, code, name, others, parent) = match *row {
            ["country", code, name, others, parent] => (Level::Country, code, name, others, known.get(parent).copied()),
            ["region", name] => (Level::Region, name, name, "", None),
            ["region", name, others] => (Level::Region, name, name, others, None),
            ["region", name, others, _] => (Level::Region, name, name, others, None),
            _ => return,
        };
        let id = self.add(place(code.into(), name, name, level, parent));
        known.insert(name, id);
        known.entry(code).or_insert(id);
        self.name(name, id, Form::Full, false);
        self.aliases(others.split(' '), id);
    }

    /// What needs areas and divisions: members, cities, aliases, lists.
    fn rest(&mut self, row: &[&'static str], known: &mut FxHashMap<&'static str, PlaceId>) {
        match *row {
            ["region", name, _, members] => {
                let members = members.split(' ').filter_map(|m| known.get(m).copied()).collect();
                if let Some(id) = known.get(name) {
                    self.places[id.0 as usize].members = members;
                }
            }
            ["state" | "city", country, names] => {
                let Some(&parent) = known.get(country) else { return };
                let level = if row[0] == "state" { Level::Province } else { Level::Prefecture };
                for entry in names.split(' ') {
                    let (name, others) = entry.split_once('=').unwrap_or((entry, ""));
                    let words = name.trim_start_matches('?');
                    let id = self.add(place(format!("{country}/{words}").into(), words, words, level, Some(parent)));
                    self.name(words, id, Form::Full, words != name);
                    self.aliases(others.split(','), id);
                }
            }
            ["alias", name, others] => {
                if let Some(&id) = known.get(name) {
                    self.aliases(others.split(' '), id);
                }
            }
            ["letter", letter, name] => {
                if let Some(&id) = known.get(name) {
                    known.insert(letter, id);
                    self.letters.extend(letter.chars().map(|c| (c, id)));
                }
            }
            ["list", lists] => {
                for list in lists.split(' ') {
                    let letters = list.char_indices().map(|(i, c)| known.get(&list[i..i + c.len_utf8()]).copied());
                    if let Some(places) = letters.collect() {
                        self.lists.push((list, places));
                    }
                }
            }
            _ => {}
        }
    }

    fn aliases(&mut self, others: impl Iterator<Item = &'static str>, id: PlaceId) {
        for other in others {
            let words = other.trim_start_matches('?');
            self.name(words, id, Form::Alias, words != other);
        }
    }

    /// Rows `code  name  stem  marks`, sorted by code, so that parents come before their children; see
    /// `tools/places.py` for the columns.
    fn divisions(&mut self, text: &'static str, known: &mut FxHashMap<&'static str, PlaceId>) {
        let china = known.get("CN").copied();
        let mut codes: FxHashMap<&'static str, PlaceId> = FxHashMap::default();
        let mut heirs = Vec::new();
        for line in text.lines() {
            let mut cells = line.split('\t');
            let (Some(code), Some(name), Some(stem)) = (cells.next(), cells.next(), cells.next()) else { continue };
            let marks = cells.next().unwrap_or("");
            let stem = stem.parse().unwrap_or(0);
            let short = name.char_indices().nth(stem).filter(|_| stem > 0).map_or(name, |(end, _)| &name[..end]);
            let level = match code.len() {
                2 => Level::Province,
                4 => Level::Prefecture,
                6 => Level::County,
                _ => Level::Town,
            };
            let parent = [6, 4, 2].iter().filter(|&&n| n < code.len()).find_map(|&n| codes.get(&code[..n])).copied();
            let mut place = place(Cow::Borrowed(code), name, short, level, parent.or(china));
            let mut heir = None;
            let (mut full_ambiguous, mut short_ambiguous) = (false, false);
            for mark in marks.split(' ') {
                match mark.split_at_checked(1) {
                    Some(("A", "")) => full_ambiguous = true,
                    Some(("a", "")) => short_ambiguous = true,
                    Some(("f", revision)) => {
                        place.former = revision.parse().ok();
                        place.code = format!("{code}@{revision}").into();
                    }
                    Some((">", code)) => heir = Some(code),
                    _ => {}
                }
            }
            let former = place.former.is_some();
            let id = self.add(place);
            self.name(name, id, Form::Full, full_ambiguous);
            // A town goes by its stem only where its full name was said, and a former place's stem is its heir's.
            if level < Level::Town && !former && short != name {
                self.name(short, id, Form::Short, short_ambiguous);
            }
            if level < Level::Town {
                codes.entry(code).or_insert(id);
            }
            if level < Level::County && !former {
                known.insert(name, id);
                known.entry(code).or_insert(id);
            }
            heirs.extend(heir.map(|heir| (id, heir)));
        }
        for (id, heir) in heirs {
            self.places[id.0 as usize].successor = codes.get(heir).copied();
        }
    }
}

fn place(
    code: Cow<'static, str>,
    name: &'static str,
    short: &'static str,
    level: Level,
    parent: Option<PlaceId>,
) -> Place {
    Place { code, name, short, level, parent, former: None, successor: None, members: Vec::new() }
}
