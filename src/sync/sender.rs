//! The sender: one for each browser, oldest first, patient, and believing only receipts.

use super::enrol::{Brought, NotAssigned, refresh_assignment};
use super::office;
use super::recordings::{self, Sent};
use crate::browser::{clock, locks, random, room};
use crate::storage::{Identity, Store, Trouble};
use kiosk_core::Hash;
use kiosk_core::json;
use kiosk_core::outbox::{Meaning, Pace, Row, Step, batch, confirmed, is_whole, meaning};
use kiosk_core::response::Envelope;
use kiosk_core::wire::{
    Assignment, Heartbeat, HeartbeatReply, ResponsesReply, ResponsesRequest, StorageState,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::slice;

/// Milliseconds between two looks at the outbox while nothing is going on.
const TICK: u32 = 1_000;
/// Milliseconds between heartbeats.
const HEARTBEAT: i64 = 60_000;
/// Longest pause, in milliseconds, before an office that was not there is asked again how things stand.
const LONGEST_KNOCK: u32 = 30_000;
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
    /// Staff ought to know this; a key of the locale files.
    fn notice(&self, key: &'static str);
    /// The office answered as one that knows this tablet.
    fn known(&self);
    /// The pack on the screens.
    fn shows(&self) -> Option<Hash>;
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

    /// Rests for so many milliseconds, or until somebody calls.
    async fn rest(&self, milliseconds: u32) {
        let from = clock::now();
        let until = from + i64::from(milliseconds);
        loop {
            let now = clock::now();
            // A clock set back by hours must not make a night of one pause.
            if now >= until || now < from || self.wake.get() {
                return;
            }
            let left = u32::try_from(until - now).unwrap_or(TICK);
            clock::pause(left.clamp(1, TICK)).await;
        }
    }
}

/// How long answers rest before the next batch, in milliseconds.
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
        knocks: Pace::default(),
        resting: (0, 0, false),
        heartbeat: (0, HEARTBEAT),
        asking: (0, HEARTBEAT),
        assigned: None,
    };
    let (mut lock, mut before) = (None, None);
    loop {
        let identity = sender
            .identity
            .borrow()
            .clone()
            .filter(|identity| identity.enrolled);
        // Whatever called until now is answered by this round.
        let woken = sender.wake.replace(false);
        let Some(identity) = identity else {
            sender.rest(TICK).await;
            continue;
        };
        if lock.is_none() {
            lock = locks::try_hold(LOCK).await;
        }
        if before.as_ref() != Some(&identity) {
            round.begin_anew();
            before = Some(identity.clone());
        }
        let rest = if lock.is_some() {
            round.go(&identity, woken).await
        } else {
            TICK
        };
        sender.rest(rest).await;
    }
}

struct Round {
    store: Store,
    listener: Rc<dyn Listener>,
    /// Of batches of answers.
    pace: Pace,
    /// Of what is asked beside them.
    knocks: Pace,
    /// Since when answers rest and until when, and whether the office asked for it.
    resting: (i64, i64, bool),
    /// When the office was last told how things stand, and how long until it is told again.
    heartbeat: (i64, i64),
    /// The same for asking what to show.
    asking: (i64, i64),
    /// What it said last, once that is whole on this tablet.
    assigned: Option<Assignment>,
}

/// Whether the time has come; a clock that was set back does not put it off.
fn is_due((since, pause): (i64, i64)) -> bool {
    (clock::now() - since).abs() >= pause
}

impl Round {
    /// One round; answers with the milliseconds before the next. Answers first. What is told and asked beside
    /// them has times of its own: an office that cannot take answers must still hear how many there are.
    async fn go(&mut self, identity: &Identity, woken: bool) -> u32 {
        let (since, until, obeys) = self.resting;
        let now = clock::now();
        if now >= until || now < since || (woken && !obeys) {
            let rest = match self.send(identity).await {
                Ok(rest) => rest.unwrap_or(Rest::Until(TICK)),
                Err(trouble) => {
                    self.tell(&trouble);
                    Rest::Until(TICK * 5)
                }
            };
            let (Rest::Until(milliseconds) | Rest::Obeying(milliseconds)) = rest;
            let now = clock::now();
            let until = now + i64::from(milliseconds);
            self.resting = (now, until, matches!(rest, Rest::Obeying(_)));
            if milliseconds <= 1 {
                // A batch went through: the next one at once.
                return milliseconds;
            }
        }
        self.beat(identity).await;
        self.ask_for_assignment(identity).await;
        let left = self.resting.1 - clock::now();
        u32::try_from(left).unwrap_or(1).clamp(1, TICK)
    }

