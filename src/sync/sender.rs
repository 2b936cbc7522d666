//! The sender: one for each browser, oldest first, patient, and believing only receipts.

use super::enrol::{Brought, refresh_assignment};
use super::office;
use super::recordings::{self, Sent};
use crate::browser::{clock, locks, random, room};
use crate::storage::{Identity, Store, Trouble};
use kiosk_core::json;
use kiosk_core::outbox::{Meaning, Pace, Row, Step, batch, confirmed, is_whole, meaning};
use kiosk_core::response::Envelope;
use kiosk_core::wire::{Heartbeat, HeartbeatReply, ResponsesReply, ResponsesRequest, StorageState};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::slice;

/// Milliseconds between two looks at the outbox while nothing is going on.
const TICK: u32 = 1_000;
/// Milliseconds between heartbeats.
const HEARTBEAT: i64 = 60_000;
/// Rows looked at for one batch.
const LOOK: u32 = 600;
/// The Web Lock of the one sender.
const LOCK: &str = "popup-museum.sender";

/// What the sender tells the app.
pub trait Listener {
    /// The outbox changed.
    fn outbox_changed(&self);
    /// The office gave the tablet something new to show.
    fn brought(&self, brought: Brought);
    /// Staff ought to know this; a key of the locale files, or nothing when all is well.
    fn notice(&self, key: Option<&'static str>);
}

/// A handle to wake the sender.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    wake: Rc<Cell<bool>>,
    identity: Rc<RefCell<Option<Identity>>>,
}

impl Sender {
    /// Something is there to be sent, or staff pressed "Send answers": no more waiting.
    pub fn wake(&self) {
        self.wake.set(true);
    }

    /// The tablet is now known to the office under this identity.
    pub fn known_as(&self, identity: Identity) {
        *self.identity.borrow_mut() = Some(identity);
        self.wake();
    }

    /// Rests; a call to wake up ends it, unless the office asked for the time.
    async fn rest(&self, rest: Rest) {
        let (Rest::Until(milliseconds) | Rest::Obeying(milliseconds)) = rest;
        let from = clock::now();
        let until = from + i64::from(milliseconds);
        loop {
            let now = clock::now();
            // A clock set back by hours must not make a night of one pause.
            if now >= until || now < from {
                return;
            }
            if matches!(rest, Rest::Until(_)) && self.wake.take() {
                return;
            }
            let left = u32::try_from(until - now).unwrap_or(TICK);
            clock::pause(left.clamp(1, TICK)).await;
        }
    }
}

/// How long the sender rests, in milliseconds.
#[derive(Clone, Copy)]
enum Rest {
    /// Until then, or until somebody calls.
    Until(u32),
    /// Until then, whoever calls.
    Obeying(u32),
}

/// Runs for as long as the page lives. Only the tab that holds the lock sends.
pub async fn start(sender: Sender, store: Store, listener: Rc<dyn Listener>) {
    let mut round = Round {
        store,
        listener,
        pace: Pace::default(),
        heartbeat_at: 0,
        asked_at: 0,
    };
    let mut lock = None;
    loop {
        let identity = sender
            .identity
            .borrow()
            .clone()
            .filter(|identity| identity.enrolled);
        let Some(identity) = identity else {
            sender.rest(Rest::Until(TICK)).await;
            continue;
        };
        if lock.is_none() {
            lock = locks::try_hold(LOCK).await;
        }
        // Whatever called until now is answered by this round.
        sender.wake.set(false);
        let rest = if lock.is_some() {
            round.go(&identity).await
        } else {
            Rest::Until(TICK)
        };
        sender.rest(rest).await;
    }
}

struct Round {
    store: Store,
    listener: Rc<dyn Listener>,
    pace: Pace,
    heartbeat_at: i64,
    asked_at: i64,
}

impl Round {
    /// One round; answers with the rest before the next.
    async fn go(&mut self, identity: &Identity) -> Rest {
        self.ask_for_assignment(identity).await;
        match self.send(identity).await {
            Ok(Some(rest)) => rest,
            Ok(None) => {
                self.heartbeat(identity).await;
                Rest::Until(TICK)
            }
            Err(trouble) => {
                self.store.forget_connection();
                self.listener.notice(Some(if trouble == Trouble::Full {
                    "notice.full"
                } else {
                    "notice.storage"
                }));
                Rest::Until(TICK * 5)
            }
        }
    }

    async fn ask_for_assignment(&mut self, identity: &Identity) {
        if (clock::now() - self.asked_at).abs() < HEARTBEAT {
            return;
        }
        self.asked_at = clock::now();
        match refresh_assignment(&self.store, identity).await {
            Ok(Some(brought)) => self.listener.brought(brought),
            Ok(None) => {}
            Err(401 | 403) => self.listener.notice(Some("notice.not-known")),
            // Not there: ask again soon, the tablet works meanwhile.
            Err(_) => self.asked_at = clock::now() - HEARTBEAT + 5_000,
        }
    }

