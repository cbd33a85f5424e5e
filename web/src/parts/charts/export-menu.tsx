/** Takes the figures of a page along: as numbers, as a picture, on paper. */
import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './charts.module.css';
import { useFiguresFile } from './export-figures.tsx';
import { pictureOf } from './picture.ts';
import { saveFile } from './save-file.ts';

/** The menu. `page` is what the picture shows, `name` the files without their endings, `heading` their first line. */
export function ExportMenu({
  page,
  name,
  heading,
}: {
  readonly page: RefObject<HTMLElement | null>;
  readonly name: string;
  readonly heading: string;
}) {
  const { t } = useTranslation('dashboards');
  const reason = useErrorText();
  const saveFigures = useFiguresFile();
  const [failure, setFailure] = useState<string>();
  const fileName = name.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const saveImage = async (): Promise<void> => {
    if (page.current === null) return;
    setFailure(undefined);
    try {
      saveFile(await pictureOf(page.current), `${fileName}.png`);
    } catch (error) {
      setFailure(reason(error));
    }
  };
  const acts = [
    { id: 'csv', perform: () => saveFigures(`${fileName}.csv`, heading) },
    { id: 'png', perform: () => void saveImage() },
    { id: 'print', perform: () => window.print() },
  ] as const;
  useActions(
    acts.map(({ id, perform }) => ({
      id: `export.${id}`,
      label: t(`export.${id}`),
      group: t('group'),
      perform,
    })),
  );
  return (
    <>
      {failure !== undefined && (
        <span role="alert" className={classes.note}>
          {failure}
        </span>
      )}
      <Menu>
        <Menu.Target>
          <Button
            className={classes.exportButton}
            leftSection={<IconDownload size={16} stroke={1.6} />}
            rightSection={<IconChevronDown size={14} stroke={1.6} />}
          >
            {t('export.label')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {acts.map(({ id, perform }) => (
            <Menu.Item key={id} onClick={perform}>
              {t(`export.${id}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
