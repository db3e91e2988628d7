//! The programs that are measured: the lab, the seeds' Node server, and one that writes prebuilt bytes.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use crate::prebuilt;

/// Set for the process that serves prebuilt bytes.
pub(crate) const PREBUILT: &str = "SOCKETSCOPE_BENCH_PREBUILT";

/// A server in a process of its own, killed when it is dropped.
pub(crate) struct Server {
    process: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    pub(crate) fn lab() -> Self {
        Self::start(Command::new(env!("CARGO_BIN_EXE_socketscope-lab")).args(["--listen", "127.0.0.1:0"]))
    }

    pub(crate) fn node() -> Self {
        Self::start(Command::new("node").arg("server.mjs").current_dir(node_folder()))
    }

    pub(crate) fn prebuilt() -> Self {
        Self::start(Command::new(env::current_exe().unwrap()).env(PREBUILT, "1"))
    }

    /// Starts a program whose first line ends in its address.
    fn start(command: &mut Command) -> Self {
        let mut process = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit('/').next().unwrap().parse().unwrap();
        Self { process, address }
    }

    /// The process's resident memory in bytes.
    pub(crate) fn resident_bytes(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The folder of all that benchmarks write.
pub(crate) fn bench_folder() -> PathBuf {
    // Cargo's own temporary folder lies in the target folder, wherever that is.
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("bench")
}

fn node_folder() -> PathBuf {
    bench_folder().join("node")
}

/// Installs the `ws` package for the Node server, once.
pub(crate) fn node_modules() -> Result<(), String> {
    let folder = node_folder();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("package.json"), include_str!("node/package.json")).unwrap();
    fs::write(folder.join("server.mjs"), include_str!("node/server.mjs")).unwrap();
    if folder.join("node_modules/ws").is_dir() {
        return Ok(());
    }
    let install = Command::new("npm").args(["install", "--no-audit", "--no-fund"]).current_dir(folder).status();
    match install {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("npm install ended with {status}.")),
        Err(error) => Err(format!("npm cannot be started: {error}; install Node with npm.")),
    }
}

/// Answers each connection's request, whatever it is, with a handshake and the prebuilt flood.
pub(crate) fn serve_prebuilt() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let bytes = prebuilt::bytes();
    println!("listening on http://{}", listener.local_addr().unwrap());
    for stream in listener.incoming() {
        let mut stream = stream.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).unwrap();
            request.push(byte[0]);
        }
        stream.write_all(b"HTTP/1.1 101 Switching Protocols\r\n\r\n").unwrap();
        for chunk in bytes.chunks(64 * 1024) {
            stream.write_all(chunk).unwrap();
        }
        // The client ends the connection once it has counted everything.
        let _ = stream.read(&mut [0; 64]);
    }
}
