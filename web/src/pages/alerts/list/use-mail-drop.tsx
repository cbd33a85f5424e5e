/** Mails that are dropped on the queue: each becomes an alert, one after the other, and each says what came of it. */
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAlert } from '../../../../../contract/v1-types.ts';
import { useRefresh } from '../../../data/queries.ts';
import { useApi } from '../../../data/session.tsx';
import classes from './mail-drop.module.css';
import { type MailResult, MailResults } from './mail-results.tsx';

/** Files that are taken for mails. */
const mailName = /\.(?:eml|msg)$/i;
/** Most mails at once. */
const mostMails = 100;

/** The way in for mails. */
export interface MailDrop {
  /** For the element that mails may be dropped on. */
  readonly zone: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
  /** Lets somebody choose files, the way in by keyboard. */
  readonly choose: () => void;
  /** What hangs over the screen: where to drop, what came of it. */
  readonly overlay: ReactNode;
}

/** Takes mails; `onDone` is told when alerts were made. */
export function useMailDrop(enabled: boolean, onDone: () => void): MailDrop {
  const { t } = useTranslation('lists');
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const { results, send, dismiss } = useSending(onDone);
  const leave = (): void => setOver(false);
  return {
    zone: {
      onDragOver: (event) => {
        if (!enabled || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event) => {
        const { relatedTarget, currentTarget } = event;
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) leave();
      },
      onDrop: (event) => {
        leave();
        if (!enabled || event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        send([...event.dataTransfer.files]);
      },
    },
    choose: () => input.current?.click(),
    overlay: (
      <>
        <input
          ref={input}
          type="file"
          accept=".eml,.msg"
          multiple
          hidden
          onChange={(event) => {
            send([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
        {isOver && <div className={classes.target}>{t('mail.drop')}</div>}
        {results.length > 0 && <MailResults results={results} onClose={dismiss} />}
      </>
    ),
  };
}

/** Sends files one after the other. */
function useSending(onDone: () => void) {
  const api = useApi();
  const refresh = useRefresh();
  const { t } = useTranslation('lists');
  const [results, setResults] = useState<readonly MailResult[]>([]);
  const note = (result: MailResult): void =>
    setResults((before) => before.map((one) => (one.id === result.id ? result : one)));
  const sendOne = async (id: string, file: File): Promise<void> => {
    const result = { id, name: file.name };
    if (!mailName.test(file.name)) return note({ ...result, state: 'failed', reason: t('mail.noMail') });
    note({ ...result, state: 'sending' });
    const form = new FormData();
    form.append('mail', file);
    try {
      const { _id, title } = await api.request<OutputAlert>('POST', '/alert/mail', { form });
      note({ ...result, state: 'done', alertId: _id, title });
    } catch (error) {
      note({ ...result, state: 'failed', error });
    }
  };
  const send = (files: readonly File[]): void => {
    const some = files.slice(0, mostMails).map((file, place) => ({ id: `${Date.now()}-${place}`, file }));
    setResults(some.map(({ id, file }) => ({ id, name: file.name, state: 'waiting' })));
    void (async () => {
      for (const { id, file } of some) await sendOne(id, file);
      await refresh(['alert']);
      onDone();
    })();
  };
  return { results, send, dismiss: () => setResults([]) };
}
