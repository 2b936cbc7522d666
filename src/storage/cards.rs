//! Which picture cards this tablet has given out today, so that it gives none out twice. Forgotten with
//! the day.

use super::local;
use kiosk_core::cards;
use serde::Serialize;

const KEY: &str = "popup-museum.cards";

#[derive(Debug, Default, Serialize)]
struct Drawn {
    day: String,
    cards: Vec<u32>,
}

kiosk_core::from_json_fields! { Drawn { "day" day, "cards" cards } }

/// Draws a card of this day that is still free.
pub fn draw_card(day: String, random: u32) -> String {
    let mut drawn = local::get::<Drawn>(KEY)
        .filter(|drawn| drawn.day == day)
        .unwrap_or_default();
    drawn.day = day;
    let card = cards::draw(&drawn.cards, random);
    drawn.cards.push(card as u32);
    local::set(KEY, &drawn);
    cards::name(card)
}
