//! The ontology's words, arranged for look-up.

use rustc_hash::{FxHashMap, FxHashSet};

use super::charset::CharSet;
use super::{ClassId, Ontology, PropertyId};

/// A verb of a property: words before and after the place of the object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerbPattern {
    /// The property that has the verb: its domain and range are those of the verb's subject and object.
    pub declared: PropertyId,
    /// The property that states what the verb says.
    pub property: PropertyId,
    /// Whether the verb was given for the inverse, so that its subject is the property's object.
    pub inverse: bool,
    /// The words before `…`, or the whole verb; may be empty.
    pub head: String,
    /// The words after `…`; empty when there is no `…`.
    pub tail: String,
    /// Whether the object stands at `…` rather than behind the verb.
    pub gap: bool,
}

/// A noun of a property in its canonical direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounUse {
    /// The property in its canonical direction.
    pub property: PropertyId,
    /// Whether the noun was given for the inverse: in `S N O`, O is then the property's subject.
    pub inverse: bool,
}

/// What the ontology knows by a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its class.
    pub class: ClassId,
    /// The name by which the graph knows it.
    pub name: String,
    /// Whether the form is an ordinary word or the name of something else as well.
    pub shared: bool,
}

/// How long names are, in bytes: a bit for each length, the last one for all greater ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lengths(u64);

impl Lengths {
    const LAST: usize = 63;

    fn add(&mut self, length: usize) {
        self.0 |= 1 << length.min(Self::LAST);
    }

    /// Whether a name may be so long.
    pub fn may_be(self, length: usize) -> bool {
        self.0 >> length.min(Self::LAST) & 1 == 1
    }

    /// Whether a name may be so long or longer.
    pub fn may_reach(self, length: usize) -> bool {
        self.0 >> length.min(Self::LAST) != 0
    }
}

/// The ontology's words, arranged for look-up; immutable, shared by all threads.
pub struct Lexicon {
    /// Names of known things, by form.
    names: FxHashMap<String, Known>,
    /// For the first characters of names: how long such names are.
    names_from: FxHashMap<char, Lengths>,
    suffixes: FxHashMap<String, ClassId>,
    /// The last characters of the suffixes.
    suffix_ends: CharSet,
    class_nouns: FxHashMap<String, ClassId>,
    roles: FxHashSet<String>,
    /// The last characters of the listed roles and of the endings.
    role_ends: CharSet,
    /// Endings of role nouns by their last character.
    role_endings: FxHashMap<char, Vec<String>>,
    surnames: FxHashSet<String>,
    tibetan: FxHashSet<String>,
    tibetan_starts: CharSet,
    /// Verb patterns by the first character of their head (of their tail where the head is empty).
    verbs: FxHashMap<char, Vec<VerbPattern>>,
    /// Heads and tails of all verb patterns.
    verb_words: FxHashSet<String>,
    /// The first characters of them and of the verbs of speech.
    verb_starts: CharSet,
    speech_starts: CharSet,
    nouns: FxHashMap<String, Vec<NounUse>>,
    measure_nouns: FxHashMap<String, Vec<PropertyId>>,
    /// The last characters of them.
    measure_ends: CharSet,
    measure_verbs: FxHashMap<String, Vec<PropertyId>>,
    speech: FxHashSet<String>,
    clausal: FxHashSet<String>,
    frames: Vec<(String, String)>,
    status: FxHashMap<String, String>,
    outcomes: FxHashMap<String, String>,
    area_statistics: Vec<String>,
    outsiders: Vec<String>,
    longest: usize,
}

