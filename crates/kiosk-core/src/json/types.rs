//! The types a tablet reads: their fields by name, in the words of the published formats.

use super::{Error, FromJson, Reader};
use crate::ledger::Range;
use crate::outbox::{self, Row};
use crate::pack::{
    Activity, Company, Contact, Effort, Ground, Item, Media, Opportunity, Pack, Place, Size, Theme,
};
use crate::questions::{Choice, Condition, Kind, Moment, Question, QuestionSet, SetRef, Source};
use crate::response::{Answer, Attachment, Draft, Envelope, Sealed, Status};
use crate::wire::{
    ApiError, Assignment, AttachmentReceipt, EnrolReply, EventSheet, HeartbeatReply, Missing,
    Outcome, Receipt, ResponsesReply, Wall, WallWord,
};
use crate::{EventId, Hash, ResponseId, TabletId, Text};
use crate::{from_json_fields, from_json_words};

/// Types with nothing in them but another.
macro_rules! from_json_inner {
    ($($type:ident)*) => {
        $(impl FromJson for $type {
            fn blank() -> Self {
                Self(FromJson::blank())
            }

            fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
                self.0.fill(reader)
            }
        })*
    };
}

from_json_inner! { EventId Hash ResponseId TabletId Text }

impl FromJson for Range {
    fn blank() -> Self {
        Self(0, 0)
    }

    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), Error> {
        let mut both = Vec::new();
        both.fill(reader)?;
        let [first, last] = both[..] else {
            return Err(Error::unfit());
        };
        *self = Self(first, last);
        Ok(())
    }
}

from_json_fields! { Pack {
    "format" format, "id" id, "title" title, "languages" languages, "credits" credits or blank, "themes" themes or blank,
    "items" items or blank, "activities" activities or blank, "opportunities" opportunities or blank, "media" media or blank,
    "rights_confirmed" rights_confirmed or blank,
} }
from_json_fields! { Theme { "id" id, "title" title, "summary" summary or blank } }
from_json_fields! { Item {
    "number" number, "title" title or blank, "object_name" object_name or blank, "brief" brief or blank, "story" story or blank,
    "date_text" date_text or blank, "place" place or blank, "maker" maker or blank, "decade" decade or blank, "themes" themes or blank,
    "pictures" pictures or blank, "sounds" sounds or blank, "video" video or blank, "sign_video" sign_video or blank, "spoken" spoken or blank, "prompts" prompts or blank, "carer_hint" carer_hint or blank,
    "activities" activities or blank, "link" link or blank, "credit" credit or blank, "rights" rights or blank,
} }
from_json_fields! { Activity {
    "id" id, "title" title, "summary" summary or blank, "steps" steps or blank, "needs" needs or blank, "minutes" minutes or blank,
    "where" place or blank, "with" with or blank, "effort" effort or blank, "evidence" evidence or blank, "items" items or blank, "sheet" sheet or blank,
} }
from_json_words! { Place { "anywhere" Anywhere, "indoors" Indoors, "outdoors" Outdoors } }
from_json_words! { Company {
    "alone" Alone, "two" Two, "small_group" SmallGroup, "mixed_ages" MixedAges, "children" Children,
} }
from_json_words! { Effort { "sitting" Sitting, "standing" Standing, "walking" Walking } }
from_json_fields! { Opportunity { "id" id, "title" title, "summary" summary or blank, "contact" contact or blank, "link" link or blank } }
from_json_fields! { Contact { "name" name or blank, "address" address or blank, "telephone" telephone or blank, "email" email or blank } }
from_json_fields! { Media {
    "name" name, "sha256" sha256 or blank, "bytes" bytes or blank, "type" media_type, "width" width or blank, "height" height or blank,
    "alt" alt or blank, "credit" credit or blank, "rights" rights or blank, "transcript" transcript or blank, "captions" captions or blank, "ground" ground or blank, "tint" tint or blank,
    "sizes" sizes or blank,
} }
from_json_fields! { Size {
    "name" name, "sha256" sha256 or blank, "bytes" bytes or blank, "type" media_type or blank, "width" width, "height" height,
} }
from_json_words! { Ground { "stand" Stand, "flat" Flat } }

