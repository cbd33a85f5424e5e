/** Takes apart what an engine sends of a container's output: frames of a header (stream, length) and that many bytes. */
import type { OutputChunk } from '../runner/runner.ts';

const headerBytes = 8;

/** Gives each piece of output as it comes, whatever the bounds of the parts that arrive. */
export function createFrameReader(
  take: (stream: OutputChunk['stream'], content: Buffer) => void,
): (part: Buffer) => void {
  let waiting = Buffer.alloc(0);
  /** Bytes of the present frame that are still to come, and the stream that they are of. */
  let left = 0;
  let stream: OutputChunk['stream'] = 'stdout';
  return (part) => {
    waiting = Buffer.concat([waiting, part]);
    for (;;) {
      if (left === 0) {
        if (waiting.length < headerBytes) return;
        stream = waiting[0] === 2 ? 'stderr' : 'stdout';
        left = waiting.readUInt32BE(4);
        waiting = waiting.subarray(headerBytes);
        if (left === 0) continue;
      }
      if (waiting.length === 0) return;
      const content = waiting.subarray(0, left);
      left -= content.length;
      waiting = waiting.subarray(content.length);
      take(stream, content);
    }
  };
}
