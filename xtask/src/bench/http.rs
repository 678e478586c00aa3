//! As much HTTP as measuring needs: a connection that stays open, one request after another.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(30);

pub struct Connection {
    stream: BufReader<TcpStream>,
}

#[derive(Default)]
pub struct Head {
    pub status: u16,
    /// Where a redirect leads.
    pub location: Option<String>,
    /// Each with its name, without what follows the value.
    pub cookies: Vec<String>,
    length: Option<u64>,
    chunked: bool,
}

pub struct Answer {
    pub status: u16,
    pub head: Head,
    pub body: String,
}

/// A request as bytes; with a body it is a form.
pub fn request(address: SocketAddr, at: (&str, &str), (token, body): (&str, &str)) -> Vec<u8> {
    request_with(address, at, (&format!("Cookie: __Host-portiek={token}"), body))
}

/// The same with other header lines than a session's cookie.
pub fn request_with(address: SocketAddr, (method, path): (&str, &str), (lines, body): (&str, &str)) -> Vec<u8> {
    let form = match body {
        "" => String::new(),
        body => format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len()),
    };
    format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\n{lines}\r\n\
         Accept: text/html\r\nAccept-Encoding: br\r\n{form}\r\n{body}"
    )
    .into_bytes()
}

impl Connection {
    pub fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self { stream: BufReader::with_capacity(64 * 1024, stream) })
    }

    /// Sends a request and throws the answer's body away; its status.
    pub fn burden(&mut self, request: &[u8]) -> io::Result<u16> {
        let head = self.send(request)?;
        self.body(&head, &mut io::sink())?;
        Ok(head.status)
    }

    pub fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        let head = self.send(request)?;
        let mut body = Vec::new();
        self.body(&head, &mut body)?;
        Ok(Answer { status: head.status, head, body: String::from_utf8_lossy(&body).into_owned() })
    }

    /// Sends a request and reads no further than the answer's head.
    pub fn send(&mut self, request: &[u8]) -> io::Result<Head> {
        self.stream.get_mut().write_all(request)?;
        let mut head = Head::default();
        loop {
            let line = self.line()?;
            if line.is_empty() {
                return Ok(head);
            }
            head.note(&line);
        }
    }

    /// A line without its end.
    pub fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(line.trim_end().to_owned())
    }

    fn body(&mut self, head: &Head, to: &mut impl Write) -> io::Result<()> {
        if !head.chunked {
            return self.copy(head.length.unwrap_or_default(), to);
        }
        loop {
            let length = u64::from_str_radix(&self.line()?, 16).map_err(io::Error::other)?;
            self.copy(length, to)?;
            self.line()?;
            if length == 0 {
                return Ok(());
            }
        }
    }

    fn copy(&mut self, length: u64, to: &mut impl Write) -> io::Result<()> {
        let copied = io::copy(&mut (&mut self.stream).take(length), to)?;
        if copied == length { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }
}

impl Head {
    fn note(&mut self, line: &str) {
        if let Some(status) = line.strip_prefix("HTTP/1.1 ") {
            self.status = status.split(' ').next().and_then(|status| status.parse().ok()).unwrap_or_default();
        } else if let Some((name, value)) = line.split_once(": ") {
            match name.to_ascii_lowercase().as_str() {
                "content-length" => self.length = value.parse().ok(),
                "transfer-encoding" => self.chunked = value == "chunked",
                "location" => self.location = Some(value.to_owned()),
                "set-cookie" => self.cookies.extend(value.split(';').next().map(str::to_owned)),
                _ => {}
            }
        }
    }
}
