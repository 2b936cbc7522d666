//! What can happen, and chance that says when.

/// What the way to the office does with a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Net {
    /// There and back.
    Fine,
    /// There; the answer never comes.
    ReplyLost,
    /// Nobody answers.
    NoOffice,
    /// A sign-in page answers 200.
    Portal,
    /// A refusal with this status.
    Status(u16),
    /// A batch of more than so many is too large.
    TooLargeOver(usize),
    /// There; receipts come back with other hashes.
    Garbled,
    /// There; receipts come back under each other's numbers.
    OtherNumbers,
    /// There; the answer is cut off in the middle.
    Torn,
    /// There; only the first receipt comes back.
    OneReceipt,
}

/// One thing that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// A visitor answers a question; the draft is saved as it stands. The first makes the draft.
    Answer,
    /// They record something.
    Record,
    /// They answer to the end; thanks are shown if, and only if, the bytes are in.
    Finish,
    /// The same is saved a second time, after a connection that seemed lost.
    SaveAgain,
    /// An autosave that was slow comes after the end.
    LateAutosave,
    /// They take it back while still standing there.
    TakeBack,
    /// They go: what was held may be sent, what was half-done is kept as partial.
    Leave,
    /// The recordings of a batch go to the office by the first way, its bodies by the second.
    Send(Net, Net),
    /// A second tab reads the outbox …
    SecondTabReads,
    /// … and sends what it read, however long ago that was.
    SecondTabSends,
    /// A second tab starts: a draft without a lock becomes partial.
    SecondTabStarts,
    /// The browser is killed: what is on disk stays, the rest is gone.
    Kill,
    /// The tablet says how it is.
    Heartbeat(Net),
    /// Staff have what was set aside tried again.
    TryAgain,
    /// The disk has room for answers, not for recordings.
    NoRoomForRecordings,
    /// The disk has no room at all.
    NoRoom,
    /// There is room again.
    Room,
    /// The office no longer has the event …
    EventUnknown,
    /// … and has it again: what it kept aside is let go.
    EventKnown,
    /// The office's disk is backed up.
    OfficeBackup,
    /// The office comes back from that backup.
    OfficeRestored,
    /// Somebody clears the browser's data.
    Wipe,
}

/// How often each happens, in a schedule without a wipe.
const OFTEN: [(u64, Op); 41] = {
    use Net::*;
    use Op::*;
    [
        (10, Answer),
        (3, Record),
        (10, Finish),
        (1, SaveAgain),
        (1, LateAutosave),
        (3, TakeBack),
        (9, Leave),
        (12, Send(Fine, Fine)),
        (3, Send(Fine, ReplyLost)),
        (1, Send(ReplyLost, Fine)),
        (1, Send(NoOffice, Fine)),
        (1, Send(Garbled, Fine)),
        (1, Send(Portal, Portal)),
        (1, Send(Status(413), Fine)),
        (2, Send(NoOffice, NoOffice)),
        (1, Send(Fine, Portal)),
        (1, Send(Fine, Status(400))),
        (1, Send(Fine, Status(401))),
        (1, Send(Fine, Status(403))),
        (1, Send(Fine, Status(404))),
        (1, Send(Fine, Status(409))),
        (1, Send(Fine, Status(413))),
        (1, Send(Fine, Status(429))),
        (1, Send(Fine, Status(500))),
        (1, Send(Fine, Status(503))),
        (2, Send(Fine, TooLargeOver(1))),
        (1, Send(Fine, Garbled)),
        (1, Send(Fine, OtherNumbers)),
        (1, Send(Fine, Torn)),
        (2, Send(Fine, OneReceipt)),
        (2, SecondTabReads),
        (2, SecondTabSends),
        (1, SecondTabStarts),
        (3, Kill),
        (2, Heartbeat(Fine)),
        (1, Heartbeat(ReplyLost)),
        (1, TryAgain),
        (1, NoRoomForRecordings),
        (1, NoRoom),
        (3, Room),
        (1, EventUnknown),
    ]
};

/// What happens to the office, and to the tablet as a whole.
const SELDOM: [(u64, Op); 4] = [
    (2, Op::EventKnown),
    (2, Op::OfficeBackup),
    (1, Op::OfficeRestored),
    (1, Op::Wipe),
];

/// Chance that comes again with its seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    /// Any number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `most`.
    pub fn under(&mut self, most: u64) -> u64 {
        self.next() % most.max(1)
    }

    /// The next thing to happen.
    pub fn op(&mut self, with_wipe: bool) -> Op {
        let seldom = if with_wipe { &SELDOM[..] } else { &SELDOM[..3] };
        let sum: u64 = OFTEN.iter().chain(seldom).map(|(weight, _)| weight).sum();
        let mut left = self.under(sum);
        for (weight, op) in OFTEN.iter().chain(seldom) {
            if left < *weight {
                return *op;
            }
            left -= weight;
        }
        Op::Answer
    }
}
