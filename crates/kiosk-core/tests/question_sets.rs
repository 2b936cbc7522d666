//! The sets that come with the kiosk: what visitors are asked must be whole in every language.

#![expect(
    clippy::unwrap_used,
    reason = "a test may stop at what it did not expect"
)]

use kiosk_core::questions::{Kind, QuestionSet, check_file};
use kiosk_core::{Text, language};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every shipped set by the name of its file.
fn shipped() -> Vec<(String, QuestionSet)> {
    let folder = std::fs::read_dir(project().join("public/question-sets")).unwrap();
    let mut sets: Vec<_> = folder
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let json = std::fs::read_to_string(&path).unwrap();
            let (set, problems) = check_file(&json);
            assert_eq!(problems, [], "{name}");
            (name, set.unwrap())
        })
        .collect();
    sets.sort_by(|a, b| a.0.cmp(&b.0));
    sets
}

/// The languages of the screens, each with its Easy Read.
fn tags() -> BTreeSet<String> {
    let folder = std::fs::read_dir(project().join("public/locales")).unwrap();
    let names = folder.map(|entry| entry.unwrap().path());
    let names = names.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    names
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .flat_map(|tag| [language::base(&tag).to_owned(), language::simple(&tag)])
        .collect()
}

/// Every text of a set.
fn texts(set: &QuestionSet) -> Vec<&Text> {
    let questions = set.questions.iter().flat_map(|question| {
        let help = (!question.help.is_empty()).then_some(&question.help);
        let options = question.options.iter().map(|option| &option.text);
        [&question.text].into_iter().chain(help).chain(options)
    });
    [&set.title, &set.privacy, &set.thanks]
        .into_iter()
        .chain(set.viewpoints.iter().map(|viewpoint| &viewpoint.text))
        .chain(questions)
        .collect()
}

#[test]
fn four_sets_are_shipped_under_the_names_of_their_files_and_with_a_licence() {
    let sets = shipped();
    let names: Vec<&str> = sets.iter().map(|(name, _)| &**name).collect();
    let ids = ["ons4", "partner-voice", "visitor-voice", "wellbeing-today"];
    assert_eq!(names, ids.map(|id| format!("{id}.questions.json")));
    for ((_, set), id) in sets.iter().zip(ids) {
        assert_eq!(set.id, id);
        let own = id != "ons4";
        let licence = set.licence.as_deref().unwrap();
        assert_eq!(licence.contains("publicdomain/zero"), own, "{id}");
        assert_eq!(licence.contains("open-government-licence/version/3"), !own);
        for question in &set.questions {
            assert_eq!(question.source.is_none(), own, "{id}: {}", question.key);
            assert!(!question.evidence.is_empty(), "{id}: {}", question.key);
        }
    }
}

#[test]
fn every_text_of_a_shipped_set_is_there_in_every_language_and_its_easy_read() {
    let wanted = tags();
    assert!(wanted.len() >= 12, "{wanted:?}");
    for (name, set) in shipped() {
        for text in texts(&set) {
            let have: BTreeSet<String> = text.0.keys().cloned().collect();
            assert_eq!(have, wanted, "{name}: {text:?}");
            assert!(text.0.values().all(|text| !text.trim().is_empty()));
        }
    }
}

#[test]
fn the_demo_event_keeps_its_own_small_set() {
    let json = std::fs::read_to_string(project().join("public/demo-pack/demo.questions.json"));
    let (set, problems) = check_file(&json.unwrap());
    assert_eq!(problems, []);
    let keys: Vec<String> = set.unwrap().questions.into_iter().map(|q| q.key).collect();
    assert_eq!(
        keys,
        [
            "enjoyed",
            "five_words",
            "felt_welcome",
            "did_today",
            "favourite",
            "remember"
        ]
    );
}

#[test]
fn the_four_questions_of_ons_are_letter_for_letter_theirs_in_english() {
    let sets = shipped();
    let (_, ons) = sets.iter().find(|(_, set)| set.id == "ons4").unwrap();
    let english = |text: &Text| text.0["en"].clone();
    let asked: Vec<_> = ons
        .questions
        .iter()
        .map(|question| {
            let ends: Vec<String> = question
                .options
                .iter()
                .map(|end| english(&end.text))
                .collect();
            assert_eq!(question.kind, Kind::Number);
            assert_eq!(question.source.as_ref().unwrap().verbatim, ["en"]);
            (english(&question.text), ends.join(" … "))
        })
        .collect();
    // https://gss.civilservice.gov.uk/policy-store/personal-well-being/
    let theirs = [
        (
            "Overall, how satisfied are you with your life nowadays?",
            "Not at all satisfied … Completely satisfied",
        ),
        (
            "Overall, to what extent do you feel that the things you do in your life are worthwhile?",
            "Not at all worthwhile … Completely worthwhile",
        ),
        (
            "Overall, how happy did you feel yesterday?",
            "Not at all happy … Completely happy",
        ),
        (
            "Overall, how anxious did you feel yesterday?",
            "Not at all anxious … Completely anxious",
        ),
    ];
    assert_eq!(
        asked,
        theirs.map(|(text, ends)| (text.to_owned(), ends.to_owned()))
    );
}

#[test]
fn each_viewpoint_of_partner_voice_meets_the_four_task_questions() {
    let sets = shipped();
    let (_, set) = sets
        .iter()
        .find(|(_, set)| set.id == "partner-voice")
        .unwrap();
    for viewpoint in ["visitor", "carer", "practitioner", "commissioner"] {
        let asked = kiosk_core::questions::sequence(set, Some(viewpoint), &[]);
        let keys: Vec<&str> = asked.iter().map(|question| &*question.key).collect();
        for task in ["celebrate", "d", "next", "together"] {
            assert!(
                keys.iter().any(|key| key.starts_with(task)),
                "{viewpoint}: {keys:?}"
            );
        }
        assert!(keys.len() <= 6, "{viewpoint}: {keys:?}");
    }
}

/// What is told before the first question, by the set and then by the kiosk itself, one idea a sentence and
/// nothing twice: that one may stop is the kiosk's to say.
#[test]
fn privacy_is_told_in_short_sentences_of_one_idea_and_nothing_twice() {
    let demo = std::fs::read_to_string(project().join("public/demo-pack/demo.questions.json"));
    let (demo, _) = check_file(&demo.unwrap());
    let sets = shipped();
    let sets = sets.iter().map(|(_, set)| set).chain(&demo);
    for set in sets {
        for (tag, text) in &set.privacy.0 {
            assert!(
                !text.contains([':', ';']),
                "two ideas in one sentence, {tag}: {text}"
            );
            let sentences: Vec<&str> = text.split_inclusive(['.', '।']).collect();
            assert!((2..=3).contains(&sentences.len()), "{tag}: {text}");
            for sentence in sentences {
                let words = sentence.split_whitespace().count();
                assert!(words <= 10, "{tag}: {words} words in {sentence}");
                let stops = ["stop", "przerwa", "stopio", "зупин", "تتوقف", "থামতে"];
                assert!(
                    !stops.iter().any(|stop| sentence.contains(stop)),
                    "the kiosk says that already, {tag}: {sentence}"
                );
            }
        }
    }
}
