/** Importing techniques into a catalogue, and what was not taken of the file. */
import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileImport } from '../file-import/file-import.tsx';
import { ResultLine, ResultList } from '../file-import/result-line.tsx';
import classes from '../form/form.module.css';
import type { TechniqueImport } from './attack-data.ts';
import { cataloguesIn } from './catalogues-in-file.ts';

/** Name that is proposed while there is no catalogue. */
const firstName = 'Enterprise ATT&CK';

const path = '/pattern/import/attack';

/** The panel. `names` are those of the catalogues that there are. */
export function AttackImportPanel({ names }: { readonly names: readonly string[] }) {
  const { t } = useTranslation('settings');
  const { t: catalogue } = useTranslation('catalogues');
  const [given, setGiven] = useState<string>();
  const [variant, setVariant] = useState('');
  const [choices, setChoices] = useState<readonly string[]>([]);
  const several = choices.length > 1;
  const name = given ?? (several ? variant : undefined) ?? names[0] ?? firstName;
  const target = { catalog: name.trim(), ...(variant.trim() === '' ? {} : { variant: variant.trim() }) };
  const look = async (file: File): Promise<void> => {
    const found = await cataloguesIn(file);
    setChoices(found);
    setVariant(found.length > 1 ? (found[0] ?? '') : '');
  };
  return (
    <FileImport<TechniqueImport>
      title={t('make.attack')}
      note={catalogue('attack.importNote')}
      accept=".json,application/json"
      entities={['patternCatalog', 'pattern']}
      onFile={(file) => void look(file)}
      send={(api, file, onSent) => {
        const form = new FormData();
        form.append('_json', JSON.stringify(target));
        form.append('file', file, file.name);
        return api.request('POST', path, { form, onSent });
      }}
      fetch={(api, url) => api.post(path, { ...target, url })}
      fields={(refused) => (
        <>
          {several ? (
            <Select
              label={catalogue('attack.which')}
              description={catalogue('attack.whichNote')}
              allowDeselect={false}
              data={[...choices]}
              value={variant}
              error={refused.variant}
              onChange={(next) => setVariant(next ?? '')}
            />
          ) : (
            <TextInput
              label={catalogue('attack.variant')}
              description={catalogue('attack.variantNote')}
              maxLength={128}
              value={variant}
              error={refused.variant}
              onChange={({ currentTarget }) => setVariant(currentTarget.value)}
            />
          )}
          <Autocomplete
            label={catalogue('attack.into')}
            description={catalogue(names.includes(name) ? 'attack.updates' : 'attack.makes')}
            maxLength={128}
            data={[...names]}
            value={name}
            error={refused.catalog}
            onChange={setGiven}
          />
        </>
      )}
      result={(result) => <Result result={result} />}
    />
  );
}

function Result({ result: { imported, created, updated, errors } }: { readonly result: TechniqueImport }) {
  const { t } = useTranslation('catalogues');
  return (
    <>
      <ResultList>
        <ResultLine
          taken={errors.length === 0 ? 'taken' : 'partial'}
          name={t('attack.imported', { count: imported })}
          details={[
            t('attack.created', { count: created }),
            t('attack.updated', { count: updated }),
            t('attack.same', { count: imported - created - updated }),
          ]}
        />
      </ResultList>
      {errors.length > 0 && (
        <>
          <p className={classes.heading}>{t('attack.refused', { count: errors.length })}</p>
          <ResultList>
            {errors.map(({ object, error }) => (
              <ResultLine key={object} taken="refused" name={object} details={[error]} />
            ))}
          </ResultList>
        </>
      )}
    </>
  );
}
