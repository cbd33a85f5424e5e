import { expect, it } from 'vitest';
import { inThread, ThreadExhausted } from './in-thread.ts';

const bounds = { longestMs: 20_000, memoryMb: 64 };
/** A program, as an address that holds it. */
const program = (body: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads'; ${body}`)}`,
  );

it('gives what the program posts of its task', async () => {
  const bytes = Uint8Array.from([1, 2, 3]);
  const sum = inThread<number>(
    program('parentPort.postMessage(workerData.bytes.reduce((one, other) => one + other));'),
    { bytes },
    { ...bounds, transfer: [bytes.buffer] },
  );
  expect(await sum).toBe(6);
  expect(bytes.length).toBe(0);
});

it('tells that time or memory was used up, and why it failed', async () => {
  const ended = (body: string, longestMs = bounds.longestMs) =>
    expect(inThread(program(body), {}, { ...bounds, longestMs })).rejects;
  await ended('setInterval(() => {}, 1000);', 100).toEqual(new ThreadExhausted('time'));
  await ended('const all = []; while (true) all.push({ all });').toEqual(new ThreadExhausted('memory'));
  await ended("throw new Error('the reason');").toThrow('the reason');
  await ended('').toThrow('ended with 0 and without a result');
});
