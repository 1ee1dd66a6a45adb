//! What a query may not do: nest without end, or call other servers.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::{Query, SparqlParser};

use crate::error::{Error, Result};

/// Bytes of a query.
const LENGTH: usize = 256 << 10;
/// Brackets open at once, and unary operators in a row.
const DEPTH: usize = 256;

fn refuse(reason: impl Into<String>, help: &str) -> Error {
    Error::Query { reason: reason.into(), help: help.to_owned() }
}

/// Checks, before it is parsed, that a query is short and shallow enough for a recursive parser.
pub(super) fn before(text: &str) -> Result<()> {
    if text.len() > LENGTH {
        return Err(refuse(format!("the query is longer than {} KiB", LENGTH >> 10), "ask in several queries"));
    }
    let (mut open, mut deepest, mut row, mut longest) = (0_usize, 0, 0, 0);
    for c in text.chars() {
        match c {
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        row = if matches!(c, '!' | '-' | '+' | '^') { row + 1 } else { row * usize::from(c.is_whitespace()) };
        deepest = deepest.max(open);
        longest = longest.max(row);
    }
    if deepest.max(longest) > DEPTH {
        return Err(refuse(format!("the query is nested deeper than {DEPTH} levels"), "ask in several queries"));
    }
    Ok(())
}

/// Parses a query with the prefixes of the graph; refuses what is no query or calls other servers.
pub(super) fn parse(text: &str, prefixes: &[(String, String)]) -> Result<Query> {
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
    if in_pattern(pattern) {
        return Err(refuse("SERVICE is not allowed: tupu asks no other server", "remove the SERVICE clause"));
    }
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

/// Whether a pattern holds a SERVICE clause.
fn in_pattern(pattern: &GraphPattern) -> bool {
    match pattern {
        GraphPattern::Service { .. } => true,
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => false,
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => in_pattern(left) || in_pattern(right),
        GraphPattern::LeftJoin { left, right, expression } => {
            in_pattern(left) || in_pattern(right) || expression.as_ref().is_some_and(in_expression)
        }
        GraphPattern::Filter { expr, inner } => in_expression(expr) || in_pattern(inner),
        GraphPattern::Extend { inner, expression, .. } => in_expression(expression) || in_pattern(inner),
        GraphPattern::OrderBy { inner, expression } => {
            let ordered = |o: &OrderExpression| match o {
                OrderExpression::Asc(e) | OrderExpression::Desc(e) => in_expression(e),
            };
            in_pattern(inner) || expression.iter().any(ordered)
        }
        GraphPattern::Group { inner, aggregates, .. } => {
            let called = |a: &AggregateExpression| match a {
                AggregateExpression::CountSolutions { .. } => false,
                AggregateExpression::FunctionCall { expr, .. } => in_expression(expr),
            };
            in_pattern(inner) || aggregates.iter().any(|(_, a)| called(a))
        }
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. } => in_pattern(inner),
    }
}

fn in_expression(expression: &Expression) -> bool {
    match expression {
        Expression::Exists(pattern) => in_pattern(pattern),
        Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => false,
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
        | Expression::Divide(a, b) => in_expression(a) || in_expression(b),
        Expression::UnaryPlus(a) | Expression::UnaryMinus(a) | Expression::Not(a) => in_expression(a),
        Expression::If(a, b, c) => [a, b, c].into_iter().any(|e| in_expression(e)),
        Expression::In(a, all) => in_expression(a) || all.iter().any(in_expression),
        Expression::Coalesce(all) | Expression::FunctionCall(_, all) => all.iter().any(in_expression),
    }
}
