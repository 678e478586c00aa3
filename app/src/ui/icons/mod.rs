//! Lucide's icons, the few that are used (licence beside this file). Always beside a word; never alone but in the
//! collapsed menu, where the word is the tooltip.

use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    Activity,
    Archive,
    ArchiveRestore,
    Building,
    Calendar,
    CalendarPlus,
    CalendarSync,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronsLeft,
    ChevronsRight,
    Circle,
    CircleAlert,
    CircleCheck,
    Download,
    Ellipsis,
    Eye,
    Folder,
    Grid,
    Inbox,
    Info,
    LogOut,
    Menu,
    MessageSquare,
    MessagesSquare,
    PencilLine,
    Plus,
    Rows,
    User,
    Users,
    Video,
    WifiOff,
    X,
}

/// An icon of the text's size and colour.
#[component]
pub fn Icon(of: Icon) -> impl IntoView {
    view! {
        <span class="icon" aria-hidden="true">
            <svg
                xmlns="http://www.w3.org/2000/svg"
                width="24"
                height="24"
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                stroke-width="2"
                stroke-linecap="round"
                stroke-linejoin="round"
            >
                {shapes(of)}
            </svg>
        </span>
    }
}

fn shapes(of: Icon) -> AnyView {
    match of {
        Icon::Activity => view! { <path d="M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2" /> }.into_any(),
        Icon::Archive => view! { <rect width="20" height="5" x="2" y="3" rx="1" /><path d="M4 8v11a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V8" /><path d="M10 12h4" /> }.into_any(),
        Icon::ArchiveRestore => view! { <rect width="20" height="5" x="2" y="3" rx="1" /><path d="M4 8v11a2 2 0 0 0 2 2h2" /><path d="M20 8v11a2 2 0 0 1-2 2h-2" /><path d="m9 15 3-3 3 3" /><path d="M12 12v9" /> }.into_any(),
        Icon::Building => view! { <path d="M10 12h4" /><path d="M10 8h4" /><path d="M14 21v-3a2 2 0 0 0-4 0v3" /><path d="M6 10H4a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2V9a2 2 0 0 0-2-2h-2" /><path d="M6 21V5a2 2 0 0 1 2-2h8a2 2 0 0 1 2 2v16" /> }.into_any(),
        Icon::Calendar => view! { <path d="M8 2v3" /><path d="M16 2v3" /><rect x="3" y="3" width="18" height="18" rx="2" /><path d="M3 9h18" /> }.into_any(),
        Icon::CalendarPlus => view! { <path d="M16 19h6" /><path d="M16 2v4" /><path d="M19 16v6" /><path d="M21 12.598V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h8.5" /><path d="M3 10h18" /><path d="M8 2v4" /> }.into_any(),
        Icon::CalendarSync => view! { <path d="M11 10v4h4" /><path d="m11 14 1.535-1.605a5 5 0 0 1 8 1.5" /><path d="M16 2v4" /><path d="m21 18-1.535 1.605a5 5 0 0 1-8-1.5" /><path d="M21 22v-4h-4" /><path d="M21 8.5V6a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h4.3" /><path d="M3 10h4" /><path d="M8 2v4" /> }.into_any(),
        Icon::ChevronDown => view! { <path d="m6 9 6 6 6-6" /> }.into_any(),
        Icon::ChevronLeft => view! { <path d="m15 18-6-6 6-6" /> }.into_any(),
        Icon::ChevronRight => view! { <path d="m9 18 6-6-6-6" /> }.into_any(),
        Icon::ChevronsLeft => view! { <path d="m11 17-5-5 5-5" /><path d="m18 17-5-5 5-5" /> }.into_any(),
        Icon::ChevronsRight => view! { <path d="m6 17 5-5-5-5" /><path d="m13 17 5-5-5-5" /> }.into_any(),
        Icon::Circle => view! { <circle cx="12" cy="12" r="10" /> }.into_any(),
        Icon::CircleAlert => view! { <circle cx="12" cy="12" r="10" /><line x1="12" x2="12" y1="8" y2="12" /><line x1="12" x2="12.01" y1="16" y2="16" /> }.into_any(),
        Icon::CircleCheck => view! { <circle cx="12" cy="12" r="10" /><path d="m16 9-5.5 5.5L8 12" /> }.into_any(),
        Icon::Download => view! { <path d="M12 15V3" /><path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4" /><path d="m7 10 5 5 5-5" /> }.into_any(),
        Icon::Ellipsis => view! { <circle cx="12" cy="12" r="1" /><circle cx="19" cy="12" r="1" /><circle cx="5" cy="12" r="1" /> }.into_any(),
        Icon::Eye => view! { <path d="M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0" /><circle cx="12" cy="12" r="3" /> }.into_any(),
        Icon::Folder => view! { <path d="M20 20a2 2 0 0 0 2-2V8a2 2 0 0 0-2-2h-7.9a2 2 0 0 1-1.69-.9L9.6 3.9A2 2 0 0 0 7.93 3H4a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2Z" /> }.into_any(),
        Icon::Grid => view! { <rect width="7" height="7" x="3" y="3" rx="1" /><rect width="7" height="7" x="14" y="3" rx="1" /><rect width="7" height="7" x="14" y="14" rx="1" /><rect width="7" height="7" x="3" y="14" rx="1" /> }.into_any(),
        Icon::Inbox => view! { <polyline points="22 12 16 12 14 15 10 15 8 12 2 12" /><path d="M5.45 5.11 2 12v6a2 2 0 0 0 2 2h16a2 2 0 0 0 2-2v-6l-3.45-6.89A2 2 0 0 0 16.76 4H7.24a2 2 0 0 0-1.79 1.11z" /> }.into_any(),
        Icon::Info => view! { <circle cx="12" cy="12" r="10" /><path d="M12 16v-4" /><path d="M12 8h.01" /> }.into_any(),
        Icon::LogOut => view! { <path d="m16 17 5-5-5-5" /><path d="M21 12H9" /><path d="M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4" /> }.into_any(),
        Icon::Menu => view! { <path d="M4 5h16" /><path d="M4 12h16" /><path d="M4 19h16" /> }.into_any(),
        Icon::MessageSquare => view! { <path d="M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z" /> }.into_any(),
        Icon::MessagesSquare => view! { <path d="M16 10a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 14.286V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2z" /><path d="M20 9a2 2 0 0 1 2 2v10.286a.71.71 0 0 1-1.212.502l-2.202-2.202A2 2 0 0 0 17.172 19H10a2 2 0 0 1-2-2v-1" /> }.into_any(),
        Icon::PencilLine => view! { <path d="M13 21h8" /><path d="m15 5 4 4" /><path d="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z" /> }.into_any(),
        Icon::Plus => view! { <path d="M5 12h14" /><path d="M12 5v14" /> }.into_any(),
        Icon::Rows => view! { <rect width="18" height="18" x="3" y="3" rx="2" /><path d="M21 9H3" /><path d="M21 15H3" /> }.into_any(),
        Icon::Users => view! { <path d="M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2" /><path d="M16 3.128a4 4 0 0 1 0 7.744" /><path d="M22 21v-2a4 4 0 0 0-3-3.87" /><circle cx="9" cy="7" r="4" /> }.into_any(),
        Icon::User => view! { <path d="M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2" /><circle cx="12" cy="7" r="4" /> }.into_any(),
        Icon::Video => view! { <path d="m16 13 5.223 3.482a.5.5 0 0 0 .777-.416V7.87a.5.5 0 0 0-.752-.432L16 10.5" /><rect x="2" y="6" width="14" height="12" rx="2" /> }.into_any(),
        Icon::WifiOff => view! { <path d="M12 20h.01" /><path d="M8.5 16.429a5 5 0 0 1 7 0" /><path d="M5 12.859a10 10 0 0 1 5.17-2.69" /><path d="M19 12.859a10 10 0 0 0-2.007-1.523" /><path d="M2 8.82a15 15 0 0 1 4.177-2.643" /><path d="M22 8.82a15 15 0 0 0-11.288-3.764" /><path d="m2 2 20 20" /> }.into_any(),
        Icon::X => view! { <path d="M18 6 6 18" /><path d="m6 6 12 12" /> }.into_any(),
    }
}
