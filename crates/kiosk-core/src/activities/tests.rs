use super::*;

fn idea(id: &str, minutes: Option<u32>, needs: &[&str]) -> Activity {
    Activity {
        id: id.into(),
        minutes,
        needs: needs.iter().map(|need| Text::one("en", *need)).collect(),
        ..Activity::default()
    }
}

fn pack(activities: Vec<Activity>) -> Pack {
    Pack {
        languages: vec!["en".into()],
        activities,
        ..Pack::default()
    }
}

fn ids<'a>(pack: &'a Pack, wish: &Wish) -> Vec<&'a str> {
    let suiting = wish.suiting(pack).into_iter();
    suiting.map(|at| pack.activities[at].id.as_str()).collect()
}

fn table() -> Pack {
    let mut walk = idea("walk", Some(30), &["Coats"]);
    walk.place = Place::Outdoors;
    walk.effort = Effort::Walking;
    walk.with = vec![Company::Two];
    let mut mat = idea("mat", Some(45), &["Cloth", "Scissors"]);
    mat.place = Place::Indoors;
    mat.with = vec![Company::Alone, Company::Two];
    let mut ticket = idea("ticket", Some(20), &["Card", "Scissors", "Pens"]);
    ticket.with = vec![Company::Children];
    let hum = idea("hum", None, &[]);
    pack(vec![walk, mat, ticket, hum])
}

#[test]
fn with_nothing_chosen_every_idea_is_shown_in_the_packs_order() {
    let pack = table();
    assert_eq!(
        ids(&pack, &Wish::default()),
        ["walk", "mat", "ticket", "hum"]
    );
}

#[test]
fn each_side_narrows_and_open_fields_hide_nothing() {
    let pack = table();
    let only = |choice| ids(&pack, &Wish(vec![choice]));
    assert_eq!(only(Choice::Within(20)), ["ticket", "hum"]);
    assert_eq!(
        only(Choice::Place(Place::Indoors)),
        ["mat", "ticket", "hum"]
    );
    assert_eq!(
        only(Choice::Place(Place::Outdoors)),
        ["walk", "ticket", "hum"]
    );
    assert_eq!(only(Choice::Company(Company::Alone)), ["mat", "hum"]);
    assert_eq!(only(Choice::Effort(Effort::Walking)), ["walk"]);
    let both = Wish(vec![
        Choice::Within(30),
        Choice::Company(Company::Two),
        Choice::Effort(Effort::Sitting),
    ]);
    assert_eq!(ids(&pack, &both), ["hum"]);
}

#[test]
fn the_idea_that_lacks_least_comes_first() {
    let pack = table();
    let wish = Wish(vec![
        Choice::Thing("Scissors".into()),
        Choice::Thing("Cloth".into()),
    ]);
    assert_eq!(ids(&pack, &wish), ["mat", "hum", "ticket"]);
    assert_eq!(wish.at_hand(&pack.activities[2], &pack), 1);
}

#[test]
fn a_second_touch_lets_go_and_only_things_add_up() {
    let pack = table();
    let mut wish = Wish::default();
    wish.toggle(&Choice::Within(10), &pack);
    wish.toggle(&Choice::Within(20), &pack);
    wish.toggle(&Choice::Thing("Pens".into()), &pack);
    wish.toggle(&Choice::Thing("Card".into()), &pack);
    assert_eq!(wish.0.len(), 3);
    wish.toggle(&Choice::Within(20), &pack);
    wish.toggle(&Choice::Thing("Pens".into()), &pack);
    assert_eq!(wish, Wish(vec![Choice::Thing("Card".into())]));
}

#[test]
fn only_what_some_idea_was_written_for_is_offered() {
    let pack = table();
    assert_eq!(
        choices(&pack, Side::Time),
        [Choice::Within(20), Choice::Within(30), Choice::Within(60)]
    );
    assert_eq!(
        choices(&pack, Side::People),
        [Company::Alone, Company::Two, Company::Children].map(Choice::Company)
    );
    assert_eq!(
        choices(&pack, Side::Effort),
        [Effort::Sitting, Effort::Walking].map(Choice::Effort)
    );
    let things = ["Scissors", "Coats", "Cloth", "Card", "Pens"];
    assert_eq!(
        choices(&pack, Side::Things),
        things.map(|name| Choice::Thing(name.into()))
    );
    assert!(choices(&Pack::default(), Side::Things).is_empty());
}

fn demo() -> serde_json::Result<Pack> {
    serde_json::from_str(include_str!("../../../../public/demo-pack/pack.json"))
}

