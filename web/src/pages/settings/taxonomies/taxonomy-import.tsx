/** Importing taxonomies, and what was taken of each file. */
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldFault } from '../../../data/api.ts';
import { useChange } from '../../../data/queries.ts';
import { Failure } from '../../../ui/states.tsx';
import { FileImport, type SendFile } from '../file-import/file-import.tsx';
import { ResultLine, ResultList } from '../file-import/result-line.tsx';
import classes from '../form/form.module.css';
import { useRefusal } from '../form/refusal.ts';
import { type TaxonomyImport, useTaxonomies } from './taxonomy-data.ts';

const send: SendFile<TaxonomyImport> = (api, file, onSent) => {
  const form = new FormData();
  form.append('file', file, file.name);
  return api.request('POST', '/taxonomy/import-zip', { form, onSent });
};

/** The panel. */
export function TaxonomyImportPanel() {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  return (
    <FileImport
      title={t('make.taxonomies')}
      note={catalogue('taxonomy.importNote')}
      accept=".zip,.json,application/zip,application/json"
      entities={['taxonomy', 'tag']}
      send={send}
      result={(result) => <Result result={result} />}
    />
  );
}

function Result({ result: { imported, errors = [] } }: { readonly result: TaxonomyImport }) {
  const { t } = useTranslation('catalogues');
  const { t: fieldText } = useTranslation('errors');
  const told = ({ kind, accepted = '' }: FieldFault): string => fieldText(`field.${kind}`, { accepted });
  return (
    <>
      <p className={classes.heading}>{t('taxonomy.imported', { count: imported.length })}</p>
      <ResultList>
        {imported.map(({ namespace, numberOfTags, status }) => (
          <ResultLine
            key={namespace}
            taken={status === 'Success' ? 'taken' : 'partial'}
            name={namespace}
            aside={<span className={classes.meta}>{t('taxonomy.tags', { count: numberOfTags })}</span>}
          />
        ))}
        {errors.map(({ file, error, status, details = [] }) => (
          <ResultLine
            key={file}
            taken={status === 'Failure' ? 'refused' : 'partial'}
            name={file}
            details={[error, ...details.map((fault) => `${fault.name}: ${told(fault)}`)]}
          />
        ))}
      </ResultList>
      <OfferAll namespaces={imported.map(({ namespace }) => namespace)} />
    </>
  );
}

/** Offers what has been imported to the organisations: by itself an import offers nothing. */
function OfferAll({ namespaces }: { readonly namespaces: readonly string[] }) {
  const { t } = useTranslation('catalogues');
  const refusal = useRefusal();
  const { data = [] } = useTaxonomies();
  const waiting = data.filter(
    ({ namespace, extraData }) => namespaces.includes(namespace) && !extraData.enabled,
  );
  const offer = useChange<void>(
    async (api) => {
      for (const { _id } of waiting) await api.put(`/taxonomy/${_id}/activate`);
    },
    ['taxonomy', 'tag'],
  );
  if (waiting.length === 0) return null;
  return (
    <div className={classes.section}>
      <p className={classes.note}>{t('taxonomy.waiting', { count: waiting.length })}</p>
      <div className={classes.line}>
        <Button loading={offer.isPending} onClick={() => offer.mutate()}>
          {t('taxonomy.offerAll', { count: waiting.length })}
        </Button>
      </div>
      {offer.error !== null && <Failure reason={refusal(offer.error)} againLabel="" />}
    </div>
  );
}
