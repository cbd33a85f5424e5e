/** Pictures in a log that is being written: they have no address until the log is there. */

/** A file that goes with a log that is being written. */
export interface WaitingFile {
  /** Unique among the files of this log. */
  readonly key: string;
  readonly file: File;
}

/** What stands in the text for a picture until its log is there. */
export function placeholderFor({ key, file }: WaitingFile): string {
  return `![${file.name.replaceAll(/[[\]]/g, '')}](attachment:${key})`;
}

/** Whether any picture in the text still waits for its address. */
export function hasPlaceholders(text: string, files: readonly WaitingFile[]): boolean {
  return files.some(({ key }) => text.includes(`(attachment:${key})`));
}

/** The text with the addresses of the pictures. The attachments come in the order in which the files were sent. */
export function withAddresses(
  text: string,
  files: readonly WaitingFile[],
  attachments: readonly { readonly _id: string }[],
): string {
  return files.reduce((before, { key }, place) => {
    const id = attachments[place]?._id;
    return id === undefined ? before : before.replaceAll(`(attachment:${key})`, `(attachment:${id})`);
  }, text);
}

/** The words of a text: without its pictures, whose names look like hosts. */
export function withoutPictures(text: string): string {
  return text.replaceAll(/!\[[^\]]*\]\([^)]*\)/g, ' ');
}
