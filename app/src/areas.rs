//! Areas: folders whose pages the browser loads when the first of them is opened, as a chunk of their own. A folder
//! becomes one by naming its pages: `area!(Help = help: LoginHelpPage, OtherHelpPage)`; `routes.rs` then says
//! `view=Help::LoginHelpPage`.

#[cfg(feature = "ssr")]
use crate::routes::Files;
use leptos::prelude::*;
use leptos_router::{hooks::use_url, location::Url};
use std::future::pending;
use wasm_split_helpers::SplitLoaderError;

/// What a chunk gives: a page, unless it could not be loaded.
pub type Loaded = Result<AnyView, SplitLoaderError>;

/// Makes the pages of a folder views of routes, and one chunk.
macro_rules! area {
    ($area:ident = $chunk:ident: $($page:ident),+ $(,)?) => {
        /// The pages of this area.
        #[derive(Clone, Copy)]
        pub enum $area { $($page),+ }

        #[wasm_split_helpers::wasm_split($chunk, fallible, preload(load))]
        fn show(page: $area) -> $crate::areas::Loaded {
            use leptos::prelude::*;
            Ok(match page { $($area::$page => view! { <$page /> }.into_any()),+ })
        }

        impl leptos_router::ChooseView for $area {
            async fn choose(self) -> leptos::prelude::AnyView {
                #[cfg(feature = "ssr")]
                $crate::areas::announce(stringify!($chunk));
                $crate::areas::or_whole_page(show(self)).await
            }

            async fn preload(&self) {
                $crate::areas::or_whole_page(load()).await
            }
        }
    };
}
pub(crate) use area;

/// A chunk that cannot be loaded is one of an older build, or the connection is gone: the browser then gets the page
/// from the server. The page that is being taken over stays as the server drew it: it works without scripts.
pub async fn or_whole_page<T>(loading: impl Future<Output = Result<T, SplitLoaderError>>) -> T {
    let taking_over = Owner::current_shared_context().is_some_and(|context| context.during_hydration());
    let wanted = use_url().with_untracked(address);
    match loading.await {
        Ok(loaded) => return loaded,
        Err(_) if taking_over => {}
        Err(_) => _ = location().assign(&wanted),
    }
    pending().await
}

fn address(url: &Url) -> String {
    let query = if url.search().is_empty() { String::new() } else { format!("?{}", url.search()) };
    format!("{}{query}", url.path())
}

/// Has the browser fetch the chunk beside the application's own files, not after them.
#[cfg(feature = "ssr")]
pub fn announce(chunk: &str) {
    let (Some(files), Some(response)) = (use_context::<Files>(), use_context::<leptos_axum::ResponseOptions>()) else {
        return;
    };
    let link = format!("<{}/{chunk}.chunk>; rel=preload; as=fetch; crossorigin=anonymous", files.package);
    if let Ok(link) = http::HeaderValue::from_str(&link) {
        response.append_header(http::header::LINK, link);
    }
}