    /// The tablet has become known to an office, perhaps to another one, or for another event: ask at once.
    fn begin_anew(&mut self) {
        self.heartbeat = (0, HEARTBEAT);
        self.asking = (0, HEARTBEAT);
        self.assigned = None;
    }

    fn tell(&self, trouble: &Trouble) {
        self.store.forget_connection();
        self.listener.notice(if *trouble == Trouble::Full {
            "notice.full"
        } else {
            "notice.storage"
        });
    }

    /// The office did not answer as it should: knock again soon, and later each time, so that a thousand
    /// tablets do not knock together.
    fn knock_later(&mut self, meaning: &Meaning) -> i64 {
        let pause = match self.knocks.after(meaning, 1, false, random::number()) {
            Step::Obey(milliseconds) => milliseconds,
            Step::Pause(milliseconds) | Step::PauseAndTell(milliseconds) => {
                milliseconds.min(LONGEST_KNOCK)
            }
            Step::Again | Step::SetAside => LONGEST_KNOCK,
        };
        i64::from(pause)
    }

    async fn ask_for_assignment(&mut self, identity: &Identity) {
        if !is_due(self.asking) {
            return;
        }
        let asked = refresh_assignment(&self.store, identity, self.assigned.as_ref()).await;
        let pause = match asked {
            Ok(brought) => {
                self.listener.known();
                if let Some(brought) = brought {
                    self.assigned = Some(brought.assignment.clone());
                    self.listener.brought(brought);
                }
                HEARTBEAT
            }
            Err(NotAssigned::NotKnown) => {
                self.listener.notice("notice.not-known");
                HEARTBEAT
            }
            // Another try at once would only fetch it all again.
            Err(NotAssigned::Storage(trouble)) => {
                self.tell(&trouble);
                HEARTBEAT
            }
            // The tablet works meanwhile.
            Err(NotAssigned::Later(meaning)) => self.knock_later(&meaning),
        };
        self.asking = (clock::now(), pause);
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
                self.put_aside(row).await?;
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
        self.listener.known();
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
        self.listener.notice("notice.set-aside");
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
                self.listener.notice("notice.not-known");
                Ok(Rest::Until(milliseconds))
            }
        }
    }

    /// Tells the office how things stand, whether or not it takes answers just now.
    async fn beat(&mut self, identity: &Identity) {
        if !is_due(self.heartbeat) {
            return;
        }
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
            pack: self.listener.shows(),
        };
        let answer = office::post(Some(identity), "/api/v1/heartbeat", &beat).await;
        let reply = answer
            .as_ref()
            .filter(|answer| answer.status == 200)
            .and_then(|answer| json::read::<HeartbeatReply>(&answer.body).ok());
        let pause = match (reply, meaning(answer.as_ref())) {
            (Some(reply), _) => {
                self.heed(&reply).await;
                HEARTBEAT
            }
            (None, Meaning::NotKnown) => {
                self.listener.notice("notice.not-known");
                HEARTBEAT
            }
            (None, meaning) => self.knock_later(&meaning),
        };
        self.heartbeat = (clock::now(), pause);
    }

    /// Sends again what the office has not got, and clears what it holds for good.
    async fn heed(&mut self, reply: &HeartbeatReply) {
        self.listener.known();
        self.knocks = Pace::default();
        // It is there: what rests after a failure need not rest any longer, unless it asked for that.
        let (since, until, obeys) = self.resting;
        if self.pace.failures > 0 && !obeys {
            self.resting = (since, until.min(clock::now()), false);
        }
        let again = self.store.send_again(&reply.missing).await.unwrap_or(0);
        let mut cleared = 0;
        for event in &reply.safe_to_clear {
            cleared += self.store.clear_confirmed(event).await.unwrap_or(0);
        }
        if again + cleared > 0 {
            self.listener.outbox_changed();
        }
        if cleared > 0 {
            self.listener.notice("notice.cleared");
        }
    }
}
