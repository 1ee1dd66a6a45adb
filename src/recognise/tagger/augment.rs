//! New sentences from old ones by other names.
