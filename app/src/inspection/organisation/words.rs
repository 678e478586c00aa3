//! The log's words for who reads it for the organisation.

use portiek_domain::access::Ground;

/// Why it was allowed (S14).
pub fn ground(ground: Option<Ground>) -> &'static str {
    match ground {
        Some(Ground::Own) => "Eigen dossier",
        Some(Ground::CareTeam) => "Behandelteam",
        None => "",
    }
}

/// The records an event is about: the first of them, and how many more.
pub fn records(numbers: &[String]) -> String {
    match numbers {
        [] => String::new(),
        [only] => only.clone(),
        [first, second] => format!("{first} en {second}"),
        [first, rest @ ..] => format!("{first} en {} andere", rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::records;

    #[test]
    fn of_many_records_the_first_is_named_and_the_others_counted() {
        let numbers = |count: usize| (1..=count).map(|n| format!("100{n}")).collect::<Vec<_>>();
        let told = [0, 1, 2, 50].map(|count| records(&numbers(count)));
        assert_eq!(told, ["", "1001", "1001 en 1002", "1001 en 49 andere"]);
    }
}
