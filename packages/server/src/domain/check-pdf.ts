import { Worker } from 'node:worker_threads';
import { ProblemError } from '../problem.js';
import { Queue } from './queue.js';

/** Why a PDF is not taken. */
export type PdfFault = 'damaged' | 'encrypted' | 'active' | 'too_many_pixels';

const WORKER = new URL('../../workers/look-into-pdf.js', import.meta.url);

/** What the thread may take for what it reads; a document of the largest size takes some 60 MB. */
const LIMITS = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };
/** Many times what a document of the largest size takes. */
const MAX_MS = 15_000;
/** As much of that as the process had: with less it was the machine that was slow, and not the file. */
const OWN_SHARE = 0.6;
/** To begin a thread takes half a second: the next file of the same person finds it there. */
const IDLE_MS = 5000;
/** What is read leaves traces in the library's memory: a thread that has read as much is let go. */
const MAX_BYTES_READ = 4 * 1024 * 1024;

/** Each waits with its file in memory. */
const reading = new Queue({ maxWaiting: 32 });

interface Thread {
  readonly worker: Worker;
  bytesRead: number;
}

let idle: { readonly thread: Thread; readonly timer: NodeJS.Timeout } | null = null;

/**
 * Looks into a PDF in a thread with bounds of its own. Null for a document that only shows its pages; `damaged` also for one that takes more
 * than its bounds. Throws `unavailable` where that is not the file's fault.
 */
export function pdfFault(bytes: Buffer): Promise<PdfFault | null> {
  if (!isWhole(bytes)) return Promise.resolve('damaged');
  return reading.run(async () => {
    const thread = takeThread();
    const fault = await answerOf(thread, bytes);
    if (fault === 'failed') throw new ProblemError('unavailable', {}, { 'Retry-After': '5' });
    if (fault === 'ended') return 'damaged';
    keepThread(thread, bytes.length);
    return fault;
  });
}

/** Begins and ends like one: what stands before or after would make it another kind of file as well. */
function isWhole(bytes: Buffer): boolean {
  const tail = bytes
    .subarray(-1024)
    .toString('latin1')
    .replace(/[\s\0]+$/, '');
  // The end of a ZIP archive has room for a comment, where a PDF's own end can stand.
  const endsAsArchive = bytes.subarray(-66_000).includes('PK\x05\x06', 0, 'latin1');
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' && tail.endsWith('%%EOF') && !endsAsArchive;
}

function takeThread(): Thread {
  if (idle) {
    clearTimeout(idle.timer);
    const { thread } = idle;
    idle = null;
    return thread;
  }
  const worker = new Worker(WORKER, { resourceLimits: LIMITS, stdout: true, stderr: true, env: {} });
  // It never keeps the process from ending, and an idle one that ends is no loss.
  worker.unref();
  worker.on('error', () => {});
  const thread = { worker, bytesRead: 0 };
  worker.on('exit', () => {
    if (idle?.thread !== thread) return;
    clearTimeout(idle.timer);
    idle = null;
  });
  return thread;
}

function keepThread(thread: Thread, bytes: number): void {
  thread.bytesRead += bytes;
  if (thread.bytesRead > MAX_BYTES_READ) {
    void thread.worker.terminate();
    return;
  }
  const timer = setTimeout(() => {
    idle = null;
    void thread.worker.terminate();
  }, IDLE_MS);
  timer.unref();
  idle = { thread, timer };
}

/** What the thread finds; `ended` when it took too much memory or time, `failed` when it was ended by something else, or had no time. */
function answerOf({ worker }: Thread, bytes: Buffer): Promise<PdfFault | null | 'ended' | 'failed'> {
  return new Promise((resolve, reject) => {
    const before = process.cpuUsage();
    const timer = setTimeout(() => {
      stopListening();
      void worker.terminate();
      const { user, system } = process.cpuUsage(before);
      resolve((user + system) / 1000 < MAX_MS * OWN_SHARE ? 'failed' : 'ended');
    }, MAX_MS);
    const answered = (fault: PdfFault | null) => {
      stopListening();
      resolve(fault);
    };
    const failed = (error: NodeJS.ErrnoException) => {
      stopListening();
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve('ended');
      else reject(error);
    };
    function stopListening() {
      clearTimeout(timer);
      worker.off('message', answered).off('error', failed).off('exit', ended);
    }
    function ended() {
      stopListening();
      resolve('failed');
    }
    worker.once('message', answered).once('error', failed).once('exit', ended);
    worker.postMessage(bytes);
  });
}
