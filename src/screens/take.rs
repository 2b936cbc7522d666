use crate::browser::page;
use crate::model::Kiosk;
use crate::widgets::{Frame, Icon, PackText};
use kiosk_core::pack::Opportunity;
use leptos::prelude::*;

/// Take away: ways to get involved, with how to reach them, as one sheet to print.
pub fn take() -> impl IntoView {
    let kiosk = Kiosk::here();
    let cards = move || {
        let content = kiosk.content.read();
        let opportunities = content
            .as_ref()
            .map(|content| content.pack.opportunities.clone())
            .unwrap_or_default();
        opportunities.into_iter().map(card).collect_view()
    };
    view! {
        <Frame screen="take" class="page">
            <div class="head head-1">
                <h1 tabindex="-1">{move || kiosk.t("take.title")}</h1>
                <button type="button" class="btn btn-main" data-act="print" on:click=|_| page::print()>
                    <Icon name="print" />{move || kiosk.t("take.print")}
                </button>
            </div>
            <p>{move || kiosk.t("take.lead")}</p>
            <ul class="opportunities">{cards}</ul>
        </Frame>
    }
}

fn card(opportunity: Opportunity) -> impl IntoView {
    let contact = opportunity.contact;
    view! {
        <li class="label">
            <h2><PackText text=opportunity.title /></h2>
            <p><PackText text=opportunity.summary /></p>
            <p class="contact">
                <b><PackText text=contact.name /></b>
                {(!contact.address.is_empty()).then(|| view! { <span><PackText text=contact.address /></span> })}
                {contact.telephone.map(|number| view! { <span dir="ltr">{number}</span> })}
                {contact.email.map(|address| view! { <span dir="ltr">{address}</span> })}
                {opportunity.link.map(|link| view! { <span dir="ltr">{link}</span> })}
            </p>
        </li>
    }
}
