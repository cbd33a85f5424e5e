/** Files of an alert: those attached to it and those among its observables. */
import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../../../data/queries.ts';
import { useApi, useMay } from '../../../data/session.tsx';
import { type AlertDetail, useAlertFiles, useAlertObservables } from '../../../parts/alert/alert-data.ts';
import { Answer } from '../../../parts/alert/answer.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { attachmentAddress } from '../../../parts/markdown/markdown.tsx';
import { ObservableValue } from '../../../parts/observable-value.tsx';
import { useFileSize } from '../../../parts/task/file-size.ts';
import { Message } from '../../../ui/states.tsx';
import classes from './alert-page.module.css';

/** A file of either kind. */
interface ShownFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly hash: string | undefined;
}

/** The part. */
export function Files({ alert }: { readonly alert: AlertDetail }) {
  const { t } = useTranslation('alerts');
  const files = useAlertFiles(alert._id);
  const observables = useAlertObservables(alert._id);
  const ofObservables = (observables.data ?? []).flatMap(({ attachment }) => attachment ?? []);
  return (
    <>
      <Upload alertId={alert._id} />
      <Answer of={files} rows={4}>
        {(found) => {
          const all = [...found, ...ofObservables].map(({ _id, id, name, size, hashes }) => ({
            id: id ?? _id,
            name,
            size,
            hash: hashes[0],
          }));
          return all.length === 0 ? (
            <Message title={t('files.none')} />
          ) : (
            <ul className={classes.card}>
              {all.map((file, place) => (
                <FileLine key={`${file.id} ${all.slice(place).length}`} file={file} />
              ))}
            </ul>
          );
        }}
      </Answer>
    </>
  );
}

function FileLine({ file }: { readonly file: ShownFile }) {
  const { t: word } = useTranslation('words');
  const { organisation } = useApi();
  const size = useFileSize();
  return (
    <li className={classes.file}>
      <ObservableValue dataType="file" value={file.name} />
      <span className={classes.count}>{size(file.size)}</span>
      <bdi className={`sk-mono ${classes.hash}`}>{file.hash}</bdi>
      <Button
        size="compact-sm"
        component="a"
        href={attachmentAddress(organisation, file.id)}
        download
        leftSection={<IconDownload size={14} stroke={1.6} />}
      >
        {word('action.download')}
      </Button>
    </li>
  );
}

function Upload({ alertId }: { readonly alertId: string }) {
  const { t } = useTranslation('alerts');
  const text = useErrorText();
  const may = useMay('manageAlert/update');
  const send = useChange(
    (api, files: readonly File[]) => {
      const form = new FormData();
      for (const file of files) form.append('attachments', file);
      return api.request('POST', `/alert/${alertId}/attachments`, { form });
    },
    ['attachment'],
  );
  if (!may) return null;
  return (
    <div className={classes.tools}>
      <FileButton multiple onChange={(files) => files.length > 0 && send.mutate(files)}>
        {(props) => (
          <Button {...props} loading={send.isPending} leftSection={<IconUpload size={15} stroke={1.6} />}>
            {t('files.add')}
          </Button>
        )}
      </FileButton>
      {send.error !== null && (
        <span role="alert" className={classes.refusal}>
          {text(send.error)}
        </span>
      )}
    </div>
  );
}