impl Lexicon {
    /// Arranges the words of `ontology`.
    pub fn new(ontology: &Ontology) -> Self {
        let mut lexicon = Lexicon {
            names: FxHashMap::default(),
            names_from: FxHashMap::default(),
            suffixes: FxHashMap::default(),
            suffix_ends: CharSet::default(),
            class_nouns: FxHashMap::default(),
            roles: FxHashSet::default(),
            role_ends: CharSet::default(),
            role_endings: FxHashMap::default(),
            surnames: FxHashSet::default(),
            tibetan: FxHashSet::default(),
            tibetan_starts: CharSet::default(),
            verbs: FxHashMap::default(),
            verb_words: FxHashSet::default(),
            verb_starts: CharSet::default(),
            speech_starts: CharSet::default(),
            nouns: FxHashMap::default(),
            measure_nouns: FxHashMap::default(),
            measure_ends: CharSet::default(),
            measure_verbs: FxHashMap::default(),
            speech: FxHashSet::default(),
            clausal: FxHashSet::default(),
            frames: Vec::new(),
            status: FxHashMap::default(),
            outcomes: FxHashMap::default(),
            area_statistics: Vec::new(),
            outsiders: Vec::new(),
            longest: 0,
        };
        lexicon.add_classes(ontology);
        lexicon.add_individuals(ontology);
        for (index, property) in ontology.properties.iter().enumerate() {
            let id = PropertyId(index as u16);
            match property.name.as_str() {
                "holdsPost" => {
                    lexicon.roles.extend(property.nouns.iter().cloned());
                    for ending in &property.suffixes {
                        let Some(last) = ending.chars().next_back() else { continue };
                        lexicon.role_endings.entry(last).or_default().push(ending.clone());
                    }
                }
                "tibetanName" => lexicon.tibetan.extend(property.suffixes.iter().cloned()),
                "familyName" => lexicon.surnames.extend(property.nouns.iter().cloned()),
                "attributedTo" => {
                    // 表示…: what is said may follow without a pause.
                    let (clausal, plain): (Vec<_>, Vec<_>) = property.verbs.iter().partition(|v| v.ends_with('…'));
                    lexicon.speech.extend(plain.into_iter().cloned());
                    lexicon.clausal.extend(clausal.iter().map(|v| v.trim_end_matches('…').to_owned()));
                    let frames = property.nouns.iter().filter_map(|n| n.split_once('…'));
                    lexicon.frames.extend(frames.map(|(head, tail)| (head.to_owned(), tail.to_owned())));
                }
                _ if property.range.iter().any(|&c| ontology.is_named(c, "Quantity")) => {
                    lexicon.add_measure(id, ontology)
                }
                _ => lexicon.add_relation(id, ontology),
            }
        }
        lexicon.drop_nouns(ontology);
        lexicon.note_edges();
        lexicon
    }

    /// Notes with which characters words begin and end.
    fn note_edges(&mut self) {
        let last = |words: &FxHashSet<String>| words.iter().filter_map(|w| w.chars().next_back()).collect::<Vec<_>>();
        let first = |words: &FxHashSet<String>| words.iter().filter_map(|w| w.chars().next()).collect::<Vec<_>>();
        self.role_ends.extend(last(&self.roles));
        self.role_ends.extend(self.role_endings.keys().copied());
        self.tibetan_starts.extend(first(&self.tibetan));
        self.speech_starts.extend(first(&self.speech));
        self.verb_starts.extend(first(&self.speech));
        self.verb_starts.extend(first(&self.verb_words));
    }

    fn add_classes(&mut self, ontology: &Ontology) {
        for (index, class) in ontology.classes.iter().enumerate() {
            let id = ClassId(index as u16);
            if class.is_of_parts() {
                let to = if class.name == "Outsider" { &mut self.outsiders } else { &mut self.area_statistics };
                to.extend(class.nouns.iter().chain(&class.suffixes).cloned());
                continue;
            }
            for noun in &class.nouns {
                self.class_nouns.entry(noun.clone()).or_insert(id);
            }
            for suffix in &class.suffixes {
                self.longest = self.longest.max(suffix.chars().count());
                self.suffix_ends.extend(suffix.chars().next_back());
                // The deeper class is the more telling one where two share a suffix.
                let entry = self.suffixes.entry(suffix.clone()).or_insert(id);
                if ontology.is_a(id, *entry) {
                    *entry = id;
                }
            }
        }
    }

    fn add_individuals(&mut self, ontology: &Ontology) {
        for individual in &ontology.individuals {
            let Some(&class) = individual.classes.first() else { continue };
            if ontology.is_named(class, "Status") {
                for word in &individual.verbs {
                    self.status.insert(word.clone(), individual.name.clone());
                }
                for word in &individual.nouns {
                    self.outcomes.insert(word.clone(), individual.name.clone());
                }
            } else if ontology.kind(class) != "Thing" {
                let known = |shared| Known { class, name: individual.label.clone(), shared };
                for form in std::iter::once(&individual.label).chain(&individual.aliases) {
                    self.name(form, known(false));
                }
                for form in &individual.shared {
                    self.name(form, known(true));
                }
            }
        }
    }

