/** Text as it is read. Very long texts are drawn in parts, so that a log of megabytes neither breaks nor slows a page. */
import { Button, Modal } from '@mantine/core';
import { defang } from '@skep/sdk/fanging';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { useNames } from '../person.tsx';
import classes from './markdown.module.css';
import { renderMarkdown } from './render.ts';

/** Characters that are drawn as Markdown; what follows is shown plain, on demand. */
const longestDrawn = 60_000;

/** Where an uploaded file is fetched from. */
export function attachmentAddress(organisation: string | undefined, id: string): string {
  const query = organisation === undefined ? '' : `?organisation=${encodeURIComponent(organisation)}`;
  return `/api/v1/attachment/${encodeURIComponent(id)}/download${query}`;
}

/** Where a file is fetched in an archive that does not open by itself. */
export function protectedAddress(organisation: string | undefined, id: string): string {
  const address = attachmentAddress(organisation, id);
  return `${address}${address.includes('?') ? '&' : '?'}asZip=true`;
}

/** A text in Markdown. */
export function Markdown({ text }: { readonly text: string }) {
  const { organisation } = useApi();
  const [outside, setOutside] = useState<string>();
  const nameOf = useNames();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const drawn = renderMarkdown(
      text.slice(0, longestDrawn),
      (id) => attachmentAddress(organisation, id),
      nameOf,
    );
    place.current?.replaceChildren(drawn);
  }, [text, organisation, nameOf]);
  useEffect(() => {
    const shown = place.current;
    const ask = ({ target }: MouseEvent): void => {
      const address = target instanceof Element ? target.closest<HTMLElement>('[data-address]') : null;
      if (address !== null) setOutside(address.dataset.address);
    };
    shown?.addEventListener('click', ask);
    return () => shown?.removeEventListener('click', ask);
  }, []);
  return (
    <>
      <div ref={place} className={classes.text} />
      {text.length > longestDrawn && <Rest text={text.slice(longestDrawn)} />}
      <OutsideQuestion address={outside} onClose={() => setOutside(undefined)} />
    </>
  );
}

function Rest({ text }: { readonly text: string }) {
  const { t } = useTranslation('tasks');
  const [shown, setShown] = useState(false);
  if (shown) return <pre className={classes.rest}>{text}</pre>;
  return (
    <Button size="compact-sm" onClick={() => setShown(true)}>
      {t('text.rest', { count: text.length })}
    </Button>
  );
}

/** Nothing outside is opened without the whole address being read first. */
function OutsideQuestion({
  address,
  onClose,
}: {
  readonly address: string | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const openable = address !== undefined && /^https?:\/\//i.test(address);
  const open = (): void => {
    window.open(address, '_blank', 'noopener,noreferrer');
    onClose();
  };
  return (
    <Modal opened={address !== undefined} onClose={onClose} title={t('outside.title')}>
      <p>{openable ? t('outside.warning') : t('outside.never')}</p>
      <p className={classes.address}>
        <bdi className="sk-mono">{defang(address ?? '', 'url')}</bdi>
      </p>
      <div className={classes.foot}>
        <Button onClick={onClose} data-autofocus>
          {word('action.cancel')}
        </Button>
        {openable && (
          <Button color="red" variant="filled" onClick={open}>
            {t('outside.open')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
