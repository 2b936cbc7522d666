//! scratch
use kiosk_core::import::*;
fn main() {
    for f in std::env::args().skip(1) {
        let b = std::fs::read(&f).unwrap();
        let t = std::time::Instant::now();
        let r = csv(
            &b,
            &Options {
                id: "t".into(),
                title: "t".into(),
                language: "en".into(),
                confirm_rights: std::env::var("CONFIRM").ok(),
            },
        );
        println!("=== {f} {:?}", t.elapsed());
        match r {
            Err(e) => println!("REFUSED {e}"),
            Ok(d) => {
                println!(
                    "rows {} items {} bad {} wanted {} decades {} themes {:?} left_out {:?}",
                    d.rows,
                    d.pack.items.len(),
                    d.bad_rows(),
                    d.pictures_wanted.len(),
                    d.pack.items.iter().filter(|i| i.decade.is_some()).count(),
                    d.pack
                        .themes
                        .iter()
                        .map(|t| (
                            t.id.clone(),
                            d.pack
                                .items
                                .iter()
                                .filter(|i| i.themes.contains(&t.id))
                                .count()
                        ))
                        .collect::<Vec<_>>(),
                    d.left_out
                );
                for p in d.report.iter().take(if d.rows > 50 { 6 } else { 60 }) {
                    println!("   {:?} {p}", p.severity);
                }
                println!(
                    "{}",
                    serde_json::to_string_pretty(&d.pack.items.iter().take(2).collect::<Vec<_>>())
                        .unwrap()
                );
            }
        }
    }
}