fn every_choice(pack: &Pack) -> Vec<Choice> {
    let sides = Side::ALL.into_iter();
    sides.flat_map(|side| choices(pack, side)).collect()
}

/// Every way of touching what is offered, three choices deep: none ends at an empty page.
#[test]
fn no_choice_that_is_offered_leads_to_an_empty_page() -> serde_json::Result<()> {
    let pack = demo()?;
    let all = every_choice(&pack);
    assert!(all.len() > 20);
    let mut ways = 0;
    let mut wishes = vec![Wish::default()];
    for _ in 0..3 {
        let mut next = Vec::new();
        for wish in &wishes {
            for choice in &all {
                let count = wish.would_suit(choice, &pack);
                if wish.has(choice) || count == 0 {
                    continue;
                }
                let mut wish = wish.clone();
                wish.toggle(choice, &pack);
                let shown = wish.suiting(&pack).len();
                assert!(shown >= count.min(1), "{wish:?}");
                // A further thing can only add; any other choice shows as many as it said.
                let things = choice.side() == Side::Things;
                assert!(if things {
                    shown >= count
                } else {
                    shown == count
                });
                next.push(wish);
                ways += 1;
            }
        }
        wishes = next.into_iter().step_by(3).collect();
    }
    assert!(ways > 1000, "{ways}");
    Ok(())
}

#[test]
fn what_blocks_goes_with_the_last_thing_that_suited() -> serde_json::Result<()> {
    let pack = demo()?;
    let [tea, pegs] = ["Tea and milk", "Pegs"].map(|name| Choice::Thing(name.into()));
    let outdoors = Choice::Place(Place::Outdoors);
    let mut wish = Wish::default();
    for choice in [&tea, &pegs, &outdoors, &pegs] {
        wish.toggle(choice, &pack);
    }
    assert_eq!(wish, Wish(vec![outdoors]), "tea alone suits nothing there");
    assert_eq!(
        ids(&pack, &wish).len(),
        wish.would_suit(&wish.0[0], &pack),
        "every idea of the place is back"
    );
    Ok(())
}

#[test]
fn what_still_suits_stays_when_another_thing_is_let_go() {
    let pack = table();
    let [card, pens] = ["Card", "Pens"].map(|name| Choice::Thing(name.into()));
    let mut wish = Wish(vec![card.clone(), pens.clone(), Choice::Within(20)]);
    wish.toggle(&pens, &pack);
    assert_eq!(wish, Wish(vec![card, Choice::Within(20)]));
}

/// A long walk of touches on whatever can be touched, second touches as well.
#[test]
fn no_touch_leads_to_an_empty_page_not_even_one_that_lets_go() -> serde_json::Result<()> {
    let pack = demo()?;
    let all = every_choice(&pack);
    let (mut wish, mut dice, mut let_go) = (Wish::default(), 1_u32, 0);
    for _ in 0..20_000 {
        dice = dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let choice = &all[(dice >> 16) as usize % all.len()];
        let held = wish.has(choice);
        if !held && wish.would_suit(choice, &pack) == 0 {
            continue;
        }
        let_go += usize::from(held);
        wish.toggle(choice, &pack);
        assert_ne!(wish.suiting(&pack).len(), 0, "{wish:?} after {choice:?}");
    }
    assert!(let_go > 1000, "{let_go}");
    Ok(())
}

#[test]
fn whom_an_idea_suits_is_told_with_those_who_are_there_first() {
    let pack = table();
    let mut wish = Wish(vec![Choice::Company(Company::Two)]);
    assert_eq!(
        wish.companies(&pack.activities[1]),
        [Company::Two, Company::Alone]
    );
    assert_eq!(wish.company(&pack.activities[1]), Some(Company::Two));
    // An idea for nobody in particular says nothing about people, whoever is there.
    assert!(wish.companies(&pack.activities[3]).is_empty());
    assert_eq!(wish.company(&pack.activities[3]), None);
    wish = Wish::default();
    assert_eq!(
        wish.companies(&pack.activities[1]),
        [Company::Alone, Company::Two]
    );
    assert_eq!(wish.company(&pack.activities[1]), None);
}

#[test]
fn a_thing_is_one_thing_in_every_language_and_the_packs_own_decides() {
    let mut pack = pack(vec![idea("one", None, &["Pens"])]);
    let mut both = Text::one("en", "Pens ");
    both.0.insert("ar".into(), "أقلام".into());
    let mut other = idea("two", None, &[]);
    other.needs = vec![both];
    pack.activities.push(other);
    assert_eq!(choices(&pack, Side::Things), [Choice::Thing("Pens".into())]);
}
