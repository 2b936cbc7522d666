//! An office in a folder of its own, with a demo wording, a pack, an event, and a clock the test owns.

use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use kiosk_core::questions::SetRef;
use kiosk_core::response::{Answer, Envelope, Helped, Sealed, State, Status};
use kiosk_core::time::UnixMillis;
use kiosk_core::{EventId, Hash, ResponseId, TabletId, ids, pack, response};
use kiosk_office::files::Files;
use kiosk_office::limits::Limits;
use kiosk_office::office::{self, App, Office, Settings};
use kiosk_office::password;
use kiosk_office::store::codes::CodeRow;
use kiosk_office::store::events::EventRow;
use kiosk_office::store::packs::PackRow;
use kiosk_office::store::sets::SetRow;
use kiosk_office::store::{self, Store};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tower::ServiceExt;

/// 2026-12-05T14:29:59Z.
pub const START: UnixMillis = 1_796_480_999_000;
/// The staff password of every hall.
pub const PASSWORD: &str = "heron-kettle-mat-plum-37";
/// The event of every hall.
pub const EVENT: &str = "hall";
/// The wording of every hall.
pub const SET: &str = r#"{"format":1,"id":"visitor-voice","version":3,"title":{"en":"Visitor voice"},
 "privacy":{"en":"We do not ask your name. You can stop at any time."},"viewpoints":[],
 "questions":[
  {"key":"enjoyed","kind":"scale","text":{"en":"How did you like it?"},"options":[
    {"key":"1","text":{"en":"Not at all"}},{"key":"2","text":{"en":"A little"}},{"key":"3","text":{"en":"A lot"}}]},
  {"key":"words","kind":"words","text":{"en":"Choose five words."},"options":[
    {"key":"welcome","text":{"en":"Welcome"}},{"key":"calm","text":{"en":"Calm"}},{"key":"happy","text":{"en":"Happy"}},
    {"key":"proud","text":{"en":"Proud"}},{"key":"warm","text":{"en":"Warm"}},{"key":"sad","text":{"en":"Sad"}},
    {"key":"tired","text":{"en":"Tired"}},{"key":"lively","text":{"en":"Lively"}}]},
  {"key":"fav","kind":"item","text":{"en":"Which object did you like best?"}},
  {"key":"more","kind":"text","text":{"en":"Is there anything else?"}}],
 "thanks":{"en":"Thank you."}}"#;

/// The office of a test.
pub struct Hall {
    pub folder: Arc<TempDir>,
    pub app: App,
    clock: Arc<AtomicI64>,
    told: Arc<Mutex<Vec<String>>>,
}

/// An answer of the office.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Reply {
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The word of a refusal.
    pub fn word(&self) -> String {
        self.json::<kiosk_core::wire::ApiError>().error
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

/// A request being made.
pub struct Ask {
    request: Request<Body>,
}

pub fn get(path: &str) -> Ask {
    ask(Method::GET, path, Body::empty())
}

pub fn post(path: &str, body: impl Into<Body>) -> Ask {
    ask(Method::POST, path, body.into())
}

pub fn post_json(path: &str, body: &impl Serialize) -> Ask {
    post(path, serde_json::to_vec(body).unwrap())
}

pub fn post_form(path: &str, pairs: &[(&str, &str)]) -> Ask {
    post(path, form(pairs)).with("content-type", "application/x-www-form-urlencoded")
}

pub fn ask(method: Method, path: &str, body: Body) -> Ask {
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = path.parse().unwrap();
    Ask { request }.with("host", "office.test")
}

fn form(pairs: &[(&str, &str)]) -> String {
    let escape =
        |text: &str| -> String { text.bytes().map(|byte| format!("%{byte:02X}")).collect() };
    pairs
        .iter()
        .map(|(name, value)| format!("{}={}", escape(name), escape(value)))
        .collect::<Vec<_>>()
        .join("&")
}

impl Ask {
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.request
            .headers_mut()
            .insert(name, value.parse().unwrap());
        self
    }

    pub fn as_tablet(self, tablet: &str) -> Self {
        self.with("authorization", &format!("Bearer {}", token(tablet)))
    }

    pub async fn of(self, hall: &Hall) -> Reply {
        self.of_app(&hall.app).await
    }

    pub async fn of_app(self, app: &App) -> Reply {
        let router = kiosk_office::app::router(Arc::clone(app));
        let response = router.oneshot(self.request).await.unwrap();
        let (parts, body) = response.into_parts();
        Reply {
            status: parts.status,
            headers: parts.headers,
            body: body.collect().await.unwrap().to_bytes().to_vec(),
        }
    }
}

/// The token of a test's tablet.
pub fn token(tablet: &str) -> String {
    format!("token-of-{tablet}")
}

