//! The tablet's own voices. Voices that need the internet are no voices in a village hall.

use js_sys::{Array, Promise, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    type Speech;
    #[wasm_bindgen(method, catch, js_name = getVoices)]
    fn voices(this: &Speech) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn speak(this: &Speech, utterance: &Utterance) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn cancel(this: &Speech) -> Result<(), JsValue>;
    #[wasm_bindgen(method, setter, js_name = onvoiceschanged)]
    fn on_voices_changed(this: &Speech, run: &JsValue);

    type Voice;
    #[wasm_bindgen(method, getter)]
    fn lang(this: &Voice) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = localService)]
    fn is_local(this: &Voice) -> Option<bool>;

    #[wasm_bindgen(js_name = SpeechSynthesisUtterance)]
    type Utterance;
    #[wasm_bindgen(constructor, catch, js_class = "SpeechSynthesisUtterance")]
    fn new(text: &str) -> Result<Utterance, JsValue>;
    #[wasm_bindgen(method, setter)]
    fn set_voice(this: &Utterance, voice: &Voice);
    #[wasm_bindgen(method, setter)]
    fn set_lang(this: &Utterance, lang: &str);
    #[wasm_bindgen(method, setter)]
    fn set_rate(this: &Utterance, rate: f64);
    #[wasm_bindgen(method, setter)]
    fn set_onend(this: &Utterance, run: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onerror(this: &Utterance, run: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_onboundary(this: &Utterance, run: &JsValue);

    type Boundary;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Boundary) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = charIndex)]
    fn at(this: &Boundary) -> Option<f64>;
}

fn speech() -> Option<Speech> {
    let window = super::window()?;
    let speech = Reflect::get(&window, &"speechSynthesis".into()).ok()?;
    speech.is_object().then(|| speech.unchecked_into())
}

/// Voices that are on this tablet.
fn local_voices() -> Vec<Voice> {
    let all = speech().and_then(|speech| speech.voices().ok());
    all.map(|all| {
        all.iter()
            .map(Voice::unchecked_from_js)
            .filter(|voice| voice.is_local() == Some(true))
            .collect()
    })
    .unwrap_or_default()
}

/// `en_GB` and `en-GB-x` are both `en`.
fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Languages that have a voice here: primary subtags, each between blanks.
pub fn languages() -> String {
    local_voices().iter().fold(" ".to_owned(), |all, voice| {
        [&all, primary(&voice.lang().unwrap_or_default()), " "].concat()
    })
}

/// Calls `run` whenever the voices change: many browsers learn of them only after a while.
pub fn when_voices_change(run: impl FnMut() + 'static) {
    if let Some(speech) = speech() {
        let run = Closure::<dyn FnMut()>::new(run);
        speech.on_voices_changed(run.as_ref());
        run.forget();
    }
}

/// Says a text in its language and ends when it has been said, or could not be. `reached` hears where in
/// the text the voice is, in UTF-16 units, if the voice tells.
pub async fn say(text: &str, language: &str, reached: Box<dyn FnMut(usize)>) {
    let voice = local_voices()
        .into_iter()
        .find(|voice| primary(&voice.lang().unwrap_or_default()) == primary(language));
    let (Some(speech), Some(voice), Ok(utterance)) = (speech(), voice, Utterance::new(text)) else {
        return;
    };
    utterance.set_lang(&voice.lang().unwrap_or_default());
    utterance.set_voice(&voice);
    // A little slower than the voice's own pace: it is heard in a hall.
    utterance.set_rate(0.9);
    let reached = RefCell::new(reached);
    let on_boundary = Closure::<dyn FnMut(Boundary)>::new(move |event: Boundary| {
        if event.name().is_none_or(|name| name == "word") {
            (reached.borrow_mut())(event.at().unwrap_or_default() as usize);
        }
    });
    utterance.set_onboundary(on_boundary.as_ref());
    let spoken = Promise::new(&mut |resolve, _| {
        utterance.set_onend(&resolve);
        utterance.set_onerror(&resolve);
        ENDED.set(Some(resolve));
    });
    if speech.speak(&utterance).is_ok() {
        let _ = JsFuture::from(spoken).await;
    }
    utterance.set_onboundary(&JsValue::NULL);
}

thread_local! {
    /// Ends the wait for what is being said. Not every browser says that a text was cut short.
    static ENDED: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Is silent at once.
pub fn hush() {
    if let Some(speech) = speech() {
        let _ = speech.cancel();
    }
    if let Some(ended) = ENDED.take() {
        let _ = ended.call0(&JsValue::NULL);
    }
}
