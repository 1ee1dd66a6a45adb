//! tupu
fn main() {}
