//! Reading Rust source roughly: what is code in it, on which line, and what it takes from its own crate.

/// The source with comments and the contents of strings blanked, byte for byte and line for line.
pub fn code_of(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let length = blank_length(rest).filter(|_| !ends_in_name(&code) || !rest.starts_with('r'));
        let taken = length.unwrap_or(first.len_utf8());
        let (text, after) = rest.split_at(taken);
        match length {
            Some(_) => code.extend(text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' })),
            None => code.push_str(text),
        }
        rest = after;
    }
    code
}

/// How long the comment or literal is that begins here.
fn blank_length(rest: &str) -> Option<usize> {
    let until = |from: usize, end: &str| rest[from..].find(end).map_or(rest.len(), |found| from + found + end.len());
    let hashes = rest.bytes().skip(1).take_while(|byte| *byte == b'#').count();
    if rest.starts_with("//") {
        Some(until(0, "\n") - usize::from(rest.contains('\n')))
    } else if rest.starts_with("/*") {
        Some(until(2, "*/"))
    } else if rest.starts_with('r') && rest[1 + hashes..].starts_with('"') {
        Some(until(2 + hashes, &format!("\"{}", "#".repeat(hashes))))
    } else if rest.starts_with('"') {
        Some(quoted_length(rest))
    } else {
        ["'\"'", "'\\\"'"].into_iter().find(|literal| rest.starts_with(literal)).map(str::len)
    }
}

fn quoted_length(rest: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn ends_in_name(code: &str) -> bool {
    code.ends_with(is_of_name)
}

fn name_at(code: &str) -> &str {
    &code[..code.find(|letter| !is_of_name(letter)).unwrap_or(code.len())]
}

/// Where a text stands in code, unless it is the end of a longer name.
pub fn lines_with<'a>(code: &'a str, wanted: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    code.match_indices(wanted).filter_map(move |(at, _)| {
        let (before, after) = (&code[..at], &code[at + wanted.len()..]);
        let begins = !before.ends_with(|letter| is_of_name(letter) || letter == '-');
        begins.then(|| (before.matches('\n').count() + 1, after))
    })
}

/// The modules taken by `crate::…`, alone or in braces, with their lines.
pub fn own_modules(code: &str) -> Vec<(usize, &str)> {
    lines_with(code, "crate::")
        .flat_map(|(line, after)| heads(after).into_iter().map(move |name| (line, name)))
        .collect()
}

/// The first name of a path, or of each path between its braces.
fn heads(path: &str) -> Vec<&str> {
    let Some(group) = path.strip_prefix('{') else { return vec![name_at(path)] };
    let (mut depth, mut heads, mut is_head) = (1, Vec::new(), true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' => is_head = depth == 1,
            letter if is_head && is_of_name(letter) => {
                heads.push(name_at(&group[at..]));
                is_head = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    heads
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blank_and_lines_stay() {
        let source = "a // sqlx\n/* x\n*/ \"s\\\"qlx\" r#\"s\"x\"# '\"' 'b' for\"x\"";
        let code = code_of(source);
        assert_eq!(code.split_whitespace().collect::<Vec<_>>(), ["a", "'b'", "for"]);
        assert_eq!(code.lines().count(), 3);
        assert_eq!(code.len(), source.len());
    }

    #[test]
    fn a_wanted_text_is_not_found_at_the_end_of_a_longer_name() {
        let found: Vec<_> = lines_with("font-style=1\n my_style=2\n <p style=3", "style=").collect();
        assert_eq!(found, [(3, "3")]);
    }

    #[test]
    fn own_modules_are_found_alone_and_in_braces() {
        let code = "use crate::ui::button;\nuse crate::{messages::{api, page}, request, r#type};\nx(crate::results::y)";
        assert_eq!(own_modules(code), [(1, "ui"), (2, "messages"), (2, "request"), (2, "r"), (3, "results")]);
    }
}
