//! The weights of log-linear models as `tupu train` writes them: trait, what it is of, weight.

/// The lines of a table of weights that comes with tupu; what is none is passed over.
pub(crate) fn lines(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str, f32)> {
    table.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        Some((fields.next()?, fields.next()?, fields.next()?.parse().ok()?))
    })
}
