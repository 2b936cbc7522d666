use crate::browser::element::{El, svg};
use crate::model::{Kiosk, Qr};

/// A code for a telephone's camera, dark on light whatever the colours of the screen.
///
/// `None` when the text is empty or too long for a code that reads well. The address, or whatever the
/// text is, belongs beside it in words: nobody needs a telephone.
pub fn qr(kiosk: Kiosk, text: &str) -> Option<El> {
    let code = Qr::of(text)?;
    let side = code.side.to_string();
    let drawing = svg(
        "svg",
        &[
            ("class", "qr"),
            ("role", "img"),
            ("shape-rendering", "crispEdges"),
        ],
    )
    .with("viewBox", &["0 0 ", &side, " ", &side].concat())
    .live("aria-label", move || kiosk.t("qr.alt"));
    Some(drawing.child(svg("path", &[("d", &code.path)])))
}
