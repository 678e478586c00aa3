//! A PostgreSQL for one run of the tests, in a temporary folder. A small shell process waits for our end of its pipe
//! to close, then stops the server and removes the folder: so that happens after Ctrl-C or a crash, too.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self as std_process, Child, Command, Stdio};

use crate::fault::{OrSay, Outcome};
use crate::process::{self, say};
use crate::tools;

// What a crash could lose is thrown away anyway.
const SPEED: &str = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nmax_connections = 200\n";

pub struct Cluster {
    pub url: String,
    guard: Child,
}

impl Cluster {
    pub fn start() -> Outcome<Self> {
        let programs = Programs { folder: tools::postgres()?, user: user()? };
        say("starting a temporary PostgreSQL");
        let home = new_home(&programs)?;
        let port = free_port()?;
        // Made first: when a later step fails, dropping it stops and removes what there is.
        let cluster = Self {
            url: format!("postgres://postgres@127.0.0.1:{port}/postgres"),
            guard: guard(&home, programs.command("pg_ctl", &home))?,
        };
        initialise(&programs, &home)?;
        configure(&home, port)?;
        launch(&programs, &home)?;
        Ok(cluster)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}

/// Runs a command with a temporary PostgreSQL in its environment.
pub fn lend(command: &[String]) -> Outcome<bool> {
    let (program, arguments) =
        command.split_first().ok_or("Say which command to run: `cargo xtask postgres -- cargo test`.")?;
    let cluster = Cluster::start()?;
    let mut command = Command::new(program);
    command.args(arguments).env("PORTIEK_TEST_POSTGRES", &cluster.url);
    let status = command.status().map_err(|cause| process::not_started(&command, &cause))?;
    Ok(status.success())
}

/// PostgreSQL's programs and, because they refuse root, the user (uid, gid) that runs them in root's stead.
struct Programs {
    folder: PathBuf,
    user: Option<(u32, u32)>,
}

impl Programs {
    /// Knows its data folder: all of these programs take `-D`.
    fn command(&self, program: &str, home: &Path) -> Command {
        let path = self.folder.join(program);
        let mut command = match self.user {
            None => Command::new(path),
            Some((uid, gid)) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={uid}"), format!("--regid={gid}"), "--clear-groups".into()]).arg(path);
                command
            }
        };
        command.current_dir(home).arg("-D").arg(home.join("data"));
        command
    }
}

fn user() -> Outcome<Option<(u32, u32)>> {
    if !process::is_root() {
        return Ok(None);
    }
    let users = fs::read_to_string("/etc/passwd").or_say("/etc/passwd could not be read")?;
    let found = ids(&users, "postgres").or_else(|| ids(&users, "nobody"));
    found.map(Some).ok_or_else(|| "PostgreSQL refuses root: make a user `postgres` with `useradd postgres`.".into())
}

fn ids(users: &str, name: &str) -> Option<(u32, u32)> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

fn new_home(programs: &Programs) -> Outcome<PathBuf> {
    let home = std::env::temp_dir().join(format!("portiek-postgres-{}", std_process::id()));
    let sentence = format!("{} could not be made", home.display());
    fs::create_dir(&home).or_say(&sentence)?;
    if let Some((uid, gid)) = programs.user {
        chown(&home, Some(uid), Some(gid)).or_say(&sentence)?;
    }
    Ok(home)
}

fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind("127.0.0.1:0").or_say("No free port was found")?;
    Ok(listener.local_addr().or_say("No free port was found")?.port())
}

fn initialise(programs: &Programs, home: &Path) -> Outcome {
    let mut initdb = programs.command("initdb", home);
    initdb.args(["--locale=C.UTF-8", "-E", "UTF8", "--auth=trust", "-U", "postgres", "--no-sync"]);
    process::run_quietly(&mut initdb, "PostgreSQL's folder could not be made: initdb says above why.").map(|_| ())
}

fn configure(home: &Path, port: u16) -> Outcome {
    let sentence = "PostgreSQL's settings could not be written";
    let path = home.join("data/postgresql.conf");
    let defaults = fs::read_to_string(&path).or_say(sentence)?;
    let own = format!(
        "{SPEED}listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\n",
        home.display()
    );
    fs::write(&path, defaults + &own).or_say(sentence)
}

fn launch(programs: &Programs, home: &Path) -> Outcome {
    let log = home.join("log");
    let mut start = programs.command("pg_ctl", home);
    start.args(["-w", "-l"]).arg(&log).arg("start");
    // Not `run_quietly`: the server would inherit its pipes, and they would never end.
    start.stdout(Stdio::null()).stderr(Stdio::null());
    let started = process::run(&mut start, "The temporary PostgreSQL did not start: its log above says why.");
    if started.is_err() {
        eprint!("{}", fs::read_to_string(&log).unwrap_or_default());
    }
    started
}

/// In a process group of its own, or Ctrl-C would end it before it did its work.
fn guard(home: &Path, stop: Command) -> Outcome<Child> {
    let mut guard = Command::new("sh");
    guard.args(["-c", r#"cat; home=$0; "$@"; cd /; rm -rf "$home""#]).arg(home);
    guard.arg(stop.get_program()).args(stop.get_args()).args(["-m", "immediate", "stop"]);
    guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).process_group(0);
    guard.spawn().or_say("PostgreSQL's guard could not be started")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_ids_are_read_from_the_list_of_users() {
        let users = "root:x:0:0:root:/root:/bin/bash\npostgres:x:105:112:PostgreSQL:/var/lib/postgresql:/bin/bash\n";
        assert_eq!(ids(users, "postgres"), Some((105, 112)));
        assert_eq!(ids(users, "post"), None);
    }
}
