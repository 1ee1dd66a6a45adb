//! Classes by their names, which every step asks for at every turn: one probe as a rule, and a hash of a few steps.

use super::ClassId;

/// The names of classes in the order of their ids.
#[derive(Clone, Debug, Default)]
pub(super) struct ClassNames {
    names: Vec<String>,
    /// The name of each slot, by one more than its index; 0 in a free slot, of which there are as many as names or more.
    slots: Vec<u16>,
}

// Nearly all names asked for are literals: where they meet these functions, the compiler knows most of what they compute.
#[inline(always)]
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let head = bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let tail = bytes.last_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes));
    let mixed = (head ^ tail.rotate_left(13) ^ bytes.len() as u32).wrapping_mul(0x9E37_79B1);
    (mixed >> 15) as usize
}

impl ClassNames {
    /// Adds the name of the next class; of two classes of one name the later one counts.
    pub fn push(&mut self, name: String) {
        self.names.push(name);
        if self.names.len() * 2 > self.slots.len() {
            self.slots = vec![0; (self.names.len() * 4).next_power_of_two()];
            (0..self.names.len()).for_each(|index| self.place(index));
        } else {
            self.place(self.names.len() - 1);
        }
    }

    fn place(&mut self, index: usize) {
        let mask = self.slots.len() - 1;
        let mut at = hash(&self.names[index]) & mask;
        while self.slots[at] != 0 && self.names[usize::from(self.slots[at]) - 1] != self.names[index] {
            at = (at + 1) & mask;
        }
        self.slots[at] = index as u16 + 1;
    }

    /// The class of a name.
    #[inline(always)]
    pub fn get(&self, name: &str) -> Option<ClassId> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = hash(name) & mask;
        loop {
            let index = self.slots[at].checked_sub(1)?;
            if self.names[usize::from(index)] == name {
                return Some(ClassId(index));
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ClassId, ClassNames};

    #[test]
    fn every_class_is_found_by_its_name_and_no_other() {
        let mut names = ClassNames::default();
        assert_eq!(names.get("Person"), None);
        let all: Vec<String> = (0..500).map(|n| format!("{}Kind{n}", "x".repeat(n % 7))).collect();
        all.iter().for_each(|name| names.push(name.clone()));
        assert!(all.iter().zip(0..).all(|(name, id)| names.get(name) == Some(ClassId(id))));
        assert_eq!(names.get("Kind"), None);
        names.push(all[3].clone());
        assert_eq!(names.get(&all[3]), Some(ClassId(500)));
    }
}
