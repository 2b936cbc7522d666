//! An office in a folder of its own, with a demo wording, a pack, an event, and a clock the test owns.

use crate::asking::{Reply, get, post_form};
use axum::Router;
use axum::http::{StatusCode, header};
use kiosk_core::questions::SetRef;
use kiosk_core::time::UnixMillis;
use kiosk_core::{EventId, Hash, ids, pack};
use kiosk_office::app;
use kiosk_office::files::Files;
use kiosk_office::keys::Opened;
use kiosk_office::limits::Limits;
use kiosk_office::office::{self, App, Office, Settings};
use kiosk_office::password;
use kiosk_office::store::codes::CodeRow;
use kiosk_office::store::events::EventRow;
use kiosk_office::store::packs::PackRow;
use kiosk_office::store::sets::SetRow;
use kiosk_office::store::{self, Store};
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

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
    /// Its routes: what a request asks.
    pub routes: Router,
    clock: Arc<AtomicI64>,
    told: Arc<Mutex<Vec<String>>>,
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

    /// A new office with an event, in this folder.
    pub async fn in_folder(folder: Arc<TempDir>) -> Self {
        let hall = Self::on(folder, false).await;
        hall.fill().await;
        hall.add_event(EVENT).await;
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
            opened: Opened::default(),
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
        let app = Arc::new(office);
        Self {
            folder,
            routes: app::router(Arc::clone(&app)),
            app,
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
            text_size: 1,
            contrast: "light".into(),
            easy_read: false,
            staff_pin: Some("2468".into()),
            voice: false,
            child_mode: false,
            seal_key: None,
            tablets_used: None,
            made_on: "2026-12-01".into(),
            closed_at: None,
        };
        let mut writing = self.app.store.writer().await.unwrap();
        store::events::put(&mut writing, &event).await.unwrap();
        writing.commit().await.unwrap();
    }

    /// Loads another version of the wording.
    pub async fn add_set(&self, version: u32, text: &str) -> SetRef {
        let set = SetRef {
            version,
            sha256: Hash::of(text.as_bytes()),
            ..set()
        };
        let row = SetRow {
            sha256: set.sha256.0.clone(),
            id: set.id.clone(),
            version,
            title: "Visitor voice".into(),
            loaded_on: "2026-12-01".into(),
        };
        let mut writing = self.app.store.writer().await.unwrap();
        store::sets::add(&mut writing, &row, text).await.unwrap();
        writing.commit().await.unwrap();
        set
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
