use super::question::Asking;
use super::text;
use crate::app::answered;
use crate::browser::element::{El, class, el, key_of, value_of};
use crate::browser::focus;
use crate::model::Kiosk;
use crate::screens::pages::pages;
use crate::widgets::{button, choice_text, icon, pack_text, tag, word};
use kiosk_core::personal;
use kiosk_core::questions::Choice;
use kiosk_core::response::{Answer, Status};
use leptos::prelude::*;

/// Tiles in view at a time.
const TILES: usize = 8;

/// What the words screen shows besides the answer.
#[derive(Clone, Copy, Debug)]
struct Hanging {
    /// Which eight tiles.
    page: RwSignal<usize>,
    /// Whether the visitor writes a word of their own.
    writing: RwSignal<bool>,
    /// Whether they just tried to hang one word too many.
    full: RwSignal<bool>,
}

/// Words: tiles eight at a time, the visitor's own, the line the chosen ones hang on, and the two buttons
/// that stand beside "I don't know" and Skip.
pub fn words(asking: &Asking, main: El, foot: El) -> (El, El) {
    let hanging = Hanging {
        page: RwSignal::new(0),
        writing: RwSignal::new(false),
        full: RwSignal::new(false),
    };
    let counting = asking.clone();
    let count =
        el("p", &[("aria-live", "polite")]).says(move || count(&counting, hanging.full.get()));
    let line = class("div", "hanging")
        .child(count)
        .child(line(asking, hanging));
    let own = asking.clone();
    let below = move || {
        vec![if hanging.writing.get() {
            own_word(&own, hanging)
        } else {
            tiles(&own, hanging)
        }]
    };
    (main.child(line).holds(below), tools(foot, hanging))
}

fn tiles(asking: &Asking, hanging: Hanging) -> El {
    let own = asking.clone();
    let shown = move || {
        let all = &own.question.options;
        let from = hanging.page.get() % pages(all.len(), TILES) * TILES;
        all.iter()
            .skip(from)
            .take(TILES)
            .map(|choice| tile(&own, choice, hanging))
            .collect()
    };
    el(
        "div",
        &[
            ("class", "words"),
            ("role", "group"),
            ("aria-labelledby", "question"),
        ],
    )
    .holds(shown)
}

fn tools(foot: El, hanging: Hanging) -> El {
    let Hanging { page, writing, .. } = hanging;
    let more = move || {
        writing.set(false);
        page.update(|at| *at += 1);
    };
    let foot = foot.child(button("btn", "more-words", "more", "words.more", more));
    // Children choose; nothing is to be written.
    if is_child(Kiosk::here()) {
        return foot;
    }
    let own = button("btn", "own-word", "write", "words.own", move || {
        writing.update(|writing| *writing = !*writing)
    });
    foot.child(own.states("aria-pressed", move || writing.get()))
}

fn answer_of(kiosk: Kiosk) -> Answer {
    kiosk
        .say
        .read()
        .answer()
        .cloned()
        .unwrap_or_else(|| Answer::bare("", Status::Skipped))
}

fn count(asking: &Asking, full: bool) -> String {
    let (kiosk, most) = (asking.kiosk, asking.question.most());
    let answer = answer_of(kiosk);
    let have = answer.tiles.len() + answer.own.len();
    if full && have >= most {
        return kiosk.t("words.full");
    }
    let have = if have == 0 {
        kiosk.t("words.none")
    } else {
        kiosk.t_count("words.have", have as u64)
    };
    kiosk.t_with(
        "words.choose",
        &[("all", &kiosk.number(most)), ("have", &have)],
    )
}

/// The line: chosen words, each a button that takes it down again, and the empty places.
fn line(asking: &Asking, hanging: Hanging) -> El {
    let (kiosk, own) = (asking.kiosk, asking.clone());
    let places = move || {
        let answer = answer_of(kiosk);
        let mut places = Vec::new();
        for key in &answer.tiles {
            if let Some(option) = own
                .question
                .options
                .iter()
                .find(|option| option.key == *key)
            {
                places.push(hung(&own, hanging, key, pack_text(&option.text), false));
            }
        }
        for key in &answer.own {
            places.push(hung(&own, hanging, key, el("span", &[]).text(key), true));
        }
        for place in places.len()..own.question.most() {
            places.push(el("li", &[("aria-hidden", "true")]).text(&kiosk.number(place + 1)));
        }
        places
    };
    class("ol", "line")
        .live("aria-label", move || kiosk.t("words.yours"))
        .holds(places)
}

