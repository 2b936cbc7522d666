use super::{bare, icon};
use crate::browser::element::{El, class, svg};
use std::rc::Rc;

/// Whether something is chosen now.
pub type Chosen = Rc<dyn Fn() -> bool>;

/// An answer at least 128 pixels both ways: face (on a scale), word, and its place as dots.
///
/// `rank` is its place on a scale, from 1, and the number of points. A second touch lets go.
pub fn answer(
    act: &str,
    chosen: &Chosen,
    rank: Option<(usize, usize)>,
    word: El,
    on_touch: impl FnMut() + 'static,
) -> El {
    let button = pressed(bare("answer", act, on_touch), chosen, true)
        .all(rank.map(face))
        .child(word);
    ticked(button.all(rank.map(dots)), chosen, "chosen")
}

/// A button that says whether it is chosen, and looks so.
pub fn pressed(button: El, chosen: &Chosen, looks_so: bool) -> El {
    let (now, looks) = (Rc::clone(chosen), Rc::clone(chosen));
    let button = button.states("aria-pressed", move || now());
    if looks_so {
        button.class_if("is-on", move || looks())
    } else {
        button
    }
}

/// A tick in a mark of this class, only while chosen.
pub fn ticked(button: El, chosen: &Chosen, mark: &'static str) -> El {
    let chosen = Rc::clone(chosen);
    button.holds(move || {
        if chosen() {
            vec![class("span", mark).child(icon("tick"))]
        } else {
            Vec::new()
        }
    })
}

fn face((at, of): (usize, usize)) -> El {
    // Three faces of five for three points: least, middle, most.
    let face = if of < 2 {
        3
    } else {
        1 + (at - 1) * 4 / (of - 1)
    };
    let shape = svg("use", &[("href", &format!("#f-{face}"))]);
    svg(
        "svg",
        &[
            ("class", "face"),
            ("viewBox", "0 0 96 96"),
            ("aria-hidden", "true"),
        ],
    )
    .child(shape)
}

fn dots((at, of): (usize, usize)) -> El {
    let dots = (1..=of).map(|dot| class("i", if dot <= at { "on" } else { "" }));
    class("span", "rank").with("aria-hidden", "true").all(dots)
}

/// A luggage tag: one of several. When chosen, the hole becomes a tick.
pub fn tag(act: &str, chosen: &Chosen, word: El, on_touch: impl FnMut() + 'static) -> El {
    ticked(
        pressed(bare("tag", act, on_touch), chosen, false),
        chosen,
        "punch",
    )
    .child(word)
}
