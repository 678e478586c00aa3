//! What Linux knows of processes, and which core they run on.

use std::fs;
use std::process::Command;
use std::thread;

use crate::fault::{OrSay, Outcome};
use crate::process;

/// The program, on the first core only.
pub fn on_the_first_core(program: &std::path::Path) -> Command {
    let mut command = Command::new("taskset");
    command.args(["-c", "0"]).arg(program);
    command
}

/// This process and all threads it makes from now on.
pub fn keep_to_the_second_core() -> Outcome {
    if thread::available_parallelism().map_or(1, usize::from) < 2 {
        return Err("This machine has one core: the server needs one and the load another.".into());
    }
    let mut taskset = Command::new("taskset");
    taskset.args(["-cp", "1", &std::process::id().to_string()]);
    process::run_quietly(&mut taskset, "The load could not be kept to the second core.").map(|_| ())
}

// The kernel counts in hundredths of a second wherever Linux runs on servers.
const MILLISECONDS_PER_TICK: f64 = 10.0;

/// What the first core has done so far for anybody, in milliseconds of processor time.
pub fn first_core_busy() -> Outcome<f64> {
    let stat = fs::read_to_string("/proc/stat").or_say("The first core's work could not be read")?;
    let core = stat.lines().find_map(|line| line.strip_prefix("cpu0 ")).unwrap_or_default();
    let ticks: Vec<f64> = core.split(' ').map(|field| field.parse().unwrap_or_default()).collect();
    // user, nice, system, then idle and waiting, then interrupts, soft ones, and what other guests took.
    let busy = ticks.iter().take(3).chain(ticks.iter().skip(5).take(3));
    Ok(busy.sum::<f64>() * MILLISECONDS_PER_TICK)
}

/// Processor time of a process so far, its own and the kernel's for it, in milliseconds.
pub fn processor_time(id: u32) -> Outcome<f64> {
    let sentence = "The server's processor time could not be read";
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).or_say(sentence)?;
    let after_name = stat.rsplit_once(") ").map(|(_, rest)| rest).unwrap_or_default();
    let fields: Vec<f64> = after_name.split(' ').map(|field| field.parse().unwrap_or_default()).collect();
    let ticks: f64 = fields.iter().skip(11).take(2).sum();
    Ok(ticks * MILLISECONDS_PER_TICK)
}

/// Memory a process holds, in megabytes.
pub fn resident(id: u32) -> Outcome<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).or_say("The server's memory could not be read")?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    kilobytes.and_then(|text| text.parse::<f64>().ok()).map(|kilobytes| kilobytes / 1024.0).ok_or("no VmRSS".into())
}
