/** Exporting a case: the server packs it, then the archive arrives; either can be stopped. */
import { useEffect, useRef, useState } from 'react';
import { keepFile, receiveFile } from '../../data/receive-file.ts';
import { useApi } from '../../data/session.tsx';

/** Where an export is. Sizes are bytes. */
export type ExportState =
  | { readonly step: 'asked' }
  | { readonly step: 'packing' }
  | { readonly step: 'receiving'; readonly received: number; readonly size: number | undefined }
  | { readonly step: 'saved'; readonly name: string; readonly size: number }
  | { readonly step: 'failed'; readonly error: unknown };

/** An export. Leaving the screen stops it. */
export interface CaseExport {
  readonly state: ExportState;
  readonly start: (password: string) => Promise<void>;
  readonly stop: () => void;
}

/** Exports a case by its id; `fallbackName` is used when the server names no file. */
export function useExport(caseId: string, fallbackName: string): CaseExport {
  const api = useApi();
  const [state, setState] = useState<ExportState>({ step: 'asked' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  return {
    state,
    stop() {
      running.current?.abort();
      setState({ step: 'asked' });
    },
    async start(password) {
      const controller = new AbortController();
      running.current = controller;
      setState({ step: 'packing' });
      try {
        const path = `/case/${caseId}/export?password=${encodeURIComponent(password)}`;
        const told = (received: number, size: number | undefined): void =>
          setState({ step: 'receiving', received, size });
        const { content, name = fallbackName } = await receiveFile(api, path, controller.signal, told);
        keepFile(content, name);
        setState({ step: 'saved', name, size: content.size });
      } catch (error) {
        if (!controller.signal.aborted) setState({ step: 'failed', error });
      }
    },
  };
}
