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
    let mut wish = Wish::default();
    wish.toggle(&Choice::Within(10));
    wish.toggle(&Choice::Within(20));
    wish.toggle(&Choice::Thing("Pens".into()));
    wish.toggle(&Choice::Thing("Card".into()));
    assert_eq!(wish.0.len(), 3);
    wish.toggle(&Choice::Within(20));
    wish.toggle(&Choice::Thing("Pens".into()));
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

/// Every way of touching what is offered, three choices deep: none ends at an empty page.
#[test]
fn no_choice_that_is_offered_leads_to_an_empty_page() -> serde_json::Result<()> {
    let demo = include_str!("../../../../public/demo-pack/pack.json");
    let pack: Pack = serde_json::from_str(demo)?;
    let all: Vec<Choice> = Side::ALL
        .into_iter()
        .flat_map(|side| choices(&pack, side))
        .collect();
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
                wish.toggle(choice);
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
fn a_thing_is_one_thing_in_every_language_and_the_packs_own_decides() {
    let mut pack = pack(vec![idea("one", None, &["Pens"])]);
    let mut both = Text::one("en", "Pens ");
    both.0.insert("ar".into(), "أقلام".into());
    let mut other = idea("two", None, &[]);
    other.needs = vec![both];
    pack.activities.push(other);
    assert_eq!(choices(&pack, Side::Things), [Choice::Thing("Pens".into())]);
}
