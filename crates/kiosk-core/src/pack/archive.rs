//! Reading and writing pack files.
