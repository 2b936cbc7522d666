use super::*;
use crate::Text;
use crate::questions::Choice;
use proptest::prelude::*;

fn question(kind: Kind, keys: &[&str]) -> Question {
    Question {
        key: "q".into(),
        kind,
        text: Text::one("en", "How was it?"),
        help: Text::default(),
        options: keys
            .iter()
            .map(|key| Choice {
                key: (*key).into(),
                text: Text::one("en", key.to_uppercase()),
                symbol: None,
            })
            .collect(),
        max: None,
        dont_know: None,
        viewpoints: Vec::new(),
        ask_when: None,
        evidence: Vec::new(),
        measure: None,
        moment: None,
        source: None,
        sensitive: false,
        memory: false,
    }
}

fn times(number: usize, make: impl Fn(&mut Answer)) -> Vec<Answer> {
    let mut answer = Answer::bare("q", Status::Answered);
    make(&mut answer);
    vec![answer; number]
}

fn counted(question: &Question, answers: &[Answer]) -> Tally {
    one(question, &answers.iter().collect::<Vec<_>>(), 5)
}

#[test]
fn a_scale_counts_its_points_and_hides_the_small_ones() {
    let answers = [
        times(2, |a| a.value = Some(1)),
        times(6, |a| a.value = Some(2)),
        times(20, |a| a.value = Some(3)),
    ]
    .concat();
    let tally = counted(&question(Kind::Scale, &["1", "2", "3"]), &answers);
    let cells: Vec<Cell> = tally.rows.iter().map(|row| row.count).collect();
    assert_eq!(cells, [Cell::Hidden, Cell::Hidden, Cell::Shown(20)]);
    assert_eq!(tally.answered, Cell::Shown(28));
}

#[test]
fn words_of_their_own_are_a_number_and_nothing_else() {
    let answers = [
        times(7, |a| a.own = vec!["canny".into()]),
        times(9, |a| a.tiles = vec!["warm".into()]),
    ]
    .concat();
    let tally = counted(&question(Kind::Words, &["warm", "cold"]), &answers);
    assert_eq!(tally.own, Some(Cell::Shown(7)));
    assert_eq!(tally.rows[0].count, Cell::Shown(9));
    assert!(!format!("{tally:?}").contains("canny"));
}

#[test]
fn free_text_is_only_how_many_wrote_some() {
    let answers = times(6, |a| a.text = Some("My mother had one".into()));
    let tally = counted(&question(Kind::Text, &[]), &answers);
    assert_eq!(tally.answered, Cell::Shown(6));
    assert!(!format!("{tally:?}").contains("mother"));
}

#[test]
fn a_favourite_of_a_few_is_not_named() {
    let answers = [
        times(12, |a| a.item = Some("A1".into())),
        times(6, |a| a.item = Some("A2".into())),
        times(1, |a| a.item = Some("B9".into())),
    ]
    .concat();
    let tally = counted(&question(Kind::Item, &[]), &answers);
    let named: Vec<&str> = tally.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(named, ["A1"]);
    assert!(tally.more);
}

#[test]
fn skipping_not_knowing_and_not_being_asked_are_three_things() {
    let answers = [
        times(5, |a| a.options = vec!["a".into()]),
        vec![Answer::bare("q", Status::Skipped); 6],
        vec![Answer::bare("q", Status::DontKnow); 7],
        vec![Answer::bare("q", Status::NotAsked); 8],
        vec![Answer::bare("q", Status::NotReached); 9],
    ]
    .concat();
    let others = counted(&question(Kind::One, &["a"]), &answers).others;
    assert_eq!(others.skipped, Cell::Shown(6));
    assert_eq!(others.dont_know, Cell::Shown(7));
    assert_eq!(others.not_asked, Cell::Shown(8));
    assert_eq!(others.not_reached, Cell::Shown(9));
}

#[test]
fn a_hidden_n_takes_a_reason_with_it_or_it_could_be_worked_out() {
    let answers = [
        times(2, |a| a.options = vec!["a".into()]),
        vec![Answer::bare("q", Status::Skipped); 30],
        vec![Answer::bare("q", Status::DontKnow); 8],
        vec![Answer::bare("q", Status::NotAsked); 9],
        vec![Answer::bare("q", Status::NotReached); 10],
    ]
    .concat();
    let tally = counted(&question(Kind::One, &["a"]), &answers);
    assert_eq!(tally.answered, Cell::Hidden);
    assert_eq!(tally.others.dont_know, Cell::Hidden);
    assert_eq!(tally.others.skipped, Cell::Shown(30));
}

proptest! {
    /// The reader knows how many responses there are and subtracts whatever is shown.
    #[test]
    fn no_subtraction_gives_a_hidden_cell_away(
        counts in proptest::collection::vec(0_usize..14, 5), points in 0_usize..4, threshold in 2_u64..11,
    ) {
        let answered = |at: usize| {
            let mut answer = Answer::bare("q", Status::Answered);
            answer.value = Some((at % (points + 1)) as i32 + 1);
            answer
        };
        let bare = |status, many| vec![Answer::bare("q", status); many];
        let answers = [
            (0..counts[0]).map(answered).collect(),
            bare(Status::DontKnow, counts[1]),
            bare(Status::Skipped, counts[2]),
            bare(Status::NotAsked, counts[3]),
            bare(Status::NotReached, counts[4]),
        ].concat();
        // Where nobody was, nobody is protected.
        prop_assume!(!answers.is_empty());
        let scale = question(Kind::Scale, &["1", "2", "3", "4"]);
        let tally = one(&scale, &answers.iter().collect::<Vec<_>>(), threshold);
        let Others { dont_know, skipped, not_asked, not_reached } = tally.others;
        let all = [tally.answered, dont_know, skipped, not_asked, not_reached];
        let rows: Vec<Cell> = tally.rows.iter().map(|row| row.count).collect();
        let n = tally.answered.count();
        for (total, cells) in [(Some(answers.len() as u64), &all[..]), (n, &rows)] {
            let hidden = cells.iter().filter(|cell| **cell == Cell::Hidden).count();
            let shown: u64 = cells.iter().filter_map(|cell| cell.count()).sum();
            match total {
                // Two cells and somebody in them: each may be nought, and each may be more.
                Some(total) => prop_assert!(hidden == 0 || hidden >= 2 && total > shown, "{:?}", cells),
                None => prop_assert_eq!(hidden, cells.len()),
            }
        }
        for (cell, count) in all.iter().zip(&counts) {
            prop_assert!(*count == 0 || *count as u64 >= threshold || *cell == Cell::Hidden);
        }
    }
}
