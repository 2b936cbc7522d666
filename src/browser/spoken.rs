//! The page's texts as somebody would read them out, and a light on the word that is being read.

use super::sound::Reading;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node, Range};

#[wasm_bindgen]
extern "C" {
    /// The CSS Custom Highlight API: newer than some browsers we promise, hence `catch` everywhere.
    type Highlight;
    #[wasm_bindgen(constructor, catch)]
    fn new(range: &Range) -> Result<Highlight, JsValue>;
    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = set, catch)]
    fn set_highlight(name: &str, highlight: &Highlight) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["CSS", "highlights"], js_name = delete, catch)]
    fn delete_highlight(name: &str) -> Result<JsValue, JsValue>;
}

/// Name of the highlight in the styles.
const NAME: &str = "spoken";

/// One text of the page.
#[derive(Clone, Debug)]
pub struct Passage {
    node: Node,
    /// Its text in UTF-16 units, as the browser counts.
    pub units: Vec<u16>,
    /// Its language.
    pub language: String,
}

/// What is read one after the other.
#[derive(Clone, Debug)]
pub enum Part {
    /// A text the tablet's voice says.
    Voiced(Passage),
    /// Texts that somebody reads in a sound.
    Recorded(Reading, Vec<Passage>),
}

/// The sound beside a text in which it is read.
const RECORDED: &str = ":scope > * > audio[data-recorded]";

/// What the topmost layer says, heading first where the page says it first. The spine, what is not to be seen
/// and what only repeats in signs are left out.
pub fn parts() -> Vec<Part> {
    let mut found = Vec::new();
    let layer = super::reach::layer();
    let main = layer.map(|layer| match layer.query_selector("main") {
        Ok(Some(main)) => main,
        _ => layer,
    });
    if let Some(main) = main {
        collect(&main, &mut found);
    }
    found
}

fn collect(element: &Element, found: &mut Vec<Part>) {
    const SILENT: &str =
        "[aria-hidden=true], svg, .unseen, input, textarea, select, audio, video, [hidden]";
    if element.matches(SILENT).unwrap_or(false) {
        return;
    }
    if let Ok(Some(sound)) = element.query_selector(RECORDED) {
        let mut texts = Vec::new();
        let children = element.children();
        for child in (0..children.length()).filter_map(|at| children.item(at)) {
            collect(&child, &mut texts);
        }
        let texts = texts.into_iter().filter_map(|part| match part {
            Part::Voiced(passage) => Some(passage),
            Part::Recorded(..) => None,
        });
        found.push(Part::Recorded(Reading(sound), texts.collect()));
        return;
    }
    let closed = element.matches(CLOSED).unwrap_or(false);
    let children = element.child_nodes();
    for at in 0..children.length() {
        let Some(child) = children.item(at) else {
            continue;
        };
        if let Some(child) = child.dyn_ref::<Element>() {
            if closed && child.tag_name() != "SUMMARY" {
                continue;
            }
            collect(child, found);
        } else if child.node_type() == Node::TEXT_NODE {
            let text = child.text_content().unwrap_or_default();
            if text.chars().any(char::is_alphanumeric) && is_seen(&child) {
                found.push(Part::Voiced(Passage {
                    language: language_of(element),
                    units: text.encode_utf16().collect(),
                    node: child,
                }));
            }
        }
    }
}

/// What is folded away. Some engines lay it out all the same, so its place tells nothing.
const CLOSED: &str = "details:not([open])";
/// The same, from within.
const FOLDED: &str = "details:not([open]) > :not(summary)";

/// Whether a text is to be seen: it has a place on the page, scrolled away or not, and is not made invisible.
fn is_seen(text: &Node) -> bool {
    let Some(range) = super::document().and_then(|document| document.create_range().ok()) else {
        return false;
    };
    let has_place = range.select_node_contents(text).is_ok()
        && range
            .get_client_rects()
            .is_some_and(|places| places.length() > 0);
    has_place && !text.parent_element().is_some_and(|around| hides(&around))
}

fn hides(element: &Element) -> bool {
    let style = super::window().and_then(|window| window.get_computed_style(element).ok()?);
    let visibility = style.and_then(|style| style.get_property_value("visibility").ok());
    visibility.is_some_and(|visibility| visibility != "visible")
}

/// Whether everything that is read still stands where it stood.
pub fn stand(parts: &[Part]) -> bool {
    parts.iter().all(|part| match part {
        Part::Voiced(passage) => passage.stands(),
        Part::Recorded(_, texts) => texts.iter().all(Passage::stands),
    })
}

impl Passage {
    fn stands(&self) -> bool {
        let around = self.node.parent_element();
        let folded = around.and_then(|around| around.closest(FOLDED).ok().flatten());
        folded.is_none() && is_seen(&self.node)
    }
}

fn language_of(element: &Element) -> String {
    let marked = element.closest("[lang]").ok().flatten();
    marked
        .and_then(|marked| marked.get_attribute("lang"))
        .unwrap_or_default()
}

/// Lights a part of a passage: by a highlight where the browser has them, and by a mark on its element.
pub fn light(passage: &Passage, (from, to): (usize, usize)) {
    if let Some(parent) = passage.node.parent_element()
        && !parent.has_attribute("data-spoken")
    {
        unmark();
        let _ = parent.set_attribute("data-spoken", "");
    }
    let Some(range) = super::document().and_then(|document| document.create_range().ok()) else {
        return;
    };
    // A text that changed meanwhile is shorter than we knew: then nothing is lit.
    let (from, to) = (from as u32, to as u32);
    if range.set_start(&passage.node, from).is_ok()
        && range.set_end(&passage.node, to).is_ok()
        && let Ok(highlight) = Highlight::new(&range)
    {
        let _ = set_highlight(NAME, &highlight);
    }
}

fn unmark() {
    let marked = super::document()
        .and_then(|document| document.query_selector("[data-spoken]").ok().flatten());
    if let Some(marked) = marked {
        let _ = marked.remove_attribute("data-spoken");
    }
}

/// Puts every light out.
pub fn dark() {
    unmark();
    let _ = delete_highlight(NAME);
}