    /// Sends one batch. `Ok(None)`: nothing to send.
    async fn send(&mut self, identity: &Identity) -> Result<Option<Rest>, Trouble> {
        let rows = self.store.waiting(LOOK).await?;
        let chosen = batch(&rows, self.pace.limit);
        if chosen.is_empty() {
            return Ok(None);
        }
        let mut sealed = self.store.sealed(&chosen).await?;
        sealed.retain(is_whole);
        let chosen: Vec<&Row> = chosen
            .into_iter()
            .filter(|row| sealed.iter().any(|sealed| sealed.envelope.id == row.id))
            .collect();
        if sealed.is_empty() {
            // A row whose response cannot be read: staff must see it, the others must not wait for it.
            for row in batch(&rows, 1) {
                self.store.set_aside(row).await?;
            }
            return Ok(Some(Rest::Until(1)));
        }
        let envelopes: Vec<Envelope> = sealed
            .iter()
            .map(|sealed| sealed.envelope.clone())
            .collect();
        let request = ResponsesRequest { responses: sealed };
        let answer = office::post(Some(identity), "/api/v1/responses", &request).await;
        let meaning = meaning(answer.as_ref());
        let settled = match &meaning {
            Meaning::Receipts(reply) => self.settle(identity, &chosen, &envelopes, reply).await?,
            _ => false,
        };
        let step = self
            .pace
            .after(&meaning, chosen.len(), settled, random::number());
        self.carry_out(step, chosen.first().copied())
            .await
            .map(Some)
    }

    /// Notes what was confirmed, recordings last: the answers of others must not wait for them.
    async fn settle(
        &self,
        identity: &Identity,
        rows: &[&Row],
        sent: &[Envelope],
        reply: &ResponsesReply,
    ) -> Result<bool, Trouble> {
        self.listener.notice(None);
        let ids = confirmed(sent, reply, &[]);
        let mut done: Vec<&Row> = rows.to_vec();
        done.retain(|row| ids.contains(&row.id));
        self.store.confirm(&done).await?;
        let mut settled = !done.is_empty();
        for (row, envelope) in rows.iter().zip(sent) {
            if envelope.attachments.is_empty() {
                continue;
            }
            match recordings::send(&self.store, identity, envelope).await? {
                Sent::Held(held) => {
                    if !confirmed(slice::from_ref(envelope), reply, &held).is_empty() {
                        self.store.confirm(&[row]).await?;
                        settled = true;
                    }
                }
                Sent::Refused => {
                    self.put_aside(row).await?;
                    settled = true;
                }
                Sent::NotNow => break,
            }
        }
        self.store.send_again(&reply.missing).await?;
        self.listener.outbox_changed();
        Ok(settled)
    }

    /// Staff will see it; the rest goes on.
    async fn put_aside(&self, row: &Row) -> Result<(), Trouble> {
        self.store.set_aside(row).await?;
        self.listener.outbox_changed();
        self.listener.notice(Some("notice.set-aside"));
        Ok(())
    }

    async fn carry_out(&mut self, step: Step, first: Option<&Row>) -> Result<Rest, Trouble> {
        match step {
            Step::Again => Ok(Rest::Until(1)),
            Step::SetAside => {
                if let Some(row) = first {
                    self.put_aside(row).await?;
                }
                Ok(Rest::Until(1))
            }
            Step::Pause(milliseconds) => Ok(Rest::Until(milliseconds)),
            Step::Obey(milliseconds) => Ok(Rest::Obeying(milliseconds)),
            Step::PauseAndTell(milliseconds) => {
                self.listener.notice(Some("notice.not-known"));
                Ok(Rest::Until(milliseconds))
            }
        }
    }

    async fn heartbeat(&mut self, identity: &Identity) {
        if (clock::now() - self.heartbeat_at).abs() < HEARTBEAT {
            return;
        }
        self.heartbeat_at = clock::now();
        let Ok(events) = self.store.event_counts().await else {
            return;
        };
        let room = room::look().await;
        let beat = Heartbeat {
            events,
            storage: StorageState {
                persisted: room.persisted,
                used: room.used,
                wipe_suspected: identity.wipe_suspected,
            },
            version: env!("CARGO_PKG_VERSION").to_owned(),
            pack: None,
        };
        let answer = office::post(Some(identity), "/api/v1/heartbeat", &beat).await;
        match answer {
            Some(answer) if answer.status == 200 => {
                if let Ok(reply) = json::read::<HeartbeatReply>(&answer.body) {
                    self.heed(&reply).await;
                }
            }
            Some(answer) if matches!(answer.status, 401 | 403) => {
                self.listener.notice(Some("notice.not-known"))
            }
            // Not there: knock again in five seconds, so that "at once when a heartbeat gets through" holds.
            _ => self.heartbeat_at = clock::now() - HEARTBEAT + 5_000,
        }
    }

    /// Sends again what the office has not got, and clears what it holds for good.
    async fn heed(&self, reply: &HeartbeatReply) {
        let again = self.store.send_again(&reply.missing).await.unwrap_or(0);
        let mut cleared = 0;
        for event in &reply.safe_to_clear {
            cleared += self.store.clear_confirmed(event).await.unwrap_or(0);
        }
        if again + cleared > 0 {
            self.listener.outbox_changed();
        }
        if cleared > 0 {
            self.listener.notice(Some("notice.cleared"));
        }
    }
}
