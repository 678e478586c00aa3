//! Afspraken, the client's side: the lists and the month (R36), asking to move or cancel (D11), and the way into a
//! calendar program.

mod address_page;
mod agenda;
mod api;
mod appointment_page;
mod ask_form;
#[cfg(feature = "ssr")]
mod calendar;
mod page;
mod rows;
#[cfg(feature = "ssr")]
mod server;
mod views;
mod words;

pub use address_page::AddressPage;
pub use api::{
    AskAppointment, MakeCalendarAddress, OpenAppointment, OpenAppointments, OpenCalendarAddress, RemoveCalendarAddress,
    WithdrawQuestion,
};
pub use appointment_page::AppointmentPage;
#[cfg(feature = "ssr")]
pub use calendar::{Subscription, download, subscription};
pub use page::AppointmentsPage;
