/** Who works on a case: the organisations that have it, what each may see and do, and what is withheld. */
import { Button } from '@mantine/core';
import { IconBuildingCommunity, IconLock } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { peopleKeptTo } from '../../../parts/access/access.ts';
import { useMayRestrict } from '../../../parts/access/restriction-mark.tsx';
import { useCase } from '../../../parts/case/case-context.tsx';
import { useErrorText } from '../../../parts/error-text.ts';
import { RightsTable } from '../../../parts/sharing/rights-table.tsx';
import { SeenPanel } from '../../../parts/sharing/seen-panel.tsx';
import { ShareTable } from '../../../parts/sharing/share-table.tsx';
import classes from '../../../parts/sharing/sharing.module.css';
import { useLinks, useShares } from '../../../parts/sharing/sharing-data.ts';
import { WhatTheyDid } from '../../../parts/sharing/what-they-did.tsx';
import { Failure, LoadingRows, Message } from '../../../ui/states.tsx';
import { useCaseAddress } from '../use-case-address.ts';

/** The section. */
export default function Section() {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { detail, may } = useCase();
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  const { as } = useSearch({ strict: false }) as { readonly as?: string };
  const shares = useShares(detail._id);
  const links = useLinks();
  const mayChange = may('manageShare') && detail.extraData.isOwner;
  const shown = shares.data?.find(({ organisationName }) => organisationName === as) ?? shares.data?.[0];
  const show = (name: string): void =>
    void navigate({
      to: '/o/$organisation/cases/$number/$section',
      params: { organisation, number: String(detail.number), section: 'sharing' },
      search: { as: name },
      replace: true,
    });
  return (
    <div className={classes.split}>
      <section className={classes.main} aria-label={t('sharing.title')}>
        <div className={classes.head}>
          <h2 className={classes.title}>{t('sharing.title')}</h2>
          <span className={classes.quiet}>
            {t('sharing.ownedBy', { name: detail.extraData.owningOrganisation })}
          </span>
          <AccessActs />
        </div>
        {[shares, links].map(
          ({ error, refetch }, place) =>
            error !== null && (
              <Failure
                key={place === 0 ? 'shares' : 'links'}
                reason={text(error)}
                again={() => void refetch()}
                againLabel={word('action.retry')}
              />
            ),
        )}
        {shares.isPending && <LoadingRows rows={4} label={word('loading')} />}
        {shares.data !== undefined && (
          <ShareTable
            case_={detail}
            shares={shares.data}
            links={links.data ?? []}
            mayChange={mayChange}
            onShow={show}
          />
        )}
        {links.data?.length === 0 && shares.data?.length === 0 && (
          <Message title={t('sharing.noLinks')}>{t('sharing.noLinksReason')}</Message>
        )}
        {shares.data !== undefined && (
          <>
            <div className={classes.head}>
              <h2 className={classes.title}>{t('sharing.rights')}</h2>
              <span className={classes.quiet}>{t('sharing.rightsHint')}</span>
            </div>
            <RightsTable case_={detail} shares={shares.data} />
          </>
        )}
      </section>
      <aside className={classes.panel} aria-label={t('sharing.items')}>
        {shown === undefined ? (
          <p className={classes.note}>{t('sharing.notShared')}</p>
        ) : (
          <>
            <SeenPanel
              key={shown._id}
              caseId={detail._id}
              organisation={shown.organisationName}
              mayChange={mayChange && !shown.owner}
            />
            <WhatTheyDid caseId={detail._id} organisation={shown.organisationName} />
          </>
        )}
      </aside>
    </div>
  );
}

/** Restricting the case, and giving it away; what the reader may not do is left out. */
function AccessActs() {
  const { t } = useTranslation('sharing');
  const { detail, may } = useCase();
  const { openDialog } = useCaseAddress();
  const mayRestrict = useMayRestrict();
  const mayGive = may('manageCase/changeOwnership') && detail.extraData.isOwner;
  const isKept = peopleKeptTo(detail.access) !== undefined;
  return (
    <span className={classes.headActs}>
      {mayGive && (
        <Button
          size="compact-sm"
          leftSection={<IconBuildingCommunity size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => openDialog('owner')}
        >
          {t('owner.act')}
        </Button>
      )}
      {mayRestrict && (
        <Button
          size="compact-sm"
          leftSection={<IconLock size={16} stroke={1.6} aria-hidden="true" />}
          onClick={() => openDialog('restrict')}
        >
          {t(isKept ? 'restrict.edit' : 'restrict.act')}
        </Button>
      )}
    </span>
  );
}
