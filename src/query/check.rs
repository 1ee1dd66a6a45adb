//! What a query may not do: nest without end, or call other servers.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression, PropertyPathExpression};
use spargebra::{Query, SparqlParser};

use super::pieces::{Kind, pieces};
use crate::error::{Error, Result};

/// Bytes of a query.
const LENGTH: usize = 256 << 10;
/// Brackets open at once, and unary operators in a row.
const DEPTH: usize = 256;
/// Operators within each other.
const LEVELS: usize = 1000;

fn refuse(reason: impl Into<String>, help: &str) -> Error {
    Error::Query { reason: reason.into(), help: help.to_owned() }
}

/// Checks, before it is parsed, that a query is short and shallow enough for a recursive parser.
pub(super) fn before(text: &str) -> Result<()> {
    if text.len() > LENGTH {
        return Err(refuse(format!("the query is longer than {} KiB", LENGTH >> 10), "ask in several queries"));
    }
    if depth(text) > DEPTH { Err(too_deep(DEPTH)) } else { Ok(()) }
}

fn too_deep(most: usize) -> Error {
    refuse(format!("the query is nested deeper than {most} levels"), "ask in several queries")
}

/// The most brackets open at once, or unary operators in a row, whichever is more.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest, mut row) = (0_usize, 0, 0);
    for (kind, piece) in pieces(text) {
        if kind == Kind::Iri {
            // It may be a comparison after all: what it opens counts, what it closes does not.
            open += piece.matches(['(', '[']).count().saturating_sub(piece.matches([')', ']']).count());
        } else if kind == Kind::Code {
            match piece {
                "(" | "[" | "{" | "<<" => open += 1,
                ")" | "]" | "}" | ">>" => open = open.saturating_sub(1),
                _ => {}
            }
            row = if "!-+^".contains(piece) { row + 1 } else { row * usize::from(piece.trim().is_empty()) };
        }
        deepest = deepest.max(open).max(row);
    }
    deepest
}

/// Parses a query with the prefixes of the graph; refuses what is no query, calls other servers or is nested too deeply.
///
/// # Errors
/// A syntax error with its place; an update; SERVICE.
pub fn parse(text: &str, prefixes: &[(String, String)]) -> Result<Query> {
    checked(text, prefixes, false)
}

/// As [`parse`], of a query that may call other servers.
///
/// # Errors
/// As [`parse`], but for SERVICE.
pub fn parse_federated(text: &str, prefixes: &[(String, String)]) -> Result<Query> {
    checked(text, prefixes, true)
}

fn checked(text: &str, prefixes: &[(String, String)], federated: bool) -> Result<Query> {
    before(text)?;
    let mut parser = SparqlParser::new();
    for (prefix, namespace) in prefixes {
        parser = parser.with_prefix(prefix, namespace).map_err(|e| refuse(e.to_string(), ""))?;
    }
    let query = parser.parse_query(text).map_err(|e| syntax(text, &e.to_string(), prefixes))?;
    let (Query::Select { pattern, .. }
    | Query::Construct { pattern, .. }
    | Query::Describe { pattern, .. }
    | Query::Ask { pattern, .. }) = &query;
    Levels { federated }.algebra(pattern, 0)?;
    Ok(query)
}

/// A syntax error with its line. The parser looks some characters ahead, so its column is not exact.
fn syntax(text: &str, message: &str, prefixes: &[(String, String)]) -> Error {
    let updates = prefixes.iter().try_fold(SparqlParser::new(), |p, (a, b)| p.with_prefix(a, b));
    if updates.is_ok_and(|parser| parser.parse_update(text).is_ok()) {
        return refuse("this is an update; a graph can only be asked", "use SELECT, ASK, CONSTRUCT or DESCRIBE");
    }
    let place = message.strip_prefix("error at ").and_then(|rest| {
        let (line, rest) = rest.split_once(':')?;
        let (column, rest) = rest.split_once(':')?;
        Some((line.parse::<usize>().ok()?, column.parse::<usize>().ok()?, rest.trim()))
    });
    let Some((line, column, expected)) = place else { return refuse(message, "") };
    let written = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    let expected: String = expected.chars().take(120).collect();
    refuse(format!("syntax error near line {line}, column {column}: {expected}\n  {line} | {written}"), "")
}

/// How deep a query goes, and whether it may call other servers.
#[derive(Clone, Copy)]
struct Levels {
    federated: bool,
}

impl Levels {
    /// Refuses a pattern that holds a SERVICE clause, or is deeper than what evaluates it can go: chains of operators nest
    /// too (`1 + 1 + 1` is a sum of a sum).
    fn algebra(self, pattern: &GraphPattern, level: usize) -> Result<()> {
        let level = deeper(level)?;
        match pattern {
            GraphPattern::Service { inner, .. } if self.federated => self.algebra(inner, level),
            GraphPattern::Service { .. } => {
                Err(refuse("SERVICE is not allowed: tupu asks no other server", "remove the SERVICE clause"))
            }
            GraphPattern::Bgp { .. } | GraphPattern::Values { .. } => Ok(()),
            GraphPattern::Path { path, .. } => self.route(path, level),
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => {
                self.algebra(left, level).and_then(|()| self.algebra(right, level))
            }
            GraphPattern::LeftJoin { left, right, expression: on } => {
                self.algebra(left, level)?;
                self.algebra(right, level)?;
                on.iter().try_for_each(|on| self.expression(on, level))
            }
            GraphPattern::Filter { expr, inner } | GraphPattern::Extend { inner, expression: expr, .. } => {
                self.expression(expr, level)?;
                self.algebra(inner, level)
            }
            GraphPattern::OrderBy { inner, expression: by } => {
                by.iter()
                    .try_for_each(|(OrderExpression::Asc(e) | OrderExpression::Desc(e))| self.expression(e, level))?;
                self.algebra(inner, level)
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        self.expression(expr, level)?;
                    }
                }
                self.algebra(inner, level)
            }
            GraphPattern::Graph { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => self.algebra(inner, level),
        }
    }

    fn expression(self, whole: &Expression, level: usize) -> Result<()> {
        let level = deeper(level)?;
        match whole {
            Expression::Exists(pattern) => self.algebra(pattern, level),
            Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => {
                Ok(())
            }
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => self.expression(a, level).and_then(|()| self.expression(b, level)),
            Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => self.expression(a, level),
            Expression::If(a, b, c) => [a, b, c].into_iter().try_for_each(|e| self.expression(e, level)),
            Expression::In(a, all) => {
                self.expression(a, level)?;
                all.iter().try_for_each(|e| self.expression(e, level))
            }
            Expression::Coalesce(all) | Expression::FunctionCall(_, all) => {
                all.iter().try_for_each(|e| self.expression(e, level))
            }
        }
    }

    fn route(self, path: &PropertyPathExpression, level: usize) -> Result<()> {
        let level = deeper(level)?;
        match path {
            PropertyPathExpression::NamedNode(_) | PropertyPathExpression::NegatedPropertySet(_) => Ok(()),
            PropertyPathExpression::Sequence(a, b) | PropertyPathExpression::Alternative(a, b) => {
                self.route(a, level).and_then(|()| self.route(b, level))
            }
            PropertyPathExpression::Reverse(a)
            | PropertyPathExpression::ZeroOrMore(a)
            | PropertyPathExpression::OneOrMore(a)
            | PropertyPathExpression::ZeroOrOne(a) => self.route(a, level),
        }
    }
}

/// The next level, if there may be one.
fn deeper(level: usize) -> Result<usize> {
    if level < LEVELS { Ok(level + 1) } else { Err(too_deep(LEVELS)) }
}
