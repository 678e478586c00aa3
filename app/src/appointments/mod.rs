//! Afspraken, the client's side: the lists and the month (R36), asking to move or cancel (D11), and the way into a
//! calendar program.

mod address_page;
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

pub use api::{
    AskAppointment, MakeCalendarAddress, OpenAppointment, OpenAppointments, OpenCalendarAddress, RemoveCalendarAddress,
    WithdrawQuestion,
};
#[cfg(feature = "ssr")]
pub use calendar::{Subscription, download, subscription};

use crate::areas::area;
use address_page::AddressPage;
use appointment_page::AppointmentPage;
use page::AppointmentsPage;

area!(Appointments = appointments: AppointmentsPage, AppointmentPage, AddressPage);
