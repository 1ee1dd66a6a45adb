//! Parts of speech: the tag set of the Chinese GSD treebank, suffixes and marks made fewer.

macro_rules! tags {
    ($($name:ident $text:literal $doc:literal),* $(,)?) => {
        /// A part of speech.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Tag {
            $(#[doc = $doc] $name,)*
        }

        impl Tag {
            /// All tags, in the order of their numbers.
            pub const ALL: &'static [Tag] = &[$(Tag::$name),*];

            /// The name in the treebank.
            pub fn name(self) -> &'static str {
                match self { $(Tag::$name => $text,)* }
            }
        }
    };
}

tags! {
    Noun "NN" "A common noun.",
    Name "NNP" "A name.",
    Measure "NNB" "A measure word.",
    Verb "VV" "A verb.",
    Copula "VC" "是, 为 and their like.",
    Modal "MD" "能, 可以, 会.",
    Adjective "JJ" "An adjective.",
    Adverb "RB" "An adverb.",
    Number "CD" "A number.",
    Determiner "DT" "这, 各, 全.",
    Pronoun "PRP" "A personal pronoun.",
    Demonstrative "PRD" "A demonstrative pronoun.",
    Question "WP" "A question word.",
    Preposition "IN" "A preposition, a postposition or a conjunction that subordinates.",
    Conjunction "CC" "和, 与, 或.",
    Ba "BB" "把, 将, 被, 由.",
    Aspect "AS" "了, 着, 过.",
    De "DEC" "的, 之.",
    Manner "DEV" "地, 得.",
    Suffix "SFN" "The end of a noun that is cut off: 性, 者, 市.",
    Prefix "PFA" "第, 非, 副.",
    Particle "UH" "的, 了 at the end; 吗.",
    Foreign "FW" "A word in Latin letters.",
    Mark "PU" "Punctuation.",
}

impl Tag {
    /// The tag of the treebank's name.
    pub fn parse(name: &str) -> Tag {
        let name = match name {
            "SFV" | "VERB" => "VV",
            "SFA" => "JJ",
            "PFN" => "PFA",
            "ADD" => "FW",
            "LS" => "CD",
            "EC" | "HYPH" | "SYM" => "PU",
            "XX" => "NN",
            name => name,
        };
        let known = Tag::ALL.iter().copied().find(|tag| tag.name() == name);
        known.unwrap_or(if name.chars().all(char::is_uppercase) { Tag::Noun } else { Tag::Mark })
    }

    /// Whether a word of this tag heads a noun phrase.
    pub fn is_nominal(self) -> bool {
        use Tag::*;
        matches!(self, Noun | Name | Measure | Number | Pronoun | Demonstrative | Question | Suffix | Foreign)
    }

    /// Whether a word of this tag says something of a subject.
    pub fn is_verbal(self) -> bool {
        matches!(self, Tag::Verb | Tag::Copula | Tag::Adjective)
    }
}
