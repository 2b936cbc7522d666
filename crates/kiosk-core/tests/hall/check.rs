//! What must hold, at every moment and at the end.

use super::{Desk, Hall};
use kiosk_core::TabletId;
use kiosk_core::ledger::Line;

impl<D: Desk> Hall<D> {
    /// At every moment: finished = confirmed + waiting + set aside on the tablet; finished = stored +
    /// quarantined + missing at the office; and no receipt lies: what the tablet counts as confirmed is at
    /// the office with its recordings, unless the office was put back to an older copy and not yet asked.
    pub fn holds(&mut self) -> Result<(), String> {
        self.tablet.conservation()?;
        let id = self.tablet.id.clone();
        let held = self.desk.held(&id);
        let known = self.desk.highest(&id);
        let line = line(known, held.iter().map(|one| (one.seq, one.aside)));
        if line.finished != line.stored + line.quarantined + line.missing_count() {
            return Err(format!("the ledger does not close: {line:?}"));
        }
        if line.finished > self.tablet.highest() {
            return Err(format!(
                "{} finished of {}",
                line.finished,
                self.tablet.highest()
            ));
        }
        if self.restored {
            return Ok(());
        }
        for done in self
            .tablet
            .finished
            .iter()
            .filter(|done| done.row.is_none())
        {
            let envelope = &done.sealed.envelope;
            let there = |one: &super::Held| one.seq == envelope.seq && one.body == done.sealed.body;
            if !held.iter().any(there) {
                return Err(format!(
                    "number {} is confirmed and not there",
                    envelope.seq
                ));
            }
            for sound in &envelope.attachments {
                if !self.desk.has_sound(&sound.sha256) {
                    return Err(format!(
                        "the recording of {} is confirmed and not there",
                        envelope.seq
                    ));
                }
            }
        }
        Ok(())
    }

    /// At the end: everything that was kept is at the office once, with its bytes and recordings, and
    /// nothing else is. What a wipe took before it was sent is named as missing, or was made after the
    /// last word of a tablet whose wipe was noticed.
    pub fn everything_arrived(&mut self) -> Result<(), String> {
        let mut tablets = self.wiped.clone();
        tablets.push(self.tablet.id.clone());
        for tablet in &tablets {
            self.arrived(tablet)?;
        }
        for id in &self.thanked {
            if !self.kept.values().any(|(kept, _)| kept == id) {
                return Err(format!("{id} was thanked for and not kept"));
            }
        }
        self.tablet
            .finished
            .iter()
            .flat_map(|done| &done.sealed.envelope.attachments)
            .find(|sound| !self.desk.has_sound(&sound.sha256))
            .map_or(Ok(()), |sound| {
                Err(format!("recording {} is not there", sound.sha256))
            })
    }

    fn arrived(&mut self, tablet: &TabletId) -> Result<(), String> {
        let held = self.desk.held(tablet);
        let known = self.desk.highest(tablet);
        let line = line(known, held.iter().map(|one| (one.seq, one.aside)));
        let wiped = self.wiped.contains(tablet);
        let kept = self.kept.iter().filter(|((of, _), _)| of == tablet);
        let mut found = 0;
        for ((_, seq), (id, body)) in kept {
            let mut there = held.iter().filter(|one| one.seq == *seq);
            match (there.next(), there.next()) {
                (Some(one), None) if one.id == *id && one.body == *body => found += 1,
                (None, None) if wiped && reported_lost(&line, *seq) => {}
                other => return Err(format!("{tablet} number {seq}: {body} became {other:?}")),
            }
        }
        if found != held.len() {
            return Err(format!("the office holds what nobody gave: {held:?}"));
        }
        if wiped || line.is_closed() && line.quarantined == 0 {
            return Ok(());
        }
        Err(format!("{tablet} is not closed: {line:?}"))
    }
}

fn reported_lost(line: &Line, seq: u64) -> bool {
    seq > line.finished || line.missing.iter().any(|range| range.contains(seq))
}

fn line(known: u64, held: impl Iterator<Item = (u64, bool)>) -> Line {
    let (mut stored, mut aside) = (Vec::new(), Vec::new());
    for (seq, is_aside) in held {
        if is_aside { &mut aside } else { &mut stored }.push(seq);
    }
    stored.sort_unstable();
    aside.sort_unstable();
    Line::of(known, &stored, &aside)
}
