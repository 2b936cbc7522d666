//! Searches what is asked for, and reads the pack for it a little at a time.

use crate::browser::clock;
use crate::browser::element::follow;
use crate::browser::task::spawn;
use crate::model::{Found, Kiosk};
use crate::storage::Content;
use kiosk_core::search::{Builder, Index};
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds of reading at a time: a touch must be answered within 120.
const AT_ONCE: i64 = 12;
/// Items between two looks at the clock.
const STEP: usize = 25;
/// Words put in their places at a time.
const PUT: usize = 40_000;

/// Keeps what is found in step with what is asked for, while Look stands.
pub fn search_as_asked(kiosk: Kiosk) {
    let reading = StoredValue::new(None::<(String, String)>);
    follow(move || {
        let tag = kiosk.wanted();
        let mut look = kiosk.look.get();
        let Some(content) = kiosk.content.get() else {
            return;
        };
        let found = kiosk.found.get_untracked();
        let known = found.pack == content.hash.as_str();
        if !known && look.filter.place.is_some() {
            // A place is known by an item of the pack it was chosen in. A language or Easy Read changes nothing.
            look.filter.place = None;
            kiosk.look.set(look.clone());
        }
        let index = if known {
            Arc::clone(&found.index)
        } else {
            Arc::default()
        };
        kiosk.found.set(Arc::new(Found::of(
            &content.pack,
            content.hash.as_str(),
            &index,
            &look,
        )));
        let wanted = (content.hash.as_str().to_owned(), tag);
        let is_read = known && index.tag() == wanted.1;
        if reading.get_value().as_ref() != Some(&wanted) {
            // Whatever else is being read is wanted no more, also where this has been read before.
            reading.set_value(Some(wanted.clone()));
            if !is_read {
                read(kiosk, content, wanted, reading);
            }
        }
    });
}

/// Reads a small pack at once, a large one in pieces with rests between.
fn read(
    kiosk: Kiosk,
    content: Arc<Content>,
    wanted: (String, String),
    reading: StoredValue<Option<(String, String)>>,
) {
    let mut builder = Builder::new(&content.pack, &wanted.1);
    if piece(&mut builder, &content) {
        took(kiosk, &content, builder.finish(&content.pack));
        return;
    }
    spawn(async move {
        // Another language, another pack, or nobody in Look any more.
        let goes_on = || reading.try_get_value().flatten().as_ref() == Some(&wanted);
        let (mut is_read, mut is_sorted) = (false, false);
        while !is_sorted {
            clock::pause(0).await;
            if !goes_on() {
                return;
            }
            if is_read {
                is_sorted = builder.sort(PUT);
            } else {
                is_read = piece(&mut builder, &content);
            }
        }
        took(kiosk, &content, builder.finish(&content.pack));
    });
}

/// Reads for a moment; true when there is no more.
fn piece(builder: &mut Builder, content: &Content) -> bool {
    let end = clock::now() + AT_ONCE;
    while clock::now() < end {
        if builder.read(&content.pack, STEP) {
            return true;
        }
    }
    false
}

/// From now on there is an index.
fn took(kiosk: Kiosk, content: &Content, index: Index) {
    let index = Arc::new(index);
    let look = kiosk.look.get_untracked();
    let found = Found::of(&content.pack, content.hash.as_str(), &index, &look);
    kiosk.found.set(Arc::new(found));
}
