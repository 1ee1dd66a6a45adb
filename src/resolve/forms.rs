//! The forms under which a thing appears.

/// Forms and how often each occurs, sorted; in little memory, for there are as many of them as things in articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Forms(Vec<(Box<str>, u32)>);

impl Forms {
    /// Adds `count` occurrences of a form.
    pub fn add(&mut self, form: &str, count: u32) {
        match self.0.binary_search_by(|(known, _)| (**known).cmp(form)) {
            Ok(at) => self.0[at].1 += count,
            Err(at) => {
                self.0.reserve_exact(1);
                self.0.insert(at, (form.into(), count));
            }
        }
    }

    /// Adds those of another thing, which is the same.
    pub fn absorb(&mut self, other: Forms) {
        other.0.into_iter().for_each(|(form, count)| self.add(&form, count));
    }

    /// The forms, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(form, _)| &**form)
    }

    /// The first form, or nothing.
    pub fn first(&self) -> &str {
        self.iter().next().unwrap_or_default()
    }

    /// The longest form, the first of equals.
    pub fn longest(&self) -> &str {
        self.iter().max_by_key(|form| (form.chars().count(), std::cmp::Reverse(*form))).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_sorted_and_counted() {
        let mut forms = Forms::default();
        ["乙厂", "甲厂", "乙厂"].iter().for_each(|form| forms.add(form, 1));
        let mut other = Forms::default();
        ["丙", "甲厂"].iter().for_each(|form| other.add(form, 2));
        forms.absorb(other);
        assert_eq!(forms.0, [("丙".into(), 2), ("乙厂".into(), 2), ("甲厂".into(), 3)]);
        assert_eq!((forms.first(), forms.longest(), Forms::default().longest()), ("丙", "乙厂", ""));
    }
}
