//! The real office under the harness.

use anyhow::Result;
use journeys::hall::Hall;

#[tokio::test]
async fn an_office_killed_and_started_again_keeps_its_data_and_its_address() -> Result<()> {
    let mut hall = Hall::open().await?;
    let port = hall.office.port();
    assert_eq!(hall.office.records().await?.count().await?, 0);
    hall.office.kill()?;
    hall.office.start().await?;
    assert_eq!(hall.office.port(), port);
    assert_eq!(hall.office.records().await?.quarantined().await?, 0);
    hall.office.end().await
}

#[tokio::test]
async fn a_first_start_tells_a_code_and_a_password() -> Result<()> {
    let hall = Hall::open().await?;
    assert!(kiosk_core::ids::clean_code(&hall.office.code).len() >= 8);
    assert!(hall.office.password.len() >= 12, "{}", hall.office.password);
    Ok(())
}
