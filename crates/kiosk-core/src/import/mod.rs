//! Importers: bytes in, pack draft and problems out.
