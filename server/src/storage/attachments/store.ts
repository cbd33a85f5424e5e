/** Where files are kept: the port that every kind of store implements, and the conformance suite checks. */
import type { Readable } from 'node:stream';

/** Digests of a file in lower-case hexadecimal: SHA-256, SHA-1, MD5. */
export type FileHashes = readonly [sha256: string, sha1: string, md5: string];

/** What became of a stored file. */
export interface StoredFile {
  /** The SHA-256 of the content: equal files are one. */
  readonly id: string;
  /** Bytes. */
  readonly size: number;
  readonly hashes: FileHashes;
}

/** A file being read. The stream must be read to its end or destroyed. */
export interface OpenedFile {
  readonly stream: Readable;
  /** Bytes. */
  readonly size: number;
}

/** How a file is stored. */
export interface PutOptions {
  readonly maxBytes: number;
  /** Called when the content has arrived whole, and before it can be found under its id. When it fails, nothing is stored. */
  readonly arrived?: (file: StoredFile) => Promise<void>;
}

/** Files by their content. Streams only: no file is ever whole in memory. */
export interface AttachmentStore {
  /** Stores a stream; nothing remains when it fails. Throws `AttachmentTooLarge`, or whatever the stream or `arrived` failed with. */
  put(stream: Readable, options: PutOptions): Promise<StoredFile>;
  /** Throws `AttachmentNotFound`. */
  open(id: string): Promise<OpenedFile>;
  /** Removes a file; does nothing when there is none. */
  delete(id: string): Promise<void>;
}

/** The upload has more bytes than are accepted. */
export class AttachmentTooLarge extends Error {
  readonly code = 'attachmentTooLarge';
  /** Accepted bytes. */
  readonly limit: number;

  constructor(limit: number) {
    super(`The file is larger than the accepted ${limit} bytes`);
    this.name = 'AttachmentTooLarge';
    this.limit = limit;
  }
}

/** No file has this id. */
export class AttachmentNotFound extends Error {
  readonly code = 'attachmentNotFound';

  constructor() {
    super('The file is not in the store');
    this.name = 'AttachmentNotFound';
  }
}
