//! tupu