fn hung(asking: &Asking, hanging: Hanging, key: &str, text: El, is_own: bool) -> El {
    let (asking, key) = (asking.clone(), key.to_owned());
    let take_down = move || {
        hanging.full.set(false);
        if is_own {
            asking
                .kiosk
                .say
                .update(|say| say.remove_word(&asking.question, &key));
            answered(asking.kiosk, asking.services);
        } else {
            asking.touch(&key);
        }
    };
    let button = el("button", &[("type", "button")]).press(take_down);
    let button = button
        .child(text)
        .child(word("span", "words.take-down").with("class", "unseen"));
    class("li", "on").child(button.child(icon("close")))
}

fn tile(asking: &Asking, choice: &Choice, hanging: Hanging) -> El {
    let (own, key) = (asking.clone(), choice.key.clone());
    let touch = move || hanging.full.set(!own.touch(&key));
    tag(
        &["tile-", &choice.key].concat(),
        &asking.is_chosen(&choice.key),
        choice_text(choice),
        touch,
    )
}

fn own_word(asking: &Asking, hanging: Hanging) -> El {
    focus::soon("[data-act=own-word-input]");
    let typed = RwSignal::new(String::new());
    let notice = RwSignal::new(false);
    let own = asking.clone();
    let hang = move || {
        let word = typed.get_untracked();
        let mut fits = false;
        own.kiosk
            .say
            .update(|say| fits = say.add_word(&own.question, &word));
        own.kiosk.say.update(|say| say.typed = None);
        answered(own.kiosk, own.services);
        hanging.full.set(!fits && !word.trim().is_empty());
        hanging.writing.set(false);
    };
    let keep = hang.clone();
    let noted = asking.clone();
    let note = move |word: String| {
        let typed = (!word.trim().is_empty()).then(|| (noted.question.key.clone(), word));
        noted.kiosk.say.update(|say| say.typed = typed);
        answered(noted.kiosk, noted.services);
    };
    let taken_out = note.clone();
    let suspect = asking.clone();
    let add = move || {
        if personal::is_suspect(&typed.read_untracked()) {
            notice.set(true);
            suspect
                .kiosk
                .say
                .update(|say| say.look_twice(&suspect.question));
        } else {
            hang();
        }
    };
    let by_key = add.clone();
    let paper = el(
        "input",
        &[
            ("id", "own-word"),
            ("class", "paper"),
            ("data-act", "own-word-input"),
            ("type", "text"),
            ("maxlength", "40"),
            ("autocomplete", "off"),
            ("autocorrect", "off"),
            ("spellcheck", "false"),
            ("enterkeyhint", "done"),
        ],
    );
    let paper = paper
        .on("input", move |event| {
            let word = value_of(&event);
            note(word.clone());
            typed.set(word);
        })
        .on("keydown", move |event| {
            if key_of(&event) == "Enter" {
                by_key()
            }
        });
    let (field, helped) = (paper.clone(), asking.clone());
    let below = move || {
        let (field, keep, taken_out) = (field.clone(), keep.clone(), taken_out.clone());
        let take_out = move || {
            let left = personal::without(&typed.get_untracked());
            field.put(&left);
            taken_out(left.clone());
            typed.set(left);
            notice.set(false);
        };
        if notice.get() {
            vec![text::gently(take_out, keep)]
        } else {
            vec![text::helper(&helped)]
        }
    };
    let below = text::under().holds(below);
    class("div", "own")
        .child(word("label", "words.own-label").with("for", "own-word"))
        .child(paper)
        .child(button(
            "btn btn-main",
            "own-word-add",
            "tick",
            "words.add",
            add,
        ))
        .child(below)
}

fn is_child(kiosk: Kiosk) -> bool {
    let say = kiosk.say.read_untracked();
    say.draft.as_ref().is_some_and(|draft| draft.child)
}
