/** What of a case is chosen in its header: severity, status, TLP, PAP, assignee. Read as text by who may not change it. */
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PapBadge, SeverityBadge, StageMark, TlpBadge } from '../../../parts/badges.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useCaseStatuses } from '../../../parts/case/case-data.ts';
import { useCaseChange } from '../../../parts/case/use-case-change.ts';
import { Person } from '../../../parts/person.tsx';
import { useCaseAddress } from '../use-case-address.ts';
import classes from './header.module.css';

const severities = [1, 2, 3, 4] as const;
const tlps = [0, 1, 2, 3, 4] as const;
const paps = [0, 1, 2, 3] as const;

interface PickProps {
  readonly label: string;
  readonly shown: ReactNode;
  readonly refusal: string | undefined;
  readonly bordered?: boolean;
  readonly options: readonly {
    readonly id: string;
    readonly content: ReactNode;
    readonly pick: () => void;
  }[];
}

function Pick({ label, shown, refusal, bordered = false, options }: PickProps) {
  const { may } = useCase();
  if (!may('manageCase/update')) return shown;
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <UnstyledButton className={bordered ? classes.box : classes.bare} aria-label={label}>
            {shown}
            {bordered && <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {options.map(({ id, content, pick }) => (
            <Menu.Item key={id} onClick={pick}>
              {content}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {refusal !== undefined && (
        <span role="alert" className={classes.refusal}>
          {refusal}
        </span>
      )}
    </>
  );
}

/** Bars and word. */
export function SeverityPick() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const { change, refusals } = useCaseChange();
  return (
    <Pick
      label={t('pick.severity', { value: word(`severity.${detail.severity}`) })}
      shown={<SeverityBadge severity={detail.severity} word />}
      refusal={refusals.severity}
      options={severities.map((severity) => ({
        id: String(severity),
        content: <SeverityBadge severity={severity} word />,
        pick: () => void change({ severity }, t('done.severity', { value: word(`severity.${severity}`) })),
      }))}
    />
  );
}

/** The status. Closing and reopening need more than a choice, and open what asks for it. */
export function StatusPick() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const { openDialog } = useCaseAddress();
  const { change, refusals } = useCaseChange();
  const nameOf = (status: string): string =>
    word(`caseStatus.${status}` as 'caseStatus.New', { defaultValue: status });
  return (
    <Pick
      label={t('pick.status', { value: nameOf(detail.status) })}
      bordered
      shown={<StageMark kind="case" stage={detail.stage} status={detail.status} />}
      refusal={refusals.status}
      options={useCaseStatuses().map(({ value, stage }) => ({
        id: value,
        content: <StageMark kind="case" stage={stage} status={value} />,
        pick() {
          if (stage === 'Closed' && detail.stage !== 'Closed') openDialog('close', value);
          else if (stage !== 'Closed' && detail.stage === 'Closed') openDialog('reopen', value);
          else void change({ status: value, stage }, t('done.status', { value: nameOf(value) }));
        },
      }))}
    />
  );
}

/** Who may be told. */
export function TlpPick() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const { change, refusals } = useCaseChange();
  return (
    <Pick
      label={t('pick.tlp', { value: word(`tlp.${detail.tlp}`) })}
      shown={<TlpBadge tlp={detail.tlp} />}
      refusal={refusals.tlp}
      options={tlps.map((tlp) => ({
        id: String(tlp),
        content: <TlpBadge tlp={tlp} />,
        pick: () => void change({ tlp }, t('done.rating', { value: `TLP:${word(`tlp.${tlp}`)}` })),
      }))}
    />
  );
}

/** What may be done. */
export function PapPick() {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail } = useCase();
  const { change, refusals } = useCaseChange();
  return (
    <Pick
      label={t('pick.pap', { value: word(`pap.${detail.pap}`) })}
      shown={<PapBadge pap={detail.pap} />}
      refusal={refusals.pap}
      options={paps.map((pap) => ({
        id: String(pap),
        content: <PapBadge pap={pap} />,
        pick: () => void change({ pap }, t('done.rating', { value: `PAP:${word(`pap.${pap}`)}` })),
      }))}
    />
  );
}

/** Who holds the case; opens the choice of people. */
export function AssigneePick({ refusal }: { readonly refusal: string | undefined }) {
  const { t } = useTranslation('cases');
  const { t: word } = useTranslation('words');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const shown =
    detail.assignee === undefined ? (
      <span className={classes.nobody}>{word('nobody')}</span>
    ) : (
      <Person login={detail.assignee} />
    );
  if (!may('manageCase/update')) return shown;
  return (
    <>
      <UnstyledButton className={classes.box} aria-haspopup="dialog" onClick={() => openDialog('assign')}>
        <span className="sk-hidden">{t('pick.assignee')} </span>
        {shown}
        <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
      </UnstyledButton>
      {refusal !== undefined && (
        <span role="alert" className={classes.refusal}>
          {refusal}
        </span>
      )}
    </>
  );
}
