//! What the answers amount to.
