/** How much one job may use: every number a runner or a reader of its output enforces. */

/** Limits of one job. */
export interface JobLimits {
  /** Milliseconds from start to end. */
  readonly wallMs: number;
  /** Seconds of processor time per process. */
  readonly cpuSeconds: number;
  /** Bytes of memory, all processes together. */
  readonly memoryBytes: number;
  /** Processes and threads at once. */
  readonly processes: number;
  /** Files open at once in one process. */
  readonly openFiles: number;
  /** Bytes of everything in `output/` together, and of its largest file. */
  readonly outputBytes: number;
  /** Files and folders in `output/`. */
  readonly outputFiles: number;
  /** Bytes printed on standard output and standard error together. */
  readonly streamBytes: number;
  /** Bytes of `output.json`. */
  readonly reportBytes: number;
  /** Artifacts in one report. */
  readonly artifacts: number;
}

const mebibyte = 1024 ** 2;

/** Limits where nothing else is said. */
export const defaultLimits: JobLimits = Object.freeze({
  wallMs: 1_800_000,
  cpuSeconds: 1800,
  memoryBytes: 1024 * mebibyte,
  processes: 128,
  openFiles: 256,
  outputBytes: 64 * mebibyte,
  outputFiles: 1000,
  streamBytes: 4 * mebibyte,
  reportBytes: 24 * mebibyte,
  artifacts: 1000,
});
