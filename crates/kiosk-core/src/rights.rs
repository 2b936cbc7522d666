//! The rights gate.
