/** The mark of a value that is an unlikely indicator whatever was seen: a reserved address, a public resolver, an empty file. */
import { Tooltip } from '@mantine/core';
import { type OrdinaryReason, ordinaryReason } from '@skep/sdk/indicators';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './ordinary-mark.module.css';

/** What an observable is judged by. */
interface Judged {
  readonly dataType: string;
  readonly data?: string | undefined;
  readonly attachment?: { readonly size: number } | undefined;
}

/** Why an observable is an unlikely indicator; undefined when nothing speaks against it. */
export function ordinaryReasonOf({ dataType, data, attachment }: Judged): OrdinaryReason | undefined {
  if (attachment !== undefined) return attachment.size === 0 ? 'emptyFile' : undefined;
  return data === undefined ? undefined : ordinaryReason(dataType, data);
}

/** The chip with its reason, which is in its tooltip and said by screen readers. Nothing without a reason. */
export function OrdinaryMark({ reason }: { readonly reason: OrdinaryReason | undefined }) {
  const { t } = useTranslation('observables');
  if (reason === undefined) return null;
  return (
    <Tooltip label={t(`ordinary.why.${reason}`)} multiline maw={280}>
      <span className={classes.mark} data-testid="ordinary-mark">
        <IconInfoCircle size={12} stroke={1.8} aria-hidden="true" />
        <span className={classes.word}>{t(`ordinary.${reason}`)}</span>
        <span className="sk-hidden">: {t(`ordinary.why.${reason}`)}</span>
      </span>
    </Tooltip>
  );
}
