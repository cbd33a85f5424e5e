/** What each organisation may do in a case, side by side. */
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutputShare } from '../../../../contract/v1-types.ts';
import { useApi, useMe } from '../../data/session.tsx';
import type { CaseWork } from '../task/case-work.ts';
import { caseRights, rightsOf } from './rights.ts';
import classes from './sharing.module.css';
import { useProfiles, useSeenBy } from './sharing-data.ts';

/** The table. */
export function RightsTable({
  case_,
  shares,
}: {
  readonly case_: CaseWork;
  readonly shares: readonly OutputShare[];
}) {
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useApi();
  const me = useMe();
  const profiles = useProfiles();
  const columns = [
    {
      id: 'us',
      name: organisation,
      sub: me?.profile ?? '',
      rights: rightsOf(case_.extraData?.permissions ?? []),
      share: undefined,
    },
    ...shares.map((share) => ({
      id: share._id,
      name: share.organisationName,
      sub: share.profileName,
      rights: rightsOf(profiles.find(({ name }) => name === share.profileName)?.permissions ?? []),
      share,
    })),
  ];
  return (
    <div className={classes.tableBox}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th>{t('sharing.inCase', { number: case_.number })}</th>
            {columns.map(({ id, name, sub }) => (
              <th key={id} scope="col" className={classes.middle}>
                <bdi className={classes.name}>{name}</bdi>
                <span className={classes.quiet}>{sub}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {caseRights.map(([right]) => (
            <tr key={right}>
              <th scope="row">{t(`sharing.right.${right}`)}</th>
              {columns.map(({ id, name, rights, share }) => (
                <td key={id} className={classes.middle}>
                  {share !== undefined && !share.owner && (right === 'task' || right === 'observable') ? (
                    <Some caseId={case_._id} organisation={name} of={right} may={rights.has(right)} />
                  ) : (
                    <May may={rights.has(right)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function May({ may }: { readonly may: boolean }) {
  const { t } = useTranslation('words');
  return may ? (
    <>
      <IconCheck size={16} stroke={1.8} aria-hidden="true" className={classes.may} />
      <span className="sk-hidden">{t('yes')}</span>
    </>
  ) : (
    <>
      <span aria-hidden="true">{t('duration.none')}</span>
      <span className="sk-hidden">{t('no')}</span>
    </>
  );
}

/** Tasks or observables are shared one by one: how many of them. */
function Some({
  caseId,
  organisation,
  of,
  may,
}: {
  readonly caseId: string;
  readonly organisation: string;
  readonly of: 'task' | 'observable';
  readonly may: boolean;
}) {
  const { t } = useTranslation('tasks');
  const seen = useSeenBy(caseId, organisation);
  if (!may || seen === undefined) return <May may={may} />;
  const has = of === 'task' ? seen.tasks.length : seen.observables.length;
  const not = of === 'task' ? seen.tasksWithheld.length : seen.observablesWithheld.length;
  if (not === 0) return <May may />;
  return <span className={classes.differs}>{t('sharing.of', { some: has, all: has + not })}</span>;
}
