//! Relations between words: those of Universal Dependencies, made fewer so that versions 1 and 2 agree.

macro_rules! labels {
    ($($name:ident $text:literal $doc:literal),* $(,)?) => {
        /// What a word is to its head.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Label {
            $(#[doc = $doc] $name,)*
        }

        impl Label {
            /// All labels, in the order of their numbers.
            pub const ALL: &'static [Label] = &[$(Label::$name),*];

            /// The short name.
            pub fn name(self) -> &'static str {
                match self { $(Label::$name => $text,)* }
            }
        }
    };
}

labels! {
    Root "root" "The head of the sentence.",
    Subject "nsubj" "The subject, of a passive verb too.",
    ClauseSubject "csubj" "A clause as subject.",
    Object "obj" "The object.",
    Second "iobj" "The second object.",
    Modifier "nmod" "A noun that describes a noun, or a noun with a preposition.",
    Time "tmod" "A time.",
    Number "nummod" "A number.",
    Classifier "clf" "A measure word.",
    Clause "acl" "A clause that describes.",
    Link "mark" "A word that links clauses, and the second part of a verb.",
    Determiner "det" "这, 各.",
    Adverb "advmod" "An adverb.",
    Case "case" "A preposition or postposition.",
    De "de" "的.",
    Joined "conj" "A further member of a list.",
    Conjunction "cc" "和, 与.",
    Beside "parataxis" "A further clause.",
    Content "ccomp" "A clause as object.",
    Open "xcomp" "A verb phrase as object.",
    Adjective "amod" "An adjective.",
    Copula "cop" "是, in treebanks; with us it is a verb.",
    Apposition "appos" "Another name of the same.",
    Aspect "aspect" "了, 着, 过.",
    Modal "aux" "能, 会.",
    Passive "pass" "被.",
    Flat "flat" "A part of a name.",
    Loose "discourse" "A particle.",
    Mark "punct" "Punctuation.",
}

impl Label {
    /// The label of a relation of Universal Dependencies, of version 1 or 2.
    pub fn parse(name: &str) -> Label {
        use Label::*;
        match name {
            "root" => Root,
            "nsubj" | "nsubjpass" | "nsubj:pass" => Subject,
            "csubj" | "csubjpass" | "csubj:pass" => ClauseSubject,
            "obj" | "dobj" => Object,
            "iobj" => Second,
            "nmod:tmod" => Time,
            "nummod" => Number,
            "clf" => Classifier,
            "acl" | "acl:relcl" | "advcl" => Clause,
            "mark" | "mark:adv" | "compound:ext" => Link,
            "det" => Determiner,
            "advmod" | "neg" => Adverb,
            "case" => Case,
            "case:dec" | "mark:rel" => De,
            "conj" => Joined,
            "cc" => Conjunction,
            "dep" | "parataxis" => Beside,
            "ccomp" => Content,
            "xcomp" => Open,
            "amod" => Adjective,
            "cop" => Copula,
            "appos" => Apposition,
            "case:aspect" => Aspect,
            "aux" => Modal,
            "aux:caus" => Case,
            "auxpass" | "aux:pass" => Passive,
            "foreign" | "flat" | "flat:name" | "flat:foreign" => Flat,
            "punct" => Mark,
            name if name.starts_with("discourse") => Loose,
            "dislocated" | "vocative" | "orphan" => Loose,
            _ => Modifier,
        }
    }
}