impl Hall {
    /// A new office with an event and the tablet `t1`.
    pub async fn open() -> Self {
        let hall = Self::empty().await;
        hall.add_event(EVENT).await;
        hall.add_tablet("t1").await;
        hall
    }

    /// A new office with a pack and a wording.
    pub async fn empty() -> Self {
        let hall = Self::on(Arc::new(tempfile::tempdir().unwrap()), false).await;
        hall.fill().await;
        hall
    }

    /// An office on a folder that may have been one before.
    pub async fn on(folder: Arc<TempDir>, secure: bool) -> Self {
        let clock = Arc::new(AtomicI64::new(START));
        let told = Arc::new(Mutex::new(Vec::new()));
        let random = office::system_random();
        let office = Office {
            store: Store::open(&folder.path().join("office.db")).await.unwrap(),
            files: Files::open(&folder.path().join("files")).unwrap(),
            clock: {
                let clock = Arc::clone(&clock);
                Arc::new(move || clock.load(Ordering::SeqCst))
            },
            limits: Limits::new(&random).unwrap(),
            random,
            log: {
                let told = Arc::clone(&told);
                Arc::new(move |line: &str| told.lock().unwrap().push(line.to_owned()))
            },
            settings: Settings {
                name: "Test office".into(),
                kiosk: folder.path().join("dist"),
                secure,
            },
        };
        Self {
            folder,
            app: Arc::new(office),
            clock,
            told,
        }
    }

    async fn fill(&self) {
        let bytes = pack_file();
        let sha256 = Hash::of(&bytes);
        let place = self.app.files.pack(&sha256);
        self.app.files.put(&bytes, &place).await.unwrap();
        let hash = password::hash(PASSWORD, [1; 16]).unwrap();
        let mut writing = self.app.store.writer().await.unwrap();
        let pack = PackRow {
            sha256: sha256.0,
            id: "test".into(),
            title: "Test pack".into(),
            languages: "en ar".into(),
            loaded_on: "2026-12-01".into(),
        };
        store::packs::add(&mut writing, &pack).await.unwrap();
        let set = SetRow {
            sha256: set().sha256.0,
            id: "visitor-voice".into(),
            version: 3,
            title: "Visitor voice".into(),
            loaded_on: "2026-12-01".into(),
        };
        store::sets::add(&mut writing, &set, SET).await.unwrap();
        store::settings::set_password(&mut writing, &hash)
            .await
            .unwrap();
        writing.commit().await.unwrap();
    }

    pub async fn add_event(&self, id: &str) {
        let event = EventRow {
            id: id.into(),
            name: "Ferryhill Village Hall".into(),
            venue: "Ferryhill".into(),
            dates: "5 December".into(),
            pack: Hash::of(&pack_file()).0,
            question_set: set().sha256.0,
            threshold: 5,
            idle_seconds: 120,
            retention_days: 30,
            language: "en".into(),
            staff_pin: Some("2468".into()),
            tablets_used: None,
            made_on: "2026-12-01".into(),
            closed_at: None,
        };
        let mut writing = self.app.store.writer().await.unwrap();
        store::events::put(&mut writing, &event).await.unwrap();
        writing.commit().await.unwrap();
    }

    /// Adds a tablet of the event without a code.
    pub async fn add_tablet(&self, tablet: &str) {
        let mut writing = self.app.store.writer().await.unwrap();
        let token = Hash::of(token(tablet).as_bytes());
        store::tablets::enrol(&mut writing, &tablet.into(), tablet, &token, EVENT)
            .await
            .unwrap();
        writing.commit().await.unwrap();
    }

    /// Adds a code for the event and gives it as it is shown.
    pub async fn add_code(&self, tablets: u32, lasts: UnixMillis) -> String {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let shown = ids::code(NEXT.fetch_add(1, Ordering::SeqCst).to_be_bytes());
        let code = CodeRow {
            code: ids::clean_code(&shown),
            shown: shown.clone(),
            event: EVENT.into(),
            tablets,
            expires_at: self.now() + lasts,
            used: 0,
        };
        let mut writing = self.app.store.writer().await.unwrap();
        store::codes::add(&mut writing, &code, self.now())
            .await
            .unwrap();
        writing.commit().await.unwrap();
        shown
    }

    pub fn now(&self) -> UnixMillis {
        self.clock.load(Ordering::SeqCst)
    }

    pub fn pass(&self, time: UnixMillis) {
        self.clock.fetch_add(time, Ordering::SeqCst);
    }

    /// What the log was told.
    pub fn told(&self) -> Vec<String> {
        self.told.lock().unwrap().clone()
    }

    pub async fn stored(&self) -> Vec<store::responses::ResponseRow> {
        let mut db = self.app.store.reader().await.unwrap();
        store::responses::of_event(&mut db, &EventId::from(EVENT))
            .await
            .unwrap()
    }

