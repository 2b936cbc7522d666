//! The only code that knows IndexedDB and localStorage, in three layers: the database (names, schema,
//! transactions), the outbox and drafts (words of the domain), and what the rest of the app keeps.

mod backup;
mod cards;
mod content;
mod counting;
mod database;
mod drafts;
mod idb;
mod identity;
mod journal;
mod local;
mod notices;
mod outbox;
mod preferences;
mod retention;
mod sending;
mod wall;

pub use backup::BackupFile;
pub use cards::draw_card;
pub use content::Content;
pub use counting::Totals;
pub use database::{Store, Trouble};
pub use drafts::Left;
pub use identity::{Identity, code_of_link, forget_code_of_link, keep_code_of_link};
pub use journal::Journal;
pub use notices::{keep_notices, unread_notices};
pub use outbox::{Counters, Recording, Saved, ToSave};
pub use preferences::Preferences;
pub use wall::{keep_shown_on_wall, shown_on_wall};
