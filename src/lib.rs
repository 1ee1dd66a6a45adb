//! tupu
pub mod error;
pub mod span;