    fn name(&mut self, form: &str, known: Known) {
        let Some(first) = form.chars().next() else { return };
        self.names_from.entry(first).or_default().add(form.len());
        self.names.insert(form.to_owned(), known);
    }

    fn add_measure(&mut self, id: PropertyId, ontology: &Ontology) {
        let property = ontology.property_info(id);
        for noun in &property.nouns {
            self.measure_ends.extend(noun.chars().next_back());
            self.measure_nouns.entry(noun.clone()).or_default().push(id);
        }
        for verb in &property.verbs {
            self.measure_verbs.entry(verb.clone()).or_default().push(id);
        }
    }

    fn add_relation(&mut self, id: PropertyId, ontology: &Ontology) {
        let property = ontology.property_info(id);
        let (canonical, inverse) = ontology.canonical(id);
        for noun in &property.nouns {
            self.nouns.entry(noun.clone()).or_default().push(NounUse { property: canonical, inverse });
        }
        for verb in &property.verbs {
            let gap = verb.contains('…');
            let (head, tail) = verb.split_once('…').unwrap_or((verb, ""));
            let Some(first) = head.chars().next().or_else(|| tail.chars().next()) else { continue };
            self.verb_words.extend([head, tail].into_iter().filter(|w| w.chars().count() > 1).map(str::to_owned));
            self.verbs.entry(first).or_default().push(VerbPattern {
                declared: id,
                property: canonical,
                inverse,
                head: head.to_owned(),
                tail: tail.to_owned(),
                gap,
            });
        }
    }

    /// What `name` stands for, if it can stand for nothing else.
    pub fn known(&self, name: &str) -> Option<&Known> {
        self.names.get(name).filter(|known| !known.shared)
    }

    /// What `name` may stand for, among other things.
    pub fn known_or_shared(&self, name: &str) -> Option<&Known> {
        self.names.get(name)
    }

    /// The lengths of the names that begin as `text` does.
    pub fn names_from(&self, text: &str) -> Lengths {
        text.chars().next().and_then(|first| self.names_from.get(&first)).copied().unwrap_or_default()
    }

    /// Of the words around an object (是…子公司, 进入…市场), those that are nouns are no verbs.
    fn drop_nouns(&mut self, ontology: &Ontology) {
        let plain: FxHashSet<&str> = ontology
            .properties
            .iter()
            .flat_map(|p| &p.verbs)
            .map(String::as_str)
            .filter(|v| !v.contains('…'))
            .collect();
        let (classes, nouns, measures) = (&self.class_nouns, &self.nouns, &self.measure_nouns);
        let noun = |w: &String| classes.contains_key(w) || nouns.contains_key(w) || measures.contains_key(w);
        self.verb_words.retain(|w| plain.contains(w.as_str()) || !noun(w));
    }