    /// Signs in and gives the cookie and the token of forms.
    pub async fn sign_in(&self) -> Desk<'_> {
        let reply = post_form("/office/sign-in", &[("password", PASSWORD)])
            .of(self)
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.text());
        let cookie = reply.headers[header::SET_COOKIE].to_str().unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let page = get("/office/events").with("cookie", &cookie).of(self).await;
        let text = page.text();
        let from = text.split("name=\"form_token\" value=\"").nth(1).unwrap();
        Desk {
            hall: self,
            cookie,
            form_token: from.split('"').next().unwrap().to_owned(),
        }
    }
}

/// Somebody signed in.
pub struct Desk<'a> {
    hall: &'a Hall,
    pub cookie: String,
    pub form_token: String,
}

impl Desk<'_> {
    pub async fn get(&self, path: &str) -> Reply {
        get(path).with("cookie", &self.cookie).of(self.hall).await
    }

    pub async fn post(&self, path: &str, pairs: &[(&str, &str)]) -> Reply {
        let mut all = vec![("form_token", self.form_token.as_str())];
        all.extend_from_slice(pairs);
        post_form(path, &all)
            .with("cookie", &self.cookie)
            .of(self.hall)
            .await
    }
}

/// The wording's name.
pub fn set() -> SetRef {
    SetRef {
        id: "visitor-voice".into(),
        version: 3,
        sha256: Hash::of(SET.as_bytes()),
    }
}

/// A real pack file.
pub fn pack_file() -> Vec<u8> {
    let text = r#"{"format":1,"id":"test","title":{"en":"Test pack"},"languages":["en","ar"],"items":[
        {"number":"A1","title":{"en":"Clippy mat"},"rights":"http://creativecommons.org/publicdomain/zero/1.0/"}]}"#;
    pack::archive::write(&serde_json::from_str(text).unwrap(), |_| None).unwrap()
}

/// A response being made.
#[derive(Clone, Debug)]
pub struct Given {
    pub envelope: Envelope,
    pub body: response::Body,
}

/// A finished response of a tablet, with an id made of both so that tests can name it.
pub fn response(tablet: &str, seq: u64) -> Given {
    let mut random = [0; 16];
    random.copy_from_slice(&Hash::of(format!("{tablet} {seq}").as_bytes()).0.as_bytes()[..16]);
    let mut enjoyed = Answer::bare("enjoyed", Status::Answered);
    enjoyed.value = Some(3);
    Given {
        envelope: Envelope {
            id: ResponseId(ids::uuid_v4(random)),
            tablet: TabletId::from(tablet),
            event: EventId::from(EVENT),
            seq,
            sha256: Hash::of(b""),
            attachments: Vec::new(),
            key: None,
            card: None,
        },
        body: response::Body {
            format: 1,
            language: "en".into(),
            viewpoint: None,
            helped: Helped::Alone,
            state: State::Complete,
            quarter_hour: "2026-12-05T14:15Z".into(),
            question_set: set(),
            pack: None,
            answers: vec![enjoyed],
        },
    }
}

impl Given {
    pub fn event(mut self, event: &str) -> Self {
        self.envelope.event = event.into();
        self
    }

    pub fn body(mut self, change: impl FnOnce(&mut response::Body)) -> Self {
        change(&mut self.body);
        self
    }

    pub fn text(self, text: &str) -> Self {
        let mut more = Answer::bare("more", Status::Answered);
        more.text = Some(text.into());
        self.body(|body| body.answers.push(more))
    }

    /// Makes it final.
    pub fn seal(self) -> Sealed {
        seal_text(self.envelope, self.body.to_text())
    }
}

/// A response with any text as its body.
pub fn seal_text(mut envelope: Envelope, body: String) -> Sealed {
    envelope.sha256 = Hash::of(body.as_bytes());
    Sealed { envelope, body }
}

/// `POST /responses` of these.
pub fn batch(responses: &[Sealed]) -> Ask {
    let tablet = responses
        .first()
        .map_or("t1", |first| first.envelope.tablet.as_str());
    post_json(
        "/api/v1/responses",
        &kiosk_core::wire::ResponsesRequest {
            responses: responses.to_vec(),
        },
    )
    .as_tablet(tablet)
}

/// All bytes of a folder's files.
pub fn bytes_under(folder: &Path) -> Vec<u8> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(bytes_under(&path));
        } else {
            out.extend(std::fs::read(path).unwrap());
        }
    }
    out
}

/// Whether the bytes hold this text.
pub fn holds(bytes: &[u8], text: &str) -> bool {
    bytes
        .windows(text.len())
        .any(|window| window == text.as_bytes())
}