from_json_fields! { QuestionSet {
    "format" format, "id" id, "version" version, "title" title, "privacy" privacy, "viewpoints" viewpoints or blank,
    "questions" questions, "thanks" thanks or blank, "licence" licence or blank,
} }
from_json_fields! { Question {
    "key" key, "kind" kind, "text" text, "help" help or blank, "options" options or blank, "max" max or blank, "dont_know" dont_know or blank,
    "viewpoints" viewpoints or blank, "ask_when" ask_when or blank, "evidence" evidence or blank, "measure" measure or blank, "moment" moment or blank,
    "source" source or blank, "sensitive" sensitive or blank, "memory" memory or blank,
} }
from_json_words! { Kind {
    "scale" Scale, "one" One, "many" Many, "words" Words, "number" Number, "text" Text, "item" Item, "voice" Voice,
} }
from_json_fields! { Choice { "key" key, "text" text, "symbol" symbol or blank } }
from_json_fields! { Condition { "question" question, "any_of" any_of } }
from_json_words! { Moment { "before" Before, "after" After } }
from_json_fields! { Source { "instrument" instrument, "version" version or blank, "permission" permission or blank, "verbatim" verbatim or blank } }
from_json_fields! { SetRef { "id" id, "version" version, "sha256" sha256 } }

from_json_fields! { Draft {
    "id" id, "event" event, "question_set" question_set, "pack" pack or blank, "language" language,
    "viewpoint" viewpoint or blank, "privacy_passed" privacy_passed, "moment" moment or blank, "card" card or blank,
    "voice" voice or blank, "child" child or blank, "at" at or blank, "answers" answers,
} }
from_json_fields! { Answer {
    "question" question, "status" status, "value" value or blank, "options" options or blank, "tiles" tiles or blank, "own" own or blank,
    "text" text or blank, "item" item or blank, "recording" recording or blank, "staff_typed" staff_typed or blank,
    "flagged" flagged or blank,
} }
from_json_words! { Status {
    "answered" Answered, "skipped" Skipped, "dont_know" DontKnow, "not_asked" NotAsked, "not_reached" NotReached,
} }
from_json_fields! { Envelope {
    "id" id, "tablet" tablet, "event" event, "seq" seq, "sha256" sha256, "attachments" attachments or blank, "key" key or blank,
    "card" card or blank,
} }
from_json_fields! { Attachment { "sha256" sha256, "type" media_type, "bytes" bytes } }
from_json_fields! { Sealed { "envelope" envelope, "body" body } }
from_json_fields! { Row {
    "id" id, "event" event, "seq" seq, "sha256" sha256, "bytes" bytes, "place" place,
} }

/// Beside the place of an activity: where a row of the outbox stands.
type Stand = outbox::Place;
from_json_words! { Stand { "held" Held, "waiting" Waiting, "set_aside" SetAside } }

from_json_fields! { Assignment { "event" event or blank, "office" office } }
from_json_fields! { EventSheet {
    "id" id, "name" name, "dates" dates or blank, "pack" pack, "question_set" question_set,
    "retention_days" retention_days, "threshold" threshold, "idle_seconds" idle_seconds, "staff_pin" staff_pin or blank,
    "language" language, "text_size" text_size or blank, "contrast" contrast or blank, "easy_read" easy_read or blank,
    "voice" voice or blank, "child_mode" child_mode or blank, "seal_key" seal_key or blank,
} }
from_json_fields! { Wall { "words" words or blank } }
from_json_fields! { WallWord { "question" question, "word" word } }
from_json_fields! { EnrolReply {
    "tablet" tablet, "name" name, "office" office, "name_was_taken" name_was_taken or blank,
} }
from_json_fields! { AttachmentReceipt { "sha256" sha256, "bytes" bytes } }
from_json_fields! { ApiError { "error" error, "message" message } }
from_json_fields! { HeartbeatReply { "missing" missing, "safe_to_clear" safe_to_clear } }
from_json_fields! { Missing { "event" event, "ranges" ranges } }
from_json_fields! { ResponsesReply {
    "receipts" receipts, "missing" missing, "attachments_wanted" attachments_wanted,
} }
from_json_fields! { Receipt {
    "id" id, "event" event, "seq" seq, "sha256" sha256, "outcome" outcome, "reason" reason or blank,
} }
from_json_words! { Outcome {
    "stored" Stored, "already_stored" AlreadyStored, "quarantined" Quarantined,
} }