    /// The class whose names end as `name` does, by the longest suffix that leaves a beginning, and that suffix.
    pub fn class_by_suffix<'n>(&self, name: &'n str) -> Option<(ClassId, &'n str)> {
        // One letter behind one letter (签署, 关系) is a word, not a name with an ending.
        if !self.may_end_name(name) || name.chars().nth(2).is_none() {
            return None;
        }
        let from = name.char_indices().rev().nth(self.longest.saturating_sub(1)).map_or(0, |(i, _)| i);
        let ends = name[from..].char_indices().map(|(i, _)| from + i).filter(|&i| i > 0);
        ends.map(|i| &name[i..]).find_map(|end| self.suffixes.get(end).map(|&class| (class, end)))
    }

    /// Whether some suffix of a class ends in the last character of `word`.
    pub fn may_end_name(&self, word: &str) -> bool {
        word.chars().next_back().is_some_and(|last| self.suffix_ends.contains(last))
    }

    /// The class whose suffix or common noun `word` is, wholly.
    pub fn class_of_suffix(&self, word: &str) -> Option<ClassId> {
        self.suffixes.get(word).copied()
    }

    /// The class that `noun` is a common noun of.
    pub fn class_of_noun(&self, noun: &str) -> Option<ClassId> {
        self.class_nouns.get(noun).copied()
    }

    /// Whether `word` names a post: listed, or with one of the role endings on a listed or unlisted stem.
    pub fn is_role(&self, word: &str) -> bool {
        let Some((from, last)) = word.char_indices().next_back() else { return false };
        if !self.role_ends.contains(last) {
            return false;
        }
        let ends = |endings: &Vec<String>| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        // An ending of one letter (长) needs a stem.
        self.roles.contains(word) || from > 0 && self.role_endings.get(&last).is_some_and(ends)
    }

    /// Whether `word` is a listed role noun.
    pub fn is_listed_role(&self, word: &str) -> bool {
        self.roles.contains(word)
    }

    /// Whether the role that `words` end in is one of those who tell of others (analysts, scholars), not of their own body.
    pub fn tells_of_others(&self, words: &str) -> bool {
        self.outsiders.iter().any(|role| words.ends_with(role.as_str()))
    }

    /// Whether `words` are of what is measured of areas alone (固定资产投资).
    pub fn is_of_areas(&self, words: &str) -> bool {
        self.area_statistics.iter().any(|noun| words.contains(noun.as_str()))
    }

    /// Whether `word` is a family name.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether `word` is one that Tibetan names are made of.
    pub fn is_tibetan(&self, word: &str) -> bool {
        self.tibetan.contains(word)
    }

    /// Whether a word that Tibetan names are made of begins with `first`.
    pub fn may_be_tibetan(&self, first: char) -> bool {
        self.tibetan_starts.contains(first)
    }

    /// The verb patterns whose head (or tail, where the head is empty) begins with `first`.
    pub fn verbs(&self, first: char) -> &[VerbPattern] {
        self.verbs.get(&first).map_or(&[], Vec::as_slice)
    }

    /// The uses of a relational noun (创始人, 旗下).
    pub fn noun_uses(&self, noun: &str) -> &[NounUse] {
        self.nouns.get(noun).map_or(&[], Vec::as_slice)
    }

    /// The measures that `phrase` ends in the noun of, and that noun; the longest noun wins.
    pub fn measures_by_noun<'p>(&self, phrase: &'p str) -> Option<(&[PropertyId], &'p str)> {
        if !phrase.chars().next_back().is_some_and(|last| self.measure_ends.contains(last)) {
            return None;
        }
        phrase
            .char_indices()
            .find_map(|(i, _)| self.measure_nouns.get(&phrase[i..]).map(|found| (found.as_slice(), &phrase[i..])))
    }

    /// The measures of a verb.
    pub fn measures_by_verb(&self, verb: &str) -> &[PropertyId] {
        self.measure_verbs.get(verb).map_or(&[], Vec::as_slice)
    }

    /// Whether `word` is a verb of speech.
    pub fn is_speech(&self, word: &str) -> bool {
        self.may_speak(word) && self.speech.contains(word)
    }

    /// Whether some verb of speech begins with the first character of `words`.
    pub fn may_speak(&self, words: &str) -> bool {
        words.chars().next().is_some_and(|c| self.speech_starts.contains(c))
    }

    /// Whether what is said may follow the verb of speech `word` as a bare clause (甲公司表示将扩大生产).
    pub fn takes_clause(&self, word: &str) -> bool {
        self.clausal.contains(word)
    }

    /// Whether `word` is a whole verb of some property or of speech.
    pub fn is_verb(&self, word: &str) -> bool {
        let may = word.chars().next().is_some_and(|c| self.verb_starts.contains(c));
        may && (self.is_speech(word) || self.verb_words.contains(word))
    }

    /// The words around a speaker who is no subject (据…统计, 在…看来).
    pub fn speaker_frames(&self) -> &[(String, String)] {
        &self.frames
    }

    /// The class of which `word` is a common noun, or else an ending of names.
    pub fn class_of(&self, word: &str) -> Option<ClassId> {
        self.class_of_noun(word).or_else(|| self.class_of_suffix(word))
    }

    /// The local name of the status that `word` gives a clause.
    pub fn status(&self, word: &str) -> Option<&str> {
        self.status.get(word).map(String::as_str)
    }

    /// The local name of the status that `word`, behind what a clause tells, gives it: 对甲的收购被否决.
    pub fn outcome(&self, word: &str) -> Option<&str> {
        self.outcomes.get(word).map(String::as_str)
    }
}
