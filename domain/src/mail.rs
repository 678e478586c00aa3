//! Mail addresses: checked for what mail servers refuse anyway, and kept as they were typed (R57: addresses that differ
//! in their `+tag` are different).

const LONGEST: usize = 254;
const LONGEST_LOCAL: usize = 64;

/// The address without outer space; none when no mail can arrive there.
pub fn address(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let (local, domain) = typed.rsplit_once('@')?;
    let fits = typed.len() <= LONGEST && (1..=LONGEST_LOCAL).contains(&local.len());
    (fits && is_local(local) && is_domain(domain)).then(|| typed.to_owned())
}

fn is_local(local: &str) -> bool {
    let dots = !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    dots && local.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c))
}

/// Whether this can stand behind the @: labels with a dot between them.
pub fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_mail_can_arrive_at_pass_as_they_are() {
        for typed in ["karen@voorbeeld.nl", "jansen+naam1@gmail.com", "o'neill.x@a-b.co.uk"] {
            assert_eq!(address(&format!(" {typed} ")).as_deref(), Some(typed));
        }
    }

    #[test]
    fn what_no_mail_arrives_at_is_none() {
        for typed in [
            "",
            "karen",
            "@voorbeeld.nl",
            "karen@",
            "karen@voorbeeld",
            "karen@voorbeeld..nl",
            "karen@-voorbeeld.nl",
            ".karen@voorbeeld.nl",
            "ka..ren@voorbeeld.nl",
            "ka ren@voorbeeld.nl",
            "karen@voorbeeld.nl\nbcc:x@y.nl",
            "kåren@voorbeeld.nl",
            "<karen@voorbeeld.nl>",
        ] {
            assert_eq!(address(typed), None, "{typed:?}");
        }
        assert_eq!(address(&format!("{}@voorbeeld.nl", "a".repeat(65))), None);
    }
}
