//! The workers: processes that evaluate one query at a time and are ended when it takes too much.

use std::pin::Pin;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame};
use tokio::io::{self, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::frame::{Head, Job, PREFIX, Tag};
use super::{Refusal, Settings};
use crate::error::{Error, Result};

/// How often the memory of a worker is looked at.
const LOOK: Duration = Duration::from_millis(50);

struct Worker {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Bytes that it held when it was ready.
    base: u64,
}

/// All workers.
pub(super) struct Pool {
    settings: Settings,
    idle: Mutex<Vec<Worker>>,
    /// One for every query that is evaluated.
    seats: Arc<Semaphore>,
    /// One for every query that is evaluated or waits.
    places: Arc<Semaphore>,
}

/// An answer that has begun.
pub(super) struct Answer {
    pub media: String,
    pub body: Body,
}

impl Pool {
    /// Starts the workers, and one more that takes the place of the next one that is ended.
    pub async fn start(settings: Settings) -> Result<Arc<Self>> {
        let seats = Arc::new(Semaphore::new(settings.workers));
        let places = Arc::new(Semaphore::new(settings.workers + settings.waiting));
        let pool = Arc::new(Pool { settings, idle: Mutex::default(), seats, places });
        let failed = |e: io::Error| Error::Input {
            origin: "a worker of the server".to_owned(),
            reason: e.to_string(),
            help: "does `tupu query` work on this graph?".to_owned(),
        };
        let first = pool.hire().await.map_err(failed)?;
        pool.keep(first);
        for _ in 0..pool.settings.workers {
            pool.refill();
        }
        Ok(pool)
    }

    async fn hire(&self) -> io::Result<Worker> {
        let mut child = Command::new(&self.settings.program)
            .args(["--quiet", "query-worker"])
            .arg(&self.settings.graph)
            .args(self.settings.services.iter().flat_map(|host| ["--allow-service", host]))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let gone = || io::Error::new(io::ErrorKind::BrokenPipe, "it has no input or output");
        let (input, output) = (child.stdin.take().ok_or_else(gone)?, child.stdout.take().ok_or_else(gone)?);
        let mut output = BufReader::new(output);
        read(&mut output).await?;
        let base = memory(child.id()).unwrap_or(0);
        Ok(Worker { child, input, output, base })
    }

    fn keep(&self, worker: Worker) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(worker);
        }
    }

    /// Starts a worker beside what goes on.
    fn refill(self: &Arc<Self>) {
        let pool = self.clone();
        tokio::spawn(async move {
            if let Ok(worker) = pool.hire().await {
                pool.keep(worker);
            }
        });
    }

    /// Lets a worker do `job`. Where nobody reads the answer any longer, the job is ended.
    pub async fn ask(self: &Arc<Self>, job: Job) -> std::result::Result<Answer, Refusal> {
        let busy = || Refusal::new(503, "too many queries at once; ask again in a moment");
        let place = self.places.clone().try_acquire_owned().map_err(|_| busy())?;
        let waited = tokio::time::timeout(self.settings.time, self.seats.clone().acquire_owned()).await;
        let seat = waited.map_err(|_| busy())?.map_err(|_| busy())?;
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let worker = match idle {
            Some(worker) => worker,
            None => self.hire().await.map_err(|e| Refusal::new(500, format!("no worker can be started: {e}")))?,
        };
        let (head, begun) = oneshot::channel();
        let (parts, body) = mpsc::channel(4);
        let pool = self.clone();
        tokio::spawn(async move {
            pool.watch(worker, job, head, parts).await;
            drop((seat, place));
        });
        match begun.await {
            Ok(Head::Answer(media)) => Ok(Answer { media, body: Body::new(Parts(body)) }),
            Ok(Head::Refused(refusal)) => Err(refusal),
            Err(_) => Err(Refusal::new(500, "the query ended its worker; is it nested very deeply?")),
        }
    }

    async fn watch(
        self: &Arc<Self>,
        mut worker: Worker,
        job: Job,
        head: oneshot::Sender<Head>,
        parts: mpsc::Sender<io::Result<Bytes>>,
    ) {
        let mut head = Some(head);
        let (id, most) = (worker.child.id(), worker.base + self.settings.memory);
        let outcome = tokio::select! {
            done = talk(&mut worker, &job, &mut head, &parts) => done,
            () = parts.closed() => Err("nobody reads the answer".to_owned()),
            () = tokio::time::sleep(self.settings.time) =>
                Err(format!("stopped after {} s; narrow the query, or serve with a longer --timeout", self.settings.time.as_secs_f64())),
            () = grown(id, most) =>
                Err(format!("stopped: the query needs more than {} MiB; narrow it, or serve with more --memory", self.settings.memory >> 20)),
        };
        let Err(reason) = outcome else { return self.keep(worker) };
        // The query is ended for good before its client is told.
        let _ = worker.child.kill().await;
        self.refill();
        match head {
            Some(head) => drop(head.send(Head::Refused(Refusal::new(503, reason)))),
            None => drop(parts.send(Err(io::Error::other(reason))).await),
        }
    }
}

/// Gives the job to the worker and its answer to the client.
async fn talk(
    worker: &mut Worker,
    job: &Job,
    head: &mut Option<oneshot::Sender<Head>>,
    parts: &mpsc::Sender<io::Result<Bytes>>,
) -> std::result::Result<(), String> {
    let gone = |e: &dyn std::fmt::Display| format!("the worker has gone: {e}");
    let data = serde_json::to_vec(job).map_err(|e| gone(&e))?;
    worker.input.write_all(&Tag::Job.frame(&data)).await.map_err(|e| gone(&e))?;
    worker.input.flush().await.map_err(|e| gone(&e))?;
    let mut refused = None;
    loop {
        let (tag, data) = read(&mut worker.output).await.map_err(|e| gone(&e))?;
        match tag {
            // Who is refused reads no further, which must not look like a client that has gone.
            Tag::Head => match serde_json::from_slice(&data).map_err(|e| gone(&e))? {
                Head::Refused(refusal) => refused = Some(refusal),
                told => drop(head.take().map(|head| head.send(told))),
            },
            // A client that has gone is seen by `watch`.
            Tag::Data => drop(parts.send(Ok(data.into())).await),
            Tag::End => {
                if let (Some(refusal), Some(head)) = (refused, head.take()) {
                    let _ = head.send(Head::Refused(refusal));
                }
                return Ok(());
            }
            Tag::Job | Tag::Broken => return Err("the answer could not be finished".to_owned()),
        }
    }
}

async fn read(from: &mut BufReader<ChildStdout>) -> io::Result<(Tag, Vec<u8>)> {
    let mut prefix = [0; PREFIX];
    from.read_exact(&mut prefix).await?;
    let (tag, length) = Tag::read(prefix)?;
    let mut data = vec![0; length];
    from.read_exact(&mut data).await?;
    Ok((tag, data))
}

/// Waits until a process holds more than `most` bytes. Only Linux tells; elsewhere nothing is waited for but the time.
async fn grown(process: Option<u32>, most: u64) {
    loop {
        tokio::time::sleep(LOOK).await;
        if memory(process).is_some_and(|held| held > most) {
            return;
        }
    }
}

/// The bytes of memory that a process holds.
fn memory(process: Option<u32>) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process?)).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? << 10)
}

/// The parts of an answer as they come.
struct Parts(mpsc::Receiver<io::Result<Bytes>>);

impl HttpBody for Parts {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.0.poll_recv(cx).map(|part| part.map(|part| part.map(Frame::data)))
    }
}
