/** Uploads to a case, one file after the other, so that each has its own state and its own reason when it fails. */
import { useCallback, useRef, useState } from 'react';
import { useRefresh } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** A file on its way. */
export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly state: 'waiting' | 'sending' | 'failed';
  readonly refusal?: unknown;
}

/** Uploads that are not done. */
export interface Uploads {
  readonly all: readonly Upload[];
  readonly add: (files: readonly File[]) => void;
  readonly again: (upload: Upload) => void;
  readonly dismiss: (key: number) => void;
}

/** Sends files to a case. */
export function useCaseUploads(caseId: string): Uploads {
  const api = useApi();
  const refresh = useRefresh();
  const [all, setAll] = useState<readonly Upload[]>([]);
  const nextKey = useRef(1);
  const queue = useRef(Promise.resolve());
  const send = useCallback(
    async (upload: Upload): Promise<void> => {
      const become = (next: Partial<Upload>): void =>
        setAll((before) => before.map((one) => (one.key === upload.key ? { ...one, ...next } : one)));
      become({ state: 'sending' });
      const form = new FormData();
      form.append('_json', JSON.stringify({ canRename: true }));
      form.append('attachments', upload.file, upload.file.name);
      try {
        await api.request('POST', `/case/${caseId}/attachments`, { form });
        setAll((before) => before.filter(({ key }) => key !== upload.key));
        await refresh(['attachment', 'case', 'audit']);
      } catch (refusal) {
        become({ state: 'failed', refusal });
      }
    },
    [api, caseId, refresh],
  );
  const enqueue = useCallback(
    (uploads: readonly Upload[]) => {
      for (const upload of uploads) queue.current = queue.current.then(() => send(upload));
    },
    [send],
  );
  return {
    all,
    add(files) {
      const uploads = files.map((file): Upload => {
        nextKey.current += 1;
        return { key: nextKey.current, file, state: 'waiting' };
      });
      setAll((before) => [...before, ...uploads]);
      enqueue(uploads);
    },
    again: (upload) => enqueue([upload]),
    dismiss: (key) => setAll((before) => before.filter((one) => one.key !== key)),
  };
}
