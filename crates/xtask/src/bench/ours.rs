//! The search of Look, measured where it runs: here, as machine code.

use super::{BUILDS, Measured, Trial, median};
use kiosk_core::search::{Filter, Index};
use std::hint::black_box;
use std::time::Instant;

/// Measures every collection.
pub fn measure(trials: &[Trial]) -> Vec<Measured> {
    trials.iter().map(one).collect()
}

fn one(trial: &Trial) -> Measured {
    let build = (0..BUILDS).map(|_| time(|| Index::new(&trial.pack, trial.tag)));
    let build = median(build.collect());
    let index = Index::new(&trial.pack, trial.tag);
    let everything = Filter::default();
    let strokes = trial.strokes();
    // Once unmeasured, as for the others.
    for typed in &strokes {
        black_box(index.search(typed, &everything));
    }
    let times = strokes.iter();
    let times = times.map(|typed| time(|| index.search(typed, &everything)));
    let times = times.collect();
    Measured {
        build,
        strokes: times,
        found: trial.found(|nth| {
            let hits = index.search(trial.rows[nth].query, &everything).hits;
            hits.iter().map(|hit| hit.item).collect()
        }),
    }
}

/// Microseconds.
fn time<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    black_box(work());
    start.elapsed().as_secs_f64() * 1e6
}
