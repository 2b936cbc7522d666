//! The microphone: a voice recorded with what this browser has, and how loud it is.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use kiosk_core::Hash;
use kiosk_core::recording::forget_origin;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AnalyserNode, AudioContext, Blob, BlobEvent, MediaRecorder, MediaRecorderOptions, MediaStream,
    MediaStreamConstraints, MediaStreamTrack, RecordingState,
};

/// What is asked for, in this order: AAC plays everywhere; the rest is what an engine without it has. Only what
/// [`forget_origin`] knows: an Ogg tells what made it.
const TYPES: [&str; 4] = [
    "audio/mp4;codecs=mp4a.40.2",
    "audio/webm;codecs=opus",
    "audio/mp4",
    "audio/webm",
];
/// Enough for a voice, and three minutes are under a megabyte.
const BITS_PER_SECOND: u32 = 32_000;

/// A finished recording. It lives in the page until its response is saved.
#[derive(Clone, Debug)]
pub struct Take {
    /// Media type without parameters.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Uint8Array,
    /// Their hash.
    pub hash: Hash,
}

/// Whether this browser can record at all. Whether it may is asked when somebody wants to.
pub fn can_record() -> bool {
    let there = |object: &wasm_bindgen::JsValue, name: &str| {
        Reflect::get(object, &name.into()).is_ok_and(|value| value.is_truthy())
    };
    let devices = super::window().is_some_and(|window| there(&window.navigator(), "mediaDevices"));
    devices && there(&js_sys::global(), "MediaRecorder") && media_type().is_some()
}

fn media_type() -> Option<&'static str> {
    TYPES
        .into_iter()
        .find(|media_type| MediaRecorder::is_type_supported(media_type))
}

/// A running recording. Whoever drops it lets go of the microphone, and of what was said.
#[derive(Debug)]
pub struct Recorder {
    stream: MediaStream,
    recorder: MediaRecorder,
    media_type: &'static str,
    parts: Rc<RefCell<Vec<Blob>>>,
    hearing: Option<(AudioContext, AnalyserNode)>,
    /// Resolved when it has stopped: asked to, or because the microphone has gone.
    stopped: Promise,
    _listener: Closure<dyn FnMut(BlobEvent)>,
}

impl Recorder {
    /// Asks for the microphone and begins; `None` when it is refused or there is none.
    pub async fn begin() -> Option<Self> {
        let media_type = media_type()?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_audio(&true.into());
        let devices = super::window()?.navigator().media_devices().ok()?;
        let asked = devices.get_user_media_with_constraints(&wanted).ok()?;
        let stream: MediaStream = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
        let begun = Self::on(stream.clone(), media_type);
        if begun.is_none() {
            let_go(&stream);
        }
        begun
    }

    fn on(stream: MediaStream, media_type: &'static str) -> Option<Self> {
        let options = MediaRecorderOptions::new();
        options.set_mime_type(media_type);
        options.set_audio_bits_per_second(BITS_PER_SECOND);
        let recorder =
            MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)
                .ok()?;
        let parts = Rc::new(RefCell::new(Vec::new()));
        let kept = Rc::clone(&parts);
        let listener = Closure::<dyn FnMut(BlobEvent)>::new(move |event: BlobEvent| {
            kept.borrow_mut().extend(event.data());
        });
        recorder.set_ondataavailable(Some(listener.as_ref().unchecked_ref()));
        let stopped = Promise::new(&mut |resolve, _| recorder.set_onstop(Some(&resolve)));
        recorder.start().ok()?;
        let hearing = hear(&stream);
        Some(Self {
            stream,
            recorder,
            media_type,
            parts,
            hearing,
            stopped,
            _listener: listener,
        })
    }

    /// Pauses.
    pub fn pause(&self) {
        let _ = self.recorder.pause();
    }

    /// Goes on after a pause.
    pub fn resume(&self) {
        let _ = self.recorder.resume();
    }

    /// Whether it goes on, or could after a pause. A microphone may be taken away.
    pub fn is_alive(&self) -> bool {
        self.recorder.state() != RecordingState::Inactive
    }

    /// How loud it is now, in hundredths.
    pub fn level(&self) -> usize {
        let Some((_, analyser)) = &self.hearing else {
            return 0;
        };
        let mut wave = [128_u8; 256];
        analyser.get_byte_time_domain_data(&mut wave);
        let loudest = wave.iter().map(|at| at.abs_diff(128)).max().unwrap_or(0);
        usize::from(loudest).min(100)
    }

    /// Ends, and gives what was said.
    pub async fn end(self) -> Option<Take> {
        if self.is_alive() {
            self.recorder.stop().ok()?;
        }
        JsFuture::from(self.stopped.clone()).await.ok()?;
        let parts: Array = self.parts.borrow().iter().collect();
        let whole = Blob::new_with_blob_sequence(&parts).ok()?;
        let buffer = JsFuture::from(whole.array_buffer()).await.ok()?;
        let mut bytes = Uint8Array::new(&buffer).to_vec();
        forget_origin(&mut bytes);
        let media_type = self.media_type.split(';').next().unwrap_or_default();
        (!bytes.is_empty()).then(|| Take {
            media_type: media_type.to_owned(),
            hash: Hash::of(&bytes),
            bytes: Uint8Array::from(bytes.as_slice()),
        })
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        let_go(&self.stream);
        if let Some((context, _)) = &self.hearing {
            let _ = context.close();
        }
    }
}

fn let_go(stream: &MediaStream) {
    for track in stream.get_tracks() {
        if let Ok(track) = track.dyn_into::<MediaStreamTrack>() {
            track.stop();
        }
    }
}

/// A meter beside the recording. Without one the recording goes on all the same.
fn hear(stream: &MediaStream) -> Option<(AudioContext, AnalyserNode)> {
    let context = AudioContext::new().ok()?;
    // One that was made a moment after the touch may be asleep.
    let _ = context.resume();
    let analyser = context.create_analyser().ok()?;
    analyser.set_fft_size(256);
    let source = context.create_media_stream_source(stream).ok()?;
    source.connect_with_audio_node(&analyser).ok()?;
    Some((context, analyser))
}
