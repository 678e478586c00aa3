//! The real program as a process of its own.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
};

/// The program, running; killed when it goes out of scope.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
}

impl Program {
    pub fn start(url: &str, (folder, listen): (&Path, SocketAddr)) -> Self {
        Self::run(serve(url, (folder, listen)))
    }

    pub fn run(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().parse().unwrap();
        Self { child, address }
    }

    /// As the power going out would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder with what the program needs beside its database.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("site")).unwrap();
    std::fs::write(folder.path().join("site/hash.txt"), "js: a\nwasm: b\ncss: c\n").unwrap();
    std::fs::write(folder.path().join("keys"), format!("1 {}\n", "07".repeat(32))).unwrap();
    folder
}

/// The command that serves this database; more settings may be added.
pub fn serve(url: &str, (folder, listen): (&Path, SocketAddr)) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portiek"));
    command.args(["serve", "--demo", "--listen", &listen.to_string(), "--data"]).arg(folder);
    command.env("PORTIEK_DATABASE_URL", url).env("PORTIEK_SITE_ROOT", folder.join("site"));
    command
}
