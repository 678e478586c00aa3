//! A server under measurement: on a copy of its world, on a free port of the loopback, on one core; ended with us.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::figures::Line;
use super::http::{Answer, Connection, request};
use super::{machine, world};
use crate::fault::{OrSay, Outcome};
use crate::process;

const PATIENCE: Duration = Duration::from_secs(30);

pub struct Serving {
    process: Child,
    program: PathBuf,
    data: PathBuf,
    pub address: SocketAddr,
    /// From its start until it answered that it is ready.
    pub ready_after: Duration,
}

impl Serving {
    pub fn start(program: &Path, world: &Path) -> Outcome<Self> {
        let data = copy(world)?;
        let mut server = machine::on_the_first_core(program);
        world::isolate(&mut server, &data);
        server.args(["serve", "--listen", "127.0.0.1:0"]).env("PORTIEK_SITE_ROOT", crate::site::folder());
        // So that one machine can be many: `X-Forwarded-For` says from where.
        server.env("PORTIEK_SITE_TRUSTED_PROXIES", "127.0.0.1");
        let log = File::create(data.join("log")).or_say("The server's log could not be made")?;
        server.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let begun = Instant::now();
        let process = server.spawn().map_err(|cause| process::not_started(&server, &cause))?;
        let address = SocketAddr::from(([127, 0, 0, 1], 0));
        let ready_after = Duration::ZERO;
        // Made first: when a later step fails, dropping it ends the server.
        let mut serving = Self { process, program: program.into(), data, address, ready_after };
        serving.address = serving.hear_address()?;
        serving.await_ready(begun)?;
        serving.ready_after = begun.elapsed();
        Ok(serving)
    }

    fn hear_address(&mut self) -> Outcome<SocketAddr> {
        let mut line = String::new();
        if let Some(stdout) = self.process.stdout.take() {
            BufReader::new(stdout).read_line(&mut line).or_say("The server said nothing")?;
        }
        let address = line.trim().rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        let log = || fs::read_to_string(self.data.join("log")).unwrap_or_default();
        address.ok_or_else(|| format!("The server did not start: {}", log()))
    }

    fn await_ready(&self, begun: Instant) -> Outcome {
        while begun.elapsed() < PATIENCE {
            if self.get("/readyz", "").is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(2));
        }
        Err("The server was not ready in time.".into())
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    pub fn get(&self, path: &str, token: &str) -> Outcome<Answer> {
        let request = request(self.address, ("GET", path), (token, ""));
        let answer = Connection::open(self.address).and_then(|mut connection| connection.ask(&request));
        answer.or_say(format!("{path} was not answered"))
    }

    /// A new session's token.
    pub fn enter(&self, login: &str) -> Outcome<String> {
        let mut enter = world::portiek(&self.program, &self.data);
        let token = process::run_quietly(enter.args(["enter", login]), "Nobody could be logged in.")?;
        Ok(token.trim().to_owned())
    }

    /// After it has been ready for a while and before anybody came.
    pub fn memory_at_rest(&self) -> Outcome<Line> {
        thread::sleep(Duration::from_secs(1));
        Ok(Line::at_most("P8 memory at rest", (machine::resident(self.id())?, 80.0, "MB")))
    }

    pub fn memory_after(&self, what: &str) -> Outcome<Line> {
        Ok(Line::at_most(format!("P8 memory after {what}"), (machine::resident(self.id())?, 250.0, "MB")))
    }

    /// The newest letter to an address or by a channel, once there are more than `earlier`.
    pub fn letter(&self, to: &str, earlier: usize) -> Outcome<String> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let letters = self.letters(to);
            if let Some(newest) = letters.last().filter(|_| letters.len() > earlier) {
                return Ok(newest.clone());
            }
            thread::sleep(Duration::from_millis(5));
        }
        Err(format!("No letter reached {to}."))
    }

    /// From the folder that stands in for mail and SMS, oldest first: their names begin with the time.
    pub fn letters(&self, to: &str) -> Vec<String> {
        let files = fs::read_dir(self.data.join("post")).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = files.map(|file| file.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort_unstable();
        let letters = paths.iter().filter_map(|path| serde_json::from_slice(&fs::read(path).ok()?).ok());
        let reached = letters.filter(|letter: &Value| letter["to"] == to || letter["channel"] == to);
        reached.filter_map(|letter| Some(letter["body"].as_str()?.to_owned())).collect()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = Command::new("kill").args(["-TERM", &self.id().to_string()]).status();
        let asked = Instant::now();
        while asked.elapsed() < Duration::from_secs(10) && matches!(self.process.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(10));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        let _ = fs::remove_dir_all(&self.data);
    }
}

/// Measuring writes: to a copy, so that each run begins with the same world.
fn copy(world: &Path) -> Outcome<PathBuf> {
    let data = world::folder().join(format!("run-{}", std::process::id()));
    let sentence = "The world could not be copied";
    fs::create_dir(&data).or_say(sentence)?;
    for entry in fs::read_dir(world).or_say(sentence)?.flatten() {
        fs::copy(entry.path(), data.join(entry.file_name())).or_say(sentence)?;
    }
    Ok(data)
}
