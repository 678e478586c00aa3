//! The real program as a process of its own.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

/// The program, running; killed when it goes out of scope.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
    output: BufReader<ChildStdout>,
}

impl Program {
    pub fn start(url: &str, (folder, listen): (&Path, SocketAddr)) -> Self {
        Self::run(serve(url, (folder, listen)))
    }

    pub fn run(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().parse().unwrap();
        Self { child, address, output }
    }

    /// Ends it in its own order and tells all that it printed after its address.
    pub fn stop(mut self) -> String {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        let mut said = String::new();
        self.output.read_to_string(&mut said).unwrap();
        let ended = self.child.wait().unwrap();
        assert!(ended.success(), "it did not end by itself: {ended}");
        said
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
    std::fs::write(folder.path().join("site/files.txt"), "css: /pkg/a.css\npackage: /pkg/b\n").unwrap();
    std::fs::write(folder.path().join("keys"), format!("1 {}\n", "07".repeat(32))).unwrap();
    folder
}

/// The command that serves this database as a demonstration; more settings may be added.
pub fn serve(url: &str, at: (&Path, SocketAddr)) -> Command {
    let mut command = serve_for_real(url, at);
    command.arg("--demo");
    command
}

/// The same as people run it.
pub fn serve_for_real(url: &str, (folder, listen): (&Path, SocketAddr)) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_portiek"));
    command.args(["serve", "--listen", &listen.to_string(), "--data"]).arg(folder);
    command.env("PORTIEK_DATABASE_URL", url).env("PORTIEK_SITE_ROOT", folder.join("site"));
    command
}
